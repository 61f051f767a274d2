"""A flow from its first step to its last, in each engine."""

import pytest

from tests.browser.documents import BACK, DONE, NEXT, button, guide, step
from tests.browser.engines.tab import Tab


@pytest.mark.smoke
def test_walks_from_the_first_step_to_the_last(tab: Tab) -> None:
    tab.visit("plain").preview(
        guide(
            step("Welcome", buttons=[button("Show me")]),
            step("New invoice", "#new", buttons=[BACK, NEXT]),
            step("Save it", "#save", buttons=[BACK, DONE]),
        )
    )
    tab.expect_dialog("Welcome")
    tab.choose("Show me")
    tab.expect_dialog("New invoice")
    tab.expect_text("2 / 3")
    tab.expect_aligned("#new")
    tab.choose("Next")
    tab.expect_dialog("Save it")
    tab.choose("Back")
    tab.expect_dialog("New invoice")
    tab.choose("Next")
    tab.expect_dialog("Save it")
    tab.choose("Done")
    tab.expect_gone()


def test_close_and_escape_end_it(tab: Tab) -> None:
    two = guide(step("First", "#new"), step("Second", "#save"))
    tab.visit("plain").preview(two)
    tab.expect_dialog("First")
    tab.choose("Close")
    tab.expect_gone()
    tab.preview(two)
    tab.expect_dialog("First")
    tab.press("Escape")
    tab.expect_gone()


def test_a_click_on_the_target_moves_on_and_reaches_the_page(tab: Tab) -> None:
    tab.visit("plain").preview(
        guide(
            step("Press save", "#save", buttons=[], advance={"on": "click"}),
            step("Saved", "#saved", buttons=[DONE]),
        )
    )
    tab.expect_dialog("Press save")
    tab.click("#save")
    tab.expect_dialog("Saved")
    tab.expect_aligned("#saved")


def test_typing_keeps_the_focus_and_leaving_the_field_moves_on(tab: Tab) -> None:
    tab.visit("plain").preview(
        guide(
            step("Who is it for", "#customer", buttons=[], advance={"on": "input"}),
            step("Ready", buttons=[DONE]),
        )
    )
    tab.expect_dialog("Who is it for")
    tab.click("#customer")
    tab.write("Aoi Foods")
    tab.expect_focus("#customer")
    tab.expect_dialog("Who is it for")
    tab.press("Tab")
    tab.expect_dialog("Ready")
    assert tab.look("find('#customer').found.value") == "Aoi Foods"


def test_the_page_stays_usable_under_the_spotlight(tab: Tab) -> None:
    tab.visit("plain").preview(guide(step("First", "#save")))
    tab.expect_dialog("First")
    tab.click("#invoices-link")
    tab.until("() => location.hash === '#invoices'")
    tab.click("#paid")
    assert tab.look("find('#paid').found.checked")
    tab.expect_dialog("First")
