"""Keeps rollups in step with the journeys, inside the projector's own transaction."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Table, and_, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from guide_engine.events import projector, queries
from guide_engine.events.journey import Journey
from guide_engine.insights.contribution import ANY_VERSION, Counts, Delta, Slice
from guide_engine.insights.models import ROLLUP, ROLLUP_TIME
from guide_engine.insights.passage import passage_of

Change = tuple[Journey | None, Journey]
# Workspace, environment, guide: whose rollups a change touches.
Scope = tuple[str, str, str]


def register() -> None:
    projector.register_listener("insights", on_changes, reset)


def on_changes(session: Session, changes: Sequence[Change]) -> None:
    """Take the old passages out of the rollups and put the new ones in."""
    deltas: dict[Scope, Delta] = {}
    for scope, changed, others in _people(session, changes):
        delta = deltas.setdefault(scope, Delta())
        if len(changed) == 1 and not others:
            # Whoever met one version only counts alike in it and in any.
            before, after = changed[0]
            old = passage_of([before] if before else [])
            delta.replace((after.version, ANY_VERSION), old, passage_of([after]))
            continue
        for before, after in changed:
            old = passage_of([before] if before else [])
            delta.replace((after.version,), old, passage_of([after]))
        old = passage_of([*others, *(before for before, _after in changed if before)])
        delta.replace((ANY_VERSION,), old, passage_of([*others, *(new for _old, new in changed)]))
    _save(session, deltas)


def reset(session: Session) -> None:
    """Empty the rollups before a replay of the log."""
    session.execute(delete(ROLLUP))
    session.execute(delete(ROLLUP_TIME))


def _people(
    session: Session, changes: Sequence[Change]
) -> Iterator[tuple[Scope, list[Change], list[Journey]]]:
    """Yield, per person and guide, what changed and the journeys of other versions that didn't."""
    people: dict[tuple[str, str, str], list[Change]] = {}
    for change in changes:
        after = change[1]
        people.setdefault((after.environment_id, after.user_id, after.guide_id), []).append(change)
    current = queries.journeys_of_guides(session, people)
    for key, changed in people.items():
        after = changed[0][1]
        versions = {journey.version for _before, journey in changed}
        others = [found for found in current.get(key, []) if found.version not in versions]
        yield (after.workspace_id, after.environment_id, after.guide_id), changed, others


def _save(session: Session, deltas: dict[Scope, Delta]) -> None:
    # In the order of the key: two projectors that meet wait for each other, never deadlock.
    ordered = sorted(deltas.items())
    counts = [
        {**_key(scope, version, part), "step_id": step_id, **change._asdict()}
        for scope, delta in ordered
        for version, part, step_id, change in sorted(delta.counts())
    ]
    times = [
        {**_key(scope, version, part), "bucket": bucket, "count": change}
        for scope, delta in ordered
        for version, part, bucket, change in sorted(delta.times())
    ]
    _add(session, ROLLUP, counts, Counts._fields, presence="reached")
    _add(session, ROLLUP_TIME, times, ("count",), presence="count")


def _key(scope: Scope, version: int, part: Slice) -> dict[str, Any]:
    workspace_id, environment_id, guide_id = scope
    return {
        "workspace_id": workspace_id,
        "environment_id": environment_id,
        "guide_id": guide_id,
        "version": version,
        **part._asdict(),
    }


def _add(
    session: Session,
    table: Table,
    rows: list[dict[str, Any]],
    numbers: Iterable[str],
    presence: str,
) -> None:
    """Add `rows` onto the table; delete those whose `presence` column has come to zero."""
    if not rows:
        return
    dialect = session.get_bind().dialect.name
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    session.execute(
        insert.on_conflict_do_update(
            index_elements=list(table.primary_key),
            set_={name: table.c[name] + insert.excluded[name] for name in numbers},
        ),
        rows,
    )
    # Everything else in a row is part of its presence, so nothing is lost. A row of zeros would
    # differ from what a rebuild makes.
    leavers = [row for row in rows if row[presence] < 0]
    for row in leavers:
        key = [column == row[column.name] for column in table.primary_key]
        session.execute(delete(table).where(and_(*key, table.c[presence] == 0)))
