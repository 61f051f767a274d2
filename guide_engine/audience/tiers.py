"""Touch tiers: how much personal help an account's expected lifetime value (LTV) pays for."""

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """`high`: people help one to one. `low`: one to few. `tech`: guides and self-help."""

    HIGH = "high"
    LOW = "low"
    TECH = "tech"


# In reports and filters: the person belongs to no company.
NO_TIER = "none"


@dataclass(frozen=True)
class Thresholds:
    """The least LTV of the high and of the low tier; everything under `low_from` is tech."""

    high_from: float = 1_000_000
    low_from: float = 100_000

    def __post_init__(self) -> None:
        if not 0 < self.low_from < self.high_from:
            raise ValueError("the high tier must begin above the low tier, and both above zero")


def tier_of(ltv: float | None, thresholds: Thresholds, override: str | None = None) -> Tier:
    """Return the tier of a company. An unknown LTV means tech; a person's decision wins."""
    if override is not None:
        return Tier(override)
    if ltv is None or ltv < thresholds.low_from:
        return Tier.TECH
    return Tier.HIGH if ltv >= thresholds.high_from else Tier.LOW
