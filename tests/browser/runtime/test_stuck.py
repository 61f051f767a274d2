"""Somebody seems stuck: noticed, offered help once, and what they made of it is reported."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.runtime.service import Service
from tests.browser.stagehand import Stagehand

Go = Callable[[str], Stagehand]
Until = Callable[..., None]

OFFER = {
    "id": "offer_1",
    "reason": "Others asked about this page.",
    "threads": [
        {
            "id": "thread_1",
            "title": "How do I send an invoice?",
            "url": "https://community.example/t/1",
            "answered": True,
            "source": "Community",
        }
    ],
    "ask": {"url": "https://community.example/new?title=Invoice", "question": "Invoice"},
}


@pytest.fixture
def helpful(service: Service) -> Service:
    service.rescue = True
    service.offer = OFFER
    service.documents[0]["page"] = {"fact": "page.path", "op": "eq", "value": "/elsewhere"}
    return service


def click(page: Page, selector: str, times: int) -> None:
    box = page.locator(selector).bounding_box()
    assert box
    for _ in range(times):
        page.mouse.click(box["x"] + 5, box["y"] + 5)


def ready(go: Go, page: Page, service: Service, until: Until) -> Stagehand:
    stage = go("/invoices")
    until(lambda: service.asked("help-"))
    page.wait_for_timeout(300)
    return stage


def test_three_quick_clicks_bring_an_offer_and_its_outcomes_are_events(
    go: Go, page: Page, helpful: Service, until: Until
) -> None:
    stage = ready(go, page, helpful, until)
    page.get_by_label("Customer").focus()
    click(page, "h1", 3)
    expect(stage.part("offer")).to_be_visible()
    assert helpful.rescues[0] == {
        "sdk": helpful.rescues[0]["sdk"],
        "user_id": "ann",
        "reason": "rage_click",
        "path": "/invoices",
        "page_title": "Invoices",
        "language": "en",
    }
    page.get_by_role("button", name="I’m fine").click()
    expect(stage.part("offer")).to_have_count(0)
    until(lambda: "offer_declined" in helpful.types())
    assert helpful.types() == ["stuck_detected", "offer_shown", "offer_declined"]
    properties = [event.get("properties") for event in helpful.events.values()]
    assert {"offer_id": "offer_1"} in properties


def test_the_card_takes_no_focus(go: Go, page: Page, helpful: Service, until: Until) -> None:
    stage = ready(go, page, helpful, until)
    click(page, "#save", 3)
    expect(stage.part("offer")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "save"


def test_a_second_fit_of_rage_asks_nobody_again(
    go: Go, page: Page, helpful: Service, until: Until
) -> None:
    stage = ready(go, page, helpful, until)
    click(page, "h1", 6)
    expect(stage.part("offer")).to_have_count(1)
    page.wait_for_timeout(300)
    assert len(helpful.rescues) == 1


@pytest.mark.parametrize("selector", ["#plus", "#customer"])
def test_what_is_made_for_many_clicks_is_no_rage(
    go: Go, page: Page, helpful: Service, until: Until, selector: str
) -> None:
    ready(go, page, helpful, until)
    click(page, selector, 4)
    page.wait_for_timeout(400)
    assert helpful.rescues == []


def test_where_help_is_off_nothing_listens(
    go: Go, page: Page, helpful: Service, until: Until
) -> None:
    helpful.rescue = False
    go("/invoices")
    until(lambda: helpful.asked("/state"))
    page.wait_for_timeout(300)
    click(page, "h1", 3)
    page.wait_for_timeout(300)
    assert helpful.asked("help-") == 0
    assert helpful.rescues == []


def test_asking_for_help_brings_the_offer(
    go: Go, page: Page, helpful: Service, until: Until
) -> None:
    stage = ready(go, page, helpful, until)
    page.evaluate("GuideEngine.help.open()")
    expect(stage.part("offer")).to_be_visible()
    assert helpful.rescues[0]["reason"] == "asked"
    assert helpful.types("stuck_detected") == []


def test_a_step_undone_far_beyond_its_usual_time(
    go: Go, page: Page, helpful: Service, until: Until
) -> None:
    helpful.documents[0]["page"] = {"all": []}
    page.clock.install()
    stage = go("/invoices")
    expect(stage.dialog("New")).to_be_visible()
    until(lambda: helpful.asked("help-"))
    page.wait_for_timeout(300)
    page.get_by_label("Customer").press("a")
    page.clock.run_for(61_000)
    page.get_by_label("Customer").press("b")
    until(lambda: helpful.rescues)
    asked = helpful.rescues[0]
    assert asked["reason"] == "slow_step"
    assert (asked["guide_id"], asked["step_id"]) == ("tour", "new")
