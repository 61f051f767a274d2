"""On a page of five thousand nodes and a slow processor: no long task of ours, and nothing shifts."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.documents import DONE, guide, hint, step
from tests.browser.site import Site
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]
Json = dict[str, Any]

SLOWDOWN = 4
LONG_TASK_MS = 50
CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel"]
OURS = "/sdk/v1/"

SHIFTS = """() => {
  window.__shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, startTime, sources } of list.getEntries())
      window.__shifts.push({ value, at: startTime, of: sources.map(({ node }) => node?.nodeName) });
  }).observe({ type: "layout-shift", buffered: true });
}"""


def walk(page: Page, visit: Visit, site: Site, found: str) -> tuple[Stagehand, Json]:
    """A tour of the page as an author took it; one target may be another by now, as likeness finds it."""
    stage = visit("huge")
    page.evaluate((site.built / "locator.js").read_text())
    taken = page.evaluate(
        """() => ["new", "export", "last"].map((id) => Locator.capture(document.querySelector(`#${id}`)))"""
    )
    if found == "by_likeness":
        page.evaluate("() => { document.querySelector('#last').id = 'renamed'; }")
    titles = ("New", "Export", "Year")
    new, export, year = (
        step(title, target, wait_seconds=60) for title, target in zip(titles, taken, strict=True)
    )
    return stage, guide(new, step("Welcome"), export, year | {"buttons": [DONE]})


class Trace:
    """What the main thread did, by its own clock: other programs on the machine don't count."""

    tasks: list[Json]

    @contextmanager
    def recording(self, browser: Browser, page: Page) -> Iterator[None]:
        browser.start_tracing(page=page, categories=CATEGORIES)
        try:
            yield
        finally:
            events = json.loads(browser.stop_tracing())["traceEvents"]
            self.tasks = list(self._tasks_with_our_script(events))

    @staticmethod
    def _tasks_with_our_script(events: list[Json]) -> Iterator[Json]:
        ours = [event for event in events if event["ph"] == "X" and OURS in _address(event)]
        threads = {(event["pid"], event["tid"]) for event in ours}
        for task in events:
            is_task = task["name"] == "RunTask" and (task["pid"], task["tid"]) in threads
            if not is_task or "tdur" not in task:
                continue
            begin, end = task["ts"], task["ts"] + task["dur"]
            inside = [one for one in ours if begin <= one["ts"] <= end]
            if inside:
                yield {"ms": task["tdur"] / 1000, "calls": sorted({_address(o) for o in inside})}


def _address(event: Json) -> str:
    return str(event.get("args", {}).get("data", {}).get("url", ""))


@pytest.fixture
def slowed(cdp: CDPSession) -> CDPSession:
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    return cdp


@pytest.mark.xfail(
    reason="Not reached yet on 5,000 nodes at a quarter of the speed: opening a step takes some 76 ms of"
    " the thread's time, a search by likeness 75 to 195 ms, most of it the browser's own layout.",
    strict=False,
)
@pytest.mark.parametrize("found", ["exact", "by_likeness"])
def test_no_task_of_ours_is_long_on_a_slow_processor(
    visit: Visit, page: Page, site: Site, browser: Browser, slowed: CDPSession, found: str
) -> None:
    stage, tour = walk(page, visit, site, found)
    trace = Trace()
    with trace.recording(browser, page):
        stage.preview(tour)
        for one in tour["steps"]:
            expect(stage.dialog(one["title"])).to_be_visible(timeout=60_000)
            page.mouse.move(500, 400)
            page.mouse.wheel(0, 300)
            page.mouse.wheel(0, -300)
            stage.call("next")
        stage.expect_gone()
    assert trace.tasks, "the trace saw nothing of ours"
    longest = max(trace.tasks, key=lambda task: task["ms"])
    print(
        f"longest task of ours at 1/{SLOWDOWN} speed: {longest['ms']:.1f} ms of {len(trace.tasks)}"
    )
    assert longest["ms"] < LONG_TASK_MS, longest


@pytest.mark.parametrize("kind", ["flow", "hint"])
def test_nothing_on_the_page_shifts(visit: Visit, page: Page, site: Site, kind: str) -> None:
    stage, tour = walk(page, visit, site, "by_likeness")
    page.evaluate(SHIFTS)
    # What the page itself shifted while it was built was before this.
    begun = page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
    if kind == "hint":
        stage.preview(hint("#new"))
        stage.part("beacon").click()
        expect(stage.bubble).to_be_visible()
    else:
        stage.preview(tour)
        for one in tour["steps"]:
            expect(stage.dialog(one["title"])).to_be_visible()
            stage.call("next")
    page.evaluate("() => GuideEngine.destroy()")
    stage.expect_gone()
    assert [one for one in page.evaluate("() => __shifts") if one["at"] > begun] == []
