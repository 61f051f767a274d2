"""From the snippet to the first step, and from the last step to the service."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.documents import step
from tests.browser.runtime.conftest import tour, wait_for_engine, wait_until_true
from tests.browser.runtime.host import Host
from tests.browser.runtime.service import Service
from tests.browser.stagehand import Stagehand

Go = Callable[[str], Stagehand]
Until = Callable[..., None]


def test_a_guide_that_belongs_here_runs_to_its_end(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    stage = go("/invoices")
    stage.press("Next")
    stage.press("Done")
    stage.expect_gone()
    until(lambda: "guide_completed" in service.types())
    told = [
        "guide_started",
        "step_seen",
        "step_completed",
        "step_seen",
        "step_completed",
        "guide_completed",
    ]
    assert service.types() == told
    assert page.evaluate("seen") == told
    assert {event["user"] for event in service.events.values()} == {"ann"}
    assert len({event["run_id"] for event in service.events.values()}) == 1
    assert service.states[0]["user"] == {"id": "ann", "attributes": {"plan": "pro"}}


def test_it_does_not_come_again_once_completed(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    stage = go("/invoices")
    stage.press("Next")
    stage.press("Done")
    # Before the service can have answered: the browser remembers by itself.
    stage = go("/invoices")
    until(lambda: "guide_completed" in service.types())
    page.wait_for_timeout(500)
    stage.expect_gone()


def test_a_page_with_nothing_to_show_loads_no_renderer_and_runs_no_timer(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    stage = go("/reports")
    until(lambda: service.asked("/state"))
    wait_for_engine(page)
    page.wait_for_timeout(500)
    assert service.asked("renderer-") == service.asked("/content/") == 0
    assert stage.open_resources()["timers"] == 0
    assert service.asked("/events") == 0


def test_without_guides_no_state_is_asked_for_an_anonymous_visitor(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    service.documents = []
    go("/invoices?user=nobody")
    until(lambda: service.asked("/manifest.json"))
    page.wait_for_timeout(300)
    assert service.asked("/state") == 0


def test_without_guides_the_service_still_learns_who_its_people_are(
    go: Go, service: Service, until: Until
) -> None:
    service.documents = []
    go("/invoices")
    until(lambda: len(service.states) == 1)
    assert service.states[0]["user"]["id"] == "ann"


def test_a_route_of_a_single_page_app_counts_as_a_page(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    stage = go("/reports")
    until(lambda: service.asked("/state"))
    page.evaluate("go('/invoices')")
    expect(stage.dialog("New")).to_be_visible()


def test_a_visitor_without_a_name_has_an_anonymous_id_that_stays(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    go("/reports?user=nobody")
    until(lambda: len(service.states) == 1)
    go("/invoices?user=nobody&again")
    expect(page.get_by_role("dialog", name="New")).to_be_visible()
    until(lambda: service.types("guide_started"))
    (user,) = {event["user"] for event in service.events.values()}
    assert user == service.states[0]["user"]["id"]
    assert user.startswith("anon_")


def test_calls_before_the_script_are_replayed_in_order(
    go: Go, page: Page, service: Service, host: Host, until: Until
) -> None:
    service.script_ready.clear()
    page.goto(host.origin + "/reports", wait_until="commit")
    wait_until_true(page, "!!window.seen")
    page.evaluate(
        """() => {
          const off = GuideEngine.on("*", () => window.seen.push("undone"));
          off();
          GuideEngine.track("first", { n: 1 });
          GuideEngine.track("second");
          window.shown = GuideEngine.show("tour");
        }"""
    )
    service.script_ready.set()
    assert page.evaluate("shown") is True
    expect(page.get_by_role("dialog", name="New")).to_be_visible()
    until(lambda: service.types("guide_started"))
    names = [event.get("name") for event in service.events.values() if event["type"] == "custom"]
    assert names == ["first", "second"]
    assert page.evaluate("seen.slice(0, 2)") == ["custom", "custom"]
    assert "undone" not in page.evaluate("seen")


def test_the_script_twice_in_a_page_is_one_engine(
    go: Go, page: Page, service: Service, host: Host, until: Until
) -> None:
    host.scripts = 2
    stage = go("/invoices")
    expect(stage.bubble).to_have_count(1)
    page.wait_for_timeout(300)
    expect(page.locator("guide-engine")).to_have_count(1)
    until(lambda: service.types("guide_started"))
    assert service.types("guide_started") == ["guide_started"]
    assert service.duplicates == 0


def test_destroy_leaves_nothing_and_init_begins_anew(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    stage = go("/invoices")
    expect(stage.dialog("New")).to_be_visible()
    page.evaluate("GuideEngine.destroy()")
    stage.expect_gone()
    until(lambda: stage.open_resources() == {"listeners": 0, "observers": 0, "timers": 0})
    page.evaluate(f"GuideEngine.init({{ key: 'pk_test', url: '{service.origin}' }})")
    page.evaluate("GuideEngine.identify('ann')")
    expect(stage.dialog("New")).to_be_visible()


def test_show_draws_a_guide_away_from_its_page(go: Go, page: Page, service: Service) -> None:
    stage = go("/reports")
    assert page.evaluate("GuideEngine.show('tour')") is True
    expect(stage.dialog("New")).to_be_visible()
    assert page.evaluate("GuideEngine.show('no-such-guide')") is False


def test_the_first_in_the_order_of_the_state_runs_alone(
    go: Go, page: Page, service: Service
) -> None:
    service.documents = [tour(key="first"), tour(key="second")]
    stage = go("/invoices")
    expect(stage.bubble).to_have_count(1)
    page.wait_for_timeout(300)
    assert page.evaluate("seen.filter((type) => type === 'guide_started').length") == 1


def test_a_preview_follows_the_routes_of_a_page_without_init(
    page: Page, service: Service, host: Host
) -> None:
    onto_reports = {"on": "page", "rule": {"fact": "page.path", "op": "eq", "value": "/reports"}}
    steps = (step("New", "#new", buttons=[], advance=onto_reports), step("Save", "#save"))
    page.goto(host.origin + "/invoices")
    wait_for_engine(page)
    page.evaluate("GuideEngine.destroy()")
    page.evaluate("(document) => { GuideEngine.preview(document); }", tour(*steps))
    expect(page.get_by_role("dialog", name="New")).to_be_visible()
    page.evaluate("go('/reports')")
    expect(page.get_by_role("dialog", name="Save")).to_be_visible()
