"""Whatever goes wrong, the host page behaves as if we were not there, and nothing is lost."""

import contextlib
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.browser.runtime.conftest import open_page, wait_for_engine
from tests.browser.runtime.host import Host
from tests.browser.runtime.service import Service
from tests.browser.stagehand import Stagehand

Go = Callable[[str], Stagehand]
Until = Callable[..., None]

DENIED = """for (const area of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, area, { get() { throw new DOMException("denied", "SecurityError"); } });
}"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };"""
OLD = """for (const name of ["locks", "sendBeacon"]) delete Navigator.prototype[name];
delete window.navigation;"""
PATCHED = """addEventListener("DOMContentLoaded", () => setTimeout(() => {
  window.fetch = () => { throw new Error("patched"); };
  JSON.stringify = () => "patched";
  JSON.parse = () => { throw new Error("patched"); };
  window.setTimeout = () => 0;
}, 1500));"""


@pytest.mark.parametrize("script", [DENIED, FULL, OLD], ids=["denied", "full", "old_browser"])
def test_storage_denied_or_full_and_a_browser_without_the_newer_means(
    go: Go, page: Page, service: Service, until: Until, script: str
) -> None:
    page.add_init_script(script)
    stage = go("/invoices")
    stage.press("Next")
    stage.press("Done")
    until(lambda: "guide_completed" in service.types())


