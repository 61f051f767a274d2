"""Reads: journeys as they are right now, recent events, refusals, and how far the worker is."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Row, bindparam, func, select, tuple_
from sqlalchemy.orm import Session

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.events.journey import Journey, JourneyKey, concerns_journey, fold, key_of
from guide_engine.events.models import EventTally, ProjectionCursor, RejectedEvent
from guide_engine.events.record import EventRecord
from guide_engine.events.rows import (
    EVENTS,
    JOURNEYS,
    SELECT_EVENTS,
    SELECT_JOURNEYS,
    journey_from_row,
    record_of,
)

T = TypeVar("T")

# The projection of journeys; listeners move with it.
CURSOR = "journeys"
# Stays well under the number of parameters a statement may have.
KEYS_AT_ONCE = 500

# (environment, end user, guide)
GuideKey = tuple[str, str, str]


class Lag(NamedTuple):
    """How far the projections are behind the log."""

    events: int
    seconds: float


# Asked with every state, so they are built once and run past the ORM.
_TAIL_OF_PERSON = (
    SELECT_EVENTS.where(
        EVENTS.c.environment_id == bindparam("environment_id"),
        EVENTS.c.user_id == bindparam("user_id"),
        EVENTS.c.seq
        > func.coalesce(
            select(ProjectionCursor.__table__.c.seq)
            .where(ProjectionCursor.__table__.c.name == CURSOR)
            .scalar_subquery(),
            0,
        ),
    )
).order_by(EVENTS.c.seq)
_JOURNEYS_OF_PERSON = SELECT_JOURNEYS.where(
    JOURNEYS.c.environment_id == bindparam("environment_id"),
    JOURNEYS.c.user_id == bindparam("user_id"),
)


def tail_of(environment_id: str, user_id: str) -> list[EventRecord]:
    """Return one end user's events that are not projected yet, in the order of the log."""
    person = {"environment_id": environment_id, "user_id": user_id}
    rows = db.session.connection().execute(_TAIL_OF_PERSON, person)
    return [record_of(row) for row in rows]


def journeys_of(environment_id: str, user_id: str) -> list[Journey]:
    """Return one end user's journeys, up to the last committed event."""
    person = {"environment_id": environment_id, "user_id": user_id}
    # The tail is read first: what is projected meanwhile is then folded twice, which changes
    # nothing; the other way round an event could be missed.
    tail: dict[JourneyKey, list[EventRecord]] = {}
    for event in tail_of(environment_id, user_id):
        if concerns_journey(event):
            tail.setdefault(key_of(event), []).append(event)
    rows = db.session.connection().execute(_JOURNEYS_OF_PERSON, person)
    journeys = {journey.key: journey for journey in map(journey_from_row, rows)}
    for key, events in tail.items():
        if (journey := fold(journeys.get(key), events)) is not None:
            journeys[key] = journey
    return [journeys[key] for key in sorted(journeys)]


def journeys_by_key(session: Session, keys: Collection[JourneyKey]) -> dict[JourneyKey, Journey]:
    """Return the projected journeys of these keys, as flushed in this session."""
    columns = tuple_(
        JOURNEYS.c.environment_id, JOURNEYS.c.user_id, JOURNEYS.c.guide_id, JOURNEYS.c.version
    )
    found: dict[JourneyKey, Journey] = {}
    for part in _parts(list(keys)):
        for row in session.execute(SELECT_JOURNEYS.where(columns.in_(part))):
            journey = journey_from_row(row)
            found[journey.key] = journey
    return found


def journeys_of_guides(session: Session, keys: Iterable[GuideKey]) -> dict[GuideKey, list[Journey]]:
    """Return, for each end user and guide, the journeys of all versions, oldest version first."""
    columns = tuple_(JOURNEYS.c.environment_id, JOURNEYS.c.user_id, JOURNEYS.c.guide_id)
    found: dict[GuideKey, list[Journey]] = {key: [] for key in keys}
    for part in _parts(list(found)):
        rows = session.execute(
            SELECT_JOURNEYS.where(columns.in_(part)).order_by(JOURNEYS.c.version)
        )
        for journey in map(journey_from_row, rows):
            found[journey.environment_id, journey.user_id, journey.guide_id].append(journey)
    return found


def recent(
    environment_id: str,
    *,
    user_id: str | None = None,
    guide_id: str | None = None,
    before: int | None = None,
    after: int | None = None,
    limit: int = 100,
) -> list[EventRecord]:
    """Return events of the log, newest first; `before` and `after` are places in it."""
    statement = SELECT_EVENTS.where(EVENTS.c.environment_id == environment_id)
    if user_id:
        statement = statement.where(EVENTS.c.user_id == user_id)
    if guide_id:
        statement = statement.where(EVENTS.c.guide_id == guide_id)
    if before is not None:
        statement = statement.where(EVENTS.c.seq < before)
    if after is not None:
        statement = statement.where(EVENTS.c.seq > after)
    rows = db.session.execute(statement.order_by(EVENTS.c.seq.desc()).limit(limit))
    return [record_of(row) for row in rows]


def rejected(
    environment_id: str,
    *,
    reason: str | None = None,
    user_id: str | None = None,
    limit: int = 100,
) -> list[Row[Any]]:
    """Return refused events, newest first."""
    table = RejectedEvent.__table__
    statement = select(table).where(table.c.environment_id == environment_id)
    if reason:
        statement = statement.where(table.c.reason == reason)
    if user_id:
        statement = statement.where(table.c.user_id == user_id)
    return list(
        db.session.execute(statement.order_by(table.c.received_at.desc(), table.c.id).limit(limit))
    )


class Line(NamedTuple):
    """One line of the account."""

    outcome: str
    reason: str
    type: str
    times: int


def account(environment_id: str, *, days: int = 30) -> list[Line]:
    """Return what came in lately and what became of it, the most frequent of each kind first."""
    table = EventTally.__table__
    since = (clock.now() - timedelta(days=days)).date().isoformat()
    total = func.sum(table.c["count"])
    rows = db.session.execute(
        select(table.c.outcome, table.c.reason, table.c.type, total)
        .where(table.c.environment_id == environment_id, table.c.day >= since)
        .group_by(table.c.outcome, table.c.reason, table.c.type)
        .order_by(table.c.outcome, total.desc(), table.c.reason, table.c.type)
    )
    return [Line(outcome, reason, kind, int(times)) for outcome, reason, kind, times in rows]


def _parts(keys: list[T]) -> Iterable[list[T]]:
    return (keys[start : start + KEYS_AT_ONCE] for start in range(0, len(keys), KEYS_AT_ONCE))


def lag() -> Lag:
    """Tell how many events wait to be projected, and for how long the oldest has."""
    waiting, oldest = db.session.execute(
        select(func.count(), func.min(EVENTS.c.received_at)).where(
            EVENTS.c.seq > _cursor(db.session)
        )
    ).one()
    seconds = (clock.now() - oldest).total_seconds() if oldest else 0.0
    return Lag(waiting, max(0.0, seconds))


def _cursor(session: Session) -> int:
    return (
        session.execute(
            select(ProjectionCursor.__table__.c.seq).where(
                ProjectionCursor.__table__.c.name == CURSOR
            )
        ).scalar()
        or 0
    )
