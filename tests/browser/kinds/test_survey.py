"""Surveys from the first question to the thanks, and what is told of them on the way."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds.guides import LONG, NPS, ONE, SEVERAL, SHORT, asking, survey
from tests.browser.runtime.conftest import host, page, service, until
from tests.browser.runtime.host import Host
from tests.browser.runtime.service import Service
from tests.browser.stagehand import Stagehand

__all__ = ["host", "page", "service", "until"]

CATALOGUE = (
    "guide_started",
    "step_seen",
    "question_answered",
    "step_completed",
    "guide_completed",
    "guide_dismissed",
    "guide_failed",
)
Begin = Callable[..., Stagehand]
Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def begin(page: Page, host: Host, service: Service) -> Begin:
    """Publishes this survey to a visitor, and waits until it is there."""

    def start(*steps: Any, **look: Any) -> Stagehand:
        service.documents = [survey(*steps, **look)]
        page.goto(host.origin + "/invoices")
        stage = Stagehand(page)
        expect(stage.part("survey")).to_be_visible()
        return stage

    return start


def answers(service: Service) -> list[Any]:
    ordered = sorted(service.events.values(), key=lambda event: (event["at"], event["seq"]))
    return [
        (event["step_id"], event["answer"], event.get("other"))
        for event in ordered
        if event["type"] == "question_answered"
    ]


def test_each_answer_is_told_as_it_is_given(begin: Begin, service: Service, until: Until) -> None:
    stage = begin(asking("Likely", NPS), asking("Why", SEVERAL), asking("More", SHORT))
    part = stage.part("survey")
    part.get_by_role("radio", name="9", exact=True).check()
    part.get_by_role("button", name="Next").click()
    part.get_by_text("Reports").click()
    part.get_by_text("Other", exact=True).click()
    part.get_by_role("textbox", name="In your own words").fill("  Tax ")
    part.get_by_role("button", name="Next").click()
    part.get_by_role("textbox", name="More").fill("Fast")
    part.get_by_role("button", name="Send").click()
    stage.expect_gone()
    until(lambda: "guide_completed" in service.types())
    # On a slow machine one choice may be told before the next is made: the last counts.
    assert {step: rest for step, *rest in answers(service)} == {
        "likely": [9, None],
        "why": [["reports", "other"], "Tax"],
        "more": ["Fast", None],
    }
    happened = [kind for kind, _ in groupby(service.types(*CATALOGUE))]
    assert happened == [
        "guide_started",
        *("step_seen", "question_answered", "step_completed") * 3,
        "guide_completed",
    ]


def test_an_answer_that_is_changed_is_told_again_and_keys_in_between_are_not(
    begin: Begin, page: Page, service: Service, until: Until
) -> None:
    stage = begin(asking("Likely", NPS))
    part = stage.part("survey")
    part.get_by_role("radio", name="2", exact=True).check()
    until(lambda: answers(service) == [("likely", 2, None)])
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    until(lambda: len(answers(service)) == 2)
    assert answers(service)[-1] == ("likely", 7, None)


def test_a_text_is_told_when_its_field_is_left(
    begin: Begin, page: Page, service: Service, until: Until
) -> None:
    stage = begin(asking("Why", LONG))
    field = stage.part("survey").get_by_role("textbox", name="Why")
    field.press_sequentially("Because", delay=20)
    assert answers(service) == []
    page.locator("#customer").click()
    until(lambda: answers(service) == [("why", "Because", None)])


def test_what_was_given_is_there_again_on_the_next_page(
    begin: Begin, page: Page, service: Service, until: Until
) -> None:
    stage = begin(asking("Likely", NPS), asking("Use", ONE))
    part = stage.part("survey")
    part.get_by_role("radio", name="9", exact=True).check()
    part.get_by_role("button", name="Next").click()
    part.get_by_text("Reports").click()
    page.reload()
    expect(part.get_by_role("radio", name="Reports")).to_be_checked()
    part.get_by_role("button", name="Send").click()
    until(lambda: "guide_completed" in service.types())
    assert answers(service) == [("likely", 9, None), ("use", "reports", None)]


def test_answers_lead_to_other_questions(begin: Begin, service: Service, until: Until) -> None:
    unhappy = {"when": {"fact": "answer.likely", "op": "lte", "value": 6}, "go_to": "sorry"}
    stage = begin(
        asking("Likely", NPS, branches=[unhappy]), asking("Good", SHORT), asking("Sorry", SHORT)
    )
    part = stage.part("survey")
    part.get_by_role("radio", name="3", exact=True).check()
    part.get_by_role("button", name="Next").click()
    expect(part.get_by_role("textbox", name="Sorry")).to_be_visible()


def test_ask_me_later_puts_it_off(begin: Begin, service: Service, until: Until) -> None:
    stage = begin(asking("Likely", NPS), snooze_hours=48)
    stage.part("later").click()
    stage.expect_gone()
    until(lambda: "guide_snoozed" in service.types())
    put_off = next(e for e in service.events.values() if e["type"] == "guide_snoozed")
    assert (put_off["hours"], put_off["step_id"]) == (48, "likely")
    assert not {"guide_dismissed", "guide_completed"} & set(service.types())


def test_closing_it_keeps_what_was_typed(begin: Begin, service: Service, until: Until) -> None:
    stage = begin(asking("Why", LONG))
    stage.part("survey").get_by_role("textbox", name="Why").fill("Half an answer")
    stage.part("close").click()
    until(lambda: "guide_dismissed" in service.types())
    assert answers(service) == [("why", "Half an answer", None)]


def test_one_that_may_not_be_dismissed_has_no_close(begin: Begin, page: Page) -> None:
    stage = begin(asking("Likely", NPS), dismissible=False)
    expect(stage.part("close")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(stage.part("survey")).to_be_visible()


class TestThanks:
    def test_they_are_said_for_a_few_seconds(self, begin: Begin, page: Page) -> None:
        page.clock.install()
        stage = begin(asking("More", SHORT), thanks="Thank you.")
        stage.part("survey").get_by_role("button", name="Send").click()
        expect(stage.part("thanks")).to_contain_text("Thank you.")
        expect(page.get_by_role("status").first).to_have_text("Thank you.")
        expect(stage.part("survey")).to_have_count(0)
        page.mouse.move(5, 5)
        page.clock.run_for(6_000)
        stage.expect_gone()

    def test_thanks_stay_while_somebody_is_on_them(self, begin: Begin, page: Page) -> None:
        page.clock.install()
        stage = begin(asking("More", SHORT), thanks="Thank you.")
        stage.part("survey").get_by_role("button", name="Send").click()
        stage.part("thanks").hover()
        page.clock.run_for(20_000)
        expect(stage.part("thanks")).to_be_visible()
        stage.part("thanks").get_by_role("button", name="Close").click()
        stage.expect_gone()
