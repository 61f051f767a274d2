"""A host app whose help panel is on: the real service, a community, guides, and somebody who asks."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from guide_engine.core.db import bind_workspace, db
from guide_engine.delivery import service as delivery
from guide_engine.events import queries
from guide_engine.guides import service as guides
from guide_engine.help import service
from guide_engine.help.panel import Link, Panel, Way
from tests.browser.builder.writing.conftest import App, page, service_url
from tests.browser.runtime.host import running
from tests.rescue.conftest import source
from tests.support.actors import Cast
from tests.support.guides import make_flow, make_step

__all__ = ["page", "service_url", "source"]

Set = Callable[..., None]
Publish = Callable[..., str]
INVOICES = {"fact": "page.path", "op": "eq", "value": "/invoices"}
FIRST_STEPS = {
    "title": "First steps",
    "ordered": False,
    "position": "bottom_end",
    "start": "minimised",
    "dismissible": True,
}


class HelpHost(App):
    """The host app in a language."""

    language = "en"

    def page(self, path: str) -> str:
        return super().page(path).replace('<html lang="en"', f'<html lang="{self.language}"')


class Visitor:
    """An end user of the host app, and the panel they see."""

    def __init__(self, page: Page, app: HelpHost, cast: Cast) -> None:
        self.page, self.app, self.cast = page, app, cast
        root = page.locator("guide-engine")
        self.launcher = root.locator("[data-part=help-launcher]")
        self.panel = root.locator("[data-part=help]")
        self.search = root.locator("[data-part=help-search]")
        self.bubble = root.locator("[data-part=bubble]")

    def arrives(self, path: str = "/invoices") -> "Visitor":
        self.page.goto(f"{self.app.origin}{path}")
        return self

    def opens(self) -> "Visitor":
        self.launcher.click()
        expect(self.panel).to_be_visible()
        return self

    def row(self, name: str) -> Locator:
        return self.panel.locator(".row").filter(has_text=name)

    def told(self, kind: str) -> list[Any]:
        """The events of a kind that the log has by now."""
        db.session.rollback()
        return [one for one in queries.recent(self.cast.production.id) if one.type == kind]

    def has_told(self, kind: str, times: int = 1) -> list[Any]:
        """Wait until the log has events of a kind; leaving the page would send them too."""
        self.page.evaluate("dispatchEvent(new Event('visibilitychange'))")
        for _ in range(200):
            if len(found := self.told(kind)) >= times:
                return found
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{times} {kind} did not arrive; {self.told(kind)} did")


@pytest.fixture
def host(service_url: str, cast: Cast) -> Iterator[HelpHost]:
    with running(HelpHost(service_url)) as app:
        app.key = cast.production.public_key
        yield app


@pytest.fixture
def visitor(page: Page, host: HelpHost, cast: Cast) -> Visitor:
    return Visitor(page, host, cast)


@pytest.fixture
def panel(cast: Cast) -> Set:
    """Set the panel of production: on, unless `fields` say otherwise."""

    def save(**fields: Any) -> None:
        bind_workspace(db.session, cast.workspace.id)
        service.save_panel(cast.production.id, Panel(**({"enabled": True} | fields)))
        db.session.commit()

    return save


@pytest.fixture
def publish(cast: Cast) -> Publish:
    """Publish a guide of one step; nothing of it begins by itself."""

    def make(key: str, title: str, text: str = "", kind: str = "flow", **changes: Any) -> str:
        bind_workspace(db.session, cast.workspace.id)
        body = paragraphs(text or f"{title}.")
        extra: dict[str, Any] = {"target": {"v": 1, "selector": "#new"}}
        look: dict[str, Any] = {}
        if kind == "announcement":
            extra = {"type": "modal", "target": None}
            look = {"announcement": {"level": "badge"}}
        if kind == "checklist":
            extra = {"type": "task", "buttons": [], "advance": {"on": "event", "event": "begun"}}
            look = {"checklist": FIRST_STEPS | {"title": title}}
        step = make_step(key.replace("-", "_"), title=title, body=body, **extra)
        document = make_flow(key=key, name=key, kind=kind, steps=[step])
        # Only who asks for it gets it.
        never = {"starts_when": {"on": "event", "event": "never"}} if kind == "flow" else {}
        guide = guides.create_from(document | {"page": {"all": []}} | look | never | changes)
        delivery.publish(guide.id, cast.production.id)
        db.session.commit()
        return guide.id

    return make


@pytest.fixture
def furnished(
    panel: Set, publish: Publish, source: object, visitor: Visitor, host: HelpHost
) -> Visitor:
    """Everything a panel can hold, for somebody who was here before the news."""
    panel()
    visitor.arrives("/elsewhere")
    expect(visitor.launcher).to_be_visible()
    publish("send", "Send your first invoice", "Choose a customer, then press Send.", page=INVOICES)
    publish("members", "Invite your team", "Type the mail addresses of your colleagues.")
    publish("import", "Import your customers", "A file with names and addresses is all you need.")
    publish("begin", "First steps", kind="checklist")
    publish(
        "seals", "Seals on invoices", "Invoices can carry your company seal now.", "announcement"
    )
    publish("dark", "Dark mode is here", "Easy on the eyes, day and night.", "announcement")
    everybody = Way("person", {"en": "Hanako Sato", "ja": "佐藤 花子"},
                    {"en": "Customer success", "ja": "カスタマーサクセス"}, "sato@acme.test", "https://acme.test/book")  # fmt: skip
    panel(
        languages=("en", "ja"),
        title={"en": "How can we help?", "ja": "お困りですか?"},
        greeting={"en": "Search, read, or ask us.", "ja": "検索や質問で、すぐに解決できます。"},
        links=(
            Link({"en": "User manual", "ja": "使い方ガイド"}, "https://docs.acme.test"),
            Link({"en": "System status", "ja": "稼働状況"}, "https://status.acme.test"),
        ),
        ways=dict.fromkeys(("high", "low", "tech"), everybody),
        hotkey="?",
    )
    return visitor


def paragraphs(text: str) -> dict[str, Any]:
    content = [{"type": "paragraph", "content": [{"type": "text", "text": text}]}]
    return {"type": "doc", "content": content}
