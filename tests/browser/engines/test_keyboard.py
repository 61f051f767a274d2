"""Keyboard and focus, in each engine: never stolen, always reachable, given back."""

import pytest

from tests.browser.documents import DONE, guide, hint, step
from tests.browser.engines.tab import Tab

NEXT_BUTTON = 'guide-engine >>> [data-part="next"]'
CLOSE_BUTTON = 'guide-engine >>> [data-part="close"]'


def focus(tab: Tab, selector: str) -> None:
    tab.look("find(argument).found.focus()", selector)


def test_a_step_takes_no_focus_and_typing_goes_on(tab: Tab) -> None:
    tab.visit("plain")
    tab.click("#customer")
    tab.preview(guide(step("New", "#new")))
    tab.expect_dialog("New")
    tab.expect_focus("#customer")
    tab.write("Aoi")
    assert tab.look("find('#customer').found.value") == "Aoi"


@pytest.mark.smoke
def test_tab_leads_from_the_target_into_the_bubble_and_back(tab: Tab) -> None:
    tab.visit("plain").preview(guide(step("New", "#new")))
    tab.expect_dialog("New")
    focus(tab, "#new")
    tab.press("Tab")
    tab.expect_focus(NEXT_BUTTON)
    tab.press("Tab")
    tab.expect_focus("#customer")
    focus(tab, "#new")
    tab.press("Tab")
    tab.expect_focus(NEXT_BUTTON)
    tab.press("Shift+Tab")
    tab.expect_focus(CLOSE_BUTTON)
    tab.press("Shift+Tab")
    tab.expect_focus("#new")


def test_a_modal_holds_the_focus_and_gives_it_back(tab: Tab) -> None:
    tab.visit("plain")
    tab.click("#customer")
    tab.preview(guide(step("Welcome", buttons=[DONE])))
    tab.expect_dialog("Welcome")
    for _ in range(4):
        tab.press("Tab")
        # Between its last stop and its first there is the browser's own bar.
        assert tab.look("document.activeElement.localName") in {"guide-engine", "body"}
    tab.choose("Done")
    tab.expect_gone()
    tab.expect_focus("#customer")


def test_enter_on_the_button_goes_on(tab: Tab) -> None:
    tab.visit("plain").preview(guide(step("New", "#new"), step("Save", "#save", buttons=[DONE])))
    tab.expect_dialog("New")
    focus(tab, "#new")
    tab.press("Tab")
    tab.expect_focus(NEXT_BUTTON)
    tab.press("Enter")
    tab.expect_dialog("Save")
    tab.expect_focus(NEXT_BUTTON)
    tab.press("Space")
    tab.expect_gone()


def test_a_hint_opens_and_closes_by_keyboard(tab: Tab) -> None:
    tab.visit("plain").preview(hint("#new"))
    tab.expect_part("beacon")
    focus(tab, 'guide-engine >>> [data-part="beacon"]')
    tab.press("Enter")
    tab.expect_dialog("Tip")
    tab.press("Tab")
    tab.expect_focus(CLOSE_BUTTON)
    tab.press("Escape")
    tab.expect_no_part("bubble")
