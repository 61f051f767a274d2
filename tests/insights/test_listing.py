"""A list of guides is told how many, how well, and what needs a look."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, current_app

from guide_engine.core import clock
from guide_engine.delivery import service as delivery
from guide_engine.events import projector
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from guide_engine.guides.signals import guides_listed
from guide_engine.insights.listing import tell
from tests.insights.log import NOON, completing, leaving, write
from tests.support.actors import Cast
from tests.support.guides import make_flow

TODAY = datetime(2026, 11, 12, 9, tzinfo=UTC)


@pytest.fixture
def guide(cast: Cast) -> Guide:
    made = guides.create_from(make_flow("one", "two"))
    delivery.publish(made.id, cast.production.id)
    return made


def listed(cast: Cast, *guide_ids: str) -> dict:
    with clock.frozen(TODAY), current_app.test_request_context():
        return tell(current_app, cast.workspace.id, cast.production.id, guide_ids)


def seed(cast: Cast, guide: Guide, completed: int, dismissed: int) -> None:
    log = []
    for number in range(completed):
        log += completing(f"c{number}", ("st_one", "st_two"), guide=guide.id)
    for number in range(dismissed):
        log += leaving(f"d{number}", "dismissed", "st_two", guide=guide.id)
    write(cast.env, log)
    projector.catch_up()


def test_a_healthy_guide_is_told_with_its_interval(cast, guide):
    seed(cast, guide, 38, 2)
    told = listed(cast, guide.id)[guide.id]
    assert (told["started"], told["completed"], told["health"]) == (40, 38, "ok")
    assert (told["rate_words"], told["interval_words"]) == ("95%", "83–99%")


def test_a_guide_that_loses_people_needs_attention(cast, guide):
    seed(cast, guide, 20, 20)
    assert listed(cast, guide.id)[guide.id]["health"] == "attention"


def test_a_guide_with_few_people_has_no_rate_and_no_health(cast, guide):
    seed(cast, guide, 5, 4)
    told = listed(cast, guide.id)[guide.id]
    assert (told["started"], told["rate"], told["health"]) == (9, None, "none")


def test_a_guide_nobody_met_is_told_too(cast, guide):
    told = listed(cast, guide.id)[guide.id]
    assert (told["started"], told["spark"], told["health_badge"]) == (0, "", "none")


def test_the_sparkline_covers_fourteen_days_up_to_today(cast, guide):
    seed(cast, guide, 3, 0)
    points = listed(cast, guide.id)[guide.id]["spark"].split()
    assert len(points) == 14
    assert (TODAY.date() - NOON.date()) == timedelta(days=2)
    assert [point.endswith(",1") for point in points].index(True) == 11


def test_the_receiver_is_connected(app: Flask):
    assert tell in list(guides_listed.receivers_for(app))
