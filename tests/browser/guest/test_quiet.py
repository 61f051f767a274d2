"""Nothing polls: on a still page no timer is set, no frame is asked for and no script of ours runs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from tests.browser.documents import guide, hint, step
from tests.browser.runtime.conftest import tour, wait_until_true
from tests.browser.runtime.host import Host
from tests.browser.runtime.service import Service
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]

# A look for the kill switch while a guide runs: seldom, jittered, and the only clock there is.
SELDOM_MS = 8_000

CLOCKS = """(() => {
  const asked = (window.__asked = []);
  const native = setTimeout.bind(window);
  for (const name of ["setTimeout", "setInterval", "requestAnimationFrame", "requestIdleCallback"]) {
    const before = window[name];
    window[name] = function (work, ms, ...rest) {
      asked.push([name, name.startsWith("set") ? (ms ?? 0) : 0]);
      return before.call(window, work, ms, ...rest);
    };
  }
  window.__idle = (ms) => new Promise((resolve) => {
    asked.length = 0;
    native(() => resolve([...asked]), ms);
  });
  // Quiet at last: what was begun has come to rest.
  window.__rested = async () => {
    for (let rounds = 0; rounds < 40; rounds++) if (!(await __idle(250)).length) return true;
    return false;
  };
})();"""


@pytest.fixture(autouse=True)
def clocks(context: BrowserContext) -> None:
    context.add_init_script(CLOCKS)


def idle_second(page: Page, cdp: CDPSession) -> tuple[list[list[object]], float]:
    """What was asked of the clock in a second without anybody doing anything, and script seconds."""
    assert page.evaluate("() => __rested()")
    asked = page.evaluate("() => __idle(1000)")
    before = _script_seconds(cdp)
    page.wait_for_timeout(1000)
    return asked, _script_seconds(cdp) - before


def _script_seconds(cdp: CDPSession) -> float:
    metrics = cdp.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "ScriptDuration"))


SITUATIONS = {
    "a_bubble": guide(step("New", "#new")),
    "a_modal": guide(step("Welcome")),
    "a_missing_target": guide(step("Never", "#never", wait_seconds=600)),
    "a_beacon": hint("#new"),
    "a_hover_hint": hint("#new", "target", "hover"),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_nothing_runs_while_a_guide_waits(
    visit: Visit, page: Page, cdp: CDPSession, situation: str
) -> None:
    stage = visit("plain")
    stage.preview(SITUATIONS[situation])
    if situation in {"a_bubble", "a_modal"}:
        expect(stage.bubble).to_be_visible()
    asked, seconds = idle_second(page, cdp)
    assert asked == []
    assert seconds < 0.001


def test_nothing_runs_where_there_is_nothing_to_show(
    page: Page, cdp: CDPSession, host: Host, service: Service
) -> None:
    page.goto(f"{host.origin}/reports")
    wait_until_true(page, "!!window.GuideEngine?.version")
    page.wait_for_load_state("networkidle")
    asked, seconds = idle_second(page, cdp)
    assert asked == []
    assert seconds < 0.001


def test_a_running_guide_looks_for_its_kill_switch_seldom_and_does_nothing_else(
    page: Page, cdp: CDPSession, host: Host, service: Service
) -> None:
    page.goto(f"{host.origin}/invoices")
    expect(Stagehand(page).dialog("New")).to_be_visible()
    asked, _ = idle_second(page, cdp)
    assert [ms for name, ms in asked if name != "setTimeout" or ms < SELDOM_MS] == []


def test_a_hidden_tab_draws_nothing(
    page: Page, context: BrowserContext, cdp: CDPSession, host: Host, service: Service
) -> None:
    service.documents = [tour()]
    page.goto(f"{host.origin}/invoices")
    stage = Stagehand(page)
    expect(stage.dialog("New")).to_be_visible()
    page.evaluate(
        """() => {
          Object.defineProperty(document, "hidden", { value: true, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    asked, _ = idle_second(page, cdp)
    assert [name for name, _ms in asked if name == "requestAnimationFrame"] == []
