"""Who would see what: a person is chosen, and each guide says why it would show or not."""

from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Locator, Page, expect

from tests.browser.builder.see import Seat

Sit = Callable[..., Seat]
ANN = {"id": "ann", "name": "Ann", "company": "Acme", "tier": "high"}
BEN = {"id": "ben", "name": "Ben", "company": None, "tier": None}
HERE = {"fact": "page.path", "op": "eq", "value": "/plain.html"}
THERE = {"fact": "page.path", "op": "eq", "value": "/reports"}


def verdict(name: str, **changes: Any) -> dict[str, Any]:
    return {
        "guide_id": name.lower(),
        "name": name,
        "kind": "flow",
        "shows": True,
        "reason": None,
        "sentence": "Everything holds.",
        "lines": [],
        "page": HERE,
        "draft": False,
    } | changes


VERDICTS = {
    "ann": [
        verdict("Tour", draft=True),
        verdict("Second"),
        verdict("Reports", page=THERE),
        verdict(
            "Trial",
            shows=False,
            reason="audience",
            sentence="Ann is not in the audience.",
            lines=["Plan is “pro”, not “trial”."],
        ),
    ]
}


def row(seat: Seat, guide: str) -> Locator:
    return seat.page.locator(f'[data-guide="{guide}"]')


def choose(seat: Seat, name: str) -> None:
    seat.page.get_by_role("button", name=name, exact=True).click()


def test_each_guide_says_whether_and_why(sit: Sit) -> None:
    seat = sit()
    seat.dry_run([ANN, BEN], VERDICTS)
    choose(seat, "Ann")
    expect(row(seat, "tour")).to_contain_text("Shows here")
    expect(row(seat, "tour")).to_contain_text("draft")
    expect(row(seat, "second")).to_contain_text("“Tour” goes first")
    expect(row(seat, "reports")).to_contain_text("Its pages: /reports")
    expect(row(seat, "trial")).to_contain_text("Doesn’t show")
    expect(row(seat, "trial")).to_contain_text("Plan is “pro”, not “trial”.")


def test_the_page_rule_is_judged_anew_when_the_page_changes(sit: Sit, page: Page) -> None:
    seat = sit()
    seat.dry_run([ANN], VERDICTS)
    choose(seat, "Ann")
    expect(row(seat, "reports")).to_contain_text("Shows on another page")
    page.evaluate("history.pushState({}, '', '/reports')")
    expect(row(seat, "reports")).to_contain_text("Shows here")
    expect(row(seat, "tour")).to_contain_text("Shows on another page")


def test_people_are_searched_as_they_are_typed(sit: Sit, page: Page) -> None:
    seat = sit()
    seat.dry_run([ANN, BEN], VERDICTS)
    expect(seat.part("dry-run")).to_contain_text("2 people found")
    page.get_by_label("End user").first.fill("Be")
    expect(seat.part("dry-run")).to_contain_text("1 person found")
    page.get_by_label("End user").first.fill("Zoe")
    expect(seat.part("dry-run")).to_contain_text("Nobody fits.")


def test_a_refusal_is_a_sentence_and_the_next_person_can_be_asked(sit: Sit) -> None:
    seat = sit()
    seat.dry_run([ANN, BEN], VERDICTS)
    choose(seat, "Ben")
    expect(seat.part("verdicts").get_by_role("alert")).not_to_be_empty()
    choose(seat, "Ann")
    expect(row(seat, "tour")).to_contain_text("Shows here")


def test_without_guides_it_says_so(sit: Sit) -> None:
    seat = sit()
    seat.dry_run([ANN], {"ann": []})
    choose(seat, "Ann")
    expect(seat.part("verdicts")).to_contain_text("There is no guide to judge yet.")


def test_in_japanese(sit: Sit) -> None:
    seat = sit()
    seat.dry_run([ANN], VERDICTS, "ja")
    choose(seat, "Ann")
    expect(row(seat, "tour")).to_contain_text("ここで表示")
    expect(seat.part("verdicts")).to_contain_text("Annさんの場合")


def test_axe_finds_nothing(sit: Sit, page: Page) -> None:
    seat = sit()
    seat.dry_run([ANN], VERDICTS)
    choose(seat, "Ann")
    expect(row(seat, "tour")).to_be_visible()
    found = Axe().run(page, context={"include": [["guide-engine-builder"]]})
    assert [fault["id"] for fault in found.response["violations"]] == []
