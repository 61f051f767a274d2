import { wording } from "./say.js";

export const say = wording({
  preview: ["Preview", "プレビュー"],
  walk: ["Preview", "プレビュー"],
  fromHere: ["From this step", "このステップから"],
  phone: ["Phone width", "スマホ幅"],
  phoneHint: [
    "Opens this page in a window as wide as a phone",
    "このページをスマートフォンの幅のウィンドウで開きます",
  ],
  scheme: ["Colours", "配色"],
  schemeAuto: ["As the browser", "ブラウザーに合わせる"],
  schemeLight: ["Light", "ライト"],
  schemeDark: ["Dark", "ダーク"],
  back: ["Back", "戻る"],
  next: ["Next", "次へ"],
  again: ["From the beginning", "最初から"],
  retry: ["Look again", "もう一度探す"],
  stop: ["End preview", "プレビューを終える"],
  at: ["{at} of {of}: {title}", "{at}/{of}: {title}"],
  starting: ["Starting…", "開始しています…"],
  there: ["Drawn as end users see it.", "利用者に見えるとおりに表示しています。"],
  away: [
    "The target of this step isn’t on the page now. It is waited for, as it would be for an end user.",
    "このステップの対象は今このページにありません。利用者のときと同じように、現れるのを待っています。",
  ],
  notHere: [
    "End users wouldn’t be shown it on this page: its pages are others.",
    "対象ページではないため、利用者にはこのページでは表示されません。",
  ],
  completed: ["The guide ends here.", "ガイドはここで終わります。"],
  dismissed: [
    "Closed, as an end user can close it at any time.",
    "閉じました。利用者もいつでも閉じられます。",
  ],
  missed: [
    "The target of “{title}” was not found on this page. Go to the page where it is, or choose its target anew.",
    "「{title}」の対象がこのページで見つかりませんでした。対象のあるページへ移るか、対象を選び直してください。",
  ],
  pointless: [
    "“{title}” points at nothing yet. Choose its target first.",
    "「{title}」にはまだ対象がありません。先に対象を選んでください。",
  ],
  stepless: ["There is no step to preview yet.", "プレビューするステップがまだありません。"],
  broken: ["It can’t be drawn: {why}", "表示できません: {why}"],
  phoneBlocked: [
    "Your browser blocked the window. Allow pop-ups for this site, or open it as a tab and make that narrow:",
    "ブラウザーがウィンドウをブロックしました。このサイトのポップアップを許可するか、タブで開いて幅を狭めてください。",
  ],
  phoneLink: ["Open the preview in a tab", "タブでプレビューを開く"],
  phoneStorage: [
    "This browser stores nothing for this site, so the window wouldn’t know what to draw.",
    "このブラウザーはこのサイトのデータを保存しないため、ウィンドウに表示内容を渡せません。",
  ],
  phoneTitle: ["Preview at phone width", "スマホ幅のプレビュー"],
  phoneGone: [
    "There is nothing to preview here any more. Open the window from the builder again.",
    "プレビューする内容がありません。ビルダーからもう一度開いてください。",
  ],

  dryRun: ["Who sees what", "誰に何が見えるか"],
  dryRunHint: [
    "Choose an end user: everything is applied, and nothing is shown or counted.",
    "利用者を選ぶと、すべての条件を適用した結果がわかります。表示も集計もされません。",
  ],
  person: ["End user", "利用者"],
  personHint: ["Name, id or company", "名前、ID、会社名"],
  people: ["{n} {n|person|people} found", "{n}人見つかりました"],
  nobody: [
    "Nobody fits. People are listed once a page of yours has said who they are.",
    "該当する人がいません。サイトが利用者を知らせると、ここに現れます。",
  ],
  verdicts: ["For {name}, on this page", "{name}さんの場合（このページ）"],
  noGuides: ["There is no guide to judge yet.", "判定するガイドがまだありません。"],
  here: ["Shows here", "ここで表示"],
  queued: ["Waits its turn", "順番待ち"],
  elsewhere: ["Shows on another page", "別のページで表示"],
  never: ["Doesn’t show", "表示されない"],
  queuedWhy: [
    "“{name}” goes first: one tutorial is shown at a time.",
    "先に「{name}」が表示されます。チュートリアルは一度に一つです。",
  ],
  elsewhereWhy: [
    "Not on this page. Its pages: {pages}",
    "このページでは表示されません。対象ページ: {pages}",
  ],
  elsewhereRule: [
    "Not on this page, by its page rule.",
    "ページの条件により、このページでは表示されません。",
  ],
  draft: ["draft", "下書き"],
  flow: ["Tutorial", "チュートリアル"],
  hint: ["Hint", "ヒント"],
  checklist: ["Checklist", "チェックリスト"],
  banner: ["Banner", "バナー"],
  announcement: ["Announcement", "お知らせ"],
  survey: ["Survey", "アンケート"],
});
