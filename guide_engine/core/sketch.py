"""Medians out of counts that can be added and taken away again.

The logarithmic buckets of DDSketch: C. Masson, J. E. Rim, H. K. Lee, "DDSketch: A fast and
fully-mergeable quantile sketch with relative-error guarantees", PVLDB 12 (2019) 2195-2205.
Bucket i holds the values in (γ^(i-1), γ^i] with γ = (1+α)/(1-α), so every quantile is within α
of an exact one. Buckets are plain counts without collapsing, so removing a value is the exact
reverse of adding it. The range below needs at most about 950 buckets; real data use a few dozen.
"""

import math
from collections.abc import Mapping

RELATIVE_ERROR = 0.02
_GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR)
_LOG_GAMMA = math.log(_GAMMA)

# Shorter times can't be told from none; longer ones (over three years) count as this long.
SMALLEST = 0.001
LARGEST = 1e8
ZERO_BUCKET = -10_000


def bucket_of(value: float) -> int:
    """Return the bucket of a non-negative value."""
    if value < 0 or math.isnan(value):
        raise ValueError(f"{value} can't be counted: only zero and more")
    if value < SMALLEST:
        return ZERO_BUCKET
    return math.ceil(math.log(min(value, LARGEST)) / _LOG_GAMMA)


def value_of(bucket: int) -> float:
    """Return the value that stands for a bucket: at most `RELATIVE_ERROR` off any member."""
    if bucket == ZERO_BUCKET:
        return 0.0
    return 2 * math.pow(_GAMMA, bucket) / (_GAMMA + 1)


def quantile(counts: Mapping[int, int], q: float) -> float | None:
    """Return the value at rank ⌊q·(n-1)⌋ of n sorted values (the lower quantile), None for n = 0."""
    total = sum(counts.values())
    if total <= 0:
        return None
    rank = math.floor(q * (total - 1))
    seen = 0
    for bucket in sorted(counts):
        seen += counts[bucket]
        if seen > rank:
            return value_of(bucket)
    raise AssertionError("a rank below the total is always met")


def median(counts: Mapping[int, int]) -> float | None:
    """Return the lower median, None for no values."""
    return quantile(counts, 0.5)
