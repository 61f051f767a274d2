"""INSERT that yields to a row already there, on either database."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def insert_new(session: Session, table: Table, rows: list[dict[str, Any]]) -> int:
    """Insert the rows whose keys are free, skip the others, and return how many were new."""
    if not rows:
        return 0
    key = next(iter(table.primary_key))
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).on_conflict_do_nothing().returning(key)
    # rowcount is not kept for INSERT by every driver; what comes back is.
    return len(session.execute(statement.values(rows)).all())
