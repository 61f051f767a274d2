"""From the code in the address to what an end user sees."""

from playwright.sync_api import Page, expect

from guide_engine.core.db import db
from guide_engine.guides import queries
from tests.browser.builder.writing.conftest import App, Open
from tests.browser.stagehand import Stagehand


def test_an_author_points_writes_and_publishes_and_an_end_user_sees_it(
    open_builder: Open, page: Page, host: App
) -> None:
    author = open_builder()
    assert "guide-engine=" not in page.url
    author.press("New tutorial")
    author.press("Point at it")
    author.point_at("#new")
    author.write("Title", "Make your first invoice")
    author.field("Text").press_sequentially("Press here to begin.")
    expect(author.bubble).to_contain_text("Make your first invoice")
    expect(author.bubble).to_contain_text("Press here to begin.")
    author.press("Add a step")
    author.point_at("#save")
    author.write("Title", "Keep it")
    expect(author.cards).to_have_count(2)
    author.field("What it does").select_option("finish")
    author.expect_saved()
    author.press("Publish")
    dialog = author.builder.get_by_role("dialog")
    expect(dialog).to_contain_text("/invoices")
    dialog.get_by_role("button", name="Publish").click()
    author.expect_said("Published as version 1.")
    author.press("Close the builder")

    page.goto(f"{host.origin}/invoices?user=beth")
    stage = Stagehand(page)
    expect(page.locator("guide-engine-builder")).to_have_count(0)
    expect(author.bubble).to_contain_text("Make your first invoice")
    stage.press("Next")
    expect(author.bubble).to_contain_text("Keep it")
    stage.press("Next")
    stage.expect_gone()
    db.session.rollback()
    (guide,) = queries.guides()
    assert [step["target"]["name"] for step in guide.draft["steps"]] == ["New invoice", "Save"]


def test_a_hint_is_there_after_one_click(open_builder: Open) -> None:
    author = open_builder()
    author.press("New hint")
    author.point_at("#plus")
    expect(author.field("Title")).to_be_focused()
    author.page.keyboard.type("Add a line")
    expect(author.bubble).to_contain_text("Add a line")
    author.expect_saved()
