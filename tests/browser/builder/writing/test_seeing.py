"""Seeing the draft from the whole builder: over a page load and at phone width."""

from playwright.sync_api import Page, expect

from tests.browser.builder.writing.author import Author
from tests.browser.builder.writing.conftest import Open


def walk(author: Author) -> None:
    author.builder.locator("[data-part=preview]").click()
    expect(author.panel).to_be_hidden()


def test_a_preview_goes_on_over_a_page_load_and_gives_the_panel_back(
    open_builder: Open, page: Page, guide_id: str
) -> None:
    author = open_builder(guide_id=guide_id)
    walk(author)
    author.bubble.get_by_role("button").last.click()
    expect(author.builder.locator(".walk-where")).to_have_text("2 of 2: Step two")
    page.get_by_role("link", name="Reports").click()
    page.wait_for_url("**/reports")
    expect(author.builder.locator(".walk-where")).to_have_text("2 of 2: Step two")
    expect(author.bubble).to_contain_text("Step two")
    author.builder.locator("[data-part=walk-stop]").click()
    expect(author.panel).to_be_visible()


def test_the_window_at_phone_width_previews_and_nothing_else(
    open_builder: Open, page: Page, guide_id: str
) -> None:
    author = open_builder(guide_id=guide_id)
    with page.expect_popup() as popup:
        author.builder.locator("[data-part=phone]").click()
    phone = Author(popup.value)
    expect(phone.bubble).to_contain_text("Step one")
    assert popup.value.evaluate("innerWidth") == 390
    expect(phone.panel).to_have_count(0)
    author.write("Title", "Begin here")
    expect(phone.bubble).to_contain_text("Begin here")
