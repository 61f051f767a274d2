"""Keeps target health in step with the log, inside the projector's own transaction.

Everything here is a minimum, a maximum, or a count of what was new: neither the order of events
nor where a slice ends makes a difference, and a rebuild gives the same rows.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, delete, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from guide_engine.events import projector
from guide_engine.events.catalogue import EventType
from guide_engine.events.record import EventRecord
from guide_engine.health.models import ATTEMPTS, DAYS, MATCHES, MEETINGS, PROJECTED, VOICES
from guide_engine.health.proposal import says_enough
from guide_engine.health.sighting import RANK, Outcome, Sighting, proposal_of, sighting_of

Row = dict[str, Any]
Rows = dict[tuple[Any, ...], Row]
# Stays well under the number of parameters a statement may have.
KEYS_AT_ONCE = 300


def register() -> None:
    projector.register_event_listener("health", on_events, reset)


def reset(session: Session) -> None:
    """Empty the projections before a replay of the log."""
    for table in PROJECTED:
        session.execute(delete(table))


def on_events(session: Session, events: Sequence[EventRecord]) -> None:
    sightings = [found for event in events if (found := sighting_of(event))]
    _meet(session, sightings)
    _count_matches(session, sightings)
    _hear(session, events)
    _attempt(session, events)


def _meet(session: Session, sightings: Sequence[Sighting]) -> None:
    """Note each person's worst of the day, and move the sums by what that changed."""
    wanted: Rows = {}
    for one in sightings:
        row = _meeting(one)
        key = _key(MEETINGS, row)
        wanted[key] = _worse(wanted[key], row) if key in wanted else row
    known = _known(session, MEETINGS, wanted)
    changed = {key: _worse(known[key], row) if key in known else row for key, row in wanted.items()}
    changed = {key: row for key, row in changed.items() if known.get(key) != row}
    _move_sums(session, changed, known)
    _save(session, MEETINGS, changed.values())


def _meeting(one: Sighting) -> Row:
    return {
        **_place(one),
        "day": one.day,
        "path": one.path,
        "user_id": one.user_id,
        "outcome": one.outcome.value,
        "first_at": one.at,
        "last_at": one.at,
    }


def _worse(old: Row, new: Row) -> Row:
    outcome = max(old["outcome"], new["outcome"], key=lambda value: RANK[Outcome(value)])
    return {
        **old,
        "outcome": outcome,
        "first_at": min(old["first_at"], new["first_at"]),
        "last_at": max(old["last_at"], new["last_at"]),
    }


def _move_sums(session: Session, changed: Rows, known: Rows) -> None:
    moves: dict[tuple[Any, ...], Counter[str]] = {}
    spans: Rows = {}
    for key, row in changed.items():
        day = {name: row[name] for name in DAYS.c.keys() if name in row}  # noqa: SIM118
        day_key = _key(DAYS, day)
        move = moves.setdefault(day_key, Counter())
        if key in known:
            move[known[key]["outcome"]] -= 1
        move[row["outcome"]] += 1
        spans[day_key] = _wider(spans[day_key], day) if day_key in spans else day
    sums = _known(session, DAYS, spans)
    for day_key, day in spans.items():
        whole = _wider(sums[day_key], day) if day_key in sums else day
        counts = {
            outcome.value: whole.get(outcome.value, 0) + moves[day_key][outcome.value]
            for outcome in Outcome
        }
        spans[day_key] = {**whole, **counts}
    _save(session, DAYS, spans.values())


def _wider(old: Row, new: Row) -> Row:
    first, last = min(old["first_at"], new["first_at"]), max(old["last_at"], new["last_at"])
    return {**old, "first_at": first, "last_at": last}


