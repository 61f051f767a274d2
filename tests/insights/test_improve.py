"""The front page leads through the set-up, then says what needs a look and what helped."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.delivery import service as delivery
from guide_engine.events import projector
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from tests.insights.log import NOON, completing, leaving, write
from tests.support.actors import Cast, sign_in
from tests.support.guides import make_flow

BEFORE = NOON - timedelta(days=3)
TODAY = datetime(2026, 11, 12, 9, tzinfo=UTC)


@pytest.fixture
def author(client: FlaskClient, cast: Cast) -> FlaskClient:
    with clock.frozen(TODAY):
        return sign_in(client, cast.bob)


@pytest.fixture
def guide(cast: Cast) -> Guide:
    with clock.frozen(BEFORE):
        made = guides.create_from(make_flow("one", "two"))
        delivery.publish(made.id, cast.production.id, by=cast.bob.id)
    return made


def seed(cast: Cast, guide: Guide, completed: int, left: int, version: int = 1, **how) -> None:
    log = []
    facts = {"guide": guide.id, "version": version}
    for number in range(completed):
        log += completing(f"c{version}-{number}", ("st_one", "st_two"), **facts)
    for number in range(left):
        log += leaving(f"d{version}-{number}", how.get("how", "dismissed"), "st_two", **facts)
    write(cast.env, log, first=10_000 * version)
    projector.catch_up()


def read(author: FlaskClient) -> str:
    with clock.frozen(TODAY):
        return author.get("/").text


def test_an_empty_workspace_is_led_from_the_snippet_on(author):
    page = read(author)
    assert "0 of 5 done" in page
    assert 'href="/settings/install"' in page
    assert "Put the snippet into your product" in page


def test_done_tasks_are_ticked_off_and_the_next_is_offered(author, cast, guide):
    cast.production.last_seen_at = BEFORE
    db.session.commit()
    page = read(author)
    assert "3 of 5 done" in page
    assert "See your first end user" in page


def test_a_step_that_loses_people_is_told_in_plain_words(author, cast, guide):
    seed(cast, guide, 24, 16)
    page = read(author)
    assert "Step 2 of “Your first invoice” loses 40% of 40 people; most of them close it." in page
    assert f"/guides/{guide.id}/results" in page
    assert f"/guides/{guide.id}/build" in page


def test_people_who_wander_off_are_told_apart_from_those_who_close(author, cast, guide):
    seed(cast, guide, 24, 16, how="abandoned")
    assert "most of them leave it unfinished" in read(author)


def test_a_failing_target_is_told(author, cast, guide):
    seed(cast, guide, 92, 8, how="failed")
    page = read(author)
    assert "be shown to 8% of 100 people: its target is missing or blocked." in page


def test_where_all_is_well_it_says_so(author, cast, guide):
    seed(cast, guide, 40, 1)
    assert "Nothing stands out" in read(author)


def test_what_an_earlier_version_did_wrong_is_not_told_again(author, cast, guide):
    seed(cast, guide, 20, 20)
    _publish_again(cast, guide)
    seed(cast, guide, 40, 1, version=2)
    page = read(author)
    assert "loses" not in page
    assert "Completion rose from 50% to 98% of 41 people." in page


def test_a_new_version_with_few_people_is_too_early_to_judge(author, cast, guide):
    seed(cast, guide, 30, 10)
    _publish_again(cast, guide)
    seed(cast, guide, 3, 0, version=2)
    assert "Too early to compare: 3 people on this version, 40 people on the one before." in read(
        author
    )


def test_a_version_that_does_worse_is_told(author, cast, guide):
    seed(cast, guide, 40, 2)
    _publish_again(cast, guide)
    seed(cast, guide, 20, 20, version=2)
    assert "Completion fell from 95% to 50% of 40 people." in read(author)


def test_viewers_are_not_offered_what_they_may_not_do(client, cast, guide):
    seed(cast, guide, 24, 16)
    page = read(sign_in(client, cast.vera))
    assert "Mend it" not in page
    assert '/guides/new"' not in page


def test_strangers_see_nothing_of_it(client, cast, guide):
    seed(cast, guide, 24, 16)
    assert "Your first invoice" not in read(sign_in(client, cast.mallory))


def _publish_again(cast: Cast, guide: Guide) -> None:
    with clock.frozen(BEFORE + timedelta(days=1)):
        changed = {**guide.draft, "priority": 70}
        guides.save_draft(guide.id, changed, guide.draft_revision)
        delivery.publish(guide.id, cast.production.id, by=cast.bob.id)
