"""Keyboard and focus: never stolen, always reachable, given back."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.documents import DONE, guide, step
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]


def test_a_step_does_not_take_the_focus(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.get_by_label("Customer").focus()
    stage.preview(guide(step("New", "#new")))
    expect(stage.dialog("New")).to_be_visible()
    expect(page.get_by_label("Customer")).to_be_focused()
    page.keyboard.type("Aoi")
    expect(page.get_by_label("Customer")).to_have_value("Aoi")


def test_tab_leads_from_the_target_into_the_bubble_and_on(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(guide(step("New", "#new")))
    expect(stage.dialog("New")).to_be_visible()
    page.get_by_role("button", name="New invoice").focus()
    page.keyboard.press("Tab")
    expect(stage.part("next")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Customer")).to_be_focused()
    page.get_by_role("button", name="New invoice").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(stage.part("close")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="New invoice")).to_be_focused()


def test_f6_goes_to_the_bubble_and_back(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.get_by_label("Customer").focus()
    stage.preview(guide(step("Note", "#note")))
    expect(stage.dialog("Note")).to_be_visible()
    page.keyboard.press("F6")
    expect(stage.part("next")).to_be_focused()
    page.keyboard.press("F6")
    expect(page.get_by_label("Customer")).to_be_focused()


def test_the_focus_goes_along_with_the_keyboard_and_comes_back(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.get_by_label("Customer").focus()
    stage.preview(guide(step("New", "#new"), step("Save", "#save", buttons=[DONE])))
    expect(stage.dialog("New")).to_be_visible()
    page.keyboard.press("F6")
    page.keyboard.press("Enter")
    expect(stage.dialog("Save")).to_be_visible()
    expect(stage.part("next")).to_be_focused()
    page.keyboard.press("Enter")
    stage.expect_gone()
    expect(page.get_by_label("Customer")).to_be_focused()


def test_a_modal_holds_the_focus_and_gives_it_back(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.get_by_label("Customer").focus()
    stage.preview(guide(step("Welcome", buttons=[DONE])))
    dialog = stage.dialog("Welcome")
    expect(dialog).to_have_attribute("aria-modal", "true")
    expect(stage.part("next")).to_be_focused()
    inside = "() => document.querySelector('guide-engine').shadowRoot.activeElement !== null"
    for _ in range(5):
        page.keyboard.press("Tab")
        at_page = page.evaluate("() => document.activeElement === document.body")
        assert at_page or page.evaluate(inside)
    page.keyboard.press("Escape")
    stage.expect_gone()
    expect(page.get_by_label("Customer")).to_be_focused()


def test_escape_is_left_to_a_field_and_to_who_asked_for_it(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(guide(step("New", "#new")))
    expect(stage.dialog("New")).to_be_visible()
    page.get_by_label("Customer").focus()
    page.keyboard.press("Escape")
    expect(stage.dialog("New")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Escape")
    stage.expect_gone()


def test_arrow_keys_are_the_pages_own(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.get_by_label("Customer").fill("Aoi")
    stage.preview(guide(step("New", "#new"), step("Second", "#save")))
    expect(stage.dialog("New")).to_be_visible()
    for key in ("ArrowRight", "ArrowLeft", "Home", "x"):
        page.keyboard.press(key)
    expect(stage.dialog("New")).to_be_visible()


def test_each_step_is_announced_once(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.evaluate(
        """() => {
          window.__said = [];
          const native = Element.prototype.replaceChildren;
          Element.prototype.replaceChildren = function (...nodes) {
            if (this.getAttribute("role") === "status") window.__said.push(nodes.join(" "));
            return native.apply(this, nodes);
          };
        }"""
    )
    stage.preview(guide(step("New", "#new"), step("Save", "#save")))
    # A step is announced once it is painted, and not when it is left before that.
    page.wait_for_function("() => window.__said.length >= 1")
    stage.call("next")
    page.wait_for_function("() => window.__said.length >= 2")
    page.mouse.wheel(0, 20)
    assert page.evaluate("() => window.__said") == ["Step 1 of 2: New", "Step 2 of 2: Save"]
