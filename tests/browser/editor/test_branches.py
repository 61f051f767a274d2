"""The Build and When pages: branches, awaited elements, videos, help buttons, pausing by itself."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from guide_engine.core.db import db
from guide_engine.guides import queries, service
from guide_engine.guides.models import Guide
from tests.browser.editor.test_guide_editor import card, saved
from tests.guides.test_branches import ON_BILLING, ON_TRIAL, branching, to, video
from tests.support.accessibility import axe_faults, sideways_pixels, small_targets
from tests.support.actors import Cast
from tests.support.guides import make_flow

Open = Callable[[str], Page]
Look = Callable[..., None]


@pytest.fixture
def alice(enter: Callable[..., Page], look: Look, cast: Cast) -> Page:
    look()
    page = enter(cast.alice)
    # What the films show doesn't matter here.
    page.route("**/media/**", lambda route: route.fulfill(body=b"", content_type="video/mp4"))
    return page


@pytest.fixture
def guide(cast: Cast) -> Guide:
    return service.create_from(make_flow("one", "two", "three"))


def step_of(guide: Guide, place: int = 1) -> dict[str, Any]:
    db.session.expire_all()
    step: dict[str, Any] = queries.guide(guide.id).draft["steps"][place - 1]
    return step


def unfold(step: Locator, words: str) -> None:
    step.locator("summary").filter(has_text=words).click()


def fill_condition(row: Locator, fact: str, comparison: str, value: str) -> None:
    row.get_by_role("button", name="Add a condition").click()
    row.get_by_label("What it looks at").select_option(label=fact)
    # Saving goes on meanwhile, and refuses "at least" without a number.
    row.get_by_label("Value", exact=True).fill(value)
    row.get_by_label("Comparison").select_option(label=comparison)


def test_a_branch_by_page_and_one_by_person(alice: Page, open_page: Open, guide: Guide) -> None:
    page = open_page(f"/guides/{guide.id}/build")
    first = card(page, 1)
    unfold(first, "Where it leads instead")
    first.get_by_role("button", name="Add a branch").click()
    by_page = first.locator("[data-branch]").first
    expect(by_page.get_by_label("What the branch depends on")).to_be_focused()
    fill_condition(by_page.get_by_role("group", name="Page"), "Path of the page", "is", "/billing")
    by_page.get_by_label("go to").select_option(label="3. Step three")

    first.get_by_role("button", name="Add a branch").click()
    by_person = first.locator("[data-branch]").nth(1)
    by_person.get_by_label("What the branch depends on").select_option("audience")
    expect(by_person.get_by_role("group", name="Page")).to_be_hidden()
    person = by_person.get_by_role("group", name="Person")
    fill_condition(person, "ID of the person", "is", "u-1")
    saved(page)
    assert step_of(guide)["branches"] == [
        {"when": {"any": [{"fact": "page.path", "op": "eq", "value": "/billing"}]}, "go_to": "st_three"},
        {"when": {"any": [{"fact": "user.id", "op": "eq", "value": "u-1"}]}, "go_to": "st_two"},
    ]  # fmt: skip


def test_branches_are_written_ordered_and_removed_by_keyboard(
    alice: Page, open_page: Open, cast: Cast
) -> None:
    guide = service.create_from(branching(to("two"), to("three", ON_BILLING)))
    page = open_page(f"/guides/{guide.id}/build")
    first = card(page, 1)
    second = first.locator("[data-branch]").nth(1)
    second.get_by_role("button", name="Judge it earlier").focus()
    page.keyboard.press("Enter")
    expect(first.locator("[data-branch]").first.get_by_label("go to")).to_have_value("st_three")
    expect(
        first.locator("[data-branch]").first.get_by_role("button", name="Judge it earlier")
    ).to_be_focused()
    saved(page)
    assert step_of(guide)["branches"] == [to("three", ON_BILLING), to("two")]

    first.locator("[data-branch]").nth(1).get_by_role("button", name="Remove the branch").focus()
    page.keyboard.press("Enter")
    expect(first.locator("[data-branch]")).to_have_count(1)
    expect(first.get_by_role("button", name="Add a branch")).to_be_focused()
    page.keyboard.press("Enter")
    expect(first.locator("[data-branch]")).to_have_count(2)
    expect(first.locator("[data-branch]").nth(1).get_by_role("combobox").first).to_be_focused()
    page.keyboard.type("When the person")
    expect(
        first.locator("[data-branch]").nth(1).get_by_role("group", name="Person")
    ).to_be_visible()


def test_a_copied_step_has_the_same_branches(alice: Page, open_page: Open, cast: Cast) -> None:
    guide = service.create_from(branching(to("two"), to("three", ON_BILLING)))
    page = open_page(f"/guides/{guide.id}/build")
    card(page, 1).get_by_role("button", name="Duplicate").click()
    expect(card(page, 2).locator("[data-branch]")).to_have_count(2)
    saved(page)
    assert step_of(guide, 2)["branches"] == [to("two"), to("three", ON_BILLING)]
    assert step_of(guide, 1)["branches"] == step_of(guide, 2)["branches"]


def test_a_branch_comes_back_with_the_step_it_leads_to(
    alice: Page, open_page: Open, cast: Cast
) -> None:
    guide = service.create_from(branching(to("two")))
    page = open_page(f"/guides/{guide.id}/build")
    card(page, 2).get_by_role("button", name="Remove the step").click()
    saved(page)
    assert "branches" not in step_of(guide)
    page.get_by_role("button", name="Undo").click()
    expect(card(page, 1).get_by_label("go to")).to_have_value("st_two")
    saved(page)
    assert step_of(guide)["branches"] == [to("two")]


def test_there_is_room_for_five_branches(alice: Page, open_page: Open, guide: Guide) -> None:
    page = open_page(f"/guides/{guide.id}/build")
    first = card(page, 1)
    unfold(first, "Where it leads instead")
    add = first.get_by_role("button", name="Add a branch")
    for count in range(1, 6):
        add.click()
        expect(first.locator("[data-branch]")).to_have_count(count)
    expect(add).to_be_hidden()
    first.get_by_role("button", name="Remove the branch").first.click()
    expect(add).to_be_visible()


def test_a_step_waits_for_an_element_and_its_button_opens_help(
    alice: Page, open_page: Open, guide: Guide
) -> None:
    page = open_page(f"/guides/{guide.id}/build")
    first = card(page, 1)
    unfold(first, "What moves it on")
    on = first.locator("details.more", has_text="What moves it on")
    expect(on.get_by_label("What the element says")).to_be_hidden()
    on.get_by_label("Moves on").select_option(label="when an element appears, goes or changes")
    on.get_by_label("What the element says").fill("Saved")
    first.get_by_label("What the button does").select_option(label="Open help")
    saved(page)
    step = step_of(guide)
    assert step["advance"] == {"on": "element", "target": {"v": 1, "text": "Saved"}}
    assert step["buttons"][0]["action"] == {"type": "open_help"}


def test_a_video_is_put_into_the_text_and_its_address_is_checked(
    alice: Page, open_page: Open, guide: Guide
) -> None:
    page = open_page(f"/guides/{guide.id}/build")
    first = card(page, 1)
    first.get_by_role("textbox", name="Text", exact=True).click()
    first.get_by_role("button", name="Video").click()
    first.get_by_label("Address", exact=True).fill("https://x.test/film.mov")
    first.get_by_label("Title of the video").fill("How it is done")
    first.get_by_role("button", name="Insert").click()
    expect(first.get_by_role("alert")).to_contain_text(".mp4 or .webm")
    first.get_by_label("Address", exact=True).fill("/media/film.webm")
    page.keyboard.press("Enter")
    expect(first.locator("video[controls]")).to_have_count(1)
    saved(page)
    [drawn] = [node for node in step_of(guide)["body"]["content"] if node["type"] == "video"]
    assert drawn["attrs"] == {"src": "/media/film.webm", "title": "How it is done"}


def test_a_guide_is_told_to_stop_by_itself(alice: Page, open_page: Open, guide: Guide) -> None:
    page = open_page(f"/guides/{guide.id}/when")
    expect(page.get_by_label("Of at least so many people")).to_be_hidden()
    page.get_by_label("Stop it by itself").check()
    page.get_by_label("When it fails for this share of people (%)").fill("40")
    saved(page)
    db.session.expire_all()
    assert queries.guide(guide.id).draft["auto_pause"] == {"failure_percent": 40, "min_users": 20}


LOOKS = [("desktop", "light", "en"), ("desktop", "dark", "ja"), ("phone", "dark", "en"), ("phone", "light", "ja")]  # fmt: skip


@pytest.mark.parametrize("looks", LOOKS, ids=" ".join)
def test_the_new_forms_are_accessible_in_every_look(
    alice: Page, open_page: Open, look: Look, cast: Cast, looks: tuple[str, str, str]
) -> None:
    appears = {"on": "element", "target": {"v": 1, "text": "Saved"}}
    pausing = {"failure_percent": 30, "min_users": 20}
    document = branching(to("two"), to("three", ON_BILLING), advance=appears, body=video())
    guide = service.create_from({**document, "auto_pause": pausing})
    look(*looks)
    for name in ("build", "when"):
        page = open_page(f"/guides/{guide.id}/{name}")
        assert axe_faults(page) == [], name
        assert sideways_pixels(page) == 0, name
        if looks[0] == "phone":
            assert small_targets(page) == [], name


def test_what_a_rule_says_is_shown_when_the_page_is_opened_again(
    alice: Page, open_page: Open, cast: Cast
) -> None:
    guide = service.create_from(branching(to("three", ON_TRIAL)))
    page = open_page(f"/guides/{guide.id}/build")
    row = card(page, 1).locator("[data-branch]")
    expect(row.get_by_label("What the branch depends on")).to_have_value("audience")
    expect(row.get_by_role("group", name="Person").get_by_label("Value", exact=True)).to_have_value(
        "trial"
    )
    expect(row.get_by_label("go to")).to_have_value("st_three")
