"""The definitions of DESIGN §6, computed from the log the slow and obvious way.

Nothing here shares code with what it checks: no journeys, no passages, no sums kept up to date.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from tests.insights.log import Happening

PAINTED = {"guide_started", "step_seen", "step_completed", "guide_completed", "guide_dismissed"}
STRENGTH = {"guide_completed": 3, "guide_dismissed": 2, "guide_failed": 2, "guide_abandoned": 1}

Numbered = tuple[int, Happening]
Key = tuple[int, date, str, str]


@dataclass
class Answer:
    """Names of people, so that "distinct" needs no trust."""

    started: set[str] = field(default_factory=set)
    completed: set[str] = field(default_factory=set)
    left: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    seen: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    passed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    left_at: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    seconds: list[float] = field(default_factory=list)


def answers(log: Sequence[Happening]) -> dict[Key, Answer]:
    """Answer for every version (0: any), day, dimension and value that anyone counts in."""
    found: dict[Key, Answer] = defaultdict(Answer)
    numbered = list(enumerate(log))
    for version in (0, 1, 2):
        asked = [(n, e) for n, e in numbered if version in (0, e.version)]
        for user in {e.user for _n, e in asked}:
            _count(found, version, user, [(n, e) for n, e in asked if e.user == user])
    return found


def _order(numbered: Numbered) -> tuple[int, int]:
    return numbered[1].at, numbered[0]


def _count(found: dict[Key, Answer], version: int, user: str, events: list[Numbered]) -> None:
    painted = [pair for pair in events if pair[1].type in PAINTED]
    if not painted:
        return
    first = min(painted, key=_order)[1]
    day = first.occurred_at.date()
    splits = [("all", ""), ("tier", first.tier or "none")]
    splits += [("segment", segment) for segment in first.segments or ("none",)]
    completions = [pair for pair in events if pair[1].type == "guide_completed"]
    how, step = _end(events, painted)
    for dimension, value in splits:
        answer = found[version, day, dimension, value]
        answer.started.add(user)
        for _n, event in events:
            if event.type in {"step_seen", "step_completed"} and event.step:
                answer.seen[event.step].add(user)
            if event.type == "step_completed" and event.step:
                answer.passed[event.step].add(user)
        if completions:
            done = min(completions, key=_order)[1]
            answer.completed.add(user)
            answer.seconds.append(float(done.at - first.at))
        else:
            answer.left[how].add(user)
            if step:
                answer.left_at[step, how].add(user)


def _end(events: Sequence[Numbered], painted: Iterable[Numbered]) -> tuple[str, str | None]:
    """How the newest run ended, and at which step; only versions that were shown count."""
    shown = {event.version for _n, event in painted}
    runs: dict[tuple[int, str], list[Numbered]] = defaultdict(list)
    for pair in events:
        if pair[1].version in shown:
            runs[pair[1].version, pair[1].run].append(pair)
    newest = max(runs.values(), key=lambda run: min(map(_order, run)))
    ends = [pair for pair in newest if pair[1].type in STRENGTH]
    if not ends:
        standing = [
            p for p in newest if p[1].type in PAINTED - {"guide_completed", "guide_dismissed"}
        ]
        return "running", max(standing, key=_order)[1].step
    end = max(ends, key=lambda pair: (STRENGTH[pair[1].type], [-part for part in _order(pair)]))[1]
    return end.type.removeprefix("guide_"), end.step
