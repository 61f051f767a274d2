"""Banners: along an edge, or in the page; and gone without a trace."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds.guides import banner
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]
HTML = "() => document.documentElement.outerHTML"


@pytest.mark.parametrize("position", ["top", "bottom"])
def test_it_lies_along_its_edge(visit: Visit, page: Page, position: str) -> None:
    stage = visit("plain")
    stage.preview(banner(position))
    part = page.get_by_role("region", name="Away on Sunday")
    expect(part).to_be_visible()
    box, _ = stage.boxes("banner", "html")
    assert [box["x"], box["width"]] == pytest.approx([0, 1000], abs=1)
    edge = box["y"] if position == "top" else 700 - box["y"] - box["height"]
    assert edge == pytest.approx(0, abs=1)
    assert box["height"] <= 80


def test_it_says_itself_once_and_takes_no_focus(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.locator("#customer").focus()
    stage.preview(banner())
    expect(page.get_by_role("status")).to_have_text("Away on Sunday")
    expect(page.locator("#customer")).to_be_focused()


def test_closed_it_gives_the_focus_back(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.locator("#customer").focus()
    stage.preview(banner())
    stage.part("banner").get_by_role("button", name="Details").focus()
    page.keyboard.press("Tab")
    expect(stage.part("close")).to_be_focused()
    page.keyboard.press("Enter")
    stage.expect_gone()
    expect(page.locator("#customer")).to_be_focused()


def test_one_that_may_not_be_dismissed_has_no_close_and_hears_no_escape(
    visit: Visit, page: Page
) -> None:
    stage = visit("plain")
    stage.preview(banner(dismissible=False))
    stage.part("banner").get_by_role("button", name="Details").focus()
    expect(stage.part("close")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(stage.part("banner")).to_be_visible()


def test_later_is_offered_where_the_author_says_so(visit: Visit) -> None:
    stage = visit("plain")
    stage.preview(banner(snooze_hours=24))
    stage.part("banner").get_by_role("button", name="Later").click()
    stage.expect_gone()


class TestInThePage:
    @pytest.mark.parametrize(
        ("position", "above"), [("inline_before", True), ("inline_after", False)]
    )
    def test_it_stands_beside_its_target_and_makes_room(
        self, visit: Visit, page: Page, position: str, above: bool
    ) -> None:
        stage = visit("plain")
        before = page.locator("#form").bounding_box()
        stage.preview(banner(position, "#form"))
        expect(stage.part("banner")).to_be_visible()
        strip, form = stage.part("banner").bounding_box(), page.locator("#form").bounding_box()
        assert strip
        assert form
        assert before
        if above:
            assert strip["y"] + strip["height"] <= form["y"]
            assert form["y"] > before["y"] + 30
        else:
            assert strip["y"] >= form["y"] + form["height"]
        assert strip["width"] <= form["width"] + 1

    def test_in_a_list_it_stands_beside_the_list(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        page.evaluate(
            """() => {
              const list = document.createElement("ul");
              list.append(Object.assign(document.createElement("li"), { id: "row", textContent: "Row" }));
              document.querySelector("main").append(list);
            }"""
        )
        stage.preview(banner("inline_before", "#row"))
        expect(stage.part("banner")).to_be_visible()
        assert (
            page.evaluate(
                "document.querySelector('guide-engine-inline').nextElementSibling.localName"
            )
            == "ul"
        )

    def test_keys_reach_it_where_it_stands(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        stage.preview(banner("inline_before", "#form"))
        expect(stage.part("banner")).to_be_visible()
        page.locator("#new").focus()
        page.keyboard.press("Tab")
        expect(stage.part("banner").get_by_role("button", name="Details")).to_be_focused()

    def test_it_comes_back_when_the_page_draws_itself_anew(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        stage.preview(banner("inline_before", "#form"))
        expect(stage.part("banner")).to_be_visible()
        page.evaluate(
            """() => {
              const form = document.querySelector("#form");
              const again = form.cloneNode(true);
              form.parentElement.replaceChildren(...[...form.parentElement.children]
                .filter((node) => node.localName !== "guide-engine-inline")
                .map((node) => node === form ? again : node));
            }"""
        )
        expect(stage.part("banner")).to_be_visible()
        assert (
            page.evaluate("document.querySelector('#form').previousElementSibling.localName")
            == "guide-engine-inline"
        )

    def test_presses_in_it_do_not_reach_the_page(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        page.evaluate(
            "document.addEventListener('click', () => { window.__clicks = (window.__clicks ?? 0) + 1; })"
        )
        stage.preview(banner("inline_before", "#form", snooze_hours=2))
        stage.part("banner").get_by_role("button", name="Later").click()
        stage.expect_gone()
        assert page.evaluate("window.__clicks") is None

    def test_afterwards_the_page_is_what_it_was(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        stage.preview(banner())
        expect(stage.part("banner")).to_be_visible()
        stage.call("stop")
        stage.expect_gone()
        before, open_before = page.evaluate(HTML), stage.open_resources()
        stage.preview(banner("inline_after", "#form"))
        expect(stage.part("banner")).to_be_visible()
        assert page.evaluate(HTML) != before
        stage.part("close").click()
        stage.expect_gone()
        expect(page.locator("guide-engine-inline")).to_have_count(0)
        assert page.evaluate(HTML) == before
        assert stage.open_resources() == open_before
