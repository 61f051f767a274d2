"""Targets larger than the window, smaller than a finger, and windows of a phone."""

import pytest

from tests.browser.documents import guide, step
from tests.browser.engines.tab import Tab
from tests.browser.pages.seen import expect_on_top

INSIDE = """(() => {
  const { x, y, right, bottom } = parts("bubble")[0].getBoundingClientRect();
  return x >= 0 && y >= 0 && right <= innerWidth + 0.5 && bottom <= innerHeight + 0.5;
})()"""
LONG = "A sentence long enough to fill several lines on a small screen, and then once more. " * 8


def test_of_a_target_taller_than_the_window_the_start_is_shown(tab: Tab) -> None:
    """D25: its start is in view, the bubble inside, its buttons in reach."""
    tab.visit("tall").preview(guide(step("Tall", "#tall"), step("After", "#after")))
    tab.expect_dialog("Tall")
    tab.until_seen(INSIDE, within=5)
    box = tab.box("#tall")
    assert -1 <= box["y"] < 350
    expect_on_top(tab, "next")
    tab.choose("Next")
    tab.expect_aligned("#after")


@pytest.mark.size(360, 640)
@pytest.mark.needs("narrow")
@pytest.mark.parametrize("target", ["#new", "#customer", "#save", "#note"])
def test_on_a_phone_the_bubble_never_covers_what_it_asks_for(tab: Tab, target: str) -> None:
    """D25: with much text too: it scrolls inside."""
    from tests.browser.documents import rich

    tab.visit("plain").preview(guide(step("There", target, body=rich(LONG)), step("On", "#new")))
    tab.expect_aligned(target)
    tab.until_seen(INSIDE, within=5)
    expect_on_top(tab, "next")
    assert tab.look("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.size(1000, 260)
def test_in_a_window_of_a_few_lines_the_buttons_are_in_reach(tab: Tab) -> None:
    """A phone on its side with the keyboard up."""
    from tests.browser.documents import rich

    tab.visit("plain").preview(guide(step("There", "#save", body=rich(LONG)), step("On", "#new")))
    tab.expect_dialog("There")
    tab.until_seen(INSIDE, within=5)
    expect_on_top(tab, "next")
    tab.choose("Next")
    tab.expect_dialog("On")


def test_a_tiny_target_in_a_corner(tab: Tab) -> None:
    tab.visit("shapes").preview(guide(step("Tiny", "#tiny"), step("Corner", "#cornered")))
    tab.expect_aligned("#tiny")
    tab.choose("Next")
    tab.expect_aligned("#cornered")
