"""How a page becomes the author's: by a code in the fragment or a token of the tab, and not else."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.runtime.conftest import wait_for_engine, wait_until_true
from tests.browser.runtime.host import Host
from tests.browser.runtime.service import KEY, Service, chunk
from tests.browser.stagehand import Stagehand

Go = Callable[[str], Stagehand]
Until = Callable[..., None]

CODE = "one-time_Code123"
# Stands for the builder: it keeps what it is given.
BUILDER = """export async function openBuilder(options) {
  window.__given = { ...options };
  window.__opened = (window.__opened ?? 0) + 1;
  return { close: () => { window.__closed = true; } };
}"""


@pytest.fixture(autouse=True)
def builder(service: Service) -> None:
    script = {"Content-Type": "text/javascript"}
    service.instead[chunk("builder")] = (200, script, BUILDER)


def opened(page: Page) -> None:
    wait_until_true(page, "!!window.__opened")


def test_a_code_opens_it_and_leaves_the_address_bar(
    go: Go, page: Page, host: Host, service: Service
) -> None:
    go(f"/invoices?tab=2#guide-engine={CODE}")
    opened(page)
    assert page.url == f"{host.origin}/invoices?tab=2"
    given = page.evaluate("({ url: __given.url, key: __given.key, code: __given.code })")
    assert given == {"url": service.origin, "key": KEY, "code": CODE}
    assert page.evaluate("__given.drawing().then((one) => typeof one.preview)") == "function"


def test_a_fragment_of_the_page_and_its_history_stay(go: Go, page: Page, host: Host) -> None:
    page.add_init_script("history.replaceState({ kept: 1 }, '', location.href)")
    go(f"/invoices#/orders?id=1&guide-engine={CODE}")
    opened(page)
    assert page.url == f"{host.origin}/invoices#/orders?id=1"
    assert page.evaluate("history.state") == {"kept": 1}
    assert page.evaluate("history.length") <= 2


def test_the_code_reaches_neither_events_nor_the_state(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    go(f"/invoices#guide-engine={CODE}")
    opened(page)
    page.evaluate("GuideEngine.page()")
    until(lambda: service.types("page_viewed") and service.states)
    assert CODE not in json.dumps([*service.events.values(), *service.states])
    assert CODE not in "".join(service.requests)


def test_an_end_user_downloads_nothing_of_it(go: Go, page: Page, service: Service) -> None:
    stage = go("/invoices#guide-engines")
    stage.press("Next")
    stage.press("Done")
    assert service.asked("builder-") == 0
    assert page.url.endswith("#guide-engines")


@pytest.mark.parametrize("fragment", ["#guide-engine=", "#guide-engine=a b", "#xguide-engine=a"])
def test_what_is_no_code_opens_nothing(go: Go, page: Page, service: Service, fragment: str) -> None:
    stage = go(f"/invoices{fragment}")
    expect(stage.dialog("New")).to_be_visible()
    assert service.asked("builder-") == 0


def test_the_token_of_the_tab_opens_it_on_the_next_page(
    go: Go, page: Page, service: Service
) -> None:
    go(f"/invoices#guide-engine={CODE}")
    opened(page)
    page.evaluate("sessionStorage.setItem('guide-engine.builder', '{}')")
    page.get_by_role("link", name="Reports").click()
    opened(page)
    assert page.evaluate("__given.code") is None
    page.evaluate("sessionStorage.removeItem('guide-engine.builder')")
    page.get_by_role("link", name="Invoices").click()
    wait_for_engine(page)
    expect(page.locator('[data-part="bubble"]')).to_be_visible()
    assert page.evaluate("!!window.__opened") is False


def test_it_opens_where_storage_is_denied(go: Go, page: Page) -> None:
    page.add_init_script(
        """for (const area of ["localStorage", "sessionStorage"]) {
          Object.defineProperty(window, area, { get() { throw new DOMException("no", "SecurityError"); } });
        }"""
    )
    go(f"/invoices#guide-engine={CODE}")
    opened(page)
    assert page.evaluate("__given.code") == CODE


def test_no_guide_begins_beside_it_until_it_is_closed(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    stage = go(f"/invoices#guide-engine={CODE}")
    opened(page)
    until(lambda: service.states)
    page.evaluate("GuideEngine.page()")
    until(lambda: service.types("page_viewed"))
    stage.expect_gone()
    page.evaluate("__given.onClosed()")
    expect(stage.dialog("New")).to_be_visible()


def test_destroy_closes_it(go: Go, page: Page) -> None:
    go(f"/invoices#guide-engine={CODE}")
    opened(page)
    page.evaluate("GuideEngine.destroy()")
    wait_until_true(page, "window.__closed === true")


def test_where_it_can_not_be_loaded_the_page_has_its_guides(
    go: Go, page: Page, service: Service
) -> None:
    service.instead[chunk("builder")] = (500, {}, "")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    stage = go(f"/invoices#guide-engine={CODE}")
    wait_for_engine(page)
    page.evaluate("GuideEngine.page()")
    expect(stage.dialog("New")).to_be_visible()
    assert any("the builder couldn't be loaded" in sentence for sentence in said)
