"""Rollups say what the definitions say, whatever the order and batches, and a rebuild agrees."""

from collections import Counter
from collections.abc import Sequence

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from guide_engine.core.db import db
from guide_engine.core.sketch import bucket_of
from guide_engine.events import projector
from guide_engine.events.models import ProjectionCursor
from guide_engine.events.rows import EVENTS, JOURNEYS
from guide_engine.insights.models import ROLLUP, ROLLUP_TIME
from tests.insights import definitions
from tests.insights.log import Happening, completing, happenings, leaving, write
from tests.support.actors import Cast, environment_ref

on_one_database = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _rows(table=ROLLUP) -> list[tuple]:
    with db.engine.connect() as connection:
        return [
            tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))
        ]


def _start_over() -> None:
    with db.engine.begin() as connection:
        for table in (EVENTS, JOURNEYS, ROLLUP, ROLLUP_TIME, ProjectionCursor.__table__):
            connection.execute(delete(table))


def _project(cast: Cast, log: Sequence[Happening], slice_size: int = 1000) -> None:
    write(cast.env, log)
    while projector.advance(slice_size):
        pass


def _as_answers(log: Sequence[Happening]) -> tuple[dict, dict]:
    """What rollups should hold for this log, by the definitions."""
    counts, times = {}, Counter()
    for key, answer in definitions.answers(log).items():
        counts[*key, ""] = (len(answer.started), len(answer.completed), *_ways(answer.left), 0)
        reached = set(answer.seen) | {step for step, _how in answer.left_at}
        for step in reached:
            left = {how: answer.left_at[step, how] for how in definitions_ways}
            completed = len(answer.seen[step] & answer.completed)
            passed = len(answer.passed[step])
            counts[*key, step] = (len(answer.seen[step]), completed, *_ways(left), passed)
        for seconds in answer.seconds:
            times[*key, bucket_of(seconds)] += 1
    return counts, dict(times)


definitions_ways = ("dismissed", "abandoned", "failed", "running")


def _ways(left: dict[str, set[str]]) -> list[int]:
    return [len(left.get(how, ())) for how in definitions_ways]


def _as_rolled_up() -> tuple[dict, dict]:
    with db.engine.connect() as connection:
        counts = {
            (row.version, row.day, row.dimension, row.value, row.step_id): (
                row.seen, row.completed, row.dismissed, row.abandoned, row.failed, row.running,
                row.done,
            )
            for row in connection.execute(select(ROLLUP))
            # People who were never shown anything have no place in the definitions.
            if row.seen or row.step_id
        }  # fmt: skip
        times = {
            (row.version, row.day, row.dimension, row.value, row.bucket): row.count
            for row in connection.execute(select(ROLLUP_TIME))
        }
    return counts, times


@on_one_database
@given(log=st.lists(happenings, max_size=40), slice_size=st.integers(1, 50))
def test_rollups_say_what_the_definitions_say(cast: Cast, log: list[Happening], slice_size: int):
    _start_over()
    # A guide that only ever failed is another test's matter.
    shown = {e.user for e in log if e.type in definitions.PAINTED}
    log = [event for event in log if event.user in shown]
    _project(cast, log, slice_size)
    expected, found = _as_answers(log), _as_rolled_up()
    only_failed = _failing_versions(log)
    assert {k: v for k, v in found[0].items() if k[0] not in only_failed} == {
        k: v for k, v in expected[0].items() if k[0] not in only_failed
    }
    assert found[1] == expected[1]


def _failing_versions(log: Sequence[Happening]) -> set[int]:
    """Versions in which somebody met failures only."""
    met = {(event.user, event.version) for event in log}
    shown = {(e.user, e.version) for e in log if e.type in definitions.PAINTED}
    return {version for _user, version in met - shown}


@on_one_database
@given(log=st.lists(happenings, max_size=40), first=st.integers(1, 50), second=st.integers(1, 50))
def test_batches_make_no_difference_and_a_rebuild_is_identical(
    cast: Cast, log: list[Happening], first: int, second: int
):
    _start_over()
    _project(cast, log, first)
    once = (_rows(), _rows(ROLLUP_TIME))
    projector.rebuild()
    assert (_rows(), _rows(ROLLUP_TIME)) == once
    _start_over()
    _project(cast, log, second)
    assert (_rows(), _rows(ROLLUP_TIME)) == once


@on_one_database
@given(log=st.lists(happenings, max_size=25), data=st.data())
def test_the_order_of_arrival_makes_no_difference(cast: Cast, log: list[Happening], data):
    _start_over()
    _project(cast, log)
    in_order = (_rows(), _rows(ROLLUP_TIME))
    _start_over()
    shuffled = data.draw(st.permutations(list(enumerate(log))))
    for number, happening in shuffled:
        write(cast.env, [happening], first=number)
    projector.catch_up()
    assert (_rows(), _rows(ROLLUP_TIME)) == in_order


def test_a_person_who_met_two_versions_counts_once_in_any_version(app: Flask, cast: Cast):
    log = [*leaving("mika", "dismissed", version=1), *completing("mika", at=500, version=2)]
    _project(cast, log)
    whole = {
        row.version: (row.seen, row.completed, row.dismissed)
        for row in db.session.execute(
            select(ROLLUP).where(ROLLUP.c.dimension == "all", ROLLUP.c.step_id == "")
        )
    }
    assert whole == {0: (1, 1, 0), 1: (1, 0, 1), 2: (1, 1, 0)}


def test_a_guide_that_could_never_be_shown_counts_as_reached_but_not_started(cast: Cast):
    _project(cast, [Happening("mika", "guide_failed", "run-1", "a")])
    rows = db.session.execute(
        select(ROLLUP.c.step_id, ROLLUP.c.reached, ROLLUP.c.seen, ROLLUP.c.failed).where(
            ROLLUP.c.dimension == "all", ROLLUP.c.version == 1
        )
    ).all()
    assert sorted(map(tuple, rows)) == [("", 1, 0, 1), ("a", 1, 0, 1)]


def test_two_environments_are_counted_apart(cast: Cast):
    write(cast.env, completing("mika"))
    write(environment_ref(cast.other_production), completing("mika"), first=100)
    projector.catch_up()
    rows = db.session.execute(
        select(ROLLUP.c.environment_id, ROLLUP.c.workspace_id, ROLLUP.c.seen).where(
            ROLLUP.c.dimension == "all", ROLLUP.c.version == 0, ROLLUP.c.step_id == ""
        )
    )
    assert {tuple(row) for row in rows} == {
        (cast.production.id, cast.workspace.id, 1),
        (cast.other_production.id, cast.other_workspace.id, 1),
    }


def test_what_moves_leaves_no_empty_row_behind(cast: Cast):
    write(cast.env, completing("mika", at=200_000))
    projector.catch_up()
    late = Happening("mika", "guide_started", "run-0", "a", at=0)
    write(cast.env, [late], first=900)
    projector.catch_up()
    days = {row.day.isoformat() for row in db.session.execute(select(ROLLUP))}
    assert days == {"2026-11-10"}
