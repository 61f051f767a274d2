"""What the author is told after picking, and which of the look-alikes is meant."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Locator, Page, expect

from tests.browser.builder.bench import Bench

Place = Callable[..., Bench]


def picked(bench: Bench, page: Page, selector: str, language: str = "en") -> Locator:
    bench.pick(language)
    bench.hover(selector)
    page.mouse.down()
    page.mouse.up()
    page.wait_for_function("() => Builder.picked.length > 0")
    page.evaluate("(language) => Builder.report(language)", language)
    return page.locator('[data-part="pick-report"]')


def test_it_says_how_sure_it_is_and_why(place: Place, page: Page) -> None:
    report = picked(place(), page, "#create")
    expect(report).to_contain_text("button «Create project»")
    expect(report).to_have_attribute("data-level", "sure")
    expect(report).to_contain_text("It will be found again")
    expect(report).to_contain_text("Nothing else on the page says the same.")
    expect(report.get_by_role("radio")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "3 look-alikes in table «Projects»; this is number 2."),
        ("ja", "同じ見た目の要素が表『Projects』に3個あり、これは2番目です。"),
    ],
)
def test_look_alikes_are_counted_where_they_are(
    place: Place, page: Page, language: str, sentence: str
) -> None:
    report = picked(place(), page, "#table tr:nth-child(2) button", language)
    expect(report).to_contain_text(sentence)


def test_a_row_a_place_or_the_first_can_be_meant(place: Place, page: Page) -> None:
    bench = place()
    report = picked(bench, page, "#table tr:nth-child(2) button")
    expect(report.get_by_role("radio")).to_have_count(3)
    row = report.get_by_label("The one in the row «Globex»")
    expect(row).to_be_checked()
    assert bench.fingerprint()["row"] == "Globex"
    report.get_by_label("Number 2, whatever it is then").check()
    assert bench.fingerprint()["scope"] == "place"
    assert "row" not in bench.fingerprint()
    expect(report).to_contain_text("Only its place tells it apart")
    report.get_by_label("The first one").check()
    assert bench.fingerprint()["ordinal"] == {"index": 0, "count": 3}
    row.check()
    assert bench.fingerprint()["row"] == "Globex"


def test_a_choice_after_the_element_is_gone_changes_nothing(place: Place, page: Page) -> None:
    report = picked(place(), page, "#table tr:nth-child(2) button")
    page.evaluate("document.querySelector('#table').remove()")
    report.get_by_label("Number 2").click()
    expect(report.get_by_role("alert")).to_contain_text("no longer on the page")
    assert page.evaluate("Builder.picked.length") == 1


def test_axe_finds_nothing_in_the_report(place: Place, page: Page) -> None:
    picked(place(), page, "#table tr:nth-child(2) button", "ja")
    expect(page.locator(".picking")).to_have_count(0)
    found = Axe().run(page, context={"include": [["guide-engine-builder"]]})
    assert [fault["id"] for fault in found.response["violations"]] == []


def test_the_datum_of_a_row_is_not_promised_and_may_stand_for_the_first_row(
    place: Place, page: Page
) -> None:
    bench = place()
    report = picked(bench, page, "#table tr:nth-child(2) td:first-child")
    expect(report).to_have_attribute("data-level", "likely")
    expect(report).to_contain_text("3 look-alikes in table «Projects»; this is number 2.")
    report.get_by_label("The first one").check()
    assert bench.fingerprint()["ordinal"] == {"index": 0, "count": 3}
    assert "text" not in bench.fingerprint()
