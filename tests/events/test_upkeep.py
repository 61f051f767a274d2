"""Refusals are cleared in time; a rebuild can be run from the command line."""

from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskCliRunner

from guide_engine.core import clock
from guide_engine.events import jobs, projector, queries, store
from guide_engine.events.batch import Batch, Refused
from guide_engine.events.catalogue import Refusal
from tests.support.actors import Cast
from tests.support.events import NOON, batch_of, record


def refuse(cast: Cast, number: int, at: datetime) -> None:
    refused = Refused("", "", Refusal.BAD_ID, "wrong", f"{number}", digest=f"{number}")
    store.append(Batch(cast.workspace.id, cast.production.id, "u-1", at, refused=[refused]))


def test_refusals_are_kept_for_a_month(cast: Cast) -> None:
    refuse(cast, 1, NOON - timedelta(days=31))
    refuse(cast, 2, NOON - timedelta(days=29))
    with clock.frozen(NOON):
        assert jobs.prune_rejected_events() == {"pruned": 1}
    assert [row.payload for row in queries.rejected(cast.production.id)] == ["2"]


def test_of_a_flood_the_newest_are_kept_and_all_are_counted(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "KEEP_REJECTED_ROWS", 3)
    for number in range(5):
        refuse(cast, number, NOON + timedelta(seconds=number))
    with clock.frozen(NOON):
        assert jobs.prune_rejected_events() == {"pruned": 2}
        kept = [row.payload for row in queries.rejected(cast.production.id)]
        assert kept == ["4", "3", "2"]
        [line] = queries.account(cast.production.id)
    assert line == ("rejected", "bad_id", "", 5)


def test_rebuild_from_the_command_line(cast: Cast, runner: FlaskCliRunner) -> None:
    event = record(workspace_id=cast.workspace.id, environment_id=cast.production.id)
    store.append(batch_of([event]))
    projector.catch_up()
    before = queries.journeys_of(cast.production.id, "u-1")
    result = runner.invoke(args=["rebuild"])
    assert result.exit_code == 0
    assert "Rebuilt from 1 events." in result.output
    assert queries.journeys_of(cast.production.id, "u-1") == before


def test_the_projecting_job_says_when_there_is_more(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projector, "SLICE", 2)
    monkeypatch.setattr(projector.advance, "__defaults__", (2,))
    ids = {"workspace_id": cast.workspace.id, "environment_id": cast.production.id}
    store.append(batch_of([record("page_viewed", **ids) for _ in range(3)]))
    assert jobs.project_events() == {"events": 2, "more": 1}
    assert jobs.project_events() == {"events": 1, "more": 0}
