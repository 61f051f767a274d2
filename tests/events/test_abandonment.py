"""A run that is neither finished nor closed in time is abandoned: said once, in the log."""

from datetime import timedelta

import pytest
from flask import Flask

from guide_engine.core import clock
from guide_engine.core.settings import Settings
from guide_engine.events import projector, queries, store
from guide_engine.events.jobs import abandon_runs
from guide_engine.events.record import EventRecord
from tests.support.actors import Cast
from tests.support.events import NOON, batch_of, record, run_id

LATER = NOON + timedelta(hours=25)


@pytest.fixture
def _patience(app: Flask) -> None:
    settings: Settings = app.config["SETTINGS"]
    assert settings.abandon_after_hours == 24


def own(
    cast: Cast, kind: str = "guide_started", seconds: float = 0, **fields: object
) -> EventRecord:
    return record(
        kind,
        seconds,
        **{"workspace_id": cast.workspace.id, "environment_id": cast.production.id} | fields,
    )


def statuses(cast: Cast) -> dict[str, str]:
    return {
        user_id: queries.journeys_of(cast.production.id, user_id)[0].status.value
        for user_id in ("u-1", "u-2", "u-3")
        if queries.journeys_of(cast.production.id, user_id)
    }


@pytest.mark.usefixtures("_patience")
def test_only_silent_open_runs_are_abandoned(cast: Cast) -> None:
    store.append(batch_of([own(cast), own(cast, "step_seen", 60, step_id="two")]))
    store.append(
        batch_of([own(cast, user_id="u-2"), own(cast, "guide_dismissed", 9, user_id="u-2")])
    )
    store.append(batch_of([own(cast, user_id="u-3"), own(cast, "step_seen", 7200, user_id="u-3")]))
    projector.catch_up()
    with clock.frozen(LATER):
        assert abandon_runs()["abandoned"] == 1
        assert abandon_runs()["abandoned"] == 0
    assert statuses(cast) == {"u-1": "abandoned", "u-2": "dismissed", "u-3": "started"}
    [event] = [e for e in queries.recent(cast.production.id) if e.type == "guide_abandoned"]
    assert event.occurred_at == NOON + timedelta(seconds=60, hours=24)
    assert (event.user_id, event.run_id, event.step_id) == ("u-1", run_id(), "two")


def test_nobody_is_abandoned_before_the_time_is_up(cast: Cast) -> None:
    store.append(batch_of([own(cast)]))
    projector.catch_up()
    with clock.frozen(NOON + timedelta(hours=23, minutes=59)):
        assert abandon_runs()["abandoned"] == 0


def test_a_sign_of_life_not_yet_projected_counts(cast: Cast) -> None:
    store.append(batch_of([own(cast)]))
    projector.catch_up()
    store.append(batch_of([own(cast, "step_seen", 3600 * 24)]))
    with clock.frozen(LATER):
        assert abandon_runs()["abandoned"] == 0


def test_each_open_run_is_abandoned_on_its_own(cast: Cast) -> None:
    store.append(batch_of([own(cast), own(cast, seconds=5, run_id=run_id(2))]))
    projector.catch_up()
    with clock.frozen(LATER):
        assert abandon_runs()["abandoned"] == 2
    [journey] = queries.journeys_of(cast.production.id, "u-1")
    assert [run.status for run in journey.runs] == ["abandoned", "abandoned"]


def test_who_comes_back_and_finishes_has_completed(cast: Cast) -> None:
    store.append(batch_of([own(cast)]))
    projector.catch_up()
    with clock.frozen(LATER):
        abandon_runs()
    store.append(batch_of([own(cast, "guide_completed", 3600 * 30)]))
    projector.catch_up()
    assert statuses(cast) == {"u-1": "completed"}


def test_a_replay_finds_the_abandonment_in_the_log(cast: Cast) -> None:
    store.append(batch_of([own(cast)]))
    projector.catch_up()
    with clock.frozen(LATER):
        abandon_runs()
        projector.rebuild()
        assert abandon_runs()["abandoned"] == 0
    assert statuses(cast) == {"u-1": "abandoned"}


@pytest.mark.usefixtures("_patience")
def test_who_put_it_off_is_not_gone_before_then(cast: Cast) -> None:
    store.append(batch_of([own(cast), own(cast, "guide_snoozed", 60, hours=72)]))
    projector.catch_up()
    with clock.frozen(LATER + timedelta(hours=48)):
        assert abandon_runs()["abandoned"] == 0
    with clock.frozen(LATER + timedelta(hours=73)):
        assert abandon_runs()["abandoned"] == 1
