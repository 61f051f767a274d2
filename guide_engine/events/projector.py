"""From the log to journeys: reads on from a cursor, folds, saves, and tells who listens.

One slice is one transaction: journeys, everything listeners derive from them, and the cursor
move together or not at all. So a crash repeats a slice at most, and a rebuild is a replay.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.events.journey import Journey, JourneyKey, concerns_journey, fold, key_of
from guide_engine.events.models import ProjectionCursor
from guide_engine.events.queries import CURSOR, journeys_by_key
from guide_engine.events.record import EventRecord
from guide_engine.events.rows import EVENTS, JOURNEYS, SELECT_EVENTS, journey_to_row, record_of
from guide_engine.events.writing import taking_turns

# Before and after; None when the journey has just begun.
Change = tuple[Journey | None, Journey]
OnChanges = Callable[[Session, Sequence[Change]], None]
OnEvents = Callable[[Session, Sequence[EventRecord]], None]
Reset = Callable[[Session], None]
Progress = Callable[[int, int], None]

# Appending waits meanwhile, on SQLite: a slice takes some hundredths of a second.
SLICE = 500
# Any number will do, as long as every process of one database agrees on it.
PROJECTION_LOCK = 7_340_033


@dataclass(frozen=True)
class _Listener:
    reset: Reset
    on_changes: OnChanges | None = None
    on_events: OnEvents | None = None


_listeners: dict[str, _Listener] = {}


def register_listener(name: str, on_changes: OnChanges, reset: Reset) -> None:
    """Derive something from journeys, in the transaction that changes them.

    `on_changes` is called once per slice, after the new journeys are flushed; `reset` empties
    what was derived, in the transaction that starts a replay. Sessions are not bound to a
    workspace. A name registered again replaces the earlier one.
    """
    _listeners[name] = _Listener(reset, on_changes=on_changes)


def register_event_listener(name: str, on_events: OnEvents, reset: Reset) -> None:
    """Derive something from the events themselves: every event, once, in the order of the log."""
    _listeners[name] = _Listener(reset, on_events=on_events)


def unregister_listener(name: str) -> None:
    _listeners.pop(name, None)


def advance(limit: int = SLICE) -> int:
    """Project the next events, at most `limit`; return how many there were."""
    if not has_news():
        return 0
    with _projecting() as (session, cursor):
        rows = session.execute(
            SELECT_EVENTS.where(EVENTS.c.seq > cursor).order_by(EVENTS.c.seq).limit(limit)
        ).all()
        if not rows:
            return 0
        events = [record_of(row) for row in rows]
        _project(session, events)
        _move_cursor(session, events[-1].seq)
    return len(events)


def catch_up() -> int:
    """Project everything there is; return how many events that were."""
    total = 0
    while done := advance():
        total += done
    return total


def rebuild(progress: Progress = lambda _done, _total: None) -> int:
    """Empty everything that is derived from the log and replay it; the result is the same."""
    with _projecting() as (session, _cursor):
        session.execute(delete(JOURNEYS))
        for name in sorted(_listeners):
            _listeners[name].reset(session)
        _move_cursor(session, 0)
        total = session.execute(select(func.count()).select_from(EVENTS)).scalar_one()
    done = 0
    progress(0, total)
    while step := advance():
        done += step
        progress(min(done, total), total)
    return done


def has_news() -> bool:
    """Tell, without taking a lock, whether the log goes on beyond the cursor."""
    with db.engine.connect() as connection:
        cursor = connection.execute(
            select(ProjectionCursor.seq).where(ProjectionCursor.name == CURSOR)
        ).scalar()
        newest = connection.execute(select(func.max(EVENTS.c.seq))).scalar()
    return (newest or 0) > (cursor or 0)


def _project(session: Session, events: Sequence[EventRecord]) -> None:
    by_key: dict[JourneyKey, list[EventRecord]] = {}
    for event in events:
        if concerns_journey(event):
            by_key.setdefault(key_of(event), []).append(event)
    before = journeys_by_key(session, by_key)
    changes: list[Change] = []
    for key, own in by_key.items():
        old = before.get(key)
        new = fold(old, own)
        if new is not None and new != old:
            changes.append((old, new))
    _save(session, [new for _old, new in changes])
    for name in sorted(_listeners):
        listener = _listeners[name]
        if listener.on_changes is not None and changes:
            listener.on_changes(session, changes)
        if listener.on_events is not None:
            listener.on_events(session, events)


def _save(session: Session, journeys: Sequence[Journey]) -> None:
    if not journeys:
        return
    connection = session.connection()
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement: Any = dialect.insert(JOURNEYS)
    keys = [column.name for column in JOURNEYS.primary_key]
    changing = [column.name for column in JOURNEYS.columns if column.name not in keys]
    statement = statement.on_conflict_do_update(
        index_elements=keys, set_={name: statement.excluded[name] for name in changing}
    )
    connection.execute(statement, [journey_to_row(journey) for journey in journeys])


@contextmanager
def _projecting() -> Iterator[tuple[Session, int]]:
    """Open the transaction of one slice; another projector waits until it is over."""
    with Session(db.engine) as session, taking_turns(session.connection(), PROJECTION_LOCK):
        session.info["unscoped"] = True
        cursor = session.execute(
            select(ProjectionCursor.seq).where(ProjectionCursor.name == CURSOR)
        ).scalar()
        if cursor is None:
            session.add(ProjectionCursor(name=CURSOR, seq=0, moved_at=clock.now()))
            session.flush()
        yield session, cursor or 0
        session.commit()


def _move_cursor(session: Session, seq: int) -> None:
    session.execute(
        update(ProjectionCursor)
        .where(ProjectionCursor.name == CURSOR)
        .values(seq=seq, moved_at=clock.now())
    )
