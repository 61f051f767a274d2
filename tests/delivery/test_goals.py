"""Guides that their goal completes."""

from typing import Any

import pytest
from sqlalchemy import func, select

from guide_engine.core.db import db
from guide_engine.events import projector, queries, store
from guide_engine.events.journey import Status
from guide_engine.events.models import Event
from guide_engine.guides.models import Guide
from tests.delivery.conftest import publish_guide
from tests.support.actors import Cast
from tests.support.events import NOON, batch_of, record

DAY = 86_400.0
GOAL = {"event": "invoice_sent", "window_days": 7}


@pytest.fixture
def guide(cast: Cast) -> Guide:
    return publish_guide(cast, goal=GOAL, completes_on="goal")


def happened(cast: Cast, guide: Guide, *kinds: tuple[str, float], **more: Any) -> None:
    db.session.commit()
    own = {
        "workspace_id": cast.workspace.id,
        "environment_id": cast.production.id,
        "guide_id": guide.id,
        **more,
    }
    records = [record(kind, at, **_without_guide(kind, own)) for kind, at in kinds]
    store.append(batch_of(records, NOON))


def _without_guide(kind: str, own: dict[str, Any]) -> dict[str, Any]:
    return {**own, "guide_id": None} if kind == "custom" else own


def status(cast: Cast) -> Status:
    projector.catch_up()
    [journey] = queries.journeys_of(cast.production.id, "u-1")
    return journey.status


def test_goal_within_the_window_completes_the_guide(cast: Cast, guide: Guide) -> None:
    happened(cast, guide, ("guide_started", 0), ("custom", 6 * DAY))
    assert status(cast) is Status.COMPLETED


@pytest.mark.parametrize("seconds", [-1.0, 7 * DAY + 1])
def test_goal_outside_the_window_does_not(cast: Cast, guide: Guide, seconds: float) -> None:
    happened(cast, guide, ("guide_started", 0), ("custom", seconds))
    assert status(cast) is Status.STARTED


def test_another_event_or_another_person_does_not(cast: Cast, guide: Guide) -> None:
    happened(cast, guide, ("guide_started", 0))
    happened(cast, guide, ("custom", 5), name="invoice_opened")
    happened(cast, guide, ("custom", 5), user_id="u-2")
    assert status(cast) is Status.STARTED


def test_goal_after_a_dismissal_still_counts(cast: Cast, guide: Guide) -> None:
    happened(cast, guide, ("guide_started", 0), ("guide_dismissed", 5), ("custom", 60))
    assert status(cast) is Status.COMPLETED


def test_guide_that_its_last_step_completes_ignores_the_goal(cast: Cast) -> None:
    guide = publish_guide(cast, key="other", goal=GOAL)
    happened(cast, guide, ("guide_started", 0), ("custom", 60))
    assert status(cast) is Status.STARTED


def test_rebuild_makes_nothing_new(cast: Cast, guide: Guide) -> None:
    happened(cast, guide, ("guide_started", 0), ("custom", 60), ("custom", 90))
    assert status(cast) is Status.COMPLETED
    [before] = queries.journeys_of(cast.production.id, "u-1")
    count = db.session.scalar(select(func.count()).select_from(Event.__table__))
    assert count == 4
    db.session.commit()
    projector.rebuild()
    assert db.session.scalar(select(func.count()).select_from(Event.__table__)) == count
    assert queries.journeys_of(cast.production.id, "u-1") == [before]
