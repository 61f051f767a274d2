"""The database: one session per request or task, and tenants kept apart by construction.

Every table a workspace owns is a `WorkspaceOwned` model. A session must be bound to one
workspace (`bind_workspace`) before it may read or write such a table through the ORM; the
workspace criterion is then added to every SELECT, UPDATE and DELETE, and an INSERT for
another workspace is refused. Instance-wide work (sign-in, projections) says so: `unscoped`.
Core statements on `Model.__table__` bypass this; they name `workspace_id` themselves.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import Engine, Executable, ForeignKey, MetaData, String, UpdateBase, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    ORMExecuteState,
    Session,
    UOWTransaction,
    declared_attr,
    mapped_column,
    with_loader_criteria,
)
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql import visitors

from guide_engine.core.database import Database

# Waits for another writer, then gives up; the caller answers 503.
SQLITE_BUSY_MILLIS = 10_000


class Model(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class WorkspaceOwned:
    """Mixin: the row belongs to one workspace and dies with it."""

    @declared_attr
    def workspace_id(cls) -> Mapped[str]:
        return mapped_column(String(40), ForeignKey("workspace.id", ondelete="CASCADE"), index=True)


class WorkspaceUnbound(RuntimeError):
    """A programming error: tenant data was touched before the session knew whose it is."""


db = Database()


def bind_workspace(session: Session, workspace_id: str) -> None:
    """Let this session see and write the rows of one workspace, and of no other."""
    session.info["workspace_id"] = workspace_id


@contextmanager
def unscoped(session: Session) -> Iterator[None]:
    """Lift the workspace fence for instance-wide work."""
    before = session.info.get("unscoped", False)
    session.info["unscoped"] = True
    try:
        yield
    finally:
        session.info["unscoped"] = before


@event.listens_for(Session, "do_orm_execute")
def _fence_statement(state: ORMExecuteState) -> None:
    # Refreshes, lazy loads and populate_existing also pass here: the fence holds for them too.
    if state.session.info.get("unscoped") or state.is_column_load:
        return
    # Found by walking the statement: an entity may stand in a join, a subquery or a count only.
    owned = _owned_models(state.statement)
    if not owned:
        return
    workspace_id = state.session.info.get("workspace_id")
    if workspace_id is None:
        raise WorkspaceUnbound(f"{min(owned)} was queried by a session bound to no workspace")
    if state.is_insert or state.is_update:
        _refuse_foreign_values(state, workspace_id)
    if not state.is_insert:
        state.statement = state.statement.options(
            with_loader_criteria(
                WorkspaceOwned,
                lambda cls: cls.workspace_id == workspace_id,
                include_aliases=True,
            )
        )


def _owned_models(statement: Executable) -> set[str]:
    """Name the tenants' models a statement touches. Core tables carry no entity and are left out."""
    owned: set[str] = set()
    entities = [
        element._annotations.get("parententity")
        for element in visitors.iterate(cast(visitors.ExternallyTraversible, statement))
        if element._annotations
    ]
    if isinstance(statement, UpdateBase):
        entities.append(statement.table._annotations.get("parententity"))
    for entity in entities:
        model = entity.mapper.class_ if entity is not None else None
        if model is not None and issubclass(model, WorkspaceOwned):
            owned.add(model.__name__)
    return owned


def _refuse_foreign_values(state: ORMExecuteState, workspace_id: str) -> None:
    """Refuse an INSERT or UPDATE that doesn't go through the unit of work but names a tenant."""
    statement: Any = state.statement
    written = [statement._values or {}, *(statement._multi_values or ())]
    rows = [each for batch in written for each in (batch if isinstance(batch, list) else [batch])]
    sent = state.parameters
    rows += sent if isinstance(sent, list) else [sent or {}]
    named = {
        getattr(value, "value", value)
        for row in rows
        for key, value in row.items()
        if getattr(key, "key", key) == "workspace_id"
    }
    if named - {workspace_id} or (state.is_insert and not named):
        raise WorkspaceUnbound(
            f"a row of workspace {named or None} was written by a session bound to {workspace_id}"
        )


@event.listens_for(Session, "before_flush")
def _refuse_foreign_rows(session: Session, _context: UOWTransaction, _instances: object) -> None:
    if session.info.get("unscoped"):
        return
    workspace_id = session.info.get("workspace_id")
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, WorkspaceOwned):
            row_workspace: Any = row.workspace_id
            if row_workspace is None and workspace_id is not None:
                row.workspace_id = workspace_id
            elif row_workspace != workspace_id or workspace_id is None:
                raise WorkspaceUnbound(
                    f"{type(row).__name__} of workspace {row_workspace} was written by a session"
                    f" bound to {workspace_id}"
                )


@event.listens_for(Engine, "connect")
def _prepare_connection(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    if type(connection).__module__.partition(".")[0] != "sqlite3":
        return
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {SQLITE_BUSY_MILLIS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    # An acknowledged event must survive a power cut, so each commit reaches the disk.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()
