"""After `destroy()` the page is byte for byte what it is without us, and meanwhile too but for our element."""

from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.guest.census import census, focus_order
from tests.browser.guest.kinds import FIRST, FLOW, GUESTS
from tests.browser.runtime.conftest import tour, wait_until_true
from tests.browser.runtime.host import Host
from tests.browser.runtime.service import Service
from tests.browser.site import Site
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]
SCRIPT = "**/guide-engine.js"
# What Playwright itself hangs on the page is there in both.
WITHOUT_US = """() => {
  const copy = document.documentElement.cloneNode(true);
  for (const ours of copy.querySelectorAll("guide-engine")) ours.remove();
  return copy.outerHTML;
}"""


def without_us(page: Page, cdp: CDPSession, address: str) -> dict[str, object]:
    """The page where our script couldn't be loaded."""
    page.route(SCRIPT, lambda route: route.abort())
    page.goto(address)
    page.unroute(SCRIPT)
    return census(page, cdp)


@pytest.mark.parametrize("name", GUESTS)
def test_a_destroyed_guide_leaves_the_page_as_it_was(
    visit: Visit, page: Page, site: Site, cdp: CDPSession, name: str
) -> None:
    alone = without_us(page, cdp, site.page("plain"))
    stage = visit("plain")
    stage.preview(GUESTS[name])
    if name == "hint_hover":
        page.hover("#new")
    expect(stage.part(FIRST.get(name, "bubble"))).to_be_visible()
    if name == "flow":
        for title in ("New", "Customer"):
            stage.call("next")
            expect(stage.dialog(title)).to_be_visible()
    page.mouse.move(0, 0)
    page.evaluate("() => GuideEngine.destroy()")
    stage.expect_gone()
    assert page.evaluate("() => __changedBuiltIns()") == []
    assert census(page, cdp) == alone


def test_the_markup_of_the_page_is_untouched_at_every_step(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    before = page.evaluate(WITHOUT_US)
    stage.preview(FLOW)
    for one in FLOW["steps"]:
        expect(stage.dialog(one["title"])).to_be_visible()
        assert page.evaluate(WITHOUT_US) == before
        stage.call("next")
    stage.expect_gone()
    assert page.evaluate("() => document.documentElement.outerHTML") == before


def test_the_focus_order_is_the_pages_own_afterwards(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    before = focus_order(page)
    assert len(before) > 8
    stage.preview(FLOW)
    expect(stage.dialog("Welcome")).to_be_visible()
    stage.call("next")
    expect(stage.dialog("New")).to_be_visible()
    page.evaluate("() => GuideEngine.destroy()")
    stage.expect_gone()
    assert focus_order(page) == before


@pytest.mark.parametrize("navigation", ["navigation_api", "history_only"])
def test_a_destroyed_engine_leaves_the_page_as_it_was(
    page: Page, host: Host, service: Service, cdp: CDPSession, navigation: str
) -> None:
    """With user, state, events, a running guide and a hint, not only a preview."""
    if navigation == "history_only":
        page.add_init_script("delete window.navigation;")
    service.documents = [tour(), GUESTS["hint_beacon"] | {"key": "tip"}]
    address = f"{host.origin}/invoices"
    page.route("**/guide-engine.js", lambda route: route.abort())
    page.goto(address)
    page.evaluate("() => localStorage.clear()")
    page.unroute("**/guide-engine.js")
    alone = census(page, cdp)
    page.goto(address)
    stage = Stagehand(page)
    expect(stage.dialog("New")).to_be_visible()
    stage.press("Next")
    expect(stage.dialog("Save")).to_be_visible()
    page.evaluate("() => GuideEngine.destroy()")
    stage.expect_gone()
    gone = ["- window.navigation"] if navigation == "history_only" else []
    assert page.evaluate("() => __changedBuiltIns()") == gone
    assert census(page, cdp) == alone
    wait_until_true(
        page, "Object.keys(sessionStorage).every((key) => key.startsWith('guide-engine:'))"
    )


def test_a_destroyed_engine_may_begin_anew(page: Page, host: Host, service: Service) -> None:
    page.goto(f"{host.origin}/invoices")
    stage = Stagehand(page)
    expect(stage.dialog("New")).to_be_visible()
    page.evaluate("() => GuideEngine.destroy()")
    stage.expect_gone()
    page.evaluate(
        "([key, url]) => { GuideEngine.init({ key, url }); GuideEngine.identify('ann'); }",
        ["pk_test", service.origin],
    )
    expect(stage.dialog("New")).to_be_visible()
