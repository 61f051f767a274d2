"""For everybody: by keyboard alone, without faults a machine can find, in both languages."""

import re

import pytest
from playwright.sync_api import Page, expect

from guide_engine.core.db import db
from tests.browser.builder.writing.conftest import Open
from tests.support.accessibility import axe_faults
from tests.support.actors import Cast

LATIN = re.compile(r"[A-Za-z]{3,}")
# What is not the builder's to say: the environment's name, and words of the page and the guide.
GIVEN = re.compile(
    r"production|plan|LTV|GuideEngine\.track|URL|Step (one|two)|Do (one|two)\.|Next|Done|Your first invoice|selector|#(new|save)|Invoices|/invoices\S*|https?\S*|Alice|Bob|New invoice|Save|Customer|Reports"
)


def builder_faults(page: Page) -> list[str]:
    return [fault for fault in axe_faults(page) if "guide-engine-builder" in fault]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(
    open_builder: Open, page: Page, guide_id: str, scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 860})
    author = open_builder(guide_id=guide_id)
    expect(author.field("Title")).to_be_visible()
    author.builder.get_by_text("Waiting, missing element, branches").click()
    author.press("Add a branch")
    author.builder.get_by_text("Name and pages").click()
    author.expect_saved()
    assert builder_faults(page) == []
    author.press("Publish")
    expect(author.builder.get_by_role("dialog")).to_be_visible()
    assert builder_faults(page) == []
    page.keyboard.press("Escape")
    author.press("All guides")
    expect(author.button("New tutorial")).to_be_visible()
    assert builder_faults(page) == []


def test_a_guide_is_written_without_a_mouse(open_builder: Open, page: Page) -> None:
    author = open_builder()
    expect(author.builder.get_by_role("heading", name="Guides")).to_be_focused()
    author.button("New tutorial").focus()
    page.keyboard.press("Enter")
    author.button("Point at it").focus()
    page.keyboard.press("Enter")
    expect(author.panel).to_be_hidden()
    bar = author.builder.locator("[data-part=pick-bar]")
    for _ in range(20):
        if "New invoice" in bar.inner_text():
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(author.panel).to_be_visible()
    expect(author.button("Point at another")).to_be_focused()
    author.field("Title").focus()
    page.keyboard.type("Without a mouse")
    page.keyboard.press("Tab")
    # The tools of the text are one stop.
    page.keyboard.press("ArrowRight")
    expect(author.button("Italic")).to_be_focused()
    page.keyboard.press("Tab")
    expect(author.field("Text")).to_be_focused()
    page.keyboard.type("All by keys.")
    expect(author.bubble).to_contain_text("All by keys.")
    author.expect_saved()


def test_typing_reaches_neither_the_page_nor_its_shortcuts(
    open_builder: Open, page: Page, guide_id: str
) -> None:
    author = open_builder(guide_id=guide_id)
    page.evaluate(
        """() => { window.heard = []; for (const type of ["keydown", "click", "input", "pointerdown"])
          document.addEventListener(type, (event) => heard.push(type)); }"""
    )
    author.field("Title").click()
    page.keyboard.type("abc")
    assert page.evaluate("heard") == []


def test_every_word_is_japanese_for_a_japanese_author(
    open_builder: Open, page: Page, guide_id: str, cast: Cast
) -> None:
    cast.alice.locale = "ja"
    db.session.commit()
    author = open_builder(guide_id=guide_id)
    expect(author.field("タイトル")).to_be_visible()
    author.builder.get_by_text("待ち時間・要素がないとき・分岐").click()
    author.press("分岐を追加")
    author.builder.get_by_text("名前と表示ページ").click()
    author.expect_saved()
    words = author.panel.evaluate(
        """(panel) => [panel, ...panel.querySelectorAll("*")].flatMap((node) => [
          ...[...node.childNodes].filter((one) => one.nodeType === 3).map((one) => one.data),
          ...["aria-label", "title", "placeholder"].map((name) => node.getAttribute(name) ?? ""),
        ])"""
    )
    english = [text for text in words if LATIN.search(GIVEN.sub("", text))]
    assert english == []
