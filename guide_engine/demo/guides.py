"""The demo's guides: a tutorial and hints made here, and one of each other kind from files.

Those made here exist once per language, those of the files carry their translations.
"""

import json
from copy import deepcopy
from importlib.resources import files
from typing import Any

Document = dict[str, Any]
FORMAT = "guide-engine/guide@1"

# Everybody who reads a language gets the guides in it.
LANGUAGES = ("ja", "en")

# Key of the file, where people mostly meet it, and what share of them does.
FOR_EVERYBODY = (
    ("getting-started", "/", 0.6),
    ("maintenance", "/settings", 0.4),
    ("new-customers-page", "/customers", 0.35),
    ("invoicing-nps", "/invoices", 0.3),
)

WORDS: dict[str, dict[str, str]] = {
    "ja": {
        "tutorial": "はじめての請求書",
        "start_title": "請求書を作ってみましょう",
        "start": "3分ほどで 1 通目ができます。「請求書を作成」を押してください。",
        "customer_title": "取引先を選ぶ",
        "customer": "請求先の会社を選んでください。あとから変更できます。",
        "lines_title": "明細を入力する",
        "lines_v1": "品目・数量・単価を入力します。品目は取引先に伝わる名前にし、数量は 1 以上、単価は税抜きで入力してください。"
        "税率は会社の所在国に合わせて計算されます。複数の明細があるときは「明細を追加」を使います。",
        "lines": "品目・数量・単価(税抜き)を入力してください。合計は自動で計算されます。",
        "save_title": "保存しましょう",
        "save": "「請求書を保存」を押すと、下書きとして一覧に入ります。送付はそのあとです。",
        "next": "次へ",
        "back": "戻る",
        "later": "あとで",
        "filter_name": "ヒント: 状態で絞り込む",
        "filter_title": "状態で絞り込めます",
        "filter": "「期限超過」を選ぶと、督促が必要な請求書だけが並びます。",
        "send_name": "ヒント: 送付の前に",
        "send_title": "送付の前に",
        "send": "宛先と支払期限を確かめてから送付しましょう。送付した請求書は「送付済み」になります。",
        "got_it": "わかりました",
        "new_invoice": "請求書を作成",
        "customer_label": "取引先",
        "lines_label": "明細",
        "save_label": "請求書を保存",
        "status_label": "状態",
        "status_was": "ステータス",
        "export_name": "ヒント: 一覧を書き出す",
        "export_title": "一覧を書き出せます",
        "export": "請求書の一覧は CSV で書き出せます。会計ソフトへの取り込みに使えます。",
        "export_label": "CSV で書き出す",
        "send_label": "送付",
    },
    "en": {
        "tutorial": "Your first invoice",
        "start_title": "Let's make an invoice",
        "start": "Your first one takes about three minutes. Choose “New invoice”.",
        "customer_title": "Pick a customer",
        "customer": "Choose who is being billed. You can change it later.",
        "lines_title": "Fill in the items",
        "lines_v1": "Give each item a name your customer will recognise, a quantity of one or more, and a unit"
        " price before tax. The tax rate follows your company's country. Use “Add item” when there"
        " are several.",
        "lines": "A name, a quantity and a unit price before tax. Totals add up by themselves.",
        "save_title": "Save it",
        "save": "“Save invoice” puts a draft on your list. Sending comes after that.",
        "next": "Next",
        "back": "Back",
        "later": "Later",
        "filter_name": "Hint: filter by status",
        "filter_title": "Filter by status",
        "filter": "Choose “Overdue” to see only the invoices that need a reminder.",
        "send_name": "Hint: before you send",
        "send_title": "Before you send",
        "send": "Check the customer and the due date first. A sent invoice is marked “Sent”.",
        "got_it": "Got it",
        "new_invoice": "New invoice",
        "customer_label": "Customer",
        "lines_label": "Items",
        "save_label": "Save invoice",
        "status_label": "Status",
        "status_was": "State",
        "export_name": "Hint: export the list",
        "export_title": "Export the list",
        "export": "Take the list of invoices away as CSV, ready for your accounting software.",
        "export_label": "Export as CSV",
        "send_label": "Send",
    },
}


def from_file(key: str) -> Document:
    """Read a guide that lies beside this module."""
    file = files("guide_engine.demo").joinpath("guide_files", f"{key}.guide.json")
    document: Document = json.loads(file.read_text("utf-8"))
    return document


