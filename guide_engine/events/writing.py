"""One transaction that appends a group of batches to the log and to the account."""

import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DataError, IntegrityError, StatementError
from sqlalchemy.orm import Session

from guide_engine.core.db import SQLITE_BUSY_MILLIS
from guide_engine.events.batch import Batch, Refused, Written
from guide_engine.events.catalogue import Refusal
from guide_engine.events.record import EventRecord
from guide_engine.events.statements import add_to_tally, insert_events, keep_rejected

# Any number will do, as long as every process of one database agrees on it.
APPEND_LOCK = 7_340_032
# As long as SQLite waits; the caller answers 503.
LOCK_MILLIS = SQLITE_BUSY_MILLIS
TOLD_AT_MOST = 1_000_000_000

_sqlite_turn = threading.Lock()
_TAKE_LOCK = text("SELECT set_config('lock_timeout', :patience, true), pg_advisory_xact_lock(:key)")

# (environment, workspace, day, outcome, reason, type)
_TallyKey = tuple[str, str, str, str, str, str]


def write_group(engine: Engine, group: Sequence[Batch]) -> list[Written]:
    """Store a group durably; on return every event of it is on disk.

    When the content of some batch is more than the database can take, the others are stored
    without it, and of that batch every event but the poisonous ones.
    """
    try:
        return _write(engine, group)
    except Exception as error:
        if not is_poison(error):
            raise
    if len(group) > 1:
        return [write_group(engine, [batch])[0] for batch in group]
    return [_write_around_poison(engine, group[0])]


def is_poison(error: Exception) -> bool:
    """Tell a fault of the content from a fault of the database, which hits every batch alike."""
    if isinstance(error, DataError | IntegrityError):
        return True
    if isinstance(error, StatementError) and error.orig is not None:
        error = error.orig  # type: ignore[assignment]
    return isinstance(error, ValueError | TypeError | OverflowError)


