"""Targets that are rendered anew, go away, come back, come late, or never come."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.documents import DONE, guide, step
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]


def test_a_re_rendered_target_is_found_again_and_the_bubble_stays(visit: Visit, page: Page) -> None:
    stage = visit("rerender")
    stage.preview(guide(step("Task", "#task")))
    stage.expect_aligned("#task")
    page.evaluate(
        """() => {
          const root = document.querySelector("guide-engine").shadowRoot;
          window.__card = root.querySelector('[data-part="bubble"]');
        }"""
    )
    for _ in range(3):
        page.get_by_role("button", name="Render again").click()
        stage.expect_aligned("#task")
    assert page.evaluate("() => window.__card.isConnected")


def test_a_target_that_goes_away_takes_the_bubble_along_and_brings_it_back(
    visit: Visit, page: Page
) -> None:
    stage = visit("rerender")
    stage.preview(guide(step("Task", "#task", wait_seconds=20)))
    stage.expect_aligned("#task")
    page.get_by_role("button", name="Remove").click()
    expect(stage.bubble).to_have_count(0)
    page.get_by_role("button", name="Bring back").click()
    stage.expect_aligned("#task")


def test_a_hidden_target_hides_the_bubble(visit: Visit, page: Page) -> None:
    stage = visit("rerender")
    stage.preview(guide(step("Task", "#task", wait_seconds=20)))
    stage.expect_aligned("#task")
    page.get_by_role("button", name="Hide or show").click()
    expect(stage.bubble).to_have_count(0)
    page.get_by_role("button", name="Hide or show").click()
    stage.expect_aligned("#task")


def test_the_bubble_is_never_in_the_corner_while_its_target_is_gone(
    visit: Visit, page: Page
) -> None:
    stage = visit("rerender")
    page.evaluate(
        """() => {
          window.__corners = 0;
          const look = () => {
            const root = document.querySelector("guide-engine")?.shadowRoot;
            const card = root?.querySelector('[data-part="bubble"]')?.getBoundingClientRect();
            if (card?.width && card.x < 1 && card.y < 1) window.__corners++;
            requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        }"""
    )
    stage.preview(guide(step("Task", "#task", wait_seconds=20), step("Late", "#late")))
    stage.expect_aligned("#task")
    page.get_by_role("button", name="Remove").click()
    expect(stage.bubble).to_have_count(0)
    page.get_by_role("button", name="Bring back").click()
    stage.expect_aligned("#task")
    stage.press("Next")
    page.get_by_role("button", name="Add late").click()
    stage.expect_aligned("#late")
    assert page.evaluate("() => window.__corners") == 0


def test_a_late_target_is_waited_for(visit: Visit, page: Page) -> None:
    stage = visit("rerender")
    stage.preview(guide(step("Late", "#late")))
    expect(stage.bubble).to_have_count(0)
    page.get_by_role("button", name="Add late").click()
    stage.expect_aligned("#late")


def test_a_missing_target_is_skipped_once(visit: Visit) -> None:
    stage = visit("rerender")
    stage.preview(
        guide(
            step("First", "#task"),
            step("Never", "#never", missing="skip", wait_seconds=0),
            step("Last", "#again", buttons=[DONE]),
        )
    )
    stage.press("Next")
    expect(stage.dialog("Last")).to_contain_text("3 / 3")


def test_a_missing_target_stops_the_run(visit: Visit) -> None:
    stage = visit("rerender")
    stage.preview(guide(step("First", "#task"), step("Never", "#never", wait_seconds=0)))
    stage.press("Next")
    stage.expect_gone()


def test_a_selector_that_is_no_selector_finds_nothing(visit: Visit) -> None:
    stage = visit("rerender")
    stage.preview(
        guide(
            step("Bad", ":::nonsense(", missing="skip", wait_seconds=0),
            step("Good", "#again", buttons=[DONE]),
        )
    )
    expect(stage.dialog("Good")).to_be_visible()


def test_the_text_tells_elements_with_the_same_selector_apart(visit: Visit) -> None:
    stage = visit("rerender")
    stage.preview(guide(step("Remove", {"v": 1, "selector": "main button", "text": "remove"})))
    stage.expect_aligned("#remove")


def test_the_visible_twin_is_meant(visit: Visit) -> None:
    stage = visit("plain")
    stage.preview(guide(step("Twin", ".twin")))
    stage.expect_aligned("#seen-twin")


def test_a_captured_fingerprint_finds_a_renamed_element(visit: Visit) -> None:
    """The id is gone and the text has changed a little: likeness decides, from its own chunk."""
    stage = visit("plain")
    fingerprint = {
        "v": 1,
        "selector": "#create-invoice",
        "tag": "button",
        "role": "button",
        "text": "New invoices",
        "name": "New invoices",
        "attributes": {"id": "create-invoice"},
        "heading": "Invoices",
        "landmark": "main",
        "ancestors": ["main", "body", "html"],
    }
    stage.preview(guide(step("New", fingerprint)))
    stage.expect_aligned("#new")


def test_a_captured_fingerprint_of_something_gone_points_at_nothing(visit: Visit) -> None:
    stage = visit("plain")
    fingerprint = {
        "v": 1,
        "tag": "button",
        "role": "button",
        "text": "Delete account",
        "name": "Delete account",
        "attributes": {"id": "delete-account"},
        "landmark": "main",
    }
    stage.preview(
        guide(
            step("Gone", fingerprint, missing="skip", wait_seconds=1),
            step("Next one", "#new", buttons=[DONE]),
        )
    )
    expect(stage.dialog("Next one")).to_be_visible()


def test_closed_shadow_roots_are_left_alone(visit: Visit) -> None:
    stage = visit("shadow")
    stage.preview(
        guide(
            step("Closed", "#closed #deep", missing="skip", wait_seconds=0),
            step("Open", "#outer", buttons=[DONE]),
        )
    )
    expect(stage.dialog("Open")).to_be_visible()
