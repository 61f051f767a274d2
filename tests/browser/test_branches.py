"""Where a forward move leads, and what else than a button makes it."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.documents import DONE, button, guide, step
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]


def on_page(pattern: str) -> dict[str, Any]:
    return {"fact": "page.path", "op": "matches", "value": pattern}


def turning(*branches: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A flow of three steps whose first may lead to the last."""
    first = step("One", "#new", branches=list(branches), **changes)
    return guide(first, step("Two", "#save"), step("Three", "#terms", buttons=[DONE]))


def test_a_branch_that_holds_passes_over_steps_and_back_returns(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(turning({"when": on_page("/plain*"), "go_to": "three"}))
    stage.press("Next")
    expect(stage.dialog("Three")).to_be_visible()
    stage.call("back")
    expect(stage.dialog("One")).to_be_visible()


def test_without_one_that_holds_the_next_step_follows(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(turning({"when": on_page("/elsewhere"), "go_to": "three"}))
    stage.press("Next")
    expect(stage.dialog("Two")).to_be_visible()


def test_the_first_that_holds_wins(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(
        turning(
            {"when": on_page("/elsewhere"), "go_to": "one"},
            {"when": {"all": []}, "go_to": "three"},
            {"when": {"all": []}, "go_to": "two"},
        )
    )
    stage.call("next")
    expect(stage.dialog("Three")).to_be_visible()


def test_an_advance_is_judged_too_and_at_that_moment(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    branch = {"when": {"fact": "page.hash", "op": "eq", "value": "#paid"}, "go_to": "three"}
    stage.preview(turning(branch, buttons=[], advance={"on": "click"}))
    expect(stage.dialog("One")).to_be_visible()
    page.evaluate("history.pushState({}, '', '#paid')")
    page.locator("#new").click()
    expect(stage.dialog("Three")).to_be_visible()


def test_a_button_that_names_its_step_asks_no_branch(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    to_two = button("To two", {"type": "go_to", "step_id": "two"})
    stage.preview(turning({"when": {"all": []}, "go_to": "three"}, buttons=[to_two]))
    stage.press("To two")
    expect(stage.dialog("Two")).to_be_visible()


def test_the_last_step_may_lead_back(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    again = [{"when": {"all": []}, "go_to": "one"}]
    stage.preview(guide(step("One", "#new"), step("Two", "#save", branches=again)))
    stage.press("Next")
    stage.press("Next")
    expect(stage.dialog("One")).to_be_visible()


def test_an_element_that_appears_leads_on(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    late = {"on": "element", "target": {"v": 1, "selector": "#late"}}
    stage.preview(guide(step("One", "#new", buttons=[], advance=late), step("Two", "#save")))
    expect(stage.dialog("One")).to_be_visible()
    page.get_by_role("button", name="Add later").click()
    expect(stage.dialog("Two")).to_be_visible()


def test_an_element_that_is_there_already_leads_on_at_once(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    there = {"on": "element", "target": {"v": 1, "selector": "#save"}}
    stage.preview(guide(step("One", "#new", buttons=[], advance=there), step("Two", "#save")))
    expect(stage.dialog("Two")).to_be_visible()


def test_a_stopped_guide_waits_for_no_element(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    before = stage.open_resources()
    late = {"on": "element", "target": {"v": 1, "selector": "#late"}}
    stage.preview(guide(step("One", "#new", buttons=[], advance=late)))
    expect(stage.dialog("One")).to_be_visible()
    stage.call("stop")
    stage.expect_gone()
    assert stage.open_resources() == before
