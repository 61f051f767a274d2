"""What people answered, question by question. Pure: answers in, shares and their intervals out.

A person counts once in each question, with the last answer. What a question as it is now can't
have as an answer (it was another one in an older version) is left out.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guide_engine.core.intervals import ENOUGH, Z95, Share, wilson
from guide_engine.insights.contribution import NONE, Dimension

OTHER = "other"
_SCORED = {"nps", "rating", "scale"}
_CHOSEN = {"single", "multiple"}


@dataclass(frozen=True)
class Given:
    """One answer of one person, as they were when they gave it."""

    user_id: str
    step_id: str
    answer: Any
    other: str
    tier: str | None
    segments: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class Question:
    step_id: str
    title: str
    asked: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return str(self.asked["type"])

    @property
    def ends(self) -> tuple[int, int]:
        """The lowest and the highest number that can be answered."""
        if self.kind == "nps":
            return 0, 10
        return (1 if self.kind == "rating" else int(self.asked["min"])), int(self.asked["max"])

    @property
    def choices(self) -> dict[str, str]:
        """Ids and labels; the one with words of one's own has no label."""
        found = {str(choice["id"]): str(choice["label"]) for choice in self.asked["choices"]}
        return {**found, OTHER: ""} if self.asked.get("other") else found


@dataclass(frozen=True)
class Estimate:
    """A number with its 95 % interval. None where too few have answered."""

    n: int
    value: float | None
    low: float = 0.0
    high: float = 0.0

    @property
    def enough(self) -> bool:
        return self.value is not None


@dataclass(frozen=True)
class Result:
    """What was answered to one question by all of some people."""

    question: Question
    n: int
    # By number or choice, in the question's order; of texts none.
    shares: tuple[tuple[str, Share], ...]
    # The score of a recommendation, the mean of a rating or scale.
    estimate: Estimate | None
    # Newest first: texts, and words of one's own beside "other".
    texts: tuple[Given, ...]


def questions_of(steps: Iterable[Mapping[str, Any]], titles: Mapping[str, str]) -> list[Question]:
    return [
        Question(step["id"], titles[step["id"]], step["question"])
        for step in steps
        if step.get("question")
    ]


def result(question: Question, given: Sequence[Given]) -> Result:
    """Read the answers to a question; `given` are the newest first."""
    last = _last_of_each(question, given)
    n = len(last)
    if question.kind in _SCORED:
        numbers = [int(each.answer) for each in last]
        counted = Counter(numbers)
        low, high = question.ends
        shares = tuple((str(at), wilson(counted[at], n)) for at in range(low, high + 1))
        estimate = promoter_score(numbers) if question.kind == "nps" else mean(numbers)
        return Result(question, n, shares, estimate, ())
    if question.kind in _CHOSEN:
        chosen = Counter(choice for each in last for choice in _chosen(each.answer))
        shares = tuple((name, wilson(chosen[name], n)) for name in question.choices)
        return Result(question, n, shares, None, tuple(each for each in last if each.other.strip()))
    return Result(question, n, (), None, tuple(last))


def by_group(question: Question, given: Sequence[Given], split: Dimension) -> dict[str, Result]:
    """Return a result for each value of a split that somebody who answered had."""
    groups: dict[str, list[Given]] = {}
    for each in given:
        for value in values(each, split):
            groups.setdefault(value, []).append(each)
    return {value: result(question, found) for value, found in groups.items()}


def values(given: Given, split: Dimension) -> Sequence[str]:
    """Return the values of a split that a person counts in."""
    if split is Dimension.TIER:
        return (given.tier or NONE,)
    return (given.segments or (NONE,)) if split is Dimension.SEGMENT else ("",)


def promoters(numbers: Sequence[int]) -> tuple[int, int, int]:
    """Count promoters (9 and 10), passives (7 and 8) and detractors."""
    above = sum(number >= 9 for number in numbers)
    below = sum(number <= 6 for number in numbers)
    return above, len(numbers) - above - below, below


def promoter_score(numbers: Sequence[int]) -> Estimate:
    """Return 100 × (share of promoters - share of detractors), from -100 to 100.

    The interval is Wald's on three answers more, ¾ for and against and 1½ between: B. Rocks,
    "Interval estimation for the net promoter score", The American Statistician 70 (2016) 365-372.
    """
    n = len(numbers)
    if n < ENOUGH:
        return Estimate(n, None)
    above, _between, below = promoters(numbers)
    total = n + 3
    for_it, against = (above + 0.75) / total, (below + 0.75) / total
    centre = for_it - against
    half = Z95 * math.sqrt((for_it + against - centre * centre) / total)
    score = (above - below) / n
    low, high = max(-1.0, centre - half), min(1.0, centre + half)
    return Estimate(n, 100 * score, 100 * min(low, score), 100 * max(high, score))


def mean(numbers: Sequence[int]) -> Estimate:
    """Return the mean with Student's interval."""
    n = len(numbers)
    if n < ENOUGH:
        return Estimate(n, None)
    centre = sum(numbers) / n
    spread = math.sqrt(sum((number - centre) ** 2 for number in numbers) / (n - 1))
    half = _student(n - 1) * spread / math.sqrt(n)
    return Estimate(n, centre, centre - half, centre + half)


def _student(freedom: int) -> float:
    """Return the 97.5 % quantile of Student's t (Cornish and Fisher's series, good from 9 on)."""
    z = Z95
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / freedom + second / freedom**2


def _last_of_each(question: Question, given: Sequence[Given]) -> list[Given]:
    last: dict[str, Given] = {}
    for each in given:
        if each.step_id == question.step_id and _answers(question, each.answer):
            last.setdefault(each.user_id, each)
    return list(last.values())


def _answers(question: Question, answer: Any) -> bool:
    if question.kind in _SCORED:
        low, high = question.ends
        return type(answer) in (int, float) and low <= answer <= high and int(answer) == answer
    if question.kind in _CHOSEN:
        known = question.choices
        return any(choice in known for choice in _chosen(answer))
    return isinstance(answer, str) and bool(answer.strip())


def _chosen(answer: Any) -> Sequence[str]:
    found = answer if isinstance(answer, list) else [answer]
    return [choice for choice in found if isinstance(choice, str)]
