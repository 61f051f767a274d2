"""Doing a task once, and getting it back as steps; the page behaves as ever."""

from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.browser.builder.bench import Bench

Place = Callable[..., Bench]


def record(bench: Bench, language: str = "en") -> None:
    bench.page.evaluate("(language) => Builder.record(language)", language)
    expect(bench.page.locator('[data-part="record-bar"]')).to_be_visible()


def steps(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("Builder.steps")
    return found


def titles(page: Page) -> list[str]:
    return [step["title"] for step in steps(page)]


def press(page: Page, name: str) -> None:
    page.locator('[data-part="record-bar"]').get_by_role("button", name=name).click()


def test_clicks_and_inputs_become_steps(place: Place, page: Page) -> None:
    bench = place()
    record(bench)
    page.locator("#path").click()
    page.locator("#customer").click()
    page.keyboard.type("ACME")
    page.locator("#terms").press("ArrowDown")
    page.get_by_text("Paid").click()
    press(page, "Done")
    assert titles(page) == [
        "Click «Create project»",
        "Fill in «Customer»",
        "Choose a value for «Terms»",
        "Tick or clear «Paid»",
    ]
    assert [step["advance"]["on"] for step in steps(page)] == ["click", "input", "input", "click"]
    assert page.evaluate("Builder.stopped.length") == 4
    expect(page.locator("#customer")).to_have_value("ACME")
    expect(page.locator("#paid")).to_be_checked()


def test_titles_are_in_the_authors_language(place: Place, page: Page) -> None:
    bench = place()
    record(bench, "ja")
    page.locator("#create").click()
    page.locator("#customer").fill("ACME")
    assert titles(page) == [
        "『Create project』をクリックします",
        "『Customer』を入力します",
    ]


def test_nothing_typed_is_kept_and_secret_fields_are_not_even_named(
    place: Place, page: Page
) -> None:
    bench = place()
    record(bench)
    page.locator("#customer").click()
    page.keyboard.type("Kept-nowhere")
    page.locator("#secret").click()
    page.keyboard.type("hunter2")
    page.locator("#card").click()
    page.keyboard.type("4111")
    page.evaluate(
        """() => { const note = document.createElement("div"); note.id = "rich";
        note.contentEditable = "true"; note.setAttribute("aria-label", "Remarks");
        document.querySelector("main").prepend(note); }"""
    )
    page.locator("#rich").click()
    page.keyboard.type("Told-in-confidence")
    assert titles(page) == ["Fill in «Customer»", "Fill in «Remarks»"]
    kept = page.evaluate("JSON.stringify([{ ...sessionStorage }, Builder.steps])")
    for typed in ("Kept-nowhere", "hunter2", "4111", "Told-in"):
        assert typed not in kept
    assert '"secret"' not in kept
    assert "cc-number" not in kept


def test_clicks_that_do_nothing_and_double_clicks(place: Place, page: Page) -> None:
    bench = place()
    record(bench)
    page.locator("h1").click()
    page.locator("main").click(position={"x": 600, "y": 300})
    page.locator("#create").dblclick()
    assert titles(page) == ["Click «Create project»"]


def test_an_element_that_its_own_press_takes_away_is_kept(place: Place, page: Page) -> None:
    bench = place()
    record(bench)
    page.evaluate(
        "() => document.querySelector('#create')"
        ".addEventListener('mousedown', (event) => event.currentTarget.remove())"
    )
    page.locator("#create").hover()
    page.mouse.down()
    page.mouse.up()
    assert titles(page) == ["Click «Create project»"]


def test_the_page_hears_everything_as_ever(place: Place, page: Page) -> None:
    bench = place()
    record(bench)
    bench.heard()
    page.locator("#clicked-opener").click()
    expect(page.locator("#clicked-item")).to_be_visible()
    assert "click clicked-opener" in bench.heard()
    page.locator("#clicked-item").click()
    assert titles(page) == ["Click «Account»", "Click «Sign out»"]


def test_enter_sends_the_form_and_recording_goes_on_after_the_next_page_has_loaded(
    place: Place, page: Page
) -> None:
    bench = place()
    record(bench)
    page.locator("#create").click()
    page.locator("#customer").fill("ACME")
    page.locator("#customer").press("Enter")
    page.wait_for_url("**/plain.html?**")
    bench.load()
    assert page.evaluate("Builder.isRecording()") is True
    record(bench)
    page.locator("#new").click()
    press(page, "Done")
    stopped = page.evaluate("Builder.stopped")
    assert [step["title"] for step in stopped] == [
        "Click «Create project»",
        "Fill in «Customer» and press Enter",
        "Click «New invoice»",
    ]
    assert stopped[1]["advance"] == {
        "on": "page",
        "rule": {"fact": "page.path", "op": "eq", "value": "/plain.html"},
    }
    assert page.evaluate("Builder.isRecording()") is False


def test_a_link_that_leads_away_is_kept(place: Place, page: Page) -> None:
    bench = place()
    record(bench)
    page.locator("#away").click()
    page.wait_for_url("**/plain.html")
    bench.load()
    record(bench)
    press(page, "Done")
    assert page.evaluate("Builder.stopped.map((s) => [s.title, s.advance.on])") == [
        ["Click «Dashboard»", "click"]
    ]


def test_a_page_reached_without_a_click_in_a_single_page_app(place: Place, page: Page) -> None:
    bench = place()
    record(bench)
    page.evaluate("() => { document.title = 'Orders'; history.pushState({}, '', '/orders/17'); }")
    page.wait_for_function("() => Builder.steps.length === 1")
    assert steps(page)[0] == {
        "title": "Go to «Orders»",
        "fingerprint": None,
        "advance": {
            "on": "page",
            "rule": {"fact": "page.path", "op": "matches", "value": "/orders/*"},
        },
    }


def test_a_recording_that_something_else_has_spoilt_begins_anew(place: Place, page: Page) -> None:
    bench = place()
    page.evaluate(
        '() => sessionStorage.setItem(\'guide-engine:recording\', \'{"moments": [7], "path": "/"}\')'
    )
    assert page.evaluate("Builder.isRecording()") is False
    record(bench)
    page.locator("#create").click()
    assert titles(page) == ["Click «Create project»"]


def test_the_last_step_can_be_dropped(place: Place, page: Page) -> None:
    bench = place()
    record(bench)
    page.locator("#create").click()
    page.locator("#clicked-opener").click()
    bar = page.locator('[data-part="record-bar"]')
    expect(bar).to_contain_text("Step 2: Click «Account»")
    press(page, "Drop the last step")
    expect(bar).to_contain_text("Step 1: Click «Create project»")
    press(page, "Done")
    assert page.evaluate("Builder.stopped.length") == 1


def test_inside_shadow_roots_and_frames(place: Place, page: Page) -> None:
    bench = place("frames")
    page.frame_locator("#frame").locator("#inner-target").wait_for()
    record(bench)
    page.frame_locator("#frame").locator("#inner-target").click()
    assert titles(page) == ["Click «Inner button»"]
    assert steps(page)[0]["fingerprint"]["hosts"]


def test_cancelling_leaves_nothing(place: Place, page: Page) -> None:
    bench = place()
    count = "() => ({ ...__open, frames: 0 })"
    bench.settle()
    before = page.evaluate(count)
    record(bench)
    page.locator("#create").click()
    press(page, "Cancel")
    assert page.evaluate("Builder.cancelled") == 1
    assert page.evaluate("Builder.stopped") is None
    assert page.evaluate("Builder.isRecording()") is False
    assert page.evaluate(count) == before
    page.locator("#away").click()
    page.wait_for_url("**/plain.html")


def test_axe_finds_nothing_in_the_bar(place: Place, page: Page) -> None:
    bench = place()
    record(bench, "ja")
    page.locator("#create").click()
    found = Axe().run(page, context={"include": [["guide-engine-builder"]]})
    assert [fault["id"] for fault in found.response["violations"]] == []
