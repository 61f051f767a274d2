"""Picking by mouse and keyboard on a page that reacts to everything, under a strict policy."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.browser.builder.bench import Bench

Place = Callable[..., Bench]

# What the page may hear of a person who only moves about.
QUIET: list[str] = []


def test_a_click_picks_what_is_meant_and_the_page_hears_nothing(place: Place, page: Page) -> None:
    bench = place()
    bench.pick()
    bench.heard()
    bench.hover("#path")
    expect(bench.label).to_have_text("button «Create project»")
    bench.expect_outlined("#create")
    page.mouse.down()
    page.mouse.up()
    bench.expect_picked("create")
    assert bench.fingerprint()["name"] == "Create project"
    assert bench.heard() == QUIET


def test_names_are_said_in_japanese(place: Place) -> None:
    bench = place()
    bench.pick("ja")
    bench.hover("#create")
    expect(bench.label).to_have_text("ボタン『Create project』")


@pytest.mark.parametrize(
    "target", ["#away", "#submit", "#paid", "#terms", "#customer", "#draggable", "#disabled"]
)
def test_no_press_navigates_focuses_or_changes_anything(
    place: Place, page: Page, target: str
) -> None:
    bench = place()
    bench.pick()
    bench.heard()
    address, focus = page.url, page.evaluate("document.activeElement.localName")
    bench.hover(target)
    bench.expect_outlined(target)
    page.mouse.down(button="right")
    page.mouse.up(button="right")
    page.mouse.down(button="middle")
    page.mouse.up(button="middle")
    page.mouse.down()
    page.mouse.up()
    expect(bench.bar).to_have_count(0)
    bench.expect_picked(target[1:])
    assert page.url == address
    assert page.evaluate("document.activeElement.localName") == focus
    assert page.locator("#paid").is_checked() is False
    assert bench.heard() == QUIET


def test_a_double_click_presses_nothing_with_its_second_half(place: Place, page: Page) -> None:
    bench = place()
    bench.pick()
    bench.heard()
    bench.hover("#away")
    bench.expect_outlined("#away")
    box = bench.outline.bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + 5, box["y"] + 5)
    bench.expect_picked("away")
    assert page.url.endswith("/picking.html")
    assert not [told for told in bench.heard() if "guide-engine-builder" not in told]


def test_a_listener_before_ours_hears_the_press_but_the_browser_does_nothing(
    place: Place, page: Page
) -> None:
    bench = place()
    bench.pick()
    page.evaluate("() => toldFirst.splice(0)")
    page.locator("#away").click()
    assert "click away" in page.evaluate("toldFirst")
    assert page.url.endswith("/picking.html")


def test_escape_cancels_and_leaves_nothing(place: Place, page: Page) -> None:
    bench = place()
    count = "() => ({ ...__open, frames: 0, sheets: document.adoptedStyleSheets.length })"
    bench.settle()
    before = page.evaluate(count)
    markup = page.evaluate("document.body.outerHTML")
    bench.pick()
    bench.hover("#create")
    bench.expect_outlined("#create")
    page.keyboard.press("f")
    expect(bench.note).to_contain_text("Frozen")
    assert page.evaluate(count) != before
    page.keyboard.press("Escape")
    expect(bench.bar).to_have_count(0)
    assert page.evaluate("Builder.cancelled") == 1
    assert page.evaluate(count) == before
    assert page.evaluate("document.body.outerHTML") == markup
    assert (
        page.evaluate(
            "document.querySelector('guide-engine-builder').shadowRoot.adoptedStyleSheets.length"
        )
        == 1
    )


def test_picking_leaves_nothing_either(place: Place, page: Page) -> None:
    bench = place()
    count = "() => ({ ...__open, frames: 0, sheets: document.adoptedStyleSheets.length })"
    bench.settle()
    before = page.evaluate(count)
    bench.pick()
    page.locator("#create").click()
    bench.expect_picked("create")
    expect(page.locator(".picking")).to_have_count(0)
    assert page.evaluate(count) == before
    page.locator("#clicked-opener").click()
    expect(page.locator("#clicked-item")).to_be_visible()


def test_the_cursor_is_a_crosshair_without_a_trace_in_the_tree(place: Place, page: Page) -> None:
    bench = place("shadow")
    bench.pick()
    cursor = "(node) => getComputedStyle(node).cursor"
    assert page.locator("h1").evaluate(cursor) == "crosshair"
    assert page.locator("#deep").first.evaluate(cursor) == "crosshair"
    page.keyboard.press("Escape")
    assert page.locator("h1").evaluate(cursor) != "crosshair"


class TestKeyboard:
    def test_tab_walks_the_controls_and_enter_picks(self, place: Place, page: Page) -> None:
        bench = place()
        bench.pick()
        bench.heard()
        seen = []
        for _ in range(3):
            page.keyboard.press("Tab")
            seen.append(bench.told.inner_text())
        assert seen == ["link «Dashboard»", "button «Hover me»", "button «More»"]
        page.keyboard.press("Shift+Tab")
        bench.expect_outlined("#styled-opener")
        page.keyboard.press("Enter")
        expect(bench.bar).to_have_count(0)
        bench.expect_picked("styled-opener")
        assert bench.heard() == QUIET

    def test_arrows_walk_around_inside_and_beside(self, place: Place, page: Page) -> None:
        bench = place()
        bench.pick()
        bench.hover("#table tr:nth-child(2) button")
        expect(bench.told).to_have_text("button «Open»")
        page.keyboard.press("ArrowUp")
        expect(bench.told).to_contain_text("cell")
        page.keyboard.press("ArrowUp")
        bench.expect_outlined("#table tr:nth-child(2)")
        page.keyboard.press("ArrowRight")
        bench.expect_outlined("#table tr:nth-child(3)")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowDown")
        expect(bench.told).to_have_text("cell «Globex»")

    def test_a_click_of_a_resting_mouse_picks_what_the_arrows_chose(
        self, place: Place, page: Page
    ) -> None:
        bench = place()
        bench.pick()
        bench.hover("#customer")
        bench.expect_outlined("#customer")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        bench.expect_outlined("#form")
        page.mouse.down()
        page.mouse.up()
        bench.expect_picked("form")

    def test_what_is_far_down_is_brought_into_view(self, place: Place, page: Page) -> None:
        bench = place("tall")
        bench.pick()
        for _ in range(30):
            page.keyboard.press("Tab")
        expect(bench.outline).to_be_visible()

    def test_shortcuts_of_the_browser_stay_the_browsers(self, place: Place, page: Page) -> None:
        bench = place()
        bench.pick()
        page.evaluate(
            "addEventListener('keydown', (e) => { window.last = [e.key, e.defaultPrevented]; })"
        )
        page.evaluate("() => toldFirst.splice(0)")
        page.keyboard.press("Control+Shift+Y")
        assert "keydown body" in page.evaluate("toldFirst")
        assert page.evaluate("window.last") is None
        expect(bench.bar).to_be_visible()


class TestFreezing:
    def test_a_menu_shown_by_style_rules_can_be_picked(self, place: Place, page: Page) -> None:
        bench = place()
        bench.pick()
        bench.hover("#styled-opener")
        expect(page.locator("#styled-item")).to_be_visible()
        page.keyboard.press("f")
        expect(bench.note).to_contain_text("Frozen")
        page.mouse.move(500, 400)
        expect(page.locator("#styled-item")).to_be_visible()
        bench.hover("#styled-item")
        bench.expect_outlined("#styled-item")
        page.mouse.down()
        page.mouse.up()
        bench.expect_picked("styled-item")
        expect(page.locator("#styled-item")).not_to_be_visible()

    def test_a_menu_shown_by_a_script_can_be_picked(self, place: Place, page: Page) -> None:
        bench = place()
        bench.pick()
        bench.hover("#scripted-opener")
        expect(page.locator("#scripted-item")).to_be_visible()
        page.keyboard.press("f")
        expect(bench.note).to_contain_text("Frozen")
        page.mouse.move(500, 400)
        bench.hover("#scripted-item")
        bench.expect_outlined("#scripted-item")
        page.mouse.down()
        page.mouse.up()
        bench.expect_picked("scripted-item")

    def test_a_menu_opened_by_a_click_can_be_picked(self, place: Place, page: Page) -> None:
        bench = place()
        bench.pick()
        page.keyboard.press("u")
        expect(bench.told).to_contain_text("works as usual")
        page.locator("#clicked-opener").click()
        expect(page.locator("#clicked-item")).to_be_visible()
        page.keyboard.press("f")
        bench.hover("#clicked-item")
        bench.expect_outlined("#clicked-item")
        page.mouse.down()
        page.mouse.up()
        bench.expect_picked("clicked-item")
        expect(page.locator("#clicked-item")).to_be_visible()

    def test_the_buttons_of_the_bar_do_what_the_keys_do(self, place: Place, page: Page) -> None:
        bench = place()
        bench.pick()
        bench.hover("#create")
        bench.expect_outlined("#create")
        bench.heard()
        bench.bar.get_by_role("button", name="Freeze").click()
        expect(bench.note).to_contain_text("Frozen")
        bench.bar.get_by_role("button", name="Around it").click()
        expect(bench.told).to_contain_text("main part")
        bench.bar.get_by_role("button", name="Move this bar").click()
        box = bench.bar.bounding_box()
        assert box
        assert box["y"] < 50
        bench.bar.get_by_role("button", name="Cancel").click()
        expect(bench.bar).to_have_count(0)
        assert page.evaluate("Builder.cancelled") == 1
        assert bench.heard() == QUIET


class TestInside:
    def test_open_shadow_roots(self, place: Place, page: Page) -> None:
        bench = place("shadow")
        bench.pick()
        page.locator("#outer #deep").click()
        bench.expect_picked("deep")
        assert bench.fingerprint()["hosts"]

    def test_a_closed_shadow_root_says_that_only_the_whole_can_be_picked(
        self, place: Place, page: Page
    ) -> None:
        bench = place("shadow")
        bench.pick()
        bench.hover("#closed")
        expect(bench.note).to_contain_text("closed shadow root")
        page.mouse.down()
        page.mouse.up()
        bench.expect_picked("closed")

    def test_frames_of_the_same_origin(self, place: Place, page: Page) -> None:
        bench = place("frames")
        page.frame_locator("#frame").locator("#inner-target").wait_for()
        page.evaluate("document.querySelector('main').style.transform = 'scale(0.8)'")
        bench.pick()
        page.frame_locator("#frame").locator("#inner-target").hover()
        expect(bench.told).to_have_text("button «Inner button»")
        page.mouse.wheel(0, 20)
        page.frame_locator("#frame").locator("#inner-target").click()
        bench.expect_picked("inner-target")
        assert bench.fingerprint()["hosts"]

    def test_the_outline_follows_scrolling_in_a_frame(self, place: Place, page: Page) -> None:
        bench = place("frames")
        inner = page.frame_locator("#frame").locator("#inner-target")
        inner.wait_for()
        bench.pick()
        inner.hover()
        bench.expect_outlined("#frame >>> #inner-target")
        page.frames[1].evaluate("scrollTo(0, 15)")
        bench.expect_outlined("#frame >>> #inner-target")

    def test_a_frame_that_loads_later_is_looked_into(self, place: Place, page: Page) -> None:
        bench = place("frames")
        bench.pick()
        page.evaluate("document.querySelector('#frame').src = 'inner.html?again'")
        page.wait_for_url("**/frames.html")
        inner = page.frame_locator("#frame").locator("#inner-target")
        page.wait_for_function(
            "() => document.querySelector('#frame').contentWindow.location.search === '?again'"
            " && document.querySelector('#frame').contentDocument.readyState === 'complete'"
        )
        inner.click()
        bench.expect_picked("inner-target")

    def test_a_frame_of_another_origin_is_picked_as_a_whole_and_says_why(
        self, place: Place, page: Page
    ) -> None:
        bench = place()
        bench.pick()
        bench.hover("#foreign")
        expect(bench.note).to_contain_text("another site")
        expect(bench.told).to_have_text("frame «Payments»")
        page.mouse.down()
        page.mouse.up()
        bench.expect_picked("foreign")


def test_an_element_that_vanishes_is_said_to_be_gone_and_picking_goes_on(
    place: Place, page: Page
) -> None:
    bench = place()
    bench.pick()
    bench.hover("#create")
    bench.expect_outlined("#create")
    page.evaluate("document.querySelector('#create').remove()")
    expect(bench.told).to_contain_text("no longer on the page")
    expect(bench.outline).not_to_be_visible()
    page.locator("#away").click()
    bench.expect_picked("away")


def test_what_the_page_does_by_itself_goes_on(place: Place, page: Page) -> None:
    bench = place()
    bench.pick()
    page.evaluate("document.querySelector('#clicked-opener').click()")
    expect(page.locator("#clicked-item")).to_be_visible()
    page.evaluate("document.querySelector('#paid').click()")
    assert page.locator("#paid").is_checked()


def test_in_a_modal_dialog_that_the_page_opens_meanwhile(place: Place, page: Page) -> None:
    bench = place("dialogs")
    bench.pick()
    page.keyboard.press("u")
    page.locator("#open-modal").click()
    page.keyboard.press("f")
    bench.hover("#inside")
    bench.expect_outlined("#inside")
    page.mouse.down()
    page.mouse.up()
    bench.expect_picked("inside")
    expect(page.locator("#modal")).to_be_visible()


def test_in_a_popover_that_closes_at_any_press_outside_of_it(place: Place, page: Page) -> None:
    bench = place("dialogs")
    page.evaluate("document.querySelector('#popover').popover = 'auto'")
    page.locator("#open-popover").click()
    bench.pick()
    page.keyboard.press("f")
    bench.hover("#in-popover")
    bench.expect_outlined("#in-popover")
    page.mouse.down()
    page.mouse.up()
    bench.expect_picked("in-popover")


@pytest.mark.parametrize("factor", ["0.75", "1.5"])
def test_on_a_zoomed_page(place: Place, page: Page, factor: str) -> None:
    bench = place()
    page.evaluate("(factor) => { document.body.style.zoom = factor; }", factor)
    bench.pick()
    bench.hover("#create")
    bench.expect_outlined("#create")
    page.mouse.down()
    page.mouse.up()
    bench.expect_picked("create")


def test_the_outline_follows_scrolling(place: Place, page: Page) -> None:
    bench = place()
    bench.pick()
    bench.hover("#create")
    bench.expect_outlined("#create")
    page.keyboard.press("f")
    page.mouse.wheel(0, 60)
    page.wait_for_function("() => scrollY > 0")
    bench.expect_outlined("#create")


def test_the_name_never_covers_its_element_and_stays_inside(place: Place, page: Page) -> None:
    bench = place()
    bench.pick()
    for target in ("#away", "#create", "#table", "#customer", "h1"):
        bench.hover(target)
        expect(bench.label).to_be_visible()
        label, box = bench.label.bounding_box(), bench.outline.bounding_box()
        assert label
        assert box
        assert label["x"] >= 0
        assert label["x"] + label["width"] <= 1000
        assert label["y"] >= 0
        assert label["y"] + label["height"] <= 700
        apart = (
            label["y"] + label["height"] <= box["y"]
            or label["y"] >= box["y"] + box["height"]
            or label["x"] + label["width"] <= box["x"]
            or label["x"] >= box["x"] + box["width"]
        )
        assert apart, target


@pytest.mark.parametrize("language", ["en", "ja"])
def test_axe_finds_nothing_in_the_bar(place: Place, page: Page, language: str) -> None:
    bench = place()
    bench.pick(language)
    bench.hover("#create")
    bench.expect_outlined("#create")
    found = Axe().run(page, context={"include": [["guide-engine-builder"]]})
    assert [fault["id"] for fault in found.response["violations"]] == []


class TestTouch:
    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"has_touch": True}

    def test_the_first_touch_shows_and_the_second_picks(self, place: Place, page: Page) -> None:
        bench = place()
        bench.pick()
        bench.heard()
        page.locator("#create").tap()
        bench.expect_outlined("#create")
        assert bench.picked() == []
        page.locator("#create").tap()
        bench.expect_picked("create")
        assert bench.heard() == QUIET
