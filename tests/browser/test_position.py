"""Where hole and bubble are, in numbers, while the page scrolls, moves and changes its size."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.documents import guide, step
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]


def scroll(page: Page, selector: str, left: int, top: int) -> None:
    page.evaluate("([s, x, y]) => document.querySelector(s).scrollBy(x, y)", [selector, left, top])


@pytest.mark.parametrize("placement", ["top", "right", "bottom", "left", "auto"])
def test_beside_the_target_on_the_side_the_author_chose(visit: Visit, placement: str) -> None:
    stage = visit("plain")
    stage.preview(guide(step("Terms", "#terms", placement=placement)))
    stage.expect_aligned("#terms")
    bubble, target = stage.boxes("bubble", "#terms")
    if placement == "right":
        assert bubble["x"] >= target["x"] + target["width"]
    if placement == "bottom":
        assert bubble["y"] >= target["y"] + target["height"]
    if placement == "top":
        assert bubble["y"] + bubble["height"] <= target["y"]


def test_it_follows_through_nested_scrollers(visit: Visit, page: Page) -> None:
    stage = visit("scrollers")
    stage.preview(guide(step("Inside", "#target")))
    stage.expect_aligned("#target")
    scroll(page, "#innermost", 15, 12)
    stage.expect_aligned("#target")
    scroll(page, "#outer", 10, -8)
    stage.expect_aligned("#target")
    page.mouse.wheel(0, 20)
    stage.expect_aligned("#target")


def test_the_hole_shows_only_what_a_scroller_shows(visit: Visit, page: Page) -> None:
    stage = visit("scrollers")
    stage.preview(guide(step("Inside", "#target")))
    stage.expect_aligned("#target")
    scroll(page, "#innermost", 1000, 0)
    page.wait_for_function(
        """() => {
          const frame = document.querySelector("#innermost").getBoundingClientRect();
          const root = document.querySelector("guide-engine").shadowRoot;
          const hole = root.querySelector('[data-part="hole"]');
          const { x, width } = hole.getBoundingClientRect();
          return getComputedStyle(hole).visibility === "hidden"
            || (x >= frame.x - 1 && x + width <= frame.right + 1);
        }"""
    )
    bubble, _ = stage.boxes("bubble", "#target")
    assert bubble["x"] >= 0


def test_a_target_in_a_fixed_header_does_not_drift(visit: Visit, page: Page) -> None:
    stage = visit("sticky")
    page.mouse.wheel(0, 300)
    stage.preview(guide(step("Header", "#fixed-target")))
    stage.expect_aligned("#fixed-target")
    page.mouse.wheel(0, 400)
    stage.expect_aligned("#fixed-target")


def test_a_far_target_is_brought_into_view_clear_of_the_header(visit: Visit) -> None:
    stage = visit("sticky")
    stage.preview(guide(step("Far", "#far")))
    stage.expect_aligned("#far")
    _, target = stage.boxes("bubble", "#far")
    assert target["y"] > 110


@pytest.mark.parametrize("target", ["#moved-target", "#contained-target", "#filtered-target"])
def test_transformed_and_contained_ancestors(visit: Visit, target: str) -> None:
    stage = visit("transformed")
    stage.preview(guide(step("Moved", target)))
    stage.expect_aligned(target)


def test_it_follows_an_animation(visit: Visit, page: Page) -> None:
    stage = visit("transformed")
    stage.preview(guide(step("Sliding", "#sliding")))
    stage.expect_aligned("#sliding")
    page.get_by_role("button", name="Slide", exact=True).click()
    page.wait_for_function(
        "() => document.querySelector('#sliding').getBoundingClientRect().x > 190"
    )
    stage.expect_aligned("#sliding")


def test_sidebar_and_banner_push_it_along(visit: Visit, page: Page) -> None:
    stage = visit("sidebar")
    stage.preview(guide(step("Export", "#target")))
    stage.expect_aligned("#target")
    page.get_by_role("button", name="Fold").click()
    page.wait_for_function("() => document.querySelector('#sidebar').offsetWidth === 40")
    stage.expect_aligned("#target")
    page.get_by_role("button", name="Show banner").click()
    stage.expect_aligned("#target")
    page.set_viewport_size({"width": 700, "height": 500})
    stage.expect_aligned("#target")


def test_moves_that_nobody_announces_are_seen(visit: Visit, page: Page) -> None:
    """A style sheet rule moves the target: no scroll, no resize, no mutation of its own."""
    stage = visit("plain")
    stage.preview(guide(step("Save", "#save")))
    stage.expect_aligned("#save")
    page.evaluate(
        "document.styleSheets[0].insertRule('#save { margin-left: 37px; margin-top: 21px }')"
    )
    stage.expect_aligned("#save")


def test_nothing_runs_while_the_page_is_still(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(guide(step("Save", "#save")))
    stage.expect_aligned("#save")
    quiet = page.evaluate(
        """() => new Promise((resolve) => {
          const before = __open.frames;
          const channel = new MessageChannel();
          let turns = 0;
          setTimeout(() => {
            const settled = __open.frames;
            setTimeout(() => resolve(__open.frames - settled), 400);
          }, 300);
        })"""
    )
    assert quiet == 0


def test_a_target_taller_than_the_window_leaves_the_buttons_in_reach(
    visit: Visit, page: Page
) -> None:
    stage = visit("tall")
    stage.preview(guide(step("Tall", "#tall"), step("After", "#after")))
    expect(stage.dialog("Tall")).to_be_visible()
    bubble, _ = stage.boxes("bubble", "#tall")
    assert bubble["x"] >= 0
    assert bubble["x"] + bubble["width"] <= 1000
    assert bubble["y"] >= 0
    assert bubble["y"] + bubble["height"] <= 700
    stage.press("Next")
    stage.expect_aligned("#after")


def test_right_to_left_pages_mirror(visit: Visit) -> None:
    """A bubble has the direction of its own language, which on such a page is the page's."""
    stage = visit("rtl")
    stage.preview(guide(step("One", "#new"), step("Two", "#other"), language="ar"))
    stage.expect_aligned("#new")
    expect(stage.bubble).to_have_attribute("dir", "rtl")
    close, _ = stage.boxes("close", "#new")
    bubble, _ = stage.boxes("bubble", "#new")
    next_button, _ = stage.boxes("next", "#new")
    assert close["x"] < bubble["x"] + bubble["width"] / 2
    assert next_button["x"] < bubble["x"] + bubble["width"] / 2


