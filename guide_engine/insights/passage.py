"""What reports count of one end user in one guide, whatever the number of runs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from guide_engine.events.journey import Journey, Status


class Outcome(StrEnum):
    """Where a passage stands. Completed once is completed for good; else the newest run decides."""

    COMPLETED = "completed"
    DISMISSED = "dismissed"
    ABANDONED = "abandoned"
    FAILED = "failed"
    RUNNING = "running"


@dataclass(frozen=True)
class Passage:
    """One person's way through one guide: through one version, or through all of them as one."""

    # The first start; where the guide could never be shown, the first attempt.
    began_at: datetime
    started: bool
    # The facts at that first start: a person who moves later still counts where they began.
    tier: str | None
    segments: tuple[str, ...]
    outcome: Outcome
    # The step where the newest run ended or is; None for completed ones and where none was reached.
    last_step_id: str | None
    steps_seen: frozenset[str]
    # From the first start to the first completion, breaks included.
    completed_at: datetime | None = None
    steps_done: frozenset[str] = frozenset()

    @property
    def day(self) -> date:
        """The day (UTC) this person counts on."""
        return self.began_at.date()

    @property
    def seconds(self) -> float | None:
        """Time to complete, None for those who haven't."""
        if self.completed_at is None or not self.started:
            return None
        return max(0.0, (self.completed_at - self.began_at).total_seconds())


_OUTCOMES = {
    Status.STARTED: Outcome.RUNNING,
    Status.COMPLETED: Outcome.COMPLETED,
    Status.DISMISSED: Outcome.DISMISSED,
    Status.ABANDONED: Outcome.ABANDONED,
    Status.FAILED: Outcome.FAILED,
}


def passage_of(journeys: Iterable[Journey]) -> Passage | None:
    """Read the journeys of one person through versions of one guide as one passage.

    Returns None when there is nothing to count: nothing was shown and nothing failed.
    """
    begun = [journey for journey in journeys if journey.runs]
    started = [journey for journey in begun if journey.start is not None]
    if started:
        return _started(started)
    failed = [journey for journey in begun if journey.status is Status.FAILED]
    if not failed:
        return None
    first = min(failed, key=_first_run)
    return Passage(
        began_at=first.runs[0].first[0],
        started=False,
        tier=None,
        segments=(),
        outcome=Outcome.FAILED,
        last_step_id=max(failed, key=_latest_run).step_id,
        steps_seen=frozenset(),
    )


def _started(journeys: Sequence[Journey]) -> Passage:
    first = min(journeys, key=lambda journey: (journey.start, journey.version))
    newest = max(journeys, key=_latest_run)
    completions = [journey.completed_at for journey in journeys if journey.completed_at]
    outcome = Outcome.COMPLETED if completions else _OUTCOMES[newest.status]
    began_at = first.first_started_at
    return Passage(
        began_at=began_at or newest.runs[0].first[0],
        started=True,
        tier=first.tier,
        segments=first.segments,
        outcome=outcome,
        last_step_id=None if completions else _last_step(newest),
        steps_seen=frozenset().union(*(journey.steps_seen for journey in journeys)),
        completed_at=min(completions, default=None),
        steps_done=frozenset().union(*(journey.steps_completed for journey in journeys)),
    )


def _last_step(journey: Journey) -> str | None:
    """Where the newest run ended; where it doesn't say, the step seen last."""
    if journey.step_id is not None:
        return journey.step_id
    return max(journey.steps_seen, key=lambda step: journey.steps_seen[step], default=None)


def _first_run(journey: Journey) -> tuple[datetime, int, str]:
    return journey.runs[0].first


def _latest_run(journey: Journey) -> tuple[datetime, int, str]:
    return journey.runs[-1].first
