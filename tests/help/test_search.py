"""Searching the panel as somebody types, in Japanese and English."""

from collections.abc import Callable

import pytest

from guide_engine.community.models import Source
from guide_engine.help.panel import Link, Panel
from guide_engine.help.search import Findable, find
from tests.help.conftest import Desk, Publish

Set = Callable[..., Panel]

GUIDES = [
    Findable("send", "Send an invoice", "Choose a customer, then press Send."),
    Findable("import", "Import your customers", "A CSV file with names and mail addresses."),
    Findable("seal", "請求書に印影を付ける", "設定で画像を選びます。Settings"),
    Findable("team", "メンバーを招待する", "メールアドレスと役割を入力します。"),
]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("invoice", "send"),
        ("invoices", "send"),
        ("invo", "send"),
        ("how do I send inv", "send"),
        ("import custome", "import"),
        ("addresse", "import"),
        ("settin", "seal"),
        ("csv", "import"),
        ("ＣＳＶ", "import"),
        ("請求書", "seal"),
        ("印影", "seal"),
        ("メンバ", "team"),
        ("招待", "team"),
    ],
)
def test_finds_while_somebody_types(question: str, first: str) -> None:
    assert find(GUIDES, question)[0] == first


@pytest.mark.parametrize("question", ["", " ", "?", "zzzz", "天気", "inv ", "sendal"])
def test_finds_nothing_rather_than_something_beside_it(question: str) -> None:
    assert find(GUIDES, question) == []


def test_the_title_outweighs_the_text() -> None:
    found = find(
        [Findable("b", "Other", "Import customers here"), Findable("a", "Import customers")],
        "import customers",
    )
    assert found == ["a", "b"]


def test_searches_everything_at_once(
    desk: Desk, panel: Set, publish: Publish, source: Source
) -> None:
    panel(links=(Link({"en": "Guide to inviting"}, "/docs"), Link({"en": "Status"}, "/status")))
    publish("members", "Invite your team", "Type their mail addresses.")
    publish("invoices", "Make an invoice")
    publish("news", "Invite by link", "New today.", kind="announcement")
    found = desk.look(query="invite")
    assert [one["title"] for one in found["guides"]] == ["Invite your team"]
    assert [one["title"] for one in found["announcements"]] == ["Invite by link"]
    assert [one["label"] for one in found["links"]] == ["Guide to inviting"]
    assert found["threads"][0]["title"] == "Invite a team member, invitation mail missing"
    assert found["ask"]["question"].startswith("invite\n")


def test_threads_are_found_by_a_beginning(desk: Desk, panel: Set, source: Source) -> None:
    panel()
    assert desk.titles("threads", query="invita") == desk.titles("threads", query="invitation")
    assert desk.titles("threads", query="invita") != []


def test_a_search_in_japanese(desk: Desk, panel: Set, source: Source) -> None:
    panel()
    assert "メンバーを招待してもメールが来ない" in desk.titles(
        "threads", query="招待", language="ja"
    )
