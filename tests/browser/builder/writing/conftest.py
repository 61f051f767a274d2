"""An author at work: the real service, a host app on another origin under a strict policy."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from guide_engine.core.db import db
from guide_engine.guides import service
from guide_engine.identity.models import Member
from tests.browser.builder.writing.author import Author
from tests.browser.ledger import LEDGER
from tests.browser.runtime.host import Host, running
from tests.browser.runtime.service import KEY
from tests.support.actors import Cast
from tests.support.builder import make_code
from tests.support.guides import make_flow, make_step
from tests.support.serving import served

Open = Callable[..., Author]


@pytest.fixture(scope="session")
def service_url(shared_app: Flask) -> Iterator[str]:
    with served(shared_app) as url:
        yield url


class App(Host):
    """The host app with the key of a real environment. Its policy lets pictures of the service in."""

    key = ""

    def page(self, path: str) -> str:
        return super().page(path).replace(KEY, self.key)

    def policy(self) -> str:
        # Where the settings of the test say that the service is reached from outside.
        return f"{super().policy()}; img-src 'self' {self.service} http://127.0.0.1:8000"


@pytest.fixture
def host(service_url: str, cast: Cast) -> Iterator[App]:
    with running(App(service_url)) as app:
        app.key = cast.production.public_key
        yield app


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page whose faults fail the test. A refusal of the service is an answer, and no fault."""
    faults: list[str] = []
    context.add_init_script(LEDGER)
    opened = context.new_page()
    opened.on("pageerror", lambda error: faults.append(f"exception: {error}"))
    yield opened
    if not opened.is_closed():
        faults += opened.evaluate("window.__faults ?? []")
    assert faults == []


@pytest.fixture
def open_builder(page: Page, host: App, cast: Cast) -> Open:
    """Opens a page of the app with a fresh code of Alice, or of whoever is named."""

    def opened(
        path: str = "/invoices",
        *,
        member: Member | None = None,
        guide_id: str | None = None,
        tab: Page = page,
    ) -> Author:
        code = make_code(
            member or cast.alice, cast.production, origin=host.origin, guide_id=guide_id
        )
        db.session.commit()
        tab.goto(f"{host.origin}{path}#guide-engine={code}")
        return Author(tab)

    return opened


@pytest.fixture
def another_tab(context: BrowserContext) -> Callable[[], Page]:
    """Another page of the same browser: it shares localStorage, and nothing of a session."""
    return context.new_page


@pytest.fixture
def guide_id(cast: Cast) -> str:
    """A tutorial of two finished steps on the invoices page."""
    targets = ({"v": 1, "selector": "#new"}, {"v": 1, "selector": "#save"})
    done = {"id": "bt_done", "label": "Done", "style": "primary", "action": {"type": "finish"}}
    document = make_flow(page={"all": []})
    document["steps"] = [
        make_step("one", target=targets[0]),
        make_step("two", target=targets[1], buttons=[done]),
    ]
    guide = service.create_from(document, by=cast.alice.id)
    db.session.commit()
    return guide.id
