"""Walking through the draft on the real page, whoever it is for."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.browser.builder.see import Seat
from tests.browser.documents import DONE, Json, guide, step
from tests.browser.site import Site

Sit = Callable[..., Seat]
NOBODY = {"fact": "user.plan", "op": "eq", "value": "no such plan"}
THREE = guide(
    step("One", "#new"),
    step("Two", "#save"),
    step("Three", "#terms", buttons=[DONE]),
    audience=NOBODY,
)


def test_it_walks_to_the_end_whatever_the_audience(sit: Sit) -> None:
    seat = sit()
    seat.mount(THREE)
    seat.start()
    seat.expect_at("1 of 3: One", "One")
    seat.stage.press("Next")
    seat.expect_at("2 of 3: Two", "Two")
    seat.part("walk-next").click()
    seat.expect_at("3 of 3: Three", "Three")
    seat.part("walk-back").click()
    seat.expect_at("2 of 3: Two", "Two")
    seat.part("walk-next").click()
    seat.stage.press("Done")
    expect(seat.bar).to_contain_text("The guide ends here.")
    seat.stage.expect_gone()
    seat.part("walk-again").click()
    seat.expect_at("1 of 3: One", "One")


def test_it_begins_at_the_step_that_is_being_written(sit: Sit, page: Page) -> None:
    seat = sit()
    seat.mount(THREE)
    page.evaluate("See.selected = 'two'")
    seat.part("preview-here").click()
    seat.expect_at("2 of 3: Two", "Two")


def test_the_panel_steps_aside_and_comes_back_with_the_focus(sit: Sit, page: Page) -> None:
    seat = sit()
    seat.mount(THREE)
    seat.part("preview").focus()
    page.keyboard.press("Enter")
    expect(seat.part("walk-next")).to_be_focused()
    assert seat.walking() == [True]
    seat.expect_at("1 of 3: One", "One")
    page.keyboard.press("Escape")
    expect(seat.bar).to_have_count(0)
    seat.stage.expect_gone()
    assert seat.walking() == [True, False]
    expect(seat.part("preview")).to_be_focused()


def test_it_goes_on_after_a_page_load_and_not_once_ended(sit: Sit, page: Page) -> None:
    seat = sit()
    seat.mount(THREE)
    seat.start()
    seat.part("walk-next").click()
    seat.expect_at("2 of 3: Two", "Two")
    page.reload()
    seat.mount(THREE)
    seat.expect_at("2 of 3: Two", "Two")
    assert seat.walking() == [True]
    seat.part("walk-stop").click()
    page.reload()
    seat.mount(THREE)
    expect(seat.part("preview")).to_be_visible()
    expect(seat.bar).to_have_count(0)


def test_another_guide_does_not_go_on_with_it(sit: Sit, page: Page) -> None:
    seat = sit()
    kept = '{"guide": "gd_other", "step": "two", "scheme": null}'
    page.evaluate("(kept) => sessionStorage.setItem('guide-engine.builder.walk', kept)", kept)
    seat.mount(THREE)
    expect(seat.part("preview")).to_be_visible()
    expect(seat.bar).to_have_count(0)


def test_it_works_where_storage_is_denied(sit: Sit, page: Page) -> None:
    page.add_init_script(
        """Object.defineProperty(window, "sessionStorage", {
          get() { throw new DOMException("no", "SecurityError"); },
        });"""
    )
    seat = sit()
    seat.mount(THREE)
    seat.start()
    seat.expect_at("1 of 3: One", "One")


def test_it_wears_the_chosen_colours(sit: Sit) -> None:
    seat = sit()
    seat.mount(THREE)
    seat.part("scheme").select_option("dark")
    seat.start()
    expect(seat.stage.dialog("One")).to_have_css("background-color", "rgb(29, 33, 43)")


def test_a_target_of_another_page_is_waited_for(sit: Sit, page: Page, site: Site) -> None:
    elsewhere = {"fact": "page.path", "op": "eq", "value": "/frames.html"}
    seat = sit()
    late = step("Late", "#late", wait_seconds=0)
    seat.mount(guide(late, page=elsewhere))
    seat.start()
    expect(seat.bar).to_contain_text("wouldn’t be shown it on this page")
    page.get_by_role("button", name="Add later").click()
    seat.expect_at("1 of 1: Late", "Late")


def test_a_target_that_is_not_there_is_said_and_looked_for_again(sit: Sit, page: Page) -> None:
    seat = sit()
    seat.mount(guide(step("One", "#new"), step("Late", "#late", wait_seconds=0)))
    seat.start()
    seat.part("walk-next").click()
    expect(seat.bar).to_contain_text("The target of “Late” was not found on this page.")
    page.get_by_role("button", name="Add later").click()
    seat.part("walk-retry").click()
    seat.expect_at("2 of 2: Late", "Late")


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ([], "There is no step to preview yet."),
        ([step("Aim", type="tooltip")], "“Aim” points at nothing yet."),
    ],
)
def test_what_is_not_written_yet_is_said(sit: Sit, steps: list[Json], sentence: str) -> None:
    seat = sit()
    seat.mount(guide(*steps))
    seat.start()
    expect(seat.bar).to_contain_text(sentence)


def test_the_bar_makes_way_for_what_it_is_about(sit: Sit, page: Page) -> None:
    seat = sit()
    page.evaluate(
        """() => {
          const low = document.createElement("button");
          Object.assign(low, { id: "low", textContent: "Low" });
          Object.assign(low.style, { position: "fixed", bottom: "30px", left: "48%" });
          document.body.append(low);
        }"""
    )
    seat.mount(guide(step("Low", "#low")))
    seat.start()
    expect(seat.bar).to_have_class("walk-bar top")


def test_in_japanese(sit: Sit) -> None:
    seat = sit()
    seat.mount(THREE, "ja")
    seat.start()
    expect(seat.bar.locator(".walk-where")).to_have_text("1/3: One")
    expect(seat.bar).to_contain_text("利用者に見えるとおりに表示しています。")
    expect(seat.part("walk-stop")).to_have_text("プレビューを終える")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_axe_finds_nothing_in_the_panel_and_the_bar(sit: Sit, page: Page, language: str) -> None:
    seat = sit()
    seat.mount(THREE, language)
    seat.start()
    expect(seat.stage.bubble).to_be_visible()
    found = Axe().run(page, context={"include": [["guide-engine-builder"]]})
    assert [fault["id"] for fault in found.response["violations"]] == []
