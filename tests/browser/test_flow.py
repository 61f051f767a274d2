"""A flow as an end user walks it: buttons, texts, what moves it on."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.documents import BACK, DONE, NEXT, button, guide, paragraph, rich, step, text
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]


def test_walks_from_the_first_step_to_the_last(visit: Visit) -> None:
    stage = visit("plain")
    stage.preview(
        guide(
            step("Welcome", buttons=[button("Show me")]),
            step("New invoice", "#new", buttons=[BACK, NEXT]),
            step("Save it", "#save", buttons=[BACK, DONE]),
        )
    )
    expect(stage.dialog("Welcome")).to_be_visible()
    stage.press("Show me")
    expect(stage.dialog("New invoice")).to_contain_text("2 / 3")
    stage.expect_aligned("#new")
    stage.press("Next")
    expect(stage.dialog("Save it")).to_be_visible()
    stage.press("Back")
    expect(stage.dialog("New invoice")).to_be_visible()
    stage.press("Next")
    stage.press("Done")
    stage.expect_gone()


def test_close_and_escape_end_it(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(guide(step("First", "#new"), step("Second", "#save")))
    stage.bubble.get_by_role("button", name="Close").click()
    stage.expect_gone()
    stage.preview(guide(step("First", "#new"), step("Second", "#save")))
    expect(stage.dialog("First")).to_be_visible()
    page.keyboard.press("Escape")
    stage.expect_gone()


def test_the_page_stays_usable_under_the_spotlight(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(guide(step("First", "#new")))
    expect(stage.dialog("First")).to_be_visible()
    page.get_by_role("link", name="Invoices").click()
    expect(page).to_have_url(re.compile("#invoices$"))
    page.locator("#terms").select_option("30 days")
    expect(stage.dialog("First")).to_be_visible()


def test_a_click_on_the_target_moves_on_and_reaches_the_page(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(
        guide(
            step("Press save", "#save", buttons=[], advance={"on": "click"}),
            step("Saved", "#saved", buttons=[DONE]),
        )
    )
    expect(stage.dialog("Press save")).to_be_visible()
    expect(stage.part("next")).to_have_count(0)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved", exact=True).first).to_be_visible()
    expect(stage.dialog("Saved")).to_be_visible()


def test_typing_keeps_the_focus_and_leaving_the_field_moves_on(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(
        guide(
            step("Who is it for", "#customer", buttons=[], advance={"on": "input"}),
            step("Terms", "#terms", buttons=[], advance={"on": "input"}),
            step("Ready", buttons=[DONE]),
        )
    )
    expect(stage.dialog("Who is it for")).to_be_visible()
    field = page.get_by_label("Customer")
    field.click()
    page.keyboard.type("Aoi")
    page.set_viewport_size({"width": 980, "height": 520})
    page.keyboard.type(" Foods")
    expect(field).to_be_focused()
    expect(field).to_have_value("Aoi Foods")
    expect(stage.dialog("Who is it for")).to_be_visible()
    page.keyboard.press("Tab")
    expect(stage.dialog("Terms")).to_be_visible()
    page.locator("#terms").select_option("30 days")
    expect(stage.dialog("Ready")).to_be_visible()


def test_buttons_branch_leave_and_dismiss(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    skip = button("Skip ahead", {"type": "go_to", "step_id": "third"})
    docs = button(
        "Read more", {"type": "open_url", "url": "inner.html", "new_tab": True}, "secondary"
    )
    later = button("Later", "dismiss", "secondary")
    stage.preview(
        guide(
            step("First", "#new", buttons=[later, skip]),
            step("Second", "#save"),
            step("Third", "#terms", buttons=[docs, later, DONE]),
        )
    )
    stage.press("Skip ahead")
    expect(stage.dialog("Third")).to_be_visible()
    link = stage.bubble.get_by_role("link", name="Read more")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    with page.context.expect_page() as opened:
        link.click()
    opened.value.close()
    expect(stage.dialog("Third")).to_be_visible()
    stage.press("Later")
    stage.expect_gone()


def test_rich_text_is_drawn_and_hostile_links_are_not(visit: Visit) -> None:
    stage = visit("plain")
    link = {"type": "link", "attrs": {"href": "https://example.com/help"}}
    script = {"type": "link", "attrs": {"href": " java\nscript:alert(1)"}}
    variable = {"type": "variable", "attrs": {"fact": "user.name", "fallback": "there"}}
    body = rich(
        {"type": "heading", "attrs": {"level": 2}, "content": [text("Why")]},
        paragraph(
            text("Hello "), variable, text(", <b>not bold</b> "), text("bold", {"type": "strong"})
        ),
        {
            "type": "bullet_list",
            "content": [{"type": "list_item", "content": [paragraph(text("one", link))]}],
        },
        paragraph(text("a trap", script)),
        {"type": "image", "attrs": {"src": "data:text/html,x", "alt": "a picture"}},
    )
    stage.preview(guide(step("Rich", "#new", body=body)))
    expect(stage.bubble).to_contain_text("Hello there, <b>not bold</b> bold")
    expect(stage.bubble.get_by_role("heading", name="Why")).to_be_visible()
    expect(stage.bubble.get_by_role("listitem")).to_have_text("one")
    safe = stage.bubble.get_by_role("link", name="one")
    expect(safe).to_have_attribute("href", "https://example.com/help")
    expect(safe).to_have_attribute("target", "_blank")
    expect(stage.bubble.get_by_text("a trap")).to_be_visible()
    expect(stage.bubble.get_by_role("link")).to_have_count(1)
    expect(stage.bubble.get_by_role("img")).to_have_count(0)
    expect(stage.bubble.get_by_text("a picture")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "words"), [("ja", ("閉じる", "完了")), ("en", ("Close", "Done"))]
)
def test_its_own_words_follow_the_page(
    visit: Visit, page: Page, language: str, words: tuple[str, str]
) -> None:
    stage = visit("plain")
    page.evaluate("(l) => document.documentElement.setAttribute('lang', l)", language)
    stage.preview(guide(step("Only", "#new", buttons=[]), language="ja"))
    for word in words:
        expect(stage.bubble.get_by_role("button", name=word)).to_be_visible()
    expect(stage.bubble.locator(".text")).to_have_attribute("lang", "ja")