def _count_matches(session: Session, sightings: Sequence[Sighting]) -> None:
    counts: Counter[tuple[Any, ...]] = Counter()
    rows: Rows = {}
    for one in sightings:
        if one.tier is not None:
            row = {**_place(one), "day": one.day, "tier": one.tier, "score": one.score}
            key = _key(MATCHES, row)
            counts[key] += 1
            rows[key] = row
    if rows:
        statement: Any = _insert(session, MATCHES)
        session.execute(
            statement.on_conflict_do_update(
                index_elements=list(MATCHES.primary_key),
                set_={"count": MATCHES.c["count"] + statement.excluded["count"]},
            ),
            [{**rows[key], "count": counts[key]} for key in sorted(rows)],
        )


def _hear(session: Session, events: Sequence[EventRecord]) -> None:
    """Keep of each person what their browser found last."""
    voices: Rows = {}
    for event in events:
        proposal = proposal_of(event)
        if proposal is None or not says_enough(proposal):
            continue
        row = {
            **_scope(event),
            "step_id": event.step_id,
            "user_id": event.user_id,
            "at": event.occurred_at,
            "event_id": event.id,
            "fingerprint": proposal,
        }
        key = _key(VOICES, row)
        voices[key] = _later(voices[key], row) if key in voices else row
    known = _known(session, VOICES, voices)
    later = {k: _later(known[k], row) if k in known else row for k, row in voices.items()}
    _save(session, VOICES, later.values())


def _later(old: Row, new: Row) -> Row:
    return max(old, new, key=lambda row: (row["at"], row["event_id"]))


def _attempt(session: Session, events: Sequence[EventRecord]) -> None:
    """Note when a guide last began for each person, and when it last failed them."""
    attempts: Rows = {}
    for event in events:
        began = event.type == EventType.GUIDE_STARTED
        if not (began or event.type == EventType.GUIDE_FAILED):
            continue
        row = {
            **_scope(event),
            "user_id": event.user_id,
            "started_at": event.occurred_at if began else None,
            "failed_at": None if began else event.occurred_at,
            "last_at": event.occurred_at,
        }
        key = _key(ATTEMPTS, row)
        attempts[key] = _newest(attempts[key], row) if key in attempts else row
    known = _known(session, ATTEMPTS, attempts)
    newest = {k: _newest(known[k], row) if k in known else row for k, row in attempts.items()}
    _save(session, ATTEMPTS, newest.values())


def _newest(old: Row, new: Row) -> Row:
    moments = {
        name: max((row[name] for row in (old, new) if row[name] is not None), default=None)
        for name in ("started_at", "failed_at", "last_at")
    }
    return {**old, **moments}


def _scope(event: EventRecord) -> Row:
    return {
        "environment_id": event.environment_id,
        "workspace_id": event.workspace_id,
        "guide_id": event.guide_id,
        "version": event.version,
    }


def _place(one: Sighting) -> Row:
    return {
        "environment_id": one.environment_id,
        "workspace_id": one.workspace_id,
        "guide_id": one.guide_id,
        "version": one.version,
        "step_id": one.step_id,
    }


def _key(table: Table, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in table.primary_key)


def _known(session: Session, table: Table, keys: Iterable[tuple[Any, ...]]) -> Rows:
    """Return the rows of these keys as they are."""
    columns = tuple_(*table.primary_key)
    found: Rows = {}
    for part in _parts(sorted(keys)):
        for row in session.execute(select(table).where(columns.in_(part))).mappings():
            known = dict(row)
            found[_key(table, known)] = known
    return found


def _parts(keys: list[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    return (keys[start : start + KEYS_AT_ONCE] for start in range(0, len(keys), KEYS_AT_ONCE))


def _save(session: Session, table: Table, rows: Iterable[Row]) -> None:
    # In the order of the key: the same statement whatever the order of the slice.
    ordered = sorted(rows, key=lambda row: _key(table, row))
    if not ordered:
        return
    statement: Any = _insert(session, table)
    keys = {column.name for column in table.primary_key}
    changing = [column.name for column in table.columns if column.name not in keys]
    session.execute(
        statement.on_conflict_do_update(
            index_elements=list(table.primary_key),
            set_={name: statement.excluded[name] for name in changing},
        ),
        ordered,
    )


def _insert(session: Session, table: Table) -> Any:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)
