import pytest

from guide_engine.audience.tiers import Thresholds, tier_of

LIMITS = Thresholds(high_from=1_000_000, low_from=100_000)


@pytest.mark.parametrize(
    ("ltv", "tier"),
    [
        (5_000_000, "high"),
        (1_000_000, "high"),
        (999_999.99, "low"),
        (100_000, "low"),
        (99_999, "tech"),
        (0, "tech"),
        (-1, "tech"),
        (None, "tech"),
    ],
)
def test_ltv_decides_the_tier(ltv: float | None, tier: str) -> None:
    assert tier_of(ltv, LIMITS) == tier


def test_a_persons_decision_wins_over_ltv() -> None:
    assert tier_of(5_000_000, LIMITS, "tech") == "tech"
    assert tier_of(None, LIMITS, "high") == "high"


def test_an_unknown_tier_is_refused() -> None:
    with pytest.raises(ValueError, match="gold"):
        tier_of(1, LIMITS, "gold")


@pytest.mark.parametrize(("high", "low"), [(100, 100), (100, 200), (100, 0), (-1, -2)])
def test_thresholds_out_of_order_are_refused(high: float, low: float) -> None:
    with pytest.raises(ValueError, match="above"):
        Thresholds(high, low)
