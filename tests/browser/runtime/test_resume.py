"""A run goes on over page loads and tabs, and is never shown twice."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.documents import DONE, step
from tests.browser.runtime.conftest import open_page, tour, wait_for_engine
from tests.browser.runtime.host import Host
from tests.browser.runtime.service import Service
from tests.browser.stagehand import Stagehand

Go = Callable[[str], Stagehand]
Until = Callable[..., None]


def test_a_flow_goes_on_after_a_full_page_load(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    stage = go("/invoices")
    stage.press("Next")
    expect(stage.dialog("Save")).to_be_visible()
    stage = go("/invoices?again")
    expect(stage.dialog("Save")).to_be_visible()
    stage.press("Done")
    until(lambda: "guide_completed" in service.types())
    assert service.types("guide_started", "guide_completed") == ["guide_started", "guide_completed"]
    assert len({event["run_id"] for event in service.events.values()}) == 1


def test_a_flow_goes_on_over_the_pages_of_its_steps(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    onto_reports = {"on": "page", "rule": {"fact": "page.path", "op": "eq", "value": "/reports"}}
    service.documents = [
        tour(
            step("New", "#new", buttons=[], advance=onto_reports),
            step("Save", "#save", buttons=[DONE]),
        )
    ]
    stage = go("/invoices")
    expect(stage.dialog("New")).to_be_visible()
    page.get_by_role("link", name="Reports").click()
    expect(stage.dialog("Save")).to_be_visible()
    stage.press("Done")
    until(lambda: "guide_completed" in service.types())
    assert service.types("step_completed") == ["step_completed", "step_completed"]


def test_a_run_goes_on_with_the_version_it_began_with(go: Go, page: Page, service: Service) -> None:
    stage = go("/invoices")
    stage.press("Next")
    expect(stage.dialog("Save")).to_be_visible()
    old = service.documents[0]
    service.documents = [tour(step("Rewritten", "#new"))]
    service.revision += 1
    service.instead = {}
    stage = go("/invoices?again")
    expect(stage.dialog("Save")).to_be_visible()
    service.documents.append(old)


def test_a_flow_is_shown_in_one_tab_only(
    go: Go, page: Page, context: BrowserContext, host: Host, service: Service, until: Until
) -> None:
    stage = go("/invoices")
    expect(stage.dialog("New")).to_be_visible()
    second, faults = open_page(context)
    second.goto(host.origin + "/invoices")
    wait_for_engine(second)
    second.wait_for_timeout(800)
    expect(second.locator("guide-engine")).to_have_count(0)
    stage.press("Next")
    stage.press("Done")
    until(lambda: "guide_completed" in service.types())
    second.reload()
    second.wait_for_timeout(500)
    expect(second.locator("guide-engine")).to_have_count(0)
    assert service.types("guide_started") == ["guide_started"]
    assert faults == []


def test_the_other_tab_takes_over_when_the_first_is_closed(
    go: Go, page: Page, context: BrowserContext, host: Host, service: Service
) -> None:
    stage = go("/invoices")
    expect(stage.dialog("New")).to_be_visible()
    second, _ = open_page(context)
    second.goto(host.origin + "/invoices")
    wait_for_engine(second)
    page.close()
    second.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(second.get_by_role("dialog", name="New")).to_be_visible()


def test_a_page_from_the_back_forward_cache_goes_on_where_the_tab_is(
    go: Go, page: Page, service: Service
) -> None:
    stage = go("/invoices")
    expect(stage.dialog("New")).to_be_visible()
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    stage.expect_gone()
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(stage.dialog("New")).to_be_visible()
    assert page.evaluate("seen.filter((type) => type === 'guide_started').length") == 1


def test_another_user_begins_anew(go: Go, page: Page, service: Service, until: Until) -> None:
    stage = go("/invoices")
    stage.press("Next")
    expect(stage.dialog("Save")).to_be_visible()
    page.evaluate("GuideEngine.identify('ben')")
    expect(stage.dialog("New")).to_be_visible()
    until(lambda: {"ann", "ben"} <= {event["user"] for event in service.events.values()})
