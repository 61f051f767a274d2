"""Every kind of guide, from the page of kinds to its preview; usable by everybody, at every width."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from guide_engine.core.db import db
from guide_engine.guides import blank, queries, service
from guide_engine.guides.kinds import MAKINGS
from tests.browser.editor.test_branches import fill_condition
from tests.support.accessibility import axe_faults, sideways_pixels
from tests.support.actors import Cast

Open = Callable[[str], Page]
Look = Callable[..., None]


@pytest.fixture
def alice(enter: Callable[..., Page], look: Look, cast: Cast) -> Page:
    look()
    return enter(cast.alice)


def card(page: Page, place: int) -> Locator:
    return page.locator("[data-step]").nth(place - 1)


def saved(page: Page) -> None:
    expect(page.locator("[data-save-state]")).to_have_text(re.compile("^Saved "))


def seen(page: Page, part: str) -> Locator:
    return page.frame_locator("#guide-preview").locator(f'[data-part="{part}"]')


def draft() -> dict[str, object]:
    db.session.expire_all()
    (guide,) = queries.guides()
    return guide.draft


def test_a_survey_is_made_asked_and_seen(alice: Page, open_page: Open) -> None:
    page = open_page("/guides/new")
    page.get_by_role("radio", name=re.compile("^Survey")).check()
    page.get_by_label("Name").fill("Spring survey")
    page.get_by_role("button", name="Make the guide").last.click()
    # What is typed before the scripts are there is saved with the next change only.
    expect(page.locator("[data-preview-pane]")).to_be_visible()
    first = card(page, 1)
    first.get_by_label("Question", exact=True).fill("How likely are you to recommend us?")
    saved(page)
    expect(seen(page, "survey")).to_contain_text("How likely are you to recommend us?")

    page.get_by_role("button", name="Add a question").click()
    second = card(page, 2)
    second.get_by_label("Question", exact=True).fill("How did you hear of us?")
    second.get_by_label("Kind of answer").select_option(label="One of several choices")
    second.get_by_role("button", name="Add a choice").click()
    page.keyboard.type("Search")
    page.keyboard.press("Enter")
    page.keyboard.type("A friend")
    saved(page)
    expect(seen(page, "survey")).to_contain_text("A friend")

    steps = draft()["steps"]
    question = steps[1]["question"]  # type: ignore[index]
    assert question["type"] == "single"
    assert [choice["label"] for choice in question["choices"]] == ["Search", "A friend"]


def test_a_branch_asks_what_was_answered(alice: Page, open_page: Open, cast: Cast) -> None:
    document = blank.guide("survey", "survey", "Survey", "en")
    document["steps"] = [blank.step("survey", "en") for _place in range(3)]
    for place, step in enumerate(document["steps"], 1):
        step["title"] = f"Question {place}"
    guide = service.create_from(document)
    page = open_page(f"/guides/{guide.id}/build")
    first = card(page, 1)
    first.locator("summary", has_text="Where it leads instead").click()
    first.get_by_role("button", name="Add a branch").click()
    rule = first.locator("[data-branch]").get_by_role("group", name="Page")
    fill_condition(rule, "1. Question 1", "is at least", "9")
    saved(page)
    first_step = draft()["steps"][0]  # type: ignore[index]
    (branch,) = first_step["branches"]
    fact = f"answer.{first_step['id']}"
    assert {"fact": fact, "op": "gte", "value": 9} in branch["when"]["any"]


@pytest.mark.parametrize("kind", MAKINGS)
def test_each_kind_is_accessible_and_fits(
    alice: Page, open_page: Open, look: Look, kind: str
) -> None:
    guide = service.create_from(blank.guide(kind, f"a-{kind}", "A guide", "ja"))
    for size, theme, locale in (("desktop", "dark", "ja"), ("phone", "light", "en")):
        look(size, theme, locale)
        page = open_page(f"/guides/{guide.id}/build")
        expect(page.locator("[data-step-title]")).to_be_visible()
        assert axe_faults(page) == [], (kind, size)
        assert sideways_pixels(page) == 0, (kind, size)


def test_the_page_of_kinds_is_accessible_and_fits(alice: Page, open_page: Open, look: Look) -> None:
    for size, theme, locale in (("desktop", "dark", "ja"), ("phone", "light", "en")):
        look(size, theme, locale)
        page = open_page("/guides/new")
        assert axe_faults(page) == [], size
        assert sideways_pixels(page) == 0, size