def test_routes_without_the_navigation_api_and_history_as_it_was_afterwards(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    page.add_init_script(OLD + "window.nativePush = history.pushState;")
    stage = go("/reports")
    until(lambda: service.asked("/state"))
    page.evaluate("go('/invoices')")
    expect(stage.dialog("New")).to_be_visible()
    assert page.evaluate("history.pushState !== nativePush")
    page.evaluate("GuideEngine.destroy()")
    assert page.evaluate("history.pushState === nativePush")


def test_service_away_at_the_first_visit(go: Go, page: Page, host: Host, service: Service) -> None:
    go("/reports")
    wait_for_engine(page)
    page.evaluate("localStorage.clear()")
    service.instead = dict.fromkeys(
        ["manifest.json", "state", "events"], (500, {}, "<h1>down</h1>")
    )
    stage = go("/invoices?fresh")
    page.evaluate("GuideEngine.track('works')")
    page.wait_for_timeout(500)
    stage.expect_gone()
    page.get_by_label("Customer").fill("Acme")
    expect(page.get_by_label("Customer")).to_have_value("Acme")


def test_service_away_later_runs_on_the_last_good_copy(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    stage = go("/invoices")
    expect(stage.dialog("New")).to_be_visible()
    until(lambda: "step_seen" in service.types())
    service.instead = dict.fromkeys(["manifest.json", "state", "events"], (503, {}, ""))
    stage = go("/invoices?again")
    expect(stage.dialog("New")).to_be_visible()
    stage.press("Next")
    stage.press("Done")
    service.instead = {}
    go("/reports")
    until(lambda: "guide_completed" in service.types())


@pytest.mark.parametrize(
    "answer",
    [
        (200, {}, "<html>captive portal</html>"),
        (200, {}, '{"v": 1, "revision": 9'),
        (200, {}, '{"v": 2, "revision": 9, "anything": []}'),
        (200, {}, "null"),
        (404, {}, ""),
        (302, {"Location": "https://example.com/"}, ""),
    ],
)
@pytest.mark.parametrize("what", ["manifest.json", "state"])
def test_an_unreadable_answer_shows_nothing(
    go: Go, page: Page, service: Service, until: Until, what: str, answer: tuple[int, dict, str]
) -> None:
    service.instead = {what: answer}
    stage = go("/invoices")
    until(lambda: service.asked(what))
    page.wait_for_timeout(200)
    stage.expect_gone()


def test_content_that_is_not_what_its_address_says_is_refused(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    tampered = '{"kind": "flow", "language": "en", "steps": [{"id": "x"}]}'
    (name,) = {guide["content"] for guide in service.state("ann")["guides"]}
    service.instead = {f"{name}.json": (200, {}, tampered)}
    stage = go("/invoices")
    until(lambda: service.asked("/content/"))
    page.wait_for_timeout(300)
    stage.expect_gone()


def test_an_unknown_key_is_said_once_and_stops_everything(
    go: Go, page: Page, service: Service
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    refusal = '{"error": {"code": "unknown_key", "message": "No environment has this key."}}'
    service.instead = dict.fromkeys(["manifest.json", "state", "events"], (401, {}, refusal))
    go("/invoices")
    page.wait_for_timeout(500)
    page.evaluate("GuideEngine.track('ignored')")
    page.wait_for_timeout(300)
    assert [text for text in said if text.startswith("Guide Engine:")] == [
        "Guide Engine: No environment has this key."
    ]
    assert page.evaluate("seen") == []


def test_a_host_that_patches_the_browsers_functions_later(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    page.add_init_script(PATCHED)
    stage = go("/invoices")
    expect(stage.dialog("New")).to_be_visible()
    page.wait_for_timeout(1_800)
    stage.press("Next")
    stage.press("Done")
    until(lambda: "guide_completed" in service.types())


def test_a_policy_that_forbids_the_service_is_asked_few_times(
    context: BrowserContext, host: Host, service: Service
) -> None:
    host.connect_to = "https://elsewhere.example"
    page, faults = open_page(context)
    page.goto(host.origin + "/invoices")
    wait_for_engine(page)
    page.evaluate("for (let i = 0; i < 30; i++) GuideEngine.track('often')")
    page.wait_for_timeout(4_000)
    refused = page.evaluate("__faults.filter((text) => text.startsWith('connect-src')).length")
    assert 0 < refused <= 5
    assert faults == []


def test_the_third_error_puts_the_engine_to_sleep(go: Go, page: Page, service: Service) -> None:
    page.add_init_script(
        """customElements.define = () => {};
        Object.defineProperty(Element.prototype, "attachShadow", { value() { throw new Error("no"); } });"""
    )
    go("/invoices")
    page.wait_for_timeout(600)
    page.get_by_label("Customer").fill("Acme")
    expect(page.get_by_label("Customer")).to_have_value("Acme")


@pytest.mark.parametrize("how", ["killed", "disabled"])
def test_a_kill_switch_stops_a_running_guide(
    go: Go, page: Page, service: Service, until: Until, how: str
) -> None:
    page.clock.install()
    stage = go("/invoices")
    expect(stage.dialog("New")).to_be_visible()
    if how == "killed":
        service.killed = ["tour"]
    else:
        service.enabled = False
    asked = service.asked("/manifest.json")

    def asked_again() -> bool:
        # Step by step: a leap would run into the request's own time limit as well.
        page.clock.run_for(500)
        return service.asked("/manifest.json") > asked

    until(asked_again)
    stage.expect_gone()


def test_an_event_just_before_the_page_goes_away_arrives(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    go("/reports")
    wait_for_engine(page)
    page.evaluate("GuideEngine.track('last_words'); location.href = '/reports?next'")
    until(lambda: [e for e in service.events.values() if e.get("name") == "last_words"])


def test_a_page_that_crashes_leaves_its_events_to_the_next(
    context: BrowserContext, host: Host, service: Service, page: Page, until: Until
) -> None:
    doomed, _ = open_page(context)
    doomed.goto(host.origin + "/reports")
    wait_for_engine(doomed)
    service.instead = {"events": (503, {"Retry-After": "1"}, "")}
    doomed.evaluate("GuideEngine.track('before_the_crash')")
    with contextlib.suppress(Error):
        doomed.goto("chrome://crash", timeout=3_000)
    service.instead = {}
    page.goto(host.origin + "/reports")
    # Its segment counts as left behind once nobody has touched it for half a minute.
    page.evaluate(
        """() => {
          for (const key of Object.keys(localStorage)) {
            if (!key.startsWith("guide-engine:queue:")) continue;
            const segment = JSON.parse(localStorage[key]);
            localStorage[key] = JSON.stringify({ ...segment, at: segment.at - 60_000 });
          }
          localStorage.removeItem("guide-engine:pause:pk_test");
        }"""
    )
    page.reload()
    until(lambda: [e for e in service.events.values() if e.get("name") == "before_the_crash"])
    assert service.types("custom") == ["custom"]


def test_a_refused_token_is_said_and_the_next_identify_mends_it(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    refusal = '{"error": {"code": "identity_unverified", "message": "The token has expired."}}'
    service.instead = {"events": (401, {}, refusal)}
    go("/reports")
    wait_for_engine(page)
    page.evaluate("GuideEngine.track('kept')")
    until(lambda: service.asked("/events"))
    service.instead = {}
    page.evaluate("GuideEngine.identify('ann', {}, { token: 'fresh' })")
    until(lambda: [e for e in service.events.values() if e.get("name") == "kept"])
