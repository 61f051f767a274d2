"""The same as `tiers.tier_of`, for the database."""

from typing import Any

from sqlalchemy import ColumnElement, case

from guide_engine.audience.models import Company, columns
from guide_engine.audience.tiers import NO_TIER, Thresholds, Tier

_COMPANY: Any = columns(Company)


def tier_column(thresholds: Thresholds) -> ColumnElement[str]:
    """The tier of a company's row. A row that is missing in an outer join is `tech` too."""
    return case(
        (_COMPANY.tier_override.is_not(None), _COMPANY.tier_override),
        (_COMPANY.ltv >= thresholds.high_from, Tier.HIGH.value),
        (_COMPANY.ltv >= thresholds.low_from, Tier.LOW.value),
        else_=Tier.TECH.value,
    )


def has_tier(tier: str, thresholds: Thresholds) -> ColumnElement[bool]:
    if tier == NO_TIER:
        absent: ColumnElement[bool] = _COMPANY.id.is_(None)
        return absent
    held: ColumnElement[bool] = _COMPANY.id.is_not(None) & (tier_column(thresholds) == tier)
    return held
