"""What a step waits for, and what moves it on beyond a press: all by events, nothing polls."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.documents import BACK, DONE, button, guide, step
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]
Json = dict[str, Any]


def at(selector: str) -> Json:
    return {"v": 1, "selector": selector}


def leading(advance: Json, target: str = "#new", **changes: Any) -> Json:
    """A step that nothing but its advance leads on from, and the one it leads to."""
    first = step("One", target, buttons=[], advance=advance, **changes)
    return guide(first, step("Two", "#terms", buttons=[DONE]))


def connect(page: Page) -> None:
    """Lets the host's events be heard, with a service that has nothing to say."""
    page.route("**/v1/env/**", lambda route: route.fulfill(json={}))
    page.evaluate("GuideEngine.init({ key: 'k', url: location.origin, storage: 'memory' })")


def show(stage: Stagehand, document: Json) -> None:
    stage.preview(document)
    expect(stage.dialog("One")).to_be_visible()


def test_hovering_the_target_leads_on(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    show(stage, leading({"on": "hover"}))
    page.locator("#save").hover()
    expect(stage.dialog("One")).to_be_visible()
    page.locator("#new").hover()
    expect(stage.dialog("Two")).to_be_visible()


def test_focusing_the_target_leads_on(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    show(stage, leading({"on": "focus"}, "#customer"))
    page.locator("#customer").focus()
    expect(stage.dialog("Two")).to_be_visible()
    expect(page.locator("#customer")).to_be_focused()


@pytest.mark.parametrize(
    ("test", "wrong", "right"),
    [
        ({"op": "set"}, "  ", "Acme"),
        ({"op": "eq", "value": "acme"}, "Acme Ltd", "ＡＣＭＥ"),
        ({"op": "contains", "value": "cm"}, "Ace", "Acme"),
        ({"op": "matches", "value": "a*e"}, "Acme Ltd", " acme "),
    ],
)
def test_what_was_typed_is_judged_on_leaving_the_field(
    visit: Visit, page: Page, test: Json, wrong: str, right: str
) -> None:
    stage = visit("plain")
    show(stage, leading({"on": "input", "test": test}, "#customer"))
    field = page.locator("#customer")
    field.fill(wrong)
    field.blur()
    expect(stage.dialog("One")).to_be_visible()
    field.fill(right)
    field.blur()
    expect(stage.dialog("Two")).to_be_visible()


def test_a_choice_is_known_by_what_it_is_called(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    value = {"on": "value", "target": at("#terms"), "test": {"op": "eq", "value": "30 days"}}
    first = step("One", "#new", buttons=[], advance=value)
    stage.preview(guide(first, step("Two", "#save", buttons=[DONE])))
    expect(stage.dialog("One")).to_be_visible()
    page.locator("#terms").select_option("30 days")
    expect(stage.dialog("Two")).to_be_visible()


@pytest.mark.parametrize(
    ("state", "script"),
    [
        ("disabled", "document.querySelector('#save').disabled = true"),
        ("disabled", "document.querySelector('#save').setAttribute('aria-disabled', 'true')"),
        ("absent", "document.querySelector('#save').remove()"),
        ("absent", "document.querySelector('#save').hidden = true"),
    ],
)
def test_an_element_that_changes_its_state_leads_on(
    visit: Visit, page: Page, state: str, script: str
) -> None:
    stage = visit("plain")
    show(stage, leading({"on": "element", "target": at("#save"), "is": state}))
    page.evaluate("document.body.dataset.noise = 1")
    expect(stage.dialog("One")).to_be_visible()
    page.evaluate(script)
    expect(stage.dialog("Two")).to_be_visible()


def test_an_element_that_comes_to_use_leads_on(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.evaluate("document.querySelector('#save').disabled = true")
    show(stage, leading({"on": "element", "target": at("#save"), "is": "enabled"}))
    page.evaluate("document.querySelector('#save').disabled = false")
    expect(stage.dialog("Two")).to_be_visible()


def test_time_with_activity_leads_on(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    show(stage, leading({"on": "time", "seconds": 1}))
    expect(stage.dialog("Two")).to_be_visible()


def test_a_hidden_step_shows_nothing_and_waits(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    waiting = step("Wait", type="hidden", buttons=[], advance={"on": "event", "event": "saved"})
    stage.preview(guide(step("One", "#new"), waiting, step("Two", "#save", buttons=[BACK, DONE])))
    expect(stage.bubble).to_contain_text("1 / 2")
    stage.press("Next")
    stage.expect_gone()
    connect(page)
    page.evaluate("GuideEngine.track('other'); GuideEngine.track('saved')")
    expect(stage.dialog("Two")).to_contain_text("2 / 2")
    # What shows nothing is no place to go back to.
    stage.press("Back")
    expect(stage.dialog("One")).to_be_visible()
    page.evaluate("GuideEngine.destroy()")


def test_a_hidden_step_may_wait_for_a_press_of_what_comes_later(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    press = step("Press", "#late", type="hidden", buttons=[], advance={"on": "click"})
    stage.preview(guide(press, step("Two", "#save", buttons=[DONE])))
    page.get_by_role("button", name="Add later").click()
    expect(stage.bubble).to_have_count(0)
    two = stage.dialog("Two")
    # From outside nobody can tell when it has begun to listen: a person presses again.
    for _press in range(20):
        page.locator("#late").click()
        with suppress(AssertionError):
            expect(two).to_be_visible(timeout=1_000)
            break
    expect(two).to_be_visible()


def waiting_for(until: Json, otherwise: str, limit: int = 1) -> Json:
    wait = {"until": until, "limit_seconds": limit, "otherwise": otherwise}
    return guide(
        step("One", "#new"),
        step("Two", "#save", wait=wait),
        step("Three", "#terms", buttons=[DONE]),
    )


NEVER = {"on": "event", "event": "never"}


def test_a_step_is_held_back_until_its_moment(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    shown = {"on": "element", "target": at("#saved")}
    stage.preview(waiting_for(shown, "stop", 60))
    stage.press("Next")
    stage.expect_gone()
    page.evaluate("document.querySelector('#saved').classList.remove('off')")
    expect(stage.dialog("Two")).to_be_visible()


@pytest.mark.parametrize(("otherwise", "title"), [("show", "Two"), ("skip", "Three")])
def test_at_the_limit_it_is_shown_or_passed_over(visit: Visit, otherwise: str, title: str) -> None:
    stage = visit("plain")
    stage.preview(waiting_for(NEVER, otherwise))
    stage.press("Next")
    expect(stage.dialog(title)).to_be_visible()


def test_at_the_limit_it_may_stop_the_guide(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.evaluate(
        "async (d) => { window.__handle = await GuideEngine.preview(d, "
        "{ onOver: (outcome) => { window.__outcome = outcome; } }); }",
        waiting_for(NEVER, "stop"),
    )
    stage.press("Next")
    page.wait_for_function("() => window.__outcome === 'failed'")
    stage.expect_gone()
    assert stage.open_resources()["timers"] == 0


def test_presses_on_a_blocked_target_lead_on_and_stay_ours(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    blocked = step("One", "#save", buttons=[], advance={"on": "click"}, blocks_target=True)
    show(stage, guide(blocked, step("Two", "#terms", buttons=[DONE])))
    stage.expect_aligned("#save")
    box = page.locator("#save").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(stage.dialog("Two")).to_be_visible()
    expect(page.locator("#saved")).to_be_hidden()


def test_no_key_presses_a_blocked_target_either(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    show(stage, guide(step("One", "#save", blocks_target=True)))
    page.locator("#save").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_be_hidden()
    stage.press("Next")
    page.locator("#save").click()
    expect(page.locator("#saved")).to_be_visible()


def test_without_a_spotlight_nothing_is_shaded(visit: Visit) -> None:
    stage = visit("plain")
    show(stage, guide(step("One", "#new", spotlight=False)))
    expect(stage.part("hole")).to_have_count(0)


def test_texts_and_addresses_are_filled_in_as_texts(visit: Visit) -> None:
    stage = visit("plain")
    link = button(
        "Ask {user.name|<b>you</b>}", {"type": "open_url", "url": "/a?q={user.name|a b&c}"}
    )
    stage.preview(guide(step("Hello, {user.name|<i>there</i>}", "#new", buttons=[link])))
    expect(stage.dialog("Hello, <i>there</i>")).to_be_visible()
    shown = stage.bubble.get_by_role("link", name="Ask <b>you</b>")
    expect(shown).to_have_attribute("href", "/a?q=a%20b%26c")


def test_what_waits_leaves_nothing_behind(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    before = stage.open_resources()
    moments: list[Json] = [
        {"on": "time", "seconds": 600},
        {"on": "element", "target": at("#nowhere")},
        {"on": "element", "target": at("#save"), "is": "absent"},
        {"on": "value", "target": at("#customer"), "test": {"op": "set"}},
        {"on": "page", "rule": {"fact": "page.hash", "op": "eq", "value": "#x"}},
        NEVER,
    ]
    for moment in moments:
        show(stage, leading(moment))
        stage.call("stop")
        stage.expect_gone()
    page.wait_for_function("(n) => __open.timers === n", arg=before["timers"])
    assert stage.open_resources() == before
