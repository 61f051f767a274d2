"""How a step's target fares: judged by days, by the careful end of an interval. Pure.

What counts is people per day. The window is the shortest recent one with enough of them, so that a
busy guide is judged by today and a quiet one by a fortnight.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from guide_engine.core.intervals import Share, wilson

# The window is closed once so many are in it.
WANTED = 30
# With fewer nothing is said.
FEWEST = 5
LONGEST_DAYS = 14
# The lower end of the 95 % interval must reach this, and the bad stretch began above that: below it
# all is well again, and between the two nothing changes.
BAD_FROM = 0.20
OVER_BELOW = 0.10


class State(StrEnum):
    HEALTHY = "healthy"
    # Found, but by likeness only or with other words.
    DRIFTING = "drifting"
    # Not found, or not to be told from others.
    LOST = "lost"
    UNKNOWN = "unknown"

    @property
    def is_bad(self) -> bool:
        return self in (State.DRIFTING, State.LOST)


@dataclass(frozen=True)
class Day:
    """How many people fared how with a target on one day."""

    day: date
    found: int = 0
    drifted: int = 0
    missing: int = 0

    @property
    def people(self) -> int:
        return self.found + self.drifted + self.missing

    @property
    def off(self) -> int:
        return self.drifted + self.missing


@dataclass(frozen=True)
class Verdict:
    state: State
    missing: Share
    # Missing or drifted.
    off: Share
    # First day of the window, and of the bad stretch where it is one.
    first: date
    since: date | None


def judge(days: Sequence[Day], today: date) -> Verdict:
    """Judge a target by its days, whatever their order."""
    window = _window(days, today)
    people = sum(day.people for day in window)
    missing = wilson(sum(day.missing for day in window), people)
    off = wilson(sum(day.off for day in window), people)
    state = _state(missing, off)
    first = min((day.day for day in window), default=today)
    began = since(days, state) if state.is_bad else None
    return Verdict(state, missing, off, first, began)


def _window(days: Sequence[Day], today: date) -> list[Day]:
    oldest = today - timedelta(days=LONGEST_DAYS - 1)
    taken: list[Day] = []
    for day in sorted(days, key=lambda day: day.day, reverse=True):
        if day.day < oldest or sum(one.people for one in taken) >= WANTED:
            break
        taken.append(day)
    return taken


def _state(missing: Share, off: Share) -> State:
    if off.n < FEWEST:
        return State.UNKNOWN
    if missing.low >= BAD_FROM:
        return State.LOST
    return State.DRIFTING if off.low >= BAD_FROM else State.HEALTHY


def since(days: Sequence[Day], state: State) -> date | None:
    """Return the first day of the current bad stretch, None when there is none.

    The cumulative sum of E. S. Page, "Continuous inspection schemes", Biometrika 41 (1954)
    100-115: it rises with each person above the share that is still well, and at zero all is well again.
    """
    total, began = 0.0, None
    for day in sorted(days, key=lambda day: day.day):
        bad = day.missing if state is State.LOST else day.off
        total = max(0.0, total + bad - OVER_BELOW * day.people)
        # Sums of tenths are a hair off: what is that near to zero is zero.
        if total < 1e-9:
            total, began = 0.0, None
        elif began is None:
            began = day.day
    return began
