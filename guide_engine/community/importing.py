"""Taking threads in: from a file as a whole, or row by row as a feed brings them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import IO

from sqlalchemy import delete, or_, select

from guide_engine.community import index
from guide_engine.community.files import MAX_BYTES, ReadRow, read_threads
from guide_engine.community.models import Source, Thread
from guide_engine.community.rows import RowError, ThreadRow
from guide_engine.community.words import fault_sentence
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import Invalid
from guide_engine.core.ids import new_id

BATCH = 500
FAULTS_SHOWN = 50

_COPIED = (
    "url",
    "title",
    "body_text",
    "language",
    "category",
    "answered",
    "reply_count",
    "posted_at",
    "changed_at",
)
_INDEXED = ("title", "body_text", "category", "tags")


@dataclass
class Outcome:
    """What an import did."""

    added: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0
    skipped: int = 0
    faults: list[tuple[int, RowError]] = field(default_factory=list)

    def note_fault(self, line: int, fault: RowError) -> None:
        self.skipped += 1
        if len(self.faults) < FAULTS_SHOWN:
            self.faults.append((line, fault))


class ImportRefused(Invalid):
    """The file has bad rows, so nothing of it was taken. `fields` maps `row N` to the fault."""

    code = "import_refused"

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(
            f"Nothing was imported: {outcome.skipped} rows are wrong."
            " Mend them, or import the rest by skipping bad rows (--skip-bad).",
            fields={f"row {line}": [fault_sentence(fault)] for line, fault in outcome.faults},
        )
        self.outcome = outcome


def import_file(
    source: Source,
    file: IO[bytes],
    form: str,
    *,
    skip_bad: bool = False,
    replace: bool = False,
    max_bytes: int = MAX_BYTES,
) -> Outcome:
    """Add and update threads of `source` from a seekable file: all rows, or none.

    `replace` also removes threads that the file no longer has. Raises ImportRefused, Invalid,
    TooLarge; the caller then rolls back, since rows before the fault are already written.
    """
    outcome, now = Outcome(), clock.now()
    good = _good_rows(read_threads(file, form, max_bytes), outcome, stop_early=not skip_bad)
    while batch := list(islice(good, BATCH)):
        take_rows(source, batch, outcome, now)
    if outcome.skipped and not skip_bad:
        raise ImportRefused(outcome)
    if replace:
        outcome.removed = _remove_unseen(source, now)
    return outcome


def take_rows(source: Source, rows: Sequence[ThreadRow], outcome: Outcome, now: datetime) -> None:
    """Add or update one batch; a thread is known again by its id, else by its address."""
    known = _known(source, rows)
    changed: list[Thread] = []
    for row in rows:
        thread = known.get(row.external_id) or known.get(row.url)
        if thread is None:
            thread = _new(source, row, now)
            known[row.external_id] = thread
            changed.append(thread)
            outcome.added += 1
            continue
        thread.seen_at = now
        touched = _update(thread, row)
        outcome.changed += bool(touched)
        outcome.same += not touched
        if touched & set(_INDEXED):
            changed.append(thread)
    db.session.flush()
    index.put(db.session, changed)


def delete_threads(thread_ids: Sequence[str]) -> int:
    """Remove threads, out of the index first; return how many."""
    for start in range(0, len(thread_ids), BATCH):
        part = thread_ids[start : start + BATCH]
        index.remove(db.session, part)
        db.session.execute(delete(Thread).where(Thread.id.in_(part)))
    return len(thread_ids)


def _good_rows(
    read: Iterable[ReadRow], outcome: Outcome, *, stop_early: bool
) -> Iterator[ThreadRow]:
    """Pass on good rows, note the others. After a fault that will refuse all, only look on."""
    first_lines: dict[str, int] = {}
    for result in read:
        row = result.row
        if row is None or result.fault is not None:
            outcome.note_fault(result.line, result.fault or RowError("unreadable"))
            continue
        first = first_lines.setdefault(row.external_id, result.line)
        if first != result.line:
            outcome.note_fault(result.line, RowError("repeated", str(first)))
        elif not (outcome.skipped and stop_early):
            yield row


def _known(source: Source, rows: Sequence[ThreadRow]) -> dict[str, Thread]:
    ids, urls = [row.external_id for row in rows], [row.url for row in rows]
    found = db.session.scalars(
        select(Thread).where(
            Thread.source_id == source.id,
            or_(Thread.external_id.in_(ids), Thread.url.in_(urls)),
        )
    ).all()
    return {t.url: t for t in found} | {t.external_id: t for t in found}


def _new(source: Source, row: ThreadRow, now: datetime) -> Thread:
    thread = Thread(
        id=new_id("th"),
        workspace_id=source.workspace_id,
        source_id=source.id,
        external_id=row.external_id,
        tags=list(row.tags),
        seen_at=now,
        **{name: getattr(row, name) for name in _COPIED},
    )
    db.session.add(thread)
    return thread


def _update(thread: Thread, row: ThreadRow) -> set[str]:
    """Copy what differs; return the names of the fields that did."""
    values = {name: getattr(row, name) for name in _COPIED} | {"tags": list(row.tags)}
    touched = {name for name, value in values.items() if getattr(thread, name) != value}
    for name in touched:
        setattr(thread, name, values[name])
    return touched


def _remove_unseen(source: Source, now: datetime) -> int:
    gone = select(Thread.id).where(Thread.source_id == source.id, Thread.seen_at < now)
    return delete_threads(db.session.scalars(gone).all())
