"""Recording in the builder: a task done once, over two pages, becomes the steps of a guide."""

import re

from playwright.sync_api import Page, expect

from guide_engine.core.db import db
from guide_engine.guides import queries
from tests.browser.builder.writing.conftest import Open


def test_a_task_over_two_pages_becomes_steps_that_can_be_undone(
    open_builder: Open, page: Page
) -> None:
    author = open_builder()
    author.press("New tutorial")
    expect(author.cards).to_have_count(1)
    author.press("Record")
    bar = author.builder.locator("[data-part=record-bar]")
    expect(author.panel).to_be_hidden()
    page.locator("#new").click()
    page.locator("#customer").click()
    page.keyboard.type("Secret customer")
    page.get_by_role("link", name="Reports").click()
    expect(page).to_have_url(re.compile("/reports$"))
    expect(bar).to_contain_text("Step 3: Click «Reports»")
    page.locator("#plus").click()
    bar.get_by_role("button", name="Done").click()
    expect(author.panel).to_be_visible()
    expect(author.cards).to_have_count(4)
    author.expect_saved()
    db.session.rollback()
    (guide,) = queries.guides()
    steps = guide.draft["steps"]
    assert [step["title"] for step in steps] == [
        "Click «New invoice»",
        "Fill in «Customer»",
        "Click «Reports»",
        "Click «+»",
    ]
    assert [step["advance"]["on"] for step in steps] == ["click", "input", "click", "click"]
    assert "Secret customer" not in str(guide.draft)
    author.builder.locator(".toast").get_by_role("button", name="Undo").click()
    expect(author.cards).to_have_count(1)
