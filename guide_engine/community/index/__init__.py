"""The full-text index: which threads share grams with a question.

One contract, two engines: FTS5 on SQLite, a GIN index over `tsvector` on PostgreSQL. They only say
which threads hold a gram; how common each is stands in a table of its own, and `ranking` orders
what was found. So both engines give the same answers, and a question costs the same in a large
community: only its most telling grams are looked up, up to a budget of threads.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, cast

from sqlalchemy import Row, Table, delete, func, select
from sqlalchemy.dialects import postgresql as postgresql_dialect
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.orm import Session

from guide_engine.community.index import postgres, sqlite
from guide_engine.community.models import IndexEntry, IndexGram, Thread
from guide_engine.community.ranking import Candidate
from guide_engine.community.tokens import index_tokens

# Threads that are read and ranked for one question.
CANDIDATES_AT_MOST = 200
# Threads that one question's grams may name together; commoner grams add nothing beyond that.
NAMED_AT_MOST = 4_000
# A long post repeats itself; its beginning says what it is about.
MAX_BODY_CHARACTERS = 2_500

_GRAMS = cast(Table, IndexGram.__table__)


class Engine(Protocol):
    """What each engine's module provides."""

    def holders(
        self, session: Session, workspace_id: str, grams: Sequence[str], at_most: int
    ) -> list[tuple[str, int]]:
        """Return (gram, entry id) for each of the distinct grams, at most so many of each."""


def put(session: Session, threads: Iterable[Thread]) -> None:
    """Index these threads of one workspace anew. They must be flushed."""
    threads = list(threads)
    remove(session, [thread.id for thread in threads])
    entries = [_entry(thread) for thread in threads]
    session.add_all(entries)
    session.flush()
    if entries:
        _count(session, entries[0].workspace_id, entries, +1)


def remove(session: Session, thread_ids: Sequence[str]) -> None:
    """Take threads of the bound workspace out of the index. Call before they are deleted."""
    entries = session.scalars(select(IndexEntry).where(IndexEntry.thread_id.in_(thread_ids))).all()
    if not entries:
        return
    _count(session, entries[0].workspace_id, entries, -1)
    session.execute(delete(IndexEntry).where(IndexEntry.thread_id.in_(thread_ids)))


def size(session: Session, workspace_id: str) -> int:
    """Count the indexed threads of a workspace."""
    entry = IndexEntry.__table__
    count = select(func.count()).select_from(entry).where(entry.c.workspace_id == workspace_id)
    return int(session.scalar(count) or 0)


def count_grams(session: Session, workspace_id: str, grams: Iterable[str]) -> Counter[str]:
    """Tell in how many threads of the workspace each gram stands."""
    counted = select(_GRAMS.c.gram, _GRAMS.c.threads).where(
        _GRAMS.c.workspace_id == workspace_id, _GRAMS.c.gram.in_(list(dict.fromkeys(grams)))
    )
    return Counter({row.gram: row.threads for row in session.execute(counted)})


def commonest_gram(session: Session, workspace_id: str, beginning: str) -> str | None:
    """Return the gram most threads of the workspace have among those that begin so, if any."""
    return session.scalar(
        select(_GRAMS.c.gram)
        .where(
            _GRAMS.c.workspace_id == workspace_id,
            _GRAMS.c.gram.startswith(beginning, autoescape=True),
            _GRAMS.c.threads > 0,
        )
        .order_by(_GRAMS.c.threads.desc(), _GRAMS.c.gram)
        .limit(1)
    )


def candidates(
    session: Session,
    workspace_id: str,
    worth: Mapping[str, float],
    counts: Mapping[str, int],
    grams: Iterable[str],
) -> list[Candidate]:
    """Find the threads that hold the worthiest grams; `grams` are all that will be looked at.

    `worth` maps grams to what finding them says, `counts` to how many threads hold them.
    """
    telling = _within_budget(sorted(worth, key=lambda gram: (-worth[gram], gram)), counts)
    if not telling:
        return []
    scores: Counter[int] = Counter()
    engine = _engine(session)
    for gram, entry_id in engine.holders(session, workspace_id, telling, NAMED_AT_MOST):
        scores[entry_id] += worth[gram]  # type: ignore[assignment]
    best = sorted(scores, key=lambda entry_id: (-scores[entry_id], entry_id))[:CANDIDATES_AT_MOST]
    rows = session.execute(
        select(
            IndexEntry.thread_id,
            IndexEntry.title,
            IndexEntry.body,
            Thread.answered,
            Thread.language,
        )
        .join(Thread, Thread.id == IndexEntry.thread_id)
        .where(IndexEntry.id.in_(best), IndexEntry.workspace_id == workspace_id)
    )
    wanted = frozenset(grams)
    return [_candidate(row, wanted) for row in rows]


def _within_budget(grams: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """Take grams from the worthiest on until they would name too many threads; at least one."""
    taken: list[str] = []
    named = 0
    for gram in grams:
        named += counts.get(gram, 0)
        if taken and named > NAMED_AT_MOST:
            break
        taken.append(gram)
    return taken


def _entry(thread: Thread) -> IndexEntry:
    tags = map(str, thread.tags)
    body = f"{thread.category} {thread.body_text[:MAX_BODY_CHARACTERS]}"
    return IndexEntry(
        workspace_id=thread.workspace_id,
        thread_id=thread.id,
        title=" ".join(index_tokens(" ".join([thread.title, *tags]))),
        body=" ".join(index_tokens(body)),
    )


def _count(session: Session, workspace_id: str, entries: Iterable[IndexEntry], times: int) -> None:
    """Add the entries' grams to how common each is, or take them away."""
    delta: Counter[str] = Counter()
    for entry in entries:
        delta.update({*entry.title.split(), *entry.body.split()})
    if not delta:
        return
    dialect: Any = _dialect(session)
    insert = dialect.insert(_GRAMS)
    session.execute(
        insert.on_conflict_do_update(
            index_elements=list(_GRAMS.primary_key),
            set_={"threads": _GRAMS.c.threads + insert.excluded.threads},
        ),
        # In order, so that two imports at once wait for each other and never deadlock.
        [
            {"workspace_id": workspace_id, "gram": gram, "threads": times * count}
            for gram, count in sorted(delta.items())
        ],
    )


def _candidate(row: Row[str, str, str, str, str], wanted: frozenset[str]) -> Candidate:
    thread_id, title, body, answered, language = row
    in_title, in_body = title.split(), body.split()
    return Candidate(
        thread_id=thread_id,
        title=Counter(gram for gram in in_title if gram in wanted),
        body=Counter(gram for gram in in_body if gram in wanted),
        length=len(in_title) + len(in_body),
        answered=answered,
        language=language,
        order=title,
    )


def _dialect(session: Session) -> Any:
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite_dialect if is_sqlite else postgresql_dialect


def _engine(session: Session) -> Engine:
    return sqlite if session.get_bind().dialect.name == "sqlite" else postgres
