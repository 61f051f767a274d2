"""Medians from bucket counts stay within their error, and taking away undoes adding."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.core.sketch import (
    LARGEST,
    RELATIVE_ERROR,
    SMALLEST,
    bucket_of,
    median,
    quantile,
    value_of,
)

seconds = st.floats(SMALLEST, LARGEST, allow_nan=False)
FLOAT_DUST = 1e-9


def _sketch(values: list[float]) -> Counter[int]:
    return Counter(bucket_of(value) for value in values)


@given(seconds)
def test_a_bucket_stands_for_its_members_within_the_error(value: float):
    assert abs(value_of(bucket_of(value)) - value) <= (RELATIVE_ERROR + FLOAT_DUST) * value


@given(st.lists(seconds, min_size=1, max_size=200), st.floats(0, 1))
def test_every_quantile_is_within_the_error_of_the_exact_one(values: list[float], q: float):
    exact = sorted(values)[math.floor(q * (len(values) - 1))]
    found = quantile(_sketch(values), q)
    assert abs(found - exact) <= (RELATIVE_ERROR + FLOAT_DUST) * exact


@given(st.lists(seconds), st.lists(seconds))
def test_merging_then_taking_away_is_exact(kept: list[float], passing: list[float]):
    sketch = _sketch(kept)
    sketch.update(_sketch(passing))
    sketch.subtract(_sketch(passing))
    assert +sketch == _sketch(kept)


def test_zero_counts_as_zero():
    assert median(_sketch([0.0, 0.0, 5.0])) == 0.0


def test_nothing_has_no_median():
    assert median({}) is None


@pytest.mark.parametrize("value", [-1.0, math.nan])
def test_a_value_below_zero_is_refused(value: float):
    with pytest.raises(ValueError, match="only zero and more"):
        bucket_of(value)
