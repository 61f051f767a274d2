"""Above whatever the host opens, and untouched by whatever the host styles."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.documents import guide, step
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]


def test_a_target_inside_a_modal_dialog_of_the_host(visit: Visit, page: Page) -> None:
    stage = visit("dialogs")
    page.get_by_role("button", name="Open dialog").click()
    stage.preview(guide(step("Inside", "#inside"), step("Still inside", "#inside")))
    stage.expect_aligned("#inside")
    stage.press("Next")
    expect(stage.dialog("Still inside")).to_be_visible()


def test_a_modal_dialog_that_opens_after_us_does_not_lock_us_out(visit: Visit, page: Page) -> None:
    stage = visit("dialogs")
    stage.preview(guide(step("Target", "#target"), step("Inside", "#inside")))
    stage.expect_aligned("#target")
    page.get_by_role("button", name="Open dialog").click()
    stage.press("Next")
    stage.expect_aligned("#inside")
    page.get_by_role("button", name="Close dialog").click()
    expect(stage.bubble).to_have_count(0)
    assert page.evaluate("() => document.querySelector('#modal').childElementCount") == 3


def test_escape_in_our_bubble_leaves_the_dialog_open(visit: Visit, page: Page) -> None:
    stage = visit("dialogs")
    page.get_by_role("button", name="Open dialog").click()
    stage.preview(guide(step("Inside", "#inside")))
    stage.bubble.get_by_role("button", name="Next").focus()
    page.keyboard.press("Escape")
    stage.expect_gone()
    expect(page.get_by_role("dialog", name="Host dialog")).to_be_visible()


def test_escape_in_the_dialog_closes_only_the_dialog(visit: Visit, page: Page) -> None:
    stage = visit("dialogs")
    stage.preview(guide(step("Target", "#target")))
    page.get_by_role("button", name="Open dialog").click()
    expect(page.get_by_role("dialog", name="Host dialog")).to_be_visible()
    page.get_by_role("button", name="Close dialog").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Host dialog")).to_be_hidden()
    expect(stage.dialog("Target")).to_be_visible()


def test_a_popover_that_opens_after_us_stays_beneath(visit: Visit, page: Page) -> None:
    stage = visit("dialogs")
    stage.preview(guide(step("Target", "#target"), step("Second", "#open-modal")))
    stage.bubble.get_by_role("button", name="Next").focus()
    page.evaluate("() => document.querySelector('#popover').showPopover()")
    expect(page.get_by_text("A large popover.")).to_be_visible()
    expect(stage.bubble.get_by_role("button", name="Next")).to_be_focused()
    stage.press("Next")
    expect(stage.dialog("Second")).to_be_visible()


def test_our_modal_step_stays_usable_when_the_host_opens_a_dialog(visit: Visit, page: Page) -> None:
    stage = visit("dialogs")
    stage.preview(guide(step("Welcome"), step("Inside", "#inside")))
    expect(stage.dialog("Welcome")).to_be_visible()
    page.evaluate("() => document.querySelector('#modal').showModal()")
    stage.press("Next")
    stage.expect_aligned("#inside")


def test_clicks_in_the_bubble_are_not_clicks_outside_the_hosts_menu(
    visit: Visit, page: Page
) -> None:
    stage = visit("dialogs")
    stage.preview(guide(step("Target", "#target"), step("Second", "#target")))
    expect(stage.dialog("Target")).to_be_visible()
    page.evaluate("() => { window.heard.length = 0; }")
    stage.press("Next")
    expect(stage.dialog("Second")).to_be_visible()
    assert page.evaluate("() => window.heard") == []


def test_hostile_styles_do_not_reach_in(visit: Visit, page: Page) -> None:
    looks = """() => {
      const root = document.querySelector("guide-engine").shadowRoot;
      const read = (part) => {
        const { color, backgroundColor, fontSize, transform, position } =
          getComputedStyle(root.querySelector(`[data-part="${part}"]`));
        return { color, backgroundColor, fontSize, transform, position };
      };
      return { bubble: read("bubble"), next: read("next") };
    }"""
    stage = visit("plain")
    stage.preview(guide(step("New", "#new")))
    stage.expect_aligned("#new")
    calm = page.evaluate(looks)
    stage = visit("hostile")
    stage.preview(guide(step("New", "#new"), step("Second", "#new")))
    expect(stage.dialog("New")).to_be_visible()
    assert page.evaluate(looks) == calm
    stage.press("Next")
    expect(stage.dialog("Second")).to_be_visible()


def test_without_a_top_layer_it_works_by_stacking(visit: Visit, page: Page) -> None:
    page.add_init_script(
        """delete HTMLElement.prototype.popover;
           delete HTMLElement.prototype.showPopover;
           delete HTMLElement.prototype.hidePopover;"""
    )
    stage = visit("sticky")
    stage.preview(guide(step("Header", "#fixed-target"), step("Far", "#far")))
    stage.expect_aligned("#fixed-target")
    stage.press("Next")
    stage.expect_aligned("#far")
