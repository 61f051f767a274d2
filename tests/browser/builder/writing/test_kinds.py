"""Guides of every kind in the builder: opened, changed, saved, and nothing of them lost."""

import pytest
from playwright.sync_api import expect

from guide_engine.core.db import db
from guide_engine.guides import queries, service
from tests.browser.builder.writing.conftest import Open
from tests.guides.test_kind_forms import DOCUMENTS
from tests.support.actors import Cast
from tests.support.guides import make_flow, make_step

RICHEST = {
    document["kind"]: document for document in sorted(DOCUMENTS, key=lambda each: len(str(each)))
}


@pytest.mark.parametrize("kind", RICHEST)
def test_a_changed_title_changes_nothing_else(open_builder: Open, cast: Cast, kind: str) -> None:
    before = RICHEST[kind]
    guide_id = service.create_from(before).id
    author = open_builder(guide_id=guide_id)
    author.write("Title", "Another title")
    author.expect_saved()
    db.session.rollback()
    after = queries.guide(guide_id).draft
    first, *rest = before["steps"]
    assert after == {**before, "steps": [{**first, "title": "Another title"}, *rest]}


def test_what_the_builder_does_not_write_is_named_with_the_way_to_where_it_is(
    open_builder: Open, cast: Cast
) -> None:
    asked = make_step("one", question={"type": "nps", "required": False})
    guide_id = service.create_from(make_flow(steps=[asked])).id
    author = open_builder(guide_id=guide_id)
    author.expect_said("This step asks a question (recommendation). It is kept")
    link = author.builder.get_by_role("link", name="Open it in the web editor")
    assert (link.get_attribute("href") or "").endswith(f"/guides/{guide_id}/build")


def test_a_step_becomes_a_card_in_a_corner_and_waits_for_time(
    open_builder: Open, guide_id: str
) -> None:
    author = open_builder(guide_id=guide_id)
    author.field("In a corner").check()
    author.field("Place").select_option(label="Top right")
    author.field("Moves on when").select_option(label="some time has passed on the page")
    author.write("Seconds of activity", "12")
    author.field("What it does").first.select_option(label="Come back later")
    author.write("Hours until it comes back", "48")
    author.expect_saved()
    db.session.rollback()
    step = queries.guide(guide_id).draft["steps"][0]
    assert (step["type"], step["position"], step["target"]) == ("card", "top_end", None)
    assert step["advance"] == {"on": "time", "seconds": 12}
    assert step["buttons"][0]["action"] == {"type": "snooze", "hours": 48}


def test_tasks_are_added_to_a_checklist(open_builder: Open, cast: Cast) -> None:
    guide_id = service.create_from(RICHEST["checklist"]).id
    count = len(RICHEST["checklist"]["steps"])
    author = open_builder(guide_id=guide_id)
    author.press("Add another")
    expect(author.cards).to_have_count(count + 1)
    author.write("Title", "One more")
    author.expect_saved()
    db.session.rollback()
    # Behind the one that was chosen.
    added = queries.guide(guide_id).draft["steps"][1]
    assert (added["type"], added["title"], added["buttons"]) == ("task", "One more", [])