@contextmanager
def appending(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that commits in turn: what has the lower `seq` is visible first."""
    with engine.connect() as connection, taking_turns(connection, APPEND_LOCK):
        yield connection
        connection.commit()


@contextmanager
def taking_turns(connection: Connection, lock: int) -> Iterator[None]:
    """Begin a transaction that holds this lock until it ends; others wait for it.

    SQLite has one writer at most. Within this process they queue here, because SQLite itself
    makes those who wait sleep and try again, for longer each time.
    """
    if connection.dialect.name != "sqlite":
        connection.execute(_TAKE_LOCK, {"key": lock, "patience": f"{LOCK_MILLIS}ms"})
        yield
        return
    with _sqlite_turn:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            # Nothing to undo after a commit; else the turn must not pass with the lock still held.
            connection.rollback()


def append_in(session: Session, events: Sequence[EventRecord]) -> int:
    """Append events that the service made, within a projection's own transaction.

    Their ids follow from what they were made of, so that a replay finds them in the log already.
    Returns how many were new.
    """
    if not events:
        return 0
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        connection.execute(_TAKE_LOCK, {"key": APPEND_LOCK, "patience": f"{LOCK_MILLIS}ms"})
    rows = [{**event._asdict(), "segments": list(event.segments)} for event in events]
    for row in rows:
        del row["seq"]
    return len(list(insert_events(connection, rows)))


def _write(engine: Engine, group: Sequence[Batch]) -> list[Written]:
    with appending(engine) as connection:
        written = _insert_events(connection, group)
        tally = _insert_refused(connection, group)
        for batch, result in zip(group, written, strict=True):
            tally.update(_tally_of(batch, result))
        _add_to_tally(connection, tally)
    return written


def _write_around_poison(engine: Engine, batch: Batch) -> Written:
    written = Written()
    with appending(engine) as connection:
        for event in batch.events:
            try:
                with connection.begin_nested():
                    [one] = _insert_events(connection, [_only(batch, [event])])
                written.stored |= one.stored
            except Exception as error:
                if not is_poison(error):
                    raise
                written.unstorable.add(event["id"])
        unstorable = [
            _refused_by_database(event)
            for event in batch.events
            if event["id"] in written.unstorable
        ]
        rest = [event for event in batch.events if event["id"] not in written.unstorable]
        told = Batch(
            batch.workspace_id,
            batch.environment_id,
            batch.user_id,
            batch.received_at,
            rest,
            [*batch.refused, *unstorable],
            batch.lost,
        )
        tally = _insert_refused(connection, [told])
        tally.update(_tally_of(told, written))
        _add_to_tally(connection, tally)
    return written


def _only(batch: Batch, events: Sequence[Mapping[str, Any]]) -> Batch:
    return Batch(batch.workspace_id, batch.environment_id, batch.user_id, batch.received_at, events)


def _refused_by_database(event: Mapping[str, Any]) -> Refused:
    payload = ascii({name: value for name, value in event.items() if value is not None})
    return Refused(
        id=event["id"],
        type=event["type"],
        reason=Refusal.NOT_STORABLE,
        detail="The database could not take this event.",
        payload=payload[:4096],
        digest=sha256(payload.encode()).hexdigest(),
    )


def _insert_events(connection: Connection, group: Sequence[Batch]) -> list[Written]:
    """Insert what the log doesn't have. Of an id that comes twice in a group, the first counts."""
    owners: dict[tuple[str, str], int] = {}
    rows: list[Mapping[str, Any]] = []
    for place, batch in enumerate(group):
        for event in batch.events:
            key = (batch.environment_id, event["id"])
            if key not in owners:
                owners[key] = place
                rows.append(event)
    written = [Written() for _ in group]
    if rows:
        for environment_id, event_id in insert_events(connection, rows):
            written[owners[environment_id, event_id]].stored.add(event_id)
    return written


def _insert_refused(connection: Connection, group: Sequence[Batch]) -> Counter[_TallyKey]:
    """Keep what was refused, the same event once however often it comes; return the counts."""
    tally: Counter[_TallyKey] = Counter()
    rows: dict[str, dict[str, Any]] = {}
    for batch in group:
        for refused in batch.refused:
            seed = f"{batch.environment_id}/{refused.reason}/{refused.digest}"
            rejected_id = f"re_{sha256(seed.encode()).hexdigest()[:32]}"
            if rejected_id in rows:
                tally[_key(batch, "duplicate", "", refused.type)] += 1
                continue
            rows[rejected_id] = {
                "id": rejected_id,
                "workspace_id": batch.workspace_id,
                "environment_id": batch.environment_id,
                "user_id": batch.user_id,
                "reason": refused.reason.value,
                "detail": refused.detail,
                "payload": refused.payload,
                "received_at": batch.received_at,
            }
            tally[_key(batch, "rejected", refused.reason.value, refused.type)] += 1
    if rows:
        connection.execute(keep_rejected(connection.dialect.name), list(rows.values()))
    return tally


def _tally_of(batch: Batch, written: Written) -> Counter[_TallyKey]:
    tally: Counter[_TallyKey] = Counter()
    told: set[str] = set()
    for event in batch.events:
        new = event["id"] in written.stored and event["id"] not in told
        told.add(event["id"])
        tally[_key(batch, "stored" if new else "duplicate", "", event["type"])] += 1
    # A batch of nothing but duplicates was sent again: its losses have been told before.
    if written.stored or not batch.events:
        for loss in batch.lost:
            tally[_key(batch, "lost", loss.reason, loss.type)] += min(loss.times, TOLD_AT_MOST)
    return tally


def _key(batch: Batch, outcome: str, reason: str, kind: str) -> _TallyKey:
    day = batch.received_at.date().isoformat()
    return batch.environment_id, batch.workspace_id, day, outcome, reason, kind


def _add_to_tally(connection: Connection, tally: Counter[_TallyKey]) -> None:
    if not tally:
        return
    names = ("environment_id", "workspace_id", "day", "outcome", "reason", "type")
    # In one order for everybody, so that two processes can't wait for each other's rows.
    rows = [{**dict(zip(names, key, strict=True)), "count": tally[key]} for key in sorted(tally)]
    connection.execute(add_to_tally(connection.dialect.name), rows)
