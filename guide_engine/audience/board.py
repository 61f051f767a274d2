"""The tier board: how companies spread over the tiers, now or under other thresholds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from guide_engine.audience.models import Company, EndUser
from guide_engine.audience.tier_sql import tier_column
from guide_engine.audience.tiers import Thresholds, Tier
from guide_engine.core.db import db

_COMPANY, _USER = Company.__table__, EndUser.__table__
BARS = 28


@dataclass(frozen=True)
class Column:
    """One tier on the board."""

    tier: Tier
    companies: int = 0
    people: int = 0
    ltv_total: float = 0
    ltv_least: float | None = None
    ltv_most: float | None = None
    by_hand: int = 0


@dataclass(frozen=True)
class Bar:
    """Companies with an LTV from `least` up to `most`, on a scale that grows by a factor."""

    least: float
    most: float
    companies: int


def columns_of(environment_id: str, thresholds: Thresholds) -> list[Column]:
    """Count each tier: companies, people in them, and the LTV they stand for."""
    tier = tier_column(thresholds).label("tier")
    people = (
        select(_USER.c.company_id, func.count().label("people"))
        .where(_USER.c.environment_id == environment_id, _USER.c.company_id.is_not(None))
        .group_by(_USER.c.company_id)
        .subquery()
    )
    rows = db.session.execute(
        select(
            tier,
            func.count(),
            func.coalesce(func.sum(people.c.people), 0),
            func.coalesce(func.sum(_COMPANY.c.ltv), 0),
            func.min(_COMPANY.c.ltv),
            func.max(_COMPANY.c.ltv),
            func.count(_COMPANY.c.tier_override),
        )
        .select_from(_COMPANY.outerjoin(people, people.c.company_id == _COMPANY.c.id))
        .where(_COMPANY.c.environment_id == environment_id)
        .group_by(tier)
    )
    counted = {row[0]: Column(Tier(row[0]), row[1], int(row[2]), *row[3:]) for row in rows}
    return [counted.get(tier_, Column(tier_)) for tier_ in Tier]


def bars_of(environment_id: str) -> list[Bar]:
    """Spread the companies with a known, positive LTV over bars of equal ratio."""
    values = sorted(
        db.session.scalars(
            select(_COMPANY.c.ltv).where(
                _COMPANY.c.environment_id == environment_id, _COMPANY.c.ltv > 0
            )
        )
    )
    return spread(values) if values else []


def spread(values: Sequence[float]) -> list[Bar]:
    """Count sorted positive values into bars. `values` is not empty."""
    low, high = math.log(values[0]), math.log(values[-1])
    width = max(high - low, math.log(2)) / BARS
    counts = [0] * BARS
    for value in values:
        counts[min(BARS - 1, int((math.log(value) - low) / width))] += 1
    return [
        Bar(math.exp(low + width * place), math.exp(low + width * (place + 1)), count)
        for place, count in enumerate(counts)
    ]


def unknown_ltv(environment_id: str) -> int:
    """Count the companies whose LTV nobody has told."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(_COMPANY)
            .where(_COMPANY.c.environment_id == environment_id, _COMPANY.c.ltv.is_(None))
        )
        or 0
    )
