"""The projection counts people once, in any order, and a rebuild gives the same rows."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from guide_engine.core.db import db
from guide_engine.events import projector
from guide_engine.events.models import ProjectionCursor
from guide_engine.events.rows import EVENTS, JOURNEYS
from guide_engine.health.models import ATTEMPTS, DAYS, MATCHES, MEETINGS, PROJECTED, VOICES
from tests.health.story import drifted, failed, found, missing, started, write
from tests.support.actors import Cast, environment_ref

on_one_database = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SAVE = {"v": 1, "tag": "button", "role": "button", "name": "Save"}


def rows(table: Any) -> list[dict[str, Any]]:
    with db.engine.connect() as connection:
        found_rows = connection.execute(select(table)).mappings()
        return sorted((dict(row) for row in found_rows), key=repr)


def counts() -> list[tuple[Any, ...]]:
    names = ("path", "found", "drifted", "hidden", "ambiguous", "not_found", "unexplained")
    return [tuple(row[name] for name in names) for row in rows(DAYS)]


def test_each_person_counts_once_a_day_and_page(cast: Cast) -> None:
    write(cast.env, [found("mika"), found("mika"), found("ken"), missing("yui", "hidden")])
    projector.catch_up()
    assert counts() == [("/invoices/new", 2, 0, 1, 0, 0, 0)]


def test_the_worst_of_a_persons_day_stands_and_moves_the_count(cast: Cast) -> None:
    write(cast.env, [found("mika")])
    projector.catch_up()
    write(cast.env, [drifted("mika")])
    projector.catch_up()
    assert counts() == [("/invoices/new", 0, 1, 0, 0, 0, 0)]
    write(cast.env, [missing("mika", "ambiguous"), found("mika")])
    projector.catch_up()
    assert counts() == [("/invoices/new", 0, 0, 0, 1, 0, 0)]


def test_likeness_alone_is_no_drift_unless_the_browser_says_so(cast: Cast) -> None:
    write(cast.env, [found("mika", tier="similar", score=0.62)])
    projector.catch_up()
    assert counts() == [("/invoices/new", 1, 0, 0, 0, 0, 0)]


def test_a_failure_and_its_missing_target_are_one_meeting_with_the_reason(cast: Cast) -> None:
    write(cast.env, [missing("mika", "not_found"), failed("mika")])
    projector.catch_up()
    assert counts() == [("/invoices/new", 0, 0, 0, 0, 1, 0)]


def test_a_failure_for_another_reason_says_nothing_of_the_target(cast: Cast) -> None:
    write(cast.env, [failed("mika", "error"), missing("ken", None)])
    projector.catch_up()
    assert counts() == [("/invoices/new", 0, 0, 0, 0, 0, 1)]


def test_days_and_pages_are_apart_and_pages_name_nobody(cast: Cast) -> None:
    write(
        cast.env,
        [
            found("mika", path="/invoices/INV-1042"),
            found("mika", path="/invoices/INV-7"),
            found("mika", days_ago=1, path="/invoices"),
        ],
    )
    projector.catch_up()
    assert [row[:2] for row in sorted(counts())] == [("/invoices", 1), ("/invoices/…", 1)]


def test_sightings_are_counted_by_tier_and_score(cast: Cast) -> None:
    write(cast.env, [found("mika", score=0.97), found("ken", score=0.96), drifted("yui")])
    projector.catch_up()
    assert [(row["tier"], row["score"], row["count"]) for row in rows(MATCHES)] == [
        ("agreed", 19, 2)
    ]


def test_the_last_proposal_of_each_person_is_kept(cast: Cast) -> None:
    first, second = {**SAVE, "name": "Save it"}, {**SAVE, "heading": "Invoice"}
    write(cast.env, [drifted("mika", second), drifted("mika", first, days_ago=1)])
    projector.catch_up()
    assert [row["fingerprint"] for row in rows(VOICES)] == [{**SAVE, "heading": "Invoice"}]


def test_a_proposal_that_names_nothing_is_left_out(cast: Cast) -> None:
    write(cast.env, [drifted("mika", {"v": 1, "tag": "button", "role": "button"})])
    projector.catch_up()
    assert rows(VOICES) == []
    assert counts()[0][2] == 1


def test_attempts_keep_the_last_start_and_the_last_failure(cast: Cast) -> None:
    write(
        cast.env,
        [started("mika", days_ago=2), failed("mika", days_ago=1), started("mika", days_ago=3)],
    )
    projector.catch_up()
    (row,) = rows(ATTEMPTS)
    assert row["started_at"] < row["failed_at"] == row["last_at"]


def test_two_tenants_are_counted_apart(cast: Cast) -> None:
    write(cast.env, [found("mika")])
    write(environment_ref(cast.other_production), [missing("mika")])
    projector.catch_up()
    told = {(row["workspace_id"], row["found"], row["not_found"]) for row in rows(DAYS)}
    assert told == {(cast.workspace.id, 1, 0), (cast.other_workspace.id, 0, 1)}


people = st.sampled_from(["mika", "ken", "yui"])
ago = st.integers(0, 12).map(lambda n: n / 4)
places = {
    "step_id": st.sampled_from(["st_one", "st_two"]),
    "path": st.sampled_from(["/invoices", "/", None]),
    "version": st.sampled_from([1, 2]),
}
proposals = st.sampled_from([None, SAVE, {**SAVE, "name": "Store"}])
events = st.one_of(
    st.builds(found, people, score=st.sampled_from([0.5, 1]), days_ago=ago, **places),
    st.builds(drifted, people, proposals, days_ago=ago, **places),
    st.builds(missing, people, st.sampled_from([None, "hidden", "ambiguous"]), days_ago=ago),
    st.builds(failed, people, days_ago=ago, **places),
    st.builds(started, people, days_ago=ago, **places),
)


def _start_over() -> None:
    with db.engine.begin() as connection:
        for table in (EVENTS, JOURNEYS, *PROJECTED, ProjectionCursor.__table__):
            connection.execute(delete(table))


def _everything() -> list[list[dict[str, Any]]]:
    return [rows(table) for table in PROJECTED]


@on_one_database
@given(log=st.lists(events, max_size=30), size=st.integers(1, 40), data=st.data())
def test_neither_slices_nor_order_nor_a_rebuild_make_a_difference(
    cast: Cast, log: list, size: int, data: st.DataObject
) -> None:
    _start_over()
    write(cast.env, log)
    while projector.advance(size):
        pass
    once = _everything()
    projector.rebuild()
    assert _everything() == once
    _start_over()
    write(cast.env, data.draw(st.permutations(log)))
    projector.catch_up()
    assert _everything() == once


@on_one_database
@given(log=st.lists(events, max_size=30), size=st.integers(1, 10))
def test_the_sums_are_the_meetings_added_up(cast: Cast, log: list, size: int) -> None:
    _start_over()
    write(cast.env, log)
    while projector.advance(size):
        pass
    total = sum(
        row[name]
        for row in rows(DAYS)
        for name in ("found", "drifted", "hidden", "ambiguous", "not_found", "unexplained")
    )
    assert total == len(rows(MEETINGS))
    assert all(min(row[n] for n in ("found", "drifted", "not_found")) >= 0 for row in rows(DAYS))
