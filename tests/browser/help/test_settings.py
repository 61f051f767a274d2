"""Settings › Help panel in a browser: the preview is the panel itself, and follows what is typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editor.conftest import SignIn, editor_url, enter, look, open_page
from tests.support.accessibility import axe_faults, sideways_pixels
from tests.support.actors import Cast

__all__ = ["editor_url", "enter", "look", "open_page"]

Open = Callable[[str], Page]


@pytest.fixture
def page(context: object) -> Page:
    return context.new_page()  # type: ignore[attr-defined, no-any-return]


def test_the_preview_follows_what_is_typed(enter: SignIn, open_page: Open, cast: Cast) -> None:
    enter(cast.alice)
    page = open_page("/settings/help")
    panel = page.frame_locator("iframe").locator("guide-engine [data-part=help]")
    expect(panel.get_by_role("heading", name="Help", exact=True)).to_be_visible()
    page.get_by_label("Title").fill("Ask us anything")
    expect(panel.get_by_role("heading", name="Ask us anything")).to_be_visible()
    high = page.get_by_role("region", name="High touch")
    high.get_by_label("Name").fill("Hanako Sato")
    high.get_by_label("Mail address").fill("sato@acme.test")
    expect(panel.get_by_text("Hanako Sato")).to_be_visible()
    expect(panel.get_by_role("link", name="Write a mail")).to_be_visible()
    page.get_by_role("combobox", name="Touch tier").select_option("tech")
    expect(panel.get_by_text("Hanako Sato")).to_have_count(0)


def test_the_preview_never_takes_the_focus_from_who_writes(
    enter: SignIn, open_page: Open, cast: Cast
) -> None:
    enter(cast.alice)
    page = open_page("/settings/help")
    panel = page.frame_locator("iframe").locator("guide-engine [data-part=help]")
    title = page.get_by_label("Title")
    title.focus()
    # Slowly, so that the preview is drawn in between.
    for word in ("Ask us", " anything", " you like"):
        page.keyboard.type(word)
        expect(panel.get_by_role("heading", name=title.input_value())).to_be_visible()
        expect(title).to_be_focused()
    expect(title).to_have_value("Ask us anything you like")


def test_fields_that_mean_nothing_for_a_way_are_away(
    enter: SignIn, open_page: Open, cast: Cast
) -> None:
    enter(cast.alice)
    page = open_page("/settings/help")
    low = page.get_by_role("region", name="Low touch")
    expect(low.get_by_label("Name")).to_be_visible()
    expect(low.get_by_label("Mail address")).to_be_hidden()
    low.get_by_label("Led to").select_option("community")
    expect(low.get_by_label("Name")).to_be_hidden()


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_is_accessible(
    enter: SignIn,
    open_page: Open,
    look: Callable[..., None],
    cast: Cast,
    size: str,
    theme: str,
) -> None:
    enter(cast.alice)
    look(size, theme, "ja")
    page = open_page("/settings/help")
    drawn = page.frame_locator("iframe").locator("guide-engine [data-part=help]")
    expect(drawn.get_by_role("heading", name="ヘルプ", exact=True)).to_be_visible()
    assert axe_faults(page) == []
    assert sideways_pixels(page) == 0
