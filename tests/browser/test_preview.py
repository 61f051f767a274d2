"""`GuideEngine.preview`: an unpublished document, on any page, without a service."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.documents import DONE, guide, hint, step
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]
THREE = guide(step("One", "#new"), step("Two", "#save"), step("Three", "#terms", buttons=[DONE]))


def test_the_handle_goes_on_back_and_stops(visit: Visit) -> None:
    stage = visit("plain")
    stage.preview(THREE)
    stage.call("next")
    expect(stage.dialog("Two")).to_be_visible()
    stage.call("back")
    expect(stage.dialog("One")).to_be_visible()
    stage.call("stop")
    stage.expect_gone()
    stage.call("next")
    stage.expect_gone()


def test_it_begins_at_the_step_that_is_named(visit: Visit) -> None:
    stage = visit("plain")
    stage.preview(THREE, {"step": "two"})
    expect(stage.dialog("Two")).to_contain_text("2 / 3")


def test_a_second_preview_takes_the_place_of_the_first(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.evaluate("(d) => { GuideEngine.preview(d); GuideEngine.preview(d); }", THREE)
    stage.preview(guide(step("Other", "#save")))
    expect(stage.dialog("Other")).to_be_visible()
    expect(stage.bubble).to_have_count(1)


def test_a_hint_opens_at_once_where_the_editor_asks(visit: Visit) -> None:
    stage = visit("plain")
    stage.preview(hint("#new"), {"step": "tip"})
    expect(stage.dialog("Tip")).to_be_visible()


def test_a_still_takes_no_focus_and_hears_no_key(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.locator("#customer").focus()
    clicked = step("One", "#new", buttons=[], advance={"on": "click"})
    stage.preview(guide(clicked, step("Two", "#save")), {"still": True})
    expect(stage.bubble).to_contain_text("One")
    page.keyboard.press("Escape")
    page.locator("#new").click()
    page.keyboard.press("F6")
    page.keyboard.press("Tab")
    expect(stage.bubble).to_contain_text("One")
    assert page.evaluate("document.activeElement.localName") != "guide-engine"


def test_a_still_of_a_modal_step_leaves_the_page_usable(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.locator("#customer").focus()
    stage.preview(guide(step("Welcome")), {"still": True})
    expect(stage.bubble).to_contain_text("Welcome")
    page.keyboard.type("Ann")
    stage.preview(guide(step("Welcome back")), {"still": True})
    expect(stage.bubble).to_contain_text("Welcome back")
    page.keyboard.type("e")
    assert page.locator("#customer").input_value() == "Anne"
    page.locator("#new").click()


def test_a_still_drawn_again_does_not_scroll_the_page(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.evaluate("document.body.style.height = '4000px'")
    one = guide(step("One", "#new"))
    stage.preview(one, {"still": True})
    expect(stage.bubble).to_contain_text("One")
    page.evaluate("scrollTo(0, 2500)")
    stage.preview(one | {"name": "Changed"}, {"still": True})
    page.wait_for_function("document.querySelector('guide-engine')")
    assert page.evaluate("scrollY") == 2500


def test_a_still_of_a_hint_stays_open(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(hint("#new", "target", "hover"), {"still": True})
    page.mouse.move(5, 5)
    expect(stage.bubble).to_contain_text("Tip")
    page.locator("#new").click()
    expect(stage.bubble).to_contain_text("Tip")


@pytest.mark.parametrize(
    ("scheme", "card"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(29, 33, 43)")]
)
def test_it_wears_the_colours_that_are_asked_for(
    visit: Visit, page: Page, scheme: str, card: str
) -> None:
    page.emulate_media(color_scheme="light" if scheme == "dark" else "dark")
    stage = visit("plain")
    stage.preview(THREE, {"scheme": scheme})
    stage.call("next")
    expect(stage.dialog("Two")).to_have_css("background-color", card)


def test_it_tells_where_it_is_and_how_it_ended(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.evaluate(
        """async (document) => {
          window.told = [];
          window.__handle = await GuideEngine.preview(document, {
            onStep: (step, isThere) => isThere && told.push(step),
            onOver: (outcome) => told.push(outcome),
          });
        }""",
        THREE,
    )
    stage.press("Next")
    stage.press("Next")
    stage.press("Done")
    assert page.evaluate("told") == ["one", "two", "three", "completed"]


def test_where_the_guide_does_not_belong_it_waits_for_its_target(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    gone = step("Gone", "#gone", wait_seconds=0)
    elsewhere = guide(gone, page={"fact": "page.path", "op": "eq", "value": "/elsewhere"})
    stage.preview(elsewhere, {"byPage": True})
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('button'), {id: 'gone'}))"
    )
    expect(stage.bubble).to_contain_text("Gone")


def test_nothing_is_sent(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    stage.preview(THREE)
    expect(stage.dialog("One")).to_be_visible()
    assert [url for url in requests if not url.endswith(".js")] == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": "other"}, '"format" is "other"'),
        ({"kind": "poster"}, '"kind" is "poster"'),
        ({"steps": []}, '"steps" has no step'),
        ({"steps": [step("A", "#a"), step("A", "#b")]}, '"a" is used twice'),
        ({"steps": [step("A", type="tooltip")]}, 'has no "target"'),
        ({"steps": [step("A", "#a", body="<b>")]}, "has no rich text"),
    ],
)
def test_a_bad_document_is_refused_with_a_sentence(
    visit: Visit, page: Page, change: dict[str, Any], sentence: str
) -> None:
    visit("plain")
    refusal = page.evaluate(
        "(d) => GuideEngine.preview(d).then(() => 'drawn', (error) => error.message)",
        guide(step("One", "#new")) | change,
    )
    assert sentence in refusal
    assert refusal.endswith(".")
