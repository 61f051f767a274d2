"""SQLite: an FTS5 table beside `community_index_entry`, kept in step by triggers.

The grams are made before they get here, so the tokenizer only splits at spaces; it must not
fold diacritics either, which would make が and か one. The workspace is a column of the index, so
that a look-up never reads another tenant's rows.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, Table, event, text
from sqlalchemy.orm import Session

from guide_engine.community.models import IndexEntry

STATEMENTS = (
    """
    CREATE VIRTUAL TABLE IF NOT EXISTS community_index USING fts5(
        workspace_id, title, body, content='community_index_entry', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
    )
    """,
    """
    CREATE TRIGGER IF NOT EXISTS community_index_added AFTER INSERT ON community_index_entry BEGIN
        INSERT INTO community_index(rowid, workspace_id, title, body)
        VALUES (new.id, new.workspace_id, new.title, new.body);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS community_index_removed AFTER DELETE ON community_index_entry BEGIN
        INSERT INTO community_index(community_index, rowid, workspace_id, title, body)
        VALUES ('delete', old.id, old.workspace_id, old.title, old.body);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS community_index_changed AFTER UPDATE ON community_index_entry BEGIN
        INSERT INTO community_index(community_index, rowid, workspace_id, title, body)
        VALUES ('delete', old.id, old.workspace_id, old.title, old.body);
        INSERT INTO community_index(rowid, workspace_id, title, body)
        VALUES (new.id, new.workspace_id, new.title, new.body);
    END
    """,
)

_FIND = text(
    """
    SELECT rowid FROM community_index WHERE community_index MATCH :wanted
    ORDER BY rowid DESC LIMIT :at_most
    """
)


def create(connection: Connection) -> None:
    """Create the FTS5 table and its triggers. For `create_all` and for the migration."""
    for statement in STATEMENTS:
        connection.execute(text(statement))


@event.listens_for(IndexEntry.__table__, "after_create")
def _create_with_table(_table: Table, connection: Connection, **_options: object) -> None:
    if connection.dialect.name == "sqlite":
        create(connection)


def holders(
    session: Session, workspace_id: str, grams: Sequence[str], at_most: int
) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for gram in grams:
        wanted = f"workspace_id : {_quoted(workspace_id)} AND {{title body}} : {_quoted(gram)}"
        rows = session.execute(_FIND, {"wanted": wanted, "at_most": at_most})
        found.extend((gram, entry_id) for entry_id in rows.scalars())
    return found


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'
