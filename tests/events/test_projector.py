"""Projections follow the log: idempotent, resumable, and the same when rebuilt."""

import json
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from guide_engine.core.db import db
from guide_engine.events import projector, queries, store
from guide_engine.events.models import EventTally, JourneyRow, ProjectionCursor
from guide_engine.events.projector import Change
from guide_engine.events.record import EventRecord
from tests.support.actors import Cast
from tests.support.events import batch_of, record, run_id


def own(
    cast: Cast, kind: str = "guide_started", seconds: float = 0, **fields: object
) -> EventRecord:
    return record(
        kind,
        seconds,
        **{"workspace_id": cast.workspace.id, "environment_id": cast.production.id} | fields,
    )


def dump() -> str:
    """Every projected row as bytes to compare."""
    table = JourneyRow.__table__
    with db.engine.connect() as connection:
        rows = connection.execute(select(table).order_by(*table.primary_key)).mappings()
        return json.dumps([dict(row) for row in rows], default=str, sort_keys=False)


def test_the_log_becomes_journeys(cast: Cast) -> None:
    store.append(batch_of([own(cast), own(cast, "guide_completed", 9), own(cast, "page_viewed")]))
    store.append(batch_of([own(cast, user_id="u-2")]))
    assert projector.catch_up() == 4
    assert projector.catch_up() == 0
    [first] = queries.journeys_of(cast.production.id, "u-1")
    [second] = queries.journeys_of(cast.production.id, "u-2")
    assert (first.status, second.status) == ("completed", "started")


def test_each_version_is_a_journey_of_its_own(cast: Cast) -> None:
    store.append(batch_of([own(cast), own(cast, version=2, run_id=run_id(2))]))
    projector.catch_up()
    assert [j.version for j in queries.journeys_of(cast.production.id, "u-1")] == [1, 2]
    key = (cast.production.id, "u-1", "gd_1")
    found = queries.journeys_of_guides(db.session, [key, (cast.production.id, "u-9", "gd_1")])
    assert [j.version for j in found[key]] == [1, 2]
    assert found[cast.production.id, "u-9", "gd_1"] == []


def test_a_journey_is_read_as_it_was_written_even_before_it_is_projected(cast: Cast) -> None:
    store.append(batch_of([own(cast), own(cast, "step_seen", 1)]))
    before = queries.journeys_of(cast.production.id, "u-1")
    projector.catch_up()
    assert queries.journeys_of(cast.production.id, "u-1") == before
    store.append(batch_of([own(cast, "guide_dismissed", 2)]))
    [journey] = queries.journeys_of(cast.production.id, "u-1")
    assert journey.status == "dismissed"


def test_journeys_of_other_environments_are_not_seen(cast: Cast) -> None:
    store.append(batch_of([own(cast)]))
    projector.catch_up()
    assert queries.journeys_of(cast.staging.id, "u-1") == []


def test_lag_tells_how_far_behind_the_projections_are(cast: Cast) -> None:
    assert queries.lag() == (0, 0.0)
    store.append(batch_of([own(cast), own(cast)]))
    assert queries.lag().events == 2
    assert queries.lag().seconds > 0
    projector.catch_up()
    assert queries.lag() == (0, 0.0)


def test_a_listener_hears_each_change_and_each_event_once(cast: Cast, listener: str) -> None:
    changes: list[Change] = []
    events: list[EventRecord] = []
    projector.register_listener(listener, lambda _s, c: changes.extend(c), lambda _s: None)
    projector.register_event_listener(
        f"{listener}-events", lambda _s, e: events.extend(e), lambda _s: None
    )
    store.append(batch_of([own(cast), own(cast, "page_viewed")]))
    projector.catch_up()
    store.append(batch_of([own(cast, "guide_completed", 1)]))
    projector.catch_up()
    projector.unregister_listener(f"{listener}-events")
    assert [(old and old.status, new.status) for old, new in changes] == [
        (None, "started"),
        ("started", "completed"),
    ]
    assert [event.type for event in events] == ["guide_started", "page_viewed", "guide_completed"]


