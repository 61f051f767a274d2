// Kanjo's words. The language is the signed-in person's.

const STRINGS = {
  en: {
    dashboard: "Dashboard", invoices: "Invoices", customers: "Customers", settings: "Settings",
    help: "Help", new_invoice: "New invoice", switch_person: "Switch person",
    good_day: "Hello, {name}", billed: "Billed this month", awaiting: "Awaiting payment",
    overdue_total: "Overdue", paid_total: "Paid in 30 days", chart: "Billed per week",
    recent: "Recent invoices", see_all: "See all", search: "Search invoices",
    status: "Status", all: "All", draft: "Draft", sent: "Sent", paid: "Paid", overdue: "Overdue",
    number: "Number", customer: "Customer", issued: "Issued", due: "Due", amount: "Amount",
    none_found: "No invoices match. Change the search or the status.",
    customer_help: "Who is being billed", choose: "Choose…", issued_on: "Issue date",
    due_on: "Due date", lines: "Items", item: "Item", quantity: "Quantity", price: "Unit price",
    remove_line: "Remove item", add_line: "Add item", memo: "Memo", memo_help: "Shown on the invoice",
    subtotal: "Subtotal", tax: "Tax ({percent}%)", total: "Total", save: "Save invoice",
    cancel: "Cancel", choose_customer: "Choose a customer.", choose_date: "Choose a date.",
    due_before_issued: "The due date is before the issue date.",
    complete_lines: "Give each item a name, a quantity and a price above zero.",
    saved: "Invoice {number} was saved as a draft.", send: "Send", send_title: "Send invoice {number}",
    send_to: "It goes to {customer} by mail.", message: "Message",
    message_default: "Thank you for your business. Please find our invoice attached.",
    send_now: "Send now", was_sent: "Invoice {number} was sent.", close: "Close",
    actions: "Actions for {number}", view: "Open", back_to_list: "Back to invoices",
    customers_intro: "{count} customers", open_invoices: "Open", billed_total: "Billed",
    company: "Company", company_name: "Company name", plan: "Plan", members: "Members",
    invite: "Invite", invite_mail: "Mail address of a colleague", bad_mail: "Write a mail address, as in name@example.com.",
    invited: "An invitation to {mail} is on its way.", notifications: "Notifications",
    notify_paid: "When an invoice is paid", notify_overdue: "When an invoice is overdue",
    notify_weekly: "A summary every Monday", save_settings: "Save settings",
    settings_saved: "Settings were saved.", help_intro: "Answers to what people ask most.",
    q1: "How do I send a reminder?", a1: "Open an overdue invoice and choose Send.",
    q2: "Can I change the tax rate?", a2: "The rate follows your company's country.",
    q3: "How do I export invoices?", a3: "Ask your administrator for the monthly export.",
    open_help: "I'm stuck", main_nav: "Main", role_admin: "Administrator",
    role_accounting: "Accounting", role_sales: "Sales", not_found: "There is no such invoice.",
  },
  ja: {
    dashboard: "ダッシュボード", invoices: "請求書", customers: "取引先", settings: "設定",
    help: "ヘルプ", new_invoice: "請求書を作成", switch_person: "人を切り替える",
    good_day: "こんにちは、{name} さん", billed: "今月の請求額", awaiting: "入金待ち",
    overdue_total: "期限超過", paid_total: "30日以内の入金", chart: "週ごとの請求額",
    recent: "最近の請求書", see_all: "すべて見る", search: "請求書を検索",
    status: "状態", all: "すべて", draft: "下書き", sent: "送付済み", paid: "入金済み", overdue: "期限超過",
    number: "番号", customer: "取引先", issued: "発行日", due: "支払期限", amount: "金額",
    none_found: "該当する請求書はありません。検索語か状態を変えてください。",
    customer_help: "請求先の会社", choose: "選択してください", issued_on: "発行日",
    due_on: "支払期限", lines: "明細", item: "品目", quantity: "数量", price: "単価",
    remove_line: "明細を削除", add_line: "明細を追加", memo: "備考", memo_help: "請求書に記載されます",
    subtotal: "小計", tax: "消費税({percent}%)", total: "合計", save: "請求書を保存",
    cancel: "キャンセル", choose_customer: "取引先を選択してください。", choose_date: "日付を選択してください。",
    due_before_issued: "支払期限が発行日より前になっています。",
    complete_lines: "明細ごとに、品目と 1 以上の数量・単価を入力してください。",
    saved: "請求書 {number} を下書きとして保存しました。", send: "送付", send_title: "請求書 {number} を送付",
    send_to: "{customer} 宛てにメールで送付します。", message: "メッセージ",
    message_default: "いつもお世話になっております。請求書をお送りいたします。",
    send_now: "送付する", was_sent: "請求書 {number} を送付しました。", close: "閉じる",
    actions: "{number} の操作", view: "開く", back_to_list: "請求書一覧に戻る",
    customers_intro: "取引先 {count} 社", open_invoices: "未入金", billed_total: "請求額",
    company: "会社情報", company_name: "会社名", plan: "プラン", members: "メンバー",
    invite: "招待", invite_mail: "招待する人のメールアドレス", bad_mail: "name@example.com の形で入力してください。",
    invited: "{mail} に招待メールを送りました。", notifications: "通知",
    notify_paid: "入金があったとき", notify_overdue: "支払期限を過ぎたとき",
    notify_weekly: "毎週月曜日のまとめ", save_settings: "設定を保存",
    settings_saved: "設定を保存しました。", help_intro: "よくある質問にお答えします。",
    q1: "督促メールはどう送りますか。", a1: "期限を過ぎた請求書を開き、「送付」を選んでください。",
    q2: "税率は変更できますか。", a2: "会社の所在国の税率が適用されます。",
    q3: "請求書をまとめて出力できますか。", a3: "月次の出力は管理者にご依頼ください。",
    open_help: "困っています", main_nav: "メイン", role_admin: "管理者",
    role_accounting: "経理", role_sales: "営業", not_found: "その請求書はありません。",
  },
};

let language = "en";

export function speak(code) {
  language = code in STRINGS ? code : "en";
}

/** Say a phrase in the person's language, its {names} filled in. */
export function t(key, values = {}) {
  return STRINGS[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export function money(amount) {
  return new Intl.NumberFormat(language, { style: "currency", currency: "JPY" }).format(amount);
}

export function day(iso) {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(iso));
}
