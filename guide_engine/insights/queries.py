"""Sums of rollups. Each reads one stretch of the key; none looks at the log."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Table, and_, func, select

from guide_engine.core.db import db
from guide_engine.insights.contribution import ANY_VERSION, WHOLE_GUIDE, Counts, Dimension
from guide_engine.insights.models import ROLLUP, ROLLUP_TIME
from guide_engine.insights.period import Period

_SUMS = [func.sum(ROLLUP.c[name]) for name in Counts._fields]


class Question(NamedTuple):
    """Which stretch of the rollups. `version` 0 is any version, each person counted once."""

    environment_id: str
    guide_id: str
    version: int
    period: Period


def slice_counts(question: Question, split: Dimension) -> dict[str, dict[str, Counts]]:
    """Return {value: {step: counts}}; the guide as a whole stands under the empty step."""
    rows = db.session.execute(
        select(ROLLUP.c.value, ROLLUP.c.step_id, *_SUMS)
        .where(_stretch(ROLLUP, question, split))
        .group_by(ROLLUP.c.value, ROLLUP.c.step_id)
    )
    found: dict[str, dict[str, Counts]] = {}
    for value, step_id, *numbers in rows:
        found.setdefault(value, {})[step_id] = _counts(numbers)
    return found


def slice_times(question: Question, split: Dimension) -> dict[str, dict[int, int]]:
    """Return {value: {bucket of the time to complete: people}}."""
    table = ROLLUP_TIME
    rows = db.session.execute(
        select(table.c.value, table.c.bucket, func.sum(table.c.count))
        .where(_stretch(table, question, split))
        .group_by(table.c.value, table.c.bucket)
    )
    found: dict[str, dict[int, int]] = {}
    for value, bucket, count in rows:
        found.setdefault(value, {})[bucket] = int(count)
    return found


def daily(question: Question) -> dict[date, tuple[int, int]]:
    """Return {day: (people who first started on it, those of them who completed)}."""
    rows = db.session.execute(
        select(ROLLUP.c.day, ROLLUP.c.seen, ROLLUP.c.completed).where(
            _stretch(ROLLUP, question, Dimension.ALL), ROLLUP.c.step_id == WHOLE_GUIDE
        )
    )
    return {day: (started, completed) for day, started, completed in rows}


def guides_counts(
    environment_id: str, versions: Mapping[str, int], period: Period
) -> dict[str, dict[str, Counts]]:
    """Return {guide: {step: counts}} for several guides, each of its named version."""
    found: dict[str, dict[str, Counts]] = {}
    # One statement per version number: for pairs of guide and version SQLite would not use the key.
    for version in sorted(set(versions.values())):
        guide_ids = [guide_id for guide_id, wanted in versions.items() if wanted == version]
        rows = db.session.execute(
            select(ROLLUP.c.guide_id, ROLLUP.c.step_id, *_SUMS)
            .where(_stretch_of_guides(environment_id, guide_ids, version, period))
            .group_by(ROLLUP.c.guide_id, ROLLUP.c.step_id)
        )
        for guide_id, step_id, *numbers in rows:
            found.setdefault(guide_id, {})[step_id] = _counts(numbers)
    return found


def guides_daily(
    environment_id: str, guide_ids: Iterable[str], period: Period
) -> dict[str, dict[date, tuple[int, int]]]:
    """Return {guide: {day: (started, completed)}} over any version."""
    rows = db.session.execute(
        select(ROLLUP.c.guide_id, ROLLUP.c.day, ROLLUP.c.seen, ROLLUP.c.completed).where(
            _stretch_of_guides(environment_id, guide_ids, ANY_VERSION, period),
            ROLLUP.c.step_id == WHOLE_GUIDE,
        )
    )
    found: dict[str, dict[date, tuple[int, int]]] = {}
    for guide_id, day, started, completed in rows:
        found.setdefault(guide_id, {})[day] = (started, completed)
    return found


def versions_met(environment_id: str, guide_id: str) -> list[int]:
    """Return the versions that anyone was shown here, newest first."""
    rows = db.session.scalars(
        select(ROLLUP.c.version)
        .where(
            ROLLUP.c.environment_id == environment_id,
            ROLLUP.c.guide_id == guide_id,
            ROLLUP.c.version != ANY_VERSION,
        )
        .distinct()
    )
    return sorted(rows, reverse=True)


def has_completion(environment_id: str) -> bool:
    """Whether anyone ever completed a guide here."""
    row = db.session.execute(
        select(ROLLUP.c.guide_id)
        .where(
            ROLLUP.c.environment_id == environment_id,
            ROLLUP.c.dimension == Dimension.ALL,
            ROLLUP.c.completed > 0,
        )
        .limit(1)
    ).first()
    return row is not None


def _stretch(table: Table, question: Question, split: Dimension) -> ColumnElement[bool]:
    return and_(
        table.c.environment_id == question.environment_id,
        table.c.guide_id == question.guide_id,
        table.c.version == question.version,
        table.c.dimension == split,
        table.c.day.between(question.period.first, question.period.last),
    )


def _stretch_of_guides(
    environment_id: str, guide_ids: Iterable[str], version: int, period: Period
) -> ColumnElement[bool]:
    return and_(
        ROLLUP.c.environment_id == environment_id,
        ROLLUP.c.guide_id.in_(sorted(guide_ids)),
        ROLLUP.c.version == version,
        ROLLUP.c.dimension == Dimension.ALL,
        ROLLUP.c.day.between(period.first, period.last),
    )


def _counts(numbers: Iterable[Any]) -> Counts:
    """PostgreSQL sums to its numeric type."""
    return Counts(*(int(number) for number in numbers))
