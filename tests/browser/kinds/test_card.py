"""Cards in a corner: where they are, and that they leave the hands and the page alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.documents import NEXT, guide, step
from tests.browser.kinds.guides import announcement, card
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]


@pytest.mark.parametrize(
    ("position", "edges"),
    [
        ("bottom_end", ("bottom", "right")),
        ("bottom_start", ("bottom", "left")),
        ("top_end", ("top", "right")),
        ("top_start", ("top", "left")),
    ],
)
def test_it_sits_in_its_corner(visit: Visit, position: str, edges: tuple[str, str]) -> None:
    stage = visit("plain")
    stage.preview(guide(card(position=position)))
    expect(stage.bubble).to_be_visible()
    box, _ = stage.boxes("bubble", "html")
    margins = {
        "left": box["x"],
        "top": box["y"],
        "right": stage.page.evaluate("document.documentElement.clientWidth")
        - box["x"]
        - box["width"],
        "bottom": 700 - box["y"] - box["height"],
    }
    assert [margins[edge] for edge in edges] == pytest.approx([16, 16], abs=1)


def test_in_a_page_from_right_to_left_the_end_is_left(visit: Visit, page: Page) -> None:
    stage = visit("rtl")
    stage.preview(guide(card(), language="ar"))
    expect(stage.bubble).to_have_attribute("dir", "rtl")
    box, _ = stage.boxes("bubble", "html")
    scrollbar = page.evaluate("innerWidth - document.documentElement.clientWidth")
    assert box["x"] == pytest.approx(16, abs=scrollbar + 1)


def test_it_takes_no_focus_and_what_is_typed_goes_on(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.locator("#customer").focus()
    stage.preview(guide(card()))
    expect(stage.bubble).to_be_visible()
    page.keyboard.type("Ann")
    assert page.locator("#customer").input_value() == "Ann"
    expect(page.get_by_role("status")).to_have_text("Reports are here")


def test_f6_leads_there_and_back_again(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.locator("#customer").focus()
    stage.preview(guide(card()))
    expect(stage.bubble).to_be_visible()
    page.keyboard.press("F6")
    expect(stage.part("next")).to_be_focused()
    page.keyboard.press("F6")
    expect(page.locator("#customer")).to_be_focused()


def test_the_page_beneath_stays_usable(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(guide(card()))
    expect(stage.bubble).to_be_visible()
    page.locator("#paid").check()
    expect(page.locator("#paid")).to_be_checked()


def test_focus_goes_with_who_works_in_the_card_and_back_at_the_end(
    visit: Visit, page: Page
) -> None:
    stage = visit("plain")
    page.locator("#customer").focus()
    stage.preview(guide(card("One", buttons=[NEXT]), card("Two")))
    stage.dialog("One").get_by_role("button", name="Next").click()
    expect(stage.dialog("Two").get_by_role("button", name="Done")).to_be_focused()
    page.keyboard.press("Enter")
    stage.expect_gone()
    expect(page.locator("#customer")).to_be_focused()


def test_escape_closes_it(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(guide(card()))
    expect(stage.bubble).to_be_visible()
    page.keyboard.press("Escape")
    stage.expect_gone()


def test_a_long_one_scrolls_inside(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 400, "height": 320})
    stage = visit("plain")
    long = {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Much. " * 300}]}],
    }
    stage.preview(guide(card(body=long)))
    expect(stage.part("next")).to_be_attached()
    box, _ = stage.boxes("bubble", "html")
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 320
    stage.part("next").scroll_into_view_if_needed()
    stage.part("next").click()
    stage.expect_gone()


def test_nothing_moves_on_the_page(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.evaluate(
        """() => {
          window.__shift = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) window.__shift += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
        }"""
    )
    before = page.evaluate("window.__shift")
    stage.preview(guide(card()))
    expect(stage.bubble).to_be_visible()
    stage.call("stop")
    stage.expect_gone()
    assert page.evaluate("window.__shift") == before


class TestAnnouncements:
    def test_the_picture_that_comes_first_covers_the_top(self, visit: Visit, page: Page) -> None:
        page.route(
            "**/cover.svg",
            lambda route: route.fulfill(
                content_type="image/svg+xml",
                body='<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>',
            ),
        )
        stage = visit("plain")
        picture = {
            "type": "image",
            "attrs": {"src": "/cover.svg", "alt": "A chart", "width": 40, "height": 20},
        }
        body = {"type": "doc", "content": [picture, {"type": "paragraph"}]}
        stage.preview(announcement(card(body=body)))
        part = stage.part("announcement")
        expect(part).to_be_visible()
        order = part.locator("img, h2").evaluate_all(
            "(nodes) => nodes.map((node) => node.localName)"
        )
        assert order == ["img", "h2"]
        expect(part.get_by_role("img", name="A chart")).to_be_attached()

    def test_as_a_modal_it_is_a_dialog_that_gives_the_focus_back(
        self, visit: Visit, page: Page
    ) -> None:
        stage = visit("plain")
        page.locator("#customer").focus()
        stage.preview(announcement(step("Reports are here")))
        expect(stage.part("announcement")).to_be_visible()
        expect(page.get_by_role("dialog", name="Reports are here")).to_be_visible()
        page.keyboard.press("Escape")
        stage.expect_gone()
        expect(page.locator("#customer")).to_be_focused()
