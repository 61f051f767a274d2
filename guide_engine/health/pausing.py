"""Whether a guide is switched off by the rule its author set. Pure.

The rule is read as it is written: of at least `min_users` people who were due the guide, at least
`failure_percent` in a hundred could not be shown it. What protects from small numbers is
`min_users`, which is the author's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

WINDOW = timedelta(hours=24)


@dataclass(frozen=True)
class Evidence:
    """Of the people who were due the guide, how many it failed. A person's last word counts."""

    failed: int
    due: int


def evidence_from(now: datetime, published_at: datetime, resumed_at: datetime | None) -> datetime:
    """Return the moment after which attempts count: what was paused for once is never held against
    the guide again, nor what happened before it was published."""
    return max(now - WINDOW, published_at, resumed_at or published_at)


def must_pause(rule: Mapping[str, Any] | None, found: Evidence) -> bool:
    """Judge by the rule of the published version; none is never."""
    if not rule or found.due < max(1, rule["min_users"]):
        return False
    return bool(found.failed * 100 >= rule["failure_percent"] * found.due)
