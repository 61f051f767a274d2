"""Hints: a beacon or the target opens them; they can be dismissed, hovered, and they persist."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.documents import hint
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]


def test_a_beacon_sits_on_the_corner_and_opens_by_click(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(hint("#new"))
    beacon = page.get_by_role("button", name="Show tip: Tip")
    expect(beacon).to_be_visible()
    expect(stage.bubble).to_have_count(0)
    box, target = stage.boxes("beacon", "#new")
    assert abs(box["x"] + box["width"] / 2 - target["x"] - target["width"]) <= 1
    assert box["width"] >= 24
    assert box["height"] >= 24
    beacon.click()
    expect(stage.dialog("Tip")).to_be_visible()
    expect(beacon).to_have_attribute("aria-expanded", "true")
    beacon.click()
    expect(stage.bubble).to_have_count(0)


def test_it_opens_and_closes_by_keyboard(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(hint("#new"))
    page.get_by_role("button", name="Show tip: Tip").focus()
    page.keyboard.press("Enter")
    expect(stage.dialog("Tip")).to_be_visible()
    page.keyboard.press("Tab")
    expect(stage.part("close")).to_be_focused()
    page.keyboard.press("Escape")
    stage.expect_gone()


def test_got_it_ends_it(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(hint("#new"))
    page.get_by_role("button", name="Show tip: Tip").click()
    stage.press("Got it")
    stage.expect_gone()


@pytest.mark.parametrize("show_on", ["beacon", "target"])
def test_hover_opens_it_and_the_pointer_may_move_into_the_bubble(
    visit: Visit, page: Page, show_on: str
) -> None:
    stage = visit("plain")
    stage.preview(hint("#new", show_on, "hover"))
    opener = page.locator("#new") if show_on == "target" else stage.part("beacon")
    opener.hover()
    expect(stage.dialog("Tip")).to_be_visible()
    stage.bubble.hover()
    page.wait_for_function("() => new Promise((resolve) => setTimeout(() => resolve(true), 500))")
    expect(stage.dialog("Tip")).to_be_visible()
    page.mouse.move(900, 650)
    expect(stage.bubble).to_have_count(0)


def test_hover_hints_open_on_focus_and_escape_puts_them_away(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(hint("#new", "target", "hover"))
    page.wait_for_function("() => __open.listeners > 0")
    page.get_by_role("button", name="New invoice").focus()
    expect(stage.dialog("Tip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(stage.bubble).to_have_count(0)
    expect(page.get_by_role("button", name="New invoice")).to_be_focused()


def test_a_click_on_the_target_still_reaches_the_page(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(hint("#save", "target", "click"))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(stage.dialog("Tip")).to_be_visible()
    expect(page.locator("#saved")).to_be_visible()


def test_the_beacon_follows_a_re_rendered_target(visit: Visit, page: Page) -> None:
    stage = visit("rerender")
    stage.preview(hint("#task"))
    expect(stage.part("beacon")).to_be_visible()
    page.get_by_role("button", name="Render again").click()
    expect(stage.part("beacon")).to_have_count(1)
    page.get_by_role("button", name="Remove").click()
    expect(stage.part("beacon")).to_have_count(0)
    page.get_by_role("button", name="Bring back").click()
    expect(stage.part("beacon")).to_be_visible()


def test_a_question_mark_opens_it_too(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(hint("#new", "icon"))
    box, _ = stage.boxes("beacon", "#new")
    assert min(box["width"], box["height"]) >= 24
    page.get_by_role("button", name="Show tip: Tip").click()
    expect(stage.dialog("Tip")).to_be_visible()


def test_focus_opens_it_and_leaving_closes_it(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(hint("#customer", "target", "focus"))
    page.wait_for_function("() => __open.listeners > 0")
    page.locator("#customer").hover()
    page.locator("#customer").focus()
    expect(stage.dialog("Tip")).to_be_visible()
    expect(page.locator("#customer")).to_be_focused()
    page.locator("#terms").focus()
    expect(stage.bubble).to_have_count(0)