def test_a_listener_that_fails_holds_the_cursor_and_leaves_nothing_half_done(
    cast: Cast, listener: str
) -> None:
    def fail(_session: Session, _changes: Sequence[Change]) -> None:
        raise RuntimeError("not today")

    store.append(batch_of([own(cast)]))
    projector.register_listener(listener, fail, lambda _session: None)
    with pytest.raises(RuntimeError):
        projector.advance()
    assert dump() == "[]"
    assert queries.lag().events == 1
    projector.unregister_listener(listener)
    assert projector.advance() == 1


class Sums:
    """A listener as insights would be: adds the new and takes away the old, in the database."""

    def on_changes(self, session: Session, changes: Sequence[Change]) -> None:
        delta: Counter[tuple[str, str]] = Counter()
        for old, new in changes:
            if old:
                delta[old.environment_id, old.status] -= 1
            delta[new.environment_id, new.status] += 1
        for (environment_id, status), count in delta.items():
            row = session.get(
                EventTally, (environment_id, "sums", "stored", status, "")
            ) or EventTally(
                workspace_id="",
                environment_id=environment_id,
                day="sums",
                outcome="stored",
                reason=status,
                type="",
                count=0,
            )
            row.count += count
            session.add(row)

    def reset(self, session: Session) -> None:
        table = EventTally.__table__
        session.execute(table.delete().where(table.c.day == "sums"))  # type: ignore[attr-defined]

    @staticmethod
    def read() -> dict[str, int]:
        table = EventTally.__table__
        with db.engine.connect() as connection:
            rows = connection.execute(
                select(table.c.reason, table.c["count"]).where(table.c.day == "sums")
            )
            return {reason: count for reason, count in rows if count}


KINDS = [
    "guide_started",
    "step_seen",
    "step_completed",
    "guide_completed",
    "guide_dismissed",
    "guide_failed",
    "target_missing",
    "page_viewed",
]
STREAM = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.integers(0, 50),
        st.sampled_from(["u-1", "u-2", "u-3"]),
        st.sampled_from(["gd_1", "gd_2"]),
        st.integers(1, 3),
        st.sampled_from(["one", "two"]),
    ),
    min_size=1,
    max_size=40,
)


@given(STREAM, st.data())
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_rebuild_gives_the_same_bytes_as_any_way_there(
    cast: Cast,
    listener: str,
    stream: list[tuple[str, int, str, str, int, str]],
    data: st.DataObject,
) -> None:
    with db.engine.begin() as connection:
        for table in ("event", "journey", "event_tally", "projection_cursor"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    sums = Sums()
    projector.register_listener(listener, sums.on_changes, sums.reset)
    for kind, seconds, user_id, guide_id, run, step_id in stream:
        event = own(
            cast,
            kind,
            seconds,
            user_id=user_id,
            guide_id=guide_id,
            version=1,
            run_id=run_id(run),
            step_id=step_id,
        )
        store.append(batch_of([event]))
        if data.draw(st.booleans()):
            projector.advance(data.draw(st.integers(1, 4)))
    projector.catch_up()
    rows, counted = dump(), Sums.read()
    projector.rebuild()
    assert (dump(), Sums.read()) == (rows, counted)
    projector.rebuild()
    assert dump() == rows


def test_rebuild_starts_over_and_tells_how_far_it_is(cast: Cast, listener: str) -> None:
    resets: list[str] = []
    projector.register_listener(listener, lambda _s, _c: None, lambda _s: resets.append("reset"))
    store.append(batch_of([own(cast), own(cast, "page_viewed")]))
    projector.catch_up()
    steps: list[tuple[int, int]] = []
    assert projector.rebuild(lambda done, total: steps.append((done, total))) == 2
    assert resets == ["reset"]
    assert steps == [(0, 2), (2, 2)]


def test_a_rebuild_cut_short_is_finished_by_the_worker(cast: Cast) -> None:
    store.append(batch_of([own(cast)]))
    projector.catch_up()
    rows = dump()

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        projector.rebuild(stop)
    assert dump() == "[]"
    projector.catch_up()
    assert dump() == rows
    assert db.session.get(ProjectionCursor, queries.CURSOR) is not None
