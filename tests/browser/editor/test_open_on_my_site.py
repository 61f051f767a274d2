"""From the editor to the author's own product, in a real browser: with a script and without."""

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from guide_engine.core.db import db
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from guide_engine.identity import origins
from tests.support.accessibility import axe_faults, sideways_pixels, small_targets
from tests.support.actors import Cast
from tests.support.builder import open_builder, trade
from tests.support.guides import make_flow

Open = Callable[[str], Page]
Look = Callable[..., None]

# Shows what came behind the # of its address, and carries the snippet where the address names it.
PRODUCT = """<!doctype html><title>Invoices</title><h1>Invoices</h1><p id="hash"></p>
<link rel="icon" href="data:,"><script>hash.textContent = location.hash</script>%s"""
SNIPPET = '<script async src="%s/sdk/v1/guide-engine.js" data-key="%s"></script>'


class _Product(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        wanted = parse_qs(urlsplit(self.path).query)
        snippet = SNIPPET % (wanted["service"][0], wanted["key"][0]) if wanted else ""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((PRODUCT % snippet).encode())

    def log_message(self, *_parts: object) -> None:
        """Nothing to say."""


@pytest.fixture(scope="module")
def product() -> Iterator[str]:
    """The author's own product, on an origin of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Product)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def guide(cast: Cast) -> Guide:
    return guides.create_from(make_flow())


@pytest.fixture
def bob(enter: Callable[..., Page], look: Look, cast: Cast) -> Page:
    look()
    return enter(cast.bob)


def heard_from(cast: Cast, origin: str) -> None:
    origins.note(cast.workspace.id, cast.production.id, origin)
    db.session.commit()


def test_the_product_opens_in_a_new_tab_with_a_code_that_works(
    app: Flask, bob: Page, open_page: Open, cast: Cast, guide: Guide, product: str
) -> None:
    heard_from(cast, product)
    page = open_page(f"/guides/{guide.id}/build")
    page.get_by_role("link", name="Open on my site").click()
    page.get_by_label("Address of the page").fill(f"{product}/invoices")
    expect(page.get_by_role("status").filter(has_text="The snippet is on")).to_be_visible()
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Open on my site").click()
    expect(opened.value.locator("#hash")).to_contain_text("#guide-engine=gc_")
    code = opened.value.locator("#hash").inner_text().partition("=")[2]
    assert trade(app.test_client(), code, product).get_json()["guide_id"] == guide.id


def test_the_builder_appears_and_the_code_is_gone_from_the_address(
    bob: Page, open_page: Open, editor_url: str, cast: Cast, guide: Guide, product: str
) -> None:
    heard_from(cast, product)
    where = f"{product}/invoices?service={editor_url}&key={cast.production.public_key}#/list"
    page = open_page(f"/guides/{guide.id}/open?address={quote(where)}")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Open on my site").click()
    expect(opened.value.locator("guide-engine-builder")).to_be_attached()
    expect(opened.value).to_have_url(where)
    opened.value.wait_for_function("() => sessionStorage.getItem('guide-engine.builder')")
    page.reload()
    expect(page.get_by_role("row").filter(has_text=product)).to_be_visible()
    opened.value.reload()
    expect(opened.value.locator("guide-engine-builder")).to_be_attached()


def test_it_opens_again_from_the_same_page_with_another_code(
    bob: Page, open_page: Open, cast: Cast, guide: Guide, product: str
) -> None:
    heard_from(cast, product)
    page = open_page(f"/guides/{guide.id}/open?address={product}")
    codes = set()
    for _time in range(2):
        with page.expect_popup() as opened:
            page.get_by_role("button", name="Open on my site").click()
        expect(opened.value.locator("#hash")).to_contain_text("guide-engine=")
        codes.add(opened.value.locator("#hash").inner_text())
    assert len(codes) == 2


def test_a_new_guide_goes_on_in_the_editor_or_on_the_site(bob: Page, open_page: Open) -> None:
    page = open_page("/guides/new")
    page.get_by_label("Name").fill("By the Enter key")
    page.get_by_label("Name").press("Enter")
    expect(page).to_have_url(re.compile("/build$"))
    page = open_page("/guides/new")
    page.get_by_label("Name").fill("On the site")
    page.get_by_role("button", name="Make it and open it on my site").click()
    expect(page).to_have_url(re.compile("/open$"))


def test_what_is_typed_is_judged_while_it_is_typed(
    bob: Page, open_page: Open, cast: Cast, guide: Guide
) -> None:
    heard_from(cast, "https://app.acme.test")
    page = open_page(f"/guides/{guide.id}/open")
    said = page.locator("[data-open-seen]")
    help_ = page.locator("[data-open-help]")
    field = page.get_by_label("Address of the page")
    field.fill("other.acme.test/x")
    expect(said).to_contain_text("but from https://app.acme.test")
    expect(help_).to_have_attribute("open", "")
    field.fill("app.acme.test/x")
    expect(said).to_contain_text("The snippet is on https://app.acme.test")
    expect(help_).not_to_have_attribute("open", "")
    field.fill("ftp://app.acme.test")
    expect(said).to_contain_text("Only addresses that begin with")


def test_a_site_never_heard_from_is_asked_about_first(
    bob: Page, open_page: Open, guide: Guide, product: str
) -> None:
    page = open_page(f"/guides/{guide.id}/open")
    page.get_by_label("Address of the page").fill(product)
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Open on my site").click()
    asked = opened.value
    expect(asked.get_by_text("The page is not opened yet")).to_be_visible()
    expect(asked.get_by_text(f"guide-engine try {product}")).to_be_visible()
    asked.get_by_role("button", name="Open it anyway").click()
    expect(asked.locator("#hash")).to_contain_text("guide-engine=gc_")


def test_it_works_without_a_script(
    browser: Browser, editor_url: str, bob: Page, cast: Cast, guide: Guide, product: str
) -> None:
    heard_from(cast, product)
    plain = browser.new_context(java_script_enabled=False, locale="en-US")
    plain.add_cookies(
        [cookie for cookie in bob.context.cookies() if cookie["name"] == "ge_session"]
    )  # type: ignore[misc]
    page = plain.new_page()
    page.goto(f"{editor_url}/guides/{guide.id}/open")
    page.get_by_label("Address of the page").fill(f"{product}/invoices")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Open on my site").click()
    expect(opened.value.get_by_role("heading", name="Invoices")).to_be_visible()
    assert opened.value.url.startswith(f"{product}/invoices#guide-engine=gc_")
    plain.close()


def test_authors_see_each_other(
    browser: Browser,
    editor_url: str,
    bob: Page,
    open_page: Open,
    app: Flask,
    cast: Cast,
    guide: Guide,
) -> None:
    alice = open_builder(app, cast.alice, cast.production)
    alice.ask("POST", f"/guides/{guide.id}/presence", json={"tab": "a", "step_id": None})
    page = open_page(f"/guides/{guide.id}/build")
    expect(page.locator("[data-presence]")).to_have_text(
        "Alice is working on this guide on the site."
    )
    told = alice.ask("POST", f"/guides/{guide.id}/presence", json={"tab": "a", "step_id": None})
    assert told.get_json()["others"][0]["where"] == "editor"


def test_who_closes_the_page_is_gone_from_the_builder(
    bob: Page, open_page: Open, app: Flask, cast: Cast, guide: Guide
) -> None:
    alice = open_builder(app, cast.alice, cast.production)

    def others() -> list[object]:
        sent = {"tab": "a", "step_id": None}
        told = alice.ask("POST", f"/guides/{guide.id}/presence", json=sent)
        return list(told.get_json()["others"])

    page = open_page(f"/guides/{guide.id}/build")
    expect(page.locator("[data-presence]")).to_be_hidden()
    with page.expect_response(lambda answer: answer.url.endswith("/presence")):
        page.reload()
    assert len(others()) == 1
    page.goto("about:blank")
    for _turn in range(50):
        if not others():
            return
        page.wait_for_timeout(50)
    pytest.fail("the editor's tab is still here")


@pytest.mark.parametrize("locale", ["en", "ja"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_page_is_for_everybody(
    bob: Page,
    open_page: Open,
    look: Look,
    app: Flask,
    cast: Cast,
    guide: Guide,
    locale: str,
    theme: str,
    size: str,
) -> None:
    cast.bob.locale = locale
    open_builder(app, cast.bob, cast.production, origin="https://a-rather-long-name.acme.test")
    look(size, theme, locale)
    page = open_page(f"/guides/{guide.id}/open?address=https%3A%2F%2Fapp.acme.test%2Finvoices")
    assert axe_faults(page) == []
    assert sideways_pixels(page) <= 0
    if size == "phone":
        assert small_targets(page) == []
