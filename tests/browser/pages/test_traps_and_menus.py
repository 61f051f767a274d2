"""Pages that pull the focus back, swallow clicks and close on whatever happens outside."""

from tests.browser.documents import DONE, guide, step
from tests.browser.engines.tab import Tab
from tests.browser.pages.seen import expect_focus_in_ours, expect_on_top

INSIDE = guide(step("Inside", "#inside"), step("Again", "#inside", buttons=[DONE]))


def test_clicks_in_the_bubble_reach_it_and_leave_the_trap_open(tab: Tab) -> None:
    """D5: a library's dialog swallows every click outside of it, and closes on pointer-down."""
    tab.visit("aria-modal")
    tab.click("#open-trap")
    tab.preview(INSIDE)
    tab.expect_aligned("#inside")
    expect_on_top(tab)
    tab.choose("Next")
    tab.expect_dialog("Again")
    assert tab.run("() => [window.closes, document.querySelector('#trap').className]") == [
        0,
        "trap",
    ]
    tab.choose("Done")
    tab.expect_gone()


def test_no_ping_pong_of_the_focus(tab: Tab) -> None:
    """D5: the bubble gets the focus by keyboard and keeps it; the trap pulls at most once."""
    tab.visit("aria-modal")
    tab.click("#open-trap")
    tab.preview(INSIDE)
    tab.expect_aligned("#inside")
    tab.press("F6")
    expect_focus_in_ours(tab, "next")
    tab.press("Enter")
    tab.expect_dialog("Again")
    expect_focus_in_ours(tab, "next")
    assert tab.run("() => window.pulls") <= 1


def test_a_trap_that_opens_after_the_bubble(tab: Tab) -> None:
    """D5: then the bubble moves into it, where clicks and focus are allowed, and out again."""
    tab.visit("aria-modal").preview(
        guide(step("Target", "#target", wait_seconds=60), step("Inside", "#inside"))
    )
    tab.expect_aligned("#target")
    tab.run("() => document.querySelector('#open-trap').click()")
    tab.choose("Next")
    tab.expect_aligned("#inside")
    assert tab.run("() => window.closes") == 0
    tab.run(
        """() => {
          document.querySelector("#trap").classList.add("off");
          document.querySelector("main").removeAttribute("aria-hidden");
        }"""
    )
    tab.until_seen("!find('#trap guide-engine')")


def test_clicks_in_the_bubble_are_not_clicks_outside_a_menu(tab: Tab) -> None:
    """D5: the host's open menu stays open."""
    tab.visit("guarded-menu")
    tab.click("#menu-button")
    tab.preview(guide(step("Item", "#item"), step("Again", "#item")))
    tab.expect_aligned("#item")
    tab.choose("Next")
    tab.expect_dialog("Again")
    assert tab.run("() => document.querySelector('#menu').className") == ""


def test_the_document_of_the_trap_is_as_it_was_afterwards(tab: Tab) -> None:
    tab.visit("aria-modal")
    tab.click("#open-trap")
    before = tab.run("() => document.documentElement.outerHTML")
    tab.preview(INSIDE)
    tab.expect_aligned("#inside")
    tab.call("stop")
    tab.expect_gone()
    assert tab.run("() => document.documentElement.outerHTML") == before
