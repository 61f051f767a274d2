"""A checklist over days: what is told of it, and what is remembered."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.documents import DONE, step
from tests.browser.kinds.guides import checklist, task
from tests.browser.runtime.conftest import host, page, service, tour, until
from tests.browser.runtime.host import Host
from tests.browser.runtime.service import Service
from tests.browser.stagehand import Stagehand

__all__ = ["host", "page", "service", "until"]

Go = Callable[..., Stagehand]
Until = Callable[[Callable[[], object]], None]

MADE = {"on": "event", "event": "invoice_created"}
TASKS = (task("Address"), task("Invoice", MADE), task("Colleague"))


@pytest.fixture
def go(page: Page, host: Host, service: Service) -> Go:
    def load(path: str = "/invoices") -> Stagehand:
        page.goto(host.origin + path)
        return Stagehand(page)

    service.documents = [checklist(*TASKS)]
    return load


def told(service: Service) -> list[str]:
    ordered = sorted(service.events.values(), key=lambda event: (event["at"], event["seq"]))
    return [
        f"{event['type']} {event['step_id']}" if "step_id" in event else event["type"]
        for event in ordered
        if event["type"].startswith(("guide_", "step_"))
    ]


def press(stage: Stagehand, title: str) -> None:
    stage.part("task").filter(has_text=title).click()


def test_from_the_first_task_to_the_last(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    stage = go()
    press(stage, "Colleague")
    page.evaluate("GuideEngine.track('invoice_created')")
    expect(stage.part("checklist")).to_contain_text("2 of 3 done")
    press(stage, "Address")
    until(lambda: "guide_completed" in told(service))
    assert told(service) == [
        "guide_started",
        "step_seen address",
        "step_seen invoice",
        "step_seen colleague",
        "step_completed colleague",
        "step_completed invoice",
        "step_completed address",
        "guide_completed",
    ]
    stage.part("checklist").get_by_role("button", name="Close").click()
    stage.expect_gone()


def test_the_next_page_goes_on_where_it_was_left(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    stage = go()
    press(stage, "Address")
    stage.part("minimise").click()
    go("/reports")
    expect(page.get_by_role("button", name="Get started: 2 tasks left")).to_be_visible()
    expect(stage.part("checklist")).to_have_count(0)
    stage.part("checklist-launcher").click()
    go("/invoices")
    expect(stage.part("checklist")).to_contain_text("1 of 3 done")
    until(lambda: "step_completed address" in told(service))
    assert told(service).count("guide_started") == 1
    assert told(service).count("step_seen address") == 1


def test_tasks_done_on_another_device_are_done_here(go: Go, service: Service, until: Until) -> None:
    run = {"id": "0199d9a0-0000-7000-8000-000000000001", "step_id": None, "done": ["address"]}
    service.besides = {"list": {"run": run}}
    stage = go()
    expect(stage.part("checklist")).to_contain_text("1 of 3 done")
    press(stage, "Colleague")
    until(lambda: "step_completed colleague" in told(service))
    assert "step_completed address" not in told(service)
    assert {event["run_id"] for event in service.events.values() if "run_id" in event} == {
        run["id"]
    }


def test_a_task_is_done_by_completing_another_guide(go: Go, service: Service, until: Until) -> None:
    starts = {"type": "start_guide", "guide_key": "tour"}
    learn = task("Learn", {"on": "guide", "guide_key": "tour"}, action=starts)
    asked_for = {"all": [{"fact": "page.path", "op": "eq", "value": "/nowhere"}]}
    first = tour(step("New", "#new", buttons=[DONE]), page=asked_for)
    service.documents = [checklist(learn, task("Other")), first]
    stage = go()
    press(stage, "Learn")
    expect(stage.dialog("New")).to_be_visible()
    # Out of the way of what it sent the person to; back, open, when that is done.
    expect(stage.part("checklist-launcher")).to_be_visible()
    stage.press("Done")
    expect(stage.part("checklist")).to_contain_text("1 of 2 done")
    until(lambda: "step_completed learn" in told(service))


def test_a_guide_completed_before_counts_at_once(go: Go, service: Service) -> None:
    learn = task("Learn", {"on": "guide", "guide_key": "tour"})
    service.documents = [checklist(learn, task("Other"))]
    service.besides = {"list": {"completed_guides": ["tour"]}}
    expect(go().part("checklist")).to_contain_text("1 of 2 done")


def test_dismissed_is_told_when_the_way_back_has_gone(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    stage = go()
    press(stage, "Address")
    stage.part("close").click()
    expect(stage.part("farewell")).to_be_visible()
    assert "guide_dismissed invoice" not in told(service)
    go("/reports")
    until(lambda: "guide_dismissed invoice" in told(service))
    expect(page.locator("guide-engine")).to_have_count(0)


def test_it_does_not_keep_a_tutorial_from_starting(go: Go, service: Service) -> None:
    service.documents = [checklist(*TASKS), tour()]
    stage = go()
    expect(stage.part("checklist")).to_be_visible()
    expect(stage.dialog("New")).to_be_visible()


def test_what_it_remembers_is_of_this_list_alone(go: Go, page: Page, service: Service) -> None:
    stage = go()
    stage.part("minimise").click()
    expect(stage.part("checklist-launcher")).to_be_visible()
    other: dict[str, Any] = checklist(*TASKS) | {"key": "another"}
    service.documents = [other]
    go("/reports")
    expect(stage.part("checklist")).to_be_visible()