def test_seven_shadow_roots_deep(visit: Visit) -> None:
    stage = visit("shadow")
    stage.preview(guide(step("Deep", "#deep")))
    stage.expect_aligned(" >>> ".join(["#outer"] + ["shadow-box"] * 6 + ["#deep"]))


def test_in_a_frame_of_the_same_origin(visit: Visit, page: Page) -> None:
    stage = visit("frames")
    stage.preview(guide(step("Inner", "#inner-target")))
    stage.expect_aligned("#frame >>> #inner-target")
    page.frame_locator("#frame").get_by_text("Embedded page").hover()
    page.mouse.wheel(0, 30)
    stage.expect_aligned("#frame >>> #inner-target")
    page.mouse.move(800, 600)
    page.mouse.wheel(0, 25)
    stage.expect_aligned("#frame >>> #inner-target")


class TestNarrow:
    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"viewport": {"width": 320, "height": 560}}

    @pytest.mark.parametrize("target", ["#new", "#save", "#terms", "#note"])
    def test_at_320_pixels(self, visit: Visit, page: Page, target: str) -> None:
        stage = visit("plain")
        words = "A sentence long enough to fill several lines on a small screen, twice over."
        stage.preview(guide(step(words, target)))
        stage.expect_aligned(target)
        bubble, _ = stage.boxes("bubble", target)
        assert bubble["width"] <= 320
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
