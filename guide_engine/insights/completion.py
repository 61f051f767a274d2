"""The completion report: whom it asks about, and what it answers. Names and words come later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guide_engine.core.intervals import ENOUGH, Share, wilson
from guide_engine.core.sketch import median
from guide_engine.insights import queries
from guide_engine.insights.contribution import WHOLE_GUIDE, Counts, Dimension
from guide_engine.insights.funnel import FunnelStep, StepName, funnel
from guide_engine.insights.queries import Question


@dataclass(frozen=True)
class Line:
    """The people of one split value, or all of them."""

    value: str
    counts: Counts
    # Distinct people who completed, of those who started.
    rate: Share
    # None until enough people have completed.
    median_seconds: float | None
    steps: tuple[FunnelStep, ...]

    @property
    def started(self) -> int:
        return self.counts.seen

    @property
    def completed(self) -> int:
        return self.counts.completed

    @property
    def never_shown(self) -> int:
        """People for whom the guide failed before its first step could be painted."""
        return self.counts.reached - self.counts.seen

    @property
    def failed(self) -> int:
        """People who started, and whose newest run the engine had to give up."""
        return self.counts.failed - self.never_shown


@dataclass(frozen=True)
class Report:
    question: Question
    split: Dimension
    overall: Line
    # One per value of the split, in no order; empty when nothing is split.
    lines: tuple[Line, ...]
    # Every day of the period: day, started, completed.
    days: tuple[tuple[date, int, int], ...]


def completion(question: Question, split: Dimension, names: Sequence[StepName]) -> Report:
    """Answer from the rollups. `names` are the steps of the version that is shown."""
    (overall,) = _lines(question, Dimension.ALL, names) or [_line("", {}, {}, names)]
    lines = _lines(question, split, names) if split is not Dimension.ALL else []
    found = queries.daily(question)
    days = tuple((day, *found.get(day, (0, 0))) for day in question.period)
    return Report(question, split, overall, tuple(lines), days)


def completion_rate(question: Question) -> Share:
    """Return only the rate of all people."""
    steps = queries.slice_counts(question, Dimension.ALL).get("", {})
    whole = steps.get(WHOLE_GUIDE, Counts())
    return wilson(whole.completed, whole.seen)


def _lines(question: Question, split: Dimension, names: Sequence[StepName]) -> list[Line]:
    counts = queries.slice_counts(question, split)
    times = queries.slice_times(question, split)
    return [_line(value, steps, times.get(value, {}), names) for value, steps in counts.items()]


def _line(
    value: str,
    steps: Mapping[str, Counts],
    times: Mapping[int, int],
    names: Sequence[StepName],
) -> Line:
    whole = steps.get(WHOLE_GUIDE, Counts())
    parts = {step_id: found for step_id, found in steps.items() if step_id != WHOLE_GUIDE}
    usual = median(times) if sum(times.values()) >= ENOUGH else None
    return Line(
        value,
        whole,
        wilson(whole.completed, whole.seen),
        usual,
        tuple(funnel(names, parts, whole.seen)),
    )
