"""Two hundred beginnings and ends: the browser keeps nothing alive of them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.documents import DONE, guide, step
from tests.browser.guest.census import held
from tests.browser.guest.kinds import GUESTS
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]

CYCLES = 200
# Caches of the browser and of compiled code; a leaked bubble a cycle would be some 2 MB.
HEAP_SLACK = 250_000

CYCLE = """async ([document, times, destroys]) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let i = 0; i < times; i++) {
    const handle = await GuideEngine.preview(document);
    await frame();
    if (i % 3) await frame();
    handle.next();
    if (i % 2) await frame();
    if (destroys) GuideEngine.destroy();
    else handle.stop();
  }
}"""


@pytest.mark.parametrize("name", GUESTS)
def test_200_starts_and_stops_leave_nothing(
    visit: Visit, page: Page, cdp: CDPSession, name: str
) -> None:
    _cycle(visit, page, cdp, GUESTS[name], destroys=False)


def test_200_starts_and_destroys_leave_nothing(visit: Visit, page: Page, cdp: CDPSession) -> None:
    document = guide(step("New", "#new"), step("Save", "#save", buttons=[DONE]))
    _cycle(visit, page, cdp, document, destroys=True)


def _cycle(
    visit: Visit, page: Page, cdp: CDPSession, document: dict[str, object], *, destroys: bool
) -> None:
    stage = visit("plain")
    # The first rounds load chunks and let the engine compile.
    page.evaluate(CYCLE, [document, 60, destroys])
    stage.expect_gone()
    before = held(page, cdp)
    page.evaluate(CYCLE, [document, CYCLES, destroys])
    stage.expect_gone()
    after = held(page, cdp)
    grown = after["heap"] - before["heap"]
    print(f"heap after {CYCLES} cycles: {grown:+} bytes")
    assert grown < HEAP_SLACK
    for name in set(before) - {"heap"}:
        assert after[name] <= before[name], f"{name}: {before[name]} became {after[name]}"


def test_an_instance_that_is_destroyed_takes_nothing_from_another(visit: Visit, page: Page) -> None:
    """Two copies of the engine on a page: the end of the one is not the end of the other."""
    stage = visit("twice")
    assert page.evaluate("() => __first !== __second")
    document = guide(step("New", "#new"))
    page.evaluate("(d) => __second.preview(d)", document)
    expect(stage.dialog("New")).to_be_visible()
    page.evaluate(
        "async (d) => { (await __first.preview(d)).stop(); __first.destroy(); }", document
    )
    expect(stage.dialog("New")).to_have_count(1)
    stage.expect_aligned("#new")
    page.evaluate("() => __second.destroy()")
    stage.expect_gone()
