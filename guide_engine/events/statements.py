"""The INSERTs of the log, in each database's own fast way. Built once: that takes longer than running."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Table, Text, bindparam, column, func, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB

from guide_engine.events.models import Event, EventTally, RejectedEvent

EVENTS = cast(Table, Event.__table__)
REJECTED = cast(Table, RejectedEvent.__table__)
TALLY = cast(Table, EventTally.__table__)

_KEY = ["environment_id", "id"]


def insert_events(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> Iterable[Any]:
    """Insert what is not there yet, in order; return environment and id of what was new."""
    if connection.dialect.name == "sqlite":
        return connection.execute(_sqlite_events(), rows)
    document = json.dumps(rows, default=_moment)
    return connection.execute(_postgresql_events(), {"rows": document})


@cache
def _sqlite_events() -> Any:
    statement = sqlite.insert(EVENTS).on_conflict_do_nothing(index_elements=_KEY)
    return statement.returning(EVENTS.c.environment_id, EVENTS.c.id)


@cache
def _postgresql_events() -> Any:
    """Take all rows as one JSON parameter: thousands of them cost the driver ten times the insert."""
    columns = [c for c in EVENTS.columns if c.name != "seq"]
    document = sql_cast(bindparam("rows", type_=Text), JSONB)
    sent = (
        func.jsonb_to_recordset(document)
        .table_valued(*(column(c.name, c.type) for c in columns))
        .render_derived("sent", with_types=True)
    )
    return (
        postgresql.insert(EVENTS)
        .from_select([c.name for c in columns], select(*(sent.c[c.name] for c in columns)))
        .on_conflict_do_nothing(index_elements=_KEY)
        .returning(EVENTS.c.environment_id, EVENTS.c.id)
    )


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the log")


@cache
def keep_rejected(dialect: str) -> Any:
    # The two dialects spell ON CONFLICT alike, but SQLAlchemy has no common name for it.
    statement = sqlite.insert(REJECTED) if dialect == "sqlite" else postgresql.insert(REJECTED)
    return statement.on_conflict_do_update(
        index_elements=["id"], set_={"received_at": statement.excluded.received_at}
    )


@cache
def add_to_tally(dialect: str) -> Any:
    statement = sqlite.insert(TALLY) if dialect == "sqlite" else postgresql.insert(TALLY)
    return statement.on_conflict_do_update(
        index_elements=["environment_id", "day", "outcome", "reason", "type"],
        set_={"count": TALLY.c.count + statement.excluded.count},
    )
