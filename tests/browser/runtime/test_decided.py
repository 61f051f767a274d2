"""What only the service knows: branches about the person, and help that a button opens."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.documents import DONE, button, step
from tests.browser.runtime.conftest import tour
from tests.browser.runtime.service import Service
from tests.browser.runtime.test_stuck import OFFER
from tests.browser.stagehand import Stagehand

Go = Callable[[str], Stagehand]

FOR_PAYING = {"when": {"fact": "decided.new/0", "op": "eq", "value": True}, "go_to": "customer"}
STEPS = (
    step("New", "#new", branches=[FOR_PAYING]),
    step("Save", "#save"),
    step("Customer", "#customer", buttons=[DONE]),
)


def test_a_branch_goes_by_what_the_service_decided(go: Go, service: Service) -> None:
    service.documents = [tour(*STEPS)]
    service.decided = {"tour": {"new/0": True}}
    stage = go("/invoices")
    stage.press("Next")
    expect(stage.dialog("Customer")).to_be_visible()


def test_a_branch_that_was_not_decided_leads_nowhere_else(go: Go, service: Service) -> None:
    service.documents = [tour(*STEPS)]
    service.decided = {"tour": {"new/0": False}}
    stage = go("/invoices")
    stage.press("Next")
    expect(stage.dialog("Save")).to_be_visible()


def test_a_decision_that_comes_during_the_run_counts(go: Go, page: Page, service: Service) -> None:
    service.documents = [tour(*STEPS)]
    stage = go("/invoices")
    expect(stage.dialog("New")).to_be_visible()
    service.decided = {"tour": {"new/0": True}}
    with page.expect_response(lambda answer: answer.url.endswith("/events")) as answered:
        page.evaluate("GuideEngine.track('upgraded')")
    answered.value.finished()
    stage.press("Next")
    expect(stage.dialog("Customer")).to_be_visible()


def test_a_button_opens_help_and_the_guide_stays(go: Go, service: Service) -> None:
    service.rescue, service.offer = True, OFFER
    ask = button("I need help", {"type": "open_help"}, "secondary")
    service.documents = [tour(step("New", "#new", buttons=[ask]))]
    stage = go("/invoices")
    stage.press("I need help")
    expect(stage.part("offer")).to_be_visible()
    expect(stage.dialog("New")).to_be_visible()
    assert service.rescues[0]["reason"] == "asked"
