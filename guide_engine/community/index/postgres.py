"""PostgreSQL: a GIN index over the grams as a `tsvector`, made without a parser."""

from collections.abc import Sequence

from sqlalchemy import Cast, Select, cast, literal, select, text, union_all
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from guide_engine.community.models import IndexEntry, search_vector

# A sequential scan computes the vector of every row, which the planner takes to be free.
_USE_THE_INDEX = text("SET LOCAL enable_seqscan = off")
_AS_USUAL = text("SET LOCAL enable_seqscan = on")


def holders(
    session: Session, workspace_id: str, grams: Sequence[str], at_most: int
) -> list[tuple[str, int]]:
    looked_up = union_all(*(_look_up(workspace_id, gram) for gram in grams))
    session.execute(_USE_THE_INDEX)
    found: dict[str, list[int]] = {}
    for gram, entry_id in session.execute(looked_up):
        found.setdefault(gram, []).append(entry_id)
    session.execute(_AS_USUAL)
    # Ordered here: an ORDER BY would tempt the planner to walk the primary key instead.
    return [(gram, id_) for gram in found for id_ in sorted(found[gram])[-at_most:]]


def _look_up(workspace_id: str, gram: str) -> Select[str, int]:
    entry = IndexEntry.__table__
    return select(literal(gram), entry.c.id).where(
        search_vector().op("@@")(_query(workspace_id, gram))
    )


def _query(workspace_id: str, gram: str) -> Cast[str]:
    """Workspace and gram quoted as lexemes, so that nothing in them is an operator."""
    quoted = (token.replace("\\", "\\\\").replace("'", "''") for token in (workspace_id, gram))
    return cast(" & ".join(f"'{token}'" for token in quoted), TSQUERY)
