"""Shares with the uncertainty they carry.

The Wilson score interval: E. B. Wilson, "Probable inference, the law of succession, and
statistical inference", JASA 22 (1927) 209-212; method 3 of R. G. Newcombe, "Two-sided confidence
intervals for the single proportion", Statistics in Medicine 17 (1998) 857-872. Unlike the
textbook ±1.96·√(p(1-p)/n) it stays within 0 and 1 and holds its 95 % at small n and extreme p.
"""

import math
from dataclasses import dataclass

# The 97.5 % quantile of the standard normal distribution: 95 % lie within ±z.
Z95 = 1.959963984540054

# Below this many people a rate isn't shown: at n = 10 the interval still spans up to 53 points.
ENOUGH = 10


@dataclass(frozen=True)
class Share:
    """`count` of `n`, with its rate and 95 % interval. Of nobody there is no rate: all is possible."""

    count: int
    n: int
    rate: float | None
    low: float
    high: float

    @property
    def enough(self) -> bool:
        """Whether n is large enough for the rate to be worth showing."""
        return self.n >= ENOUGH


def wilson(count: int, n: int, z: float = Z95) -> Share:
    """Return the share `count / n` with its Wilson score interval."""
    if not 0 <= count <= n:
        raise ValueError(f"{count} of {n} is no share")
    if n == 0:
        return Share(0, 0, None, 0.0, 1.0)
    rate = count / n
    weight = 1 + z * z / n
    centre = (rate + z * z / (2 * n)) / weight
    half = z / weight * math.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    # At the ends the bound is exact; floating point would leave it a hair off.
    low = 0.0 if count == 0 else max(0.0, centre - half)
    high = 1.0 if count == n else min(1.0, centre + half)
    return Share(count, n, rate, low, high)


def newcombe(first: Share, second: Share) -> tuple[float, float] | None:
    """Return the 95 % interval of `first.rate - second.rate`, or None where either is empty.

    Method 10 of R. G. Newcombe, "Interval estimation for the difference between independent
    proportions", Statistics in Medicine 17 (1998) 873-890: the two Wilson intervals, squared
    and added.
    """
    if first.rate is None or second.rate is None:
        return None
    difference = first.rate - second.rate
    below = math.hypot(first.rate - first.low, second.high - second.rate)
    above = math.hypot(first.high - first.rate, second.rate - second.low)
    return max(-1.0, difference - below), min(1.0, difference + above)
