"""Keyboard only: everything reachable, in an order that makes sense, and the host's keys its own."""

import pytest

from tests.browser.documents import BACK, DONE, NEXT, guide, step
from tests.browser.engines.tab import Tab
from tests.browser.pages.seen import expect_focus_in_ours

# Each stop of Tab: the id of the page's own, or the part of ours.
WHERE = """(() => {
  const inner = ours()?.activeElement;
  if (inner) return `ours:${inner.dataset.part}`;
  const own = document.activeElement;
  return own === document.body || !own ? "" : own.id || own.textContent.trim();
})()"""


def tab_stops(tab: Tab, count: int, chord: str = "Tab") -> list[str]:
    stops = []
    for _ in range(count):
        tab.press(chord)
        stops.append(tab.look(WHERE))
    return stops


def test_tab_leads_through_the_bubble_right_after_its_target(tab: Tab) -> None:
    """D8: the bubble's stops come after the target, all else keeps its order, no tabindex is touched."""
    tab.visit("plain")
    tab.run("() => document.querySelector('#invoices-link').focus()")
    alone = tab_stops(tab, 8)
    before = tab.run("() => document.documentElement.outerHTML")
    tab.preview(guide(step("New", "#new")))
    tab.expect_dialog("New")
    tab.run("() => document.querySelector('#invoices-link').focus()")
    stops = tab_stops(tab, 9)
    assert stops == [alone[0], "ours:next", *alone[1:]]
    tab.run("() => document.querySelector('#customer').focus()")
    back = tab_stops(tab, 2, "Shift+Tab")
    # From what follows the target back over the target: the page's own order.
    assert back == ["new", "invoices-link"]
    tab.run("() => document.querySelector('#new').focus()")
    assert tab_stops(tab, 1) + tab_stops(tab, 2, "Shift+Tab") == ["ours:next", "ours:close", "new"]
    tab.call("stop")
    tab.expect_gone()
    assert tab.run("() => document.documentElement.outerHTML") == before


@pytest.mark.parametrize("buttons", [[], [DONE], [BACK, DONE]], ids=["none", "one", "two"])
def test_a_modal_holds_the_focus_either_way(tab: Tab, buttons: list[dict[str, object]]) -> None:
    """D9: Shift+Tab on opening stays inside, with none, one or more buttons, and the ring is seen."""
    tab.visit("plain").preview(guide(step("Welcome", buttons=buttons)))
    tab.expect_dialog("Welcome")
    expect_focus_in_ours(tab)
    for chord in ("Shift+Tab", "Shift+Tab", "Tab", "Tab", "Tab", "Tab"):
        tab.press(chord)
        where = tab.look(WHERE)
        # Between the last and the first lies the browser's own bar.
        assert where == "" or where.startswith("ours:"), where
        if where.startswith("ours:"):
            width = tab.look(
                "Number.parseFloat(getComputedStyle(ours().activeElement).outlineWidth)"
            )
            assert width >= 2


@pytest.mark.parametrize("control", ["slider", "text", "listbox", "editor", "choice"])
def test_keys_of_a_control_are_its_own(tab: Tab, control: str) -> None:
    """D10: arrows, letters and Escape in what is being used move no step and end no guide."""
    tab.visit("controls").preview(
        guide(step("One", "#target", buttons=[NEXT]), step("Two", f"#{control}"))
    )
    tab.expect_dialog("One")
    tab.call("next")
    tab.expect_dialog("Two")
    tab.run("(id) => document.querySelector(id).focus()", f"#{control}")
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "Home", "x", "Escape"):
        tab.press(key)
    tab.expect_dialog("Two")
    tab.expect_focus(f"#{control}")


def test_back_on_the_first_step_does_nothing(tab: Tab) -> None:
    """D10."""
    tab.visit("plain").preview(
        guide(step("One", "#new", buttons=[BACK, NEXT]), step("Two", "#save"))
    )
    tab.expect_dialog("One")
    tab.choose("Back")
    tab.call("back")
    tab.expect_dialog("One")
    tab.choose("Next")
    tab.expect_dialog("Two")
