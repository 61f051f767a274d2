"""The Wilson interval has its published values and keeps its promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.core.intervals import newcombe, wilson


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        # Newcombe 1998a, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_published_intervals_are_met(count: int, n: int, low: float, high: float):
    share = wilson(count, n)
    assert share.low == pytest.approx(low, abs=5e-5)
    assert share.high == pytest.approx(high, abs=5e-5)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        # Newcombe 1998b, table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_published_differences_are_met(first, second, low: float, high: float):
    found = newcombe(wilson(*first), wilson(*second))
    assert found == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_nobody_has_no_rate():
    share = wilson(0, 0)
    assert (share.rate, share.low, share.high) == (None, 0.0, 1.0)
    assert newcombe(share, wilson(1, 2)) is None


@pytest.mark.parametrize(("count", "n"), [(-1, 3), (4, 3)])
def test_an_impossible_share_is_refused(count: int, n: int):
    with pytest.raises(ValueError, match="is no share"):
        wilson(count, n)


shares = st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(shares)
def test_the_interval_holds_the_rate_and_stays_within_bounds(share: tuple[int, int]):
    found = wilson(*share)
    assert 0.0 <= found.low <= found.rate <= found.high <= 1.0


@given(shares)
def test_success_and_failure_mirror_each_other(share: tuple[int, int]):
    count, n = share
    found, mirror = wilson(count, n), wilson(n - count, n)
    assert found.low == pytest.approx(1 - mirror.high, abs=1e-12)
    assert found.high == pytest.approx(1 - mirror.low, abs=1e-12)


@given(shares)
def test_more_people_at_the_same_rate_narrow_it(share: tuple[int, int]):
    count, n = share
    few, many = wilson(count, n), wilson(4 * count, 4 * n)
    assert many.high - many.low < few.high - few.low