def tutorial(language: str, *, first_version: bool) -> Document:
    """The tutorial; its first version has a third step of too many words."""
    words = WORDS[language]
    lines = words["lines_v1" if first_version else "lines"]
    onward = [button("back", words["back"], "back"), button("next", words["next"], "next")]
    return {
        **frame(f"first-invoice-{language}", "flow", words["tutorial"], language, priority=80),
        "steps": [
            step(
                "start",
                words["start_title"],
                words["start"],
                target("new-invoice", "a", "link", words["new_invoice"]),
                [button("later", words["later"], "dismiss")],
                {"on": "click"},
            ),
            step(
                "customer",
                words["customer_title"],
                words["customer"],
                named_target("customer", "select", "combobox", words["customer_label"]),
                [],
                {"on": "input"},
            ),
            step(
                "lines",
                words["lines_title"],
                lines,
                named_target("lines", "fieldset", "group", words["lines_label"]),
                onward,
                {"on": "button"},
            ),
            step(
                "save",
                words["save_title"],
                words["save"],
                target("save-invoice", "button", "button", words["save_label"]),
                [button("back", words["back"], "back")],
                {"on": "event", "event": "invoice_created"},
            ),
        ],
        "page": {
            "any": [
                {"fact": "page.path", "op": "eq", "value": "/"},
                {"fact": "page.path", "op": "starts_with", "value": "/invoices"},
            ]
        },
        "goal": {"event": "invoice_created", "window_days": 7},
    }


def filter_hint(language: str) -> Document:
    """Picked before the product renamed what it points at: its target has drifted since."""
    where = target("status-filter", "div", "group", WORDS[language]["status_was"])
    return hint("filter", "filter-invoices", language, where, _ON_INVOICES)


def status_filter_now(language: str) -> Document:
    """What browsers find where the hint about filtering points."""
    found = target("status-filter", "div", "group", WORDS[language]["status_label"])
    del found["selector"]
    return found


def export_hint(language: str) -> Document:
    """Points at a button that the product no longer has: its target is lost."""
    where = target("export-invoices", "button", "button", WORDS[language]["export_label"])
    return hint("export", "export-invoices", language, where, _ON_INVOICES)


def send_hint(language: str) -> Document:
    where = target("send-invoice", "button", "button", WORDS[language]["send_label"])
    one_invoice = {"fact": "page.path", "op": "matches", "value": "/invoices/INV-*"}
    return hint("send", "before-you-send", language, where, one_invoice)


_ON_INVOICES: Document = {"fact": "page.path", "op": "eq", "value": "/invoices"}


def hint(what: str, key: str, language: str, where: Document, page: Document) -> Document:
    """Make a hint of one step; `what` is its id and begins the names of its words."""
    words = WORDS[language]
    read = [button("done", words["got_it"], "finish")]
    only = step(what, words[f"{what}_title"], words[what], where, read, {"on": "button"})
    return {
        **frame(f"{key}-{language}", "hint", words[f"{what}_name"], language, priority=40),
        "steps": [only],
        "hint": {"show_on": "beacon", "open_on": "click"},
        "page": page,
    }


def frame(key: str, kind: str, name: str, language: str, *, priority: int) -> Document:
    return {
        "format": FORMAT,
        "key": key,
        "kind": kind,
        "name": name,
        "language": language,
        "audience": {"fact": "user.language", "op": "eq", "value": language},
        "frequency": {"type": "until_completed"},
        "priority": priority,
        "schedule": {"starts_at": None, "ends_at": None},
        "goal": None,
        "completes_on": "last_step",
    }


def step(
    id_: str,
    title: str,
    text: str,
    where: Document,
    buttons: list[Document],
    advance: Document,
) -> Document:
    body = {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": text}]}],
    }
    return {
        "id": id_,
        "type": "tooltip",
        "title": title,
        "body": body,
        "target": deepcopy(where),
        "placement": "auto",
        "buttons": buttons,
        "advance": advance,
        "missing": "stop",
        "wait_seconds": 8,
    }


def button(id_: str, label: str, action: str) -> Document:
    style = "primary" if action in {"next", "finish"} else "secondary"
    return {"id": id_, "label": label, "style": style, "action": {"type": action}}


def target(test_id: str, tag: str, role: str, name: str) -> Document:
    selector = f'[data-testid="{test_id}"]'
    attributes = {"data-testid": test_id}
    found = {"v": 1, "selector": selector, "tag": tag, "role": role, "name": name}
    return {**found, "attributes": attributes}


def named_target(id_: str, tag: str, role: str, name: str) -> Document:
    found = {"v": 1, "selector": f"#{id_}", "tag": tag, "role": role, "name": name}
    return {**found, "attributes": {"id": id_}}
