"""Step by step: who came, who went on, who left and how."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from guide_engine.core.intervals import Share, wilson
from guide_engine.insights.contribution import Counts


@dataclass(frozen=True)
class StepName:
    step_id: str
    title: str


@dataclass(frozen=True)
class FunnelStep:
    """One step of a funnel. `number` is None for a step the shown version no longer has."""

    step_id: str
    number: int | None
    title: str
    counts: Counts
    # Of all who started: how many reached this step.
    of_started: Share
    # Of those who reached this step: how many left here.
    loss: Share


def funnel(
    names: Sequence[StepName], counts: Mapping[str, Counts], started: int
) -> list[FunnelStep]:
    """Arrange step counts in the order of `names`; steps only history knows come last."""
    known = {name.step_id for name in names}
    gone = sorted(
        step_id for step_id, found in counts.items() if step_id not in known and found.reached
    )
    listed: list[tuple[str, int | None, str]] = [
        (name.step_id, number, name.title) for number, name in enumerate(names, 1)
    ]
    listed += [(step_id, None, step_id) for step_id in gone]
    return [
        _step(step_id, number, title, counts.get(step_id, Counts()), started)
        for step_id, number, title in listed
    ]


def _step(step_id: str, number: int | None, title: str, found: Counts, started: int) -> FunnelStep:
    # Someone whose first step could not be shown reached it without having started.
    base = max(started, found.reached)
    return FunnelStep(
        step_id,
        number,
        title,
        found,
        wilson(found.reached, base),
        wilson(found.lost, found.reached),
    )


def biggest_loss(steps: Iterable[FunnelStep]) -> FunnelStep | None:
    """Return the step that most people left at, the earlier one on a tie, None if nobody left."""
    worst = max(steps, key=lambda step: step.counts.lost, default=None)
    return worst if worst is not None and worst.counts.lost else None
