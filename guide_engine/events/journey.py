"""Who is where in which guide: a fold over the events of one end user, guide and version.

The fold doesn't care about the order of events nor about seeing one twice (as long as no more
than MAX_RUNS runs are in play), because browsers deliver late, repeated and out of order. It
keeps earliest and latest moments and never counts arrivals.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from guide_engine.events.catalogue import JOURNEY_TYPES, EventType
from guide_engine.events.record import EventRecord

# (moment, place within the tab, event id): one place for each event, the same for everybody.
Order = tuple[datetime, int, str]
Moments = Mapping[str, datetime]
JourneyKey = tuple[str, str, str, int]

# Runs kept in detail; of older ones only what they did to the journey is left.
MAX_RUNS = 10
# A hostile page could name a new step with every event.
MAX_STEPS = 200


class Status(StrEnum):
    STARTED = "started"
    COMPLETED = "completed"
    DISMISSED = "dismissed"
    ABANDONED = "abandoned"
    FAILED = "failed"


# Of several ends of one run the highest stands: what the person did outweighs what we inferred.
_ENDS: Mapping[str, tuple[int, Status]] = {
    EventType.GUIDE_COMPLETED: (3, Status.COMPLETED),
    EventType.GUIDE_DISMISSED: (2, Status.DISMISSED),
    EventType.GUIDE_FAILED: (2, Status.FAILED),
    EventType.GUIDE_ABANDONED: (1, Status.ABANDONED),
}
# What can't have happened without something being painted.
_PAINTED = frozenset(
    {
        EventType.GUIDE_STARTED,
        EventType.STEP_SEEN,
        EventType.STEP_COMPLETED,
        EventType.GUIDE_COMPLETED,
        EventType.GUIDE_DISMISSED,
        EventType.GUIDE_SNOOZED,
        EventType.QUESTION_ANSWERED,
    }
)
_AT_STEP = frozenset({EventType.GUIDE_STARTED, EventType.STEP_SEEN, EventType.STEP_COMPLETED})


@dataclass(frozen=True, slots=True)
class End:
    """How a run ended: exactly one way."""

    rank: int
    status: Status
    order: Order
    reason: str | None
    step_id: str | None

    def outweighs(self, other: "End | None") -> bool:
        """The higher rank stands; between equals, the earlier."""
        return other is None or (-self.rank, self.order) < (-other.rank, other.order)


@dataclass(frozen=True, slots=True)
class Run:
    """One showing of a guide, from its first sign to its end."""

    id: str
    first: Order
    # What the person last did; what the service infers is no sign of life.
    last_at: datetime | None = None
    # The earliest sign that something was painted; None when it failed before that.
    started: Order | None = None
    at_step: tuple[Order, str] | None = None
    end: End | None = None
    seen: Moments = field(default_factory=dict)
    done: Moments = field(default_factory=dict)
    # The latest wish to be left alone, and until when.
    snooze: tuple[Order, datetime] | None = None

    @property
    def snoozed_until(self) -> datetime | None:
        """Until when it was put off; None when it was taken up again since."""
        if self.snooze is None or self.end is not None:
            return None
        taken_up = self.at_step is not None and self.at_step[0] > self.snooze[0]
        return None if taken_up else self.snooze[1]

    @property
    def quiet_since(self) -> datetime | None:
        """Since when nothing has happened that could have: who put it off isn't gone before then."""
        until = self.snoozed_until
        return max(self.last_at, until) if self.last_at and until else self.last_at

    @property
    def status(self) -> Status:
        return self.end.status if self.end else Status.STARTED

    @property
    def is_open(self) -> bool:
        return self.end is None and self.started is not None

    @property
    def step_id(self) -> str | None:
        """Where it ended, or where it stands."""
        if self.end and self.end.step_id:
            return self.end.step_id
        return self.at_step[1] if self.at_step else None


@dataclass(frozen=True, slots=True)
class Journey:
    """What one end user went through in one version of a guide."""

    workspace_id: str
    environment_id: str
    user_id: str
    guide_id: str
    version: int
    # The first start, with the tier and segments that held then.
    start: Order | None = None
    tier: str | None = None
    segments: tuple[str, ...] = ()
    # The earliest completion and the run it belongs to.
    completion: tuple[Order, str] | None = None
    steps_seen: Moments = field(default_factory=dict)
    steps_completed: Moments = field(default_factory=dict)
    steps_missing: Moments = field(default_factory=dict)
    # Earliest first. The newest MAX_RUNS, and the one that completed.
    runs: tuple[Run, ...] = ()
    forgotten_runs: int = 0

    @property
    def key(self) -> JourneyKey:
        return self.environment_id, self.user_id, self.guide_id, self.version

    @property
    def first_started_at(self) -> datetime | None:
        """None while nothing was ever painted: the guide only failed."""
        return self.start[0] if self.start else None

    @property
    def completed_at(self) -> datetime | None:
        return self.completion[0][0] if self.completion else None

    @property
    def deciding_run(self) -> Run | None:
        """The run that completed, else the latest."""
        if self.completion:
            return next((run for run in self.runs if run.id == self.completion[1]), None)
        return self.runs[-1] if self.runs else None

    @property
    def status(self) -> Status:
        if self.completion:
            return Status.COMPLETED
        return self.runs[-1].status if self.runs else Status.STARTED

    @property
    def run_id(self) -> str | None:
        return self.deciding_run.id if self.deciding_run else None

    @property
    def step_id(self) -> str | None:
        return self.deciding_run.step_id if self.deciding_run else None

    @property
    def reason(self) -> str | None:
        run = self.deciding_run
        return run.end.reason if run and run.end else None

    @property
    def open_run(self) -> Run | None:
        """The latest run, while it can be resumed."""
        return self.runs[-1] if self.runs and self.runs[-1].is_open else None

    @property
    def idle_since(self) -> datetime | None:
        """Since when the longest silent open run has been silent."""
        return min(
            (run.quiet_since for run in self.runs if run.is_open and run.quiet_since), default=None
        )

    @property
    def shown_count(self) -> int:
        return self.forgotten_runs + sum(run.started is not None for run in self.runs)

    @property
    def last_started_at(self) -> datetime | None:
        return max((run.started[0] for run in self.runs if run.started), default=None)

    @property
    def last_ended_at(self) -> datetime | None:
        return max((run.end.order[0] for run in self.runs if run.end), default=None)

    @property
    def step_seconds(self) -> dict[str, float]:
        """Seconds from seeing to completing each step, in the earliest run that did both."""
        seconds: dict[str, float] = {}
        for run in self.runs:
            for step_id, done_at in run.done.items():
                seen_at = run.seen.get(step_id)
                if seen_at is not None and seen_at <= done_at:
                    seconds.setdefault(step_id, (done_at - seen_at) / timedelta(seconds=1))
        return seconds


def concerns_journey(event: EventRecord) -> bool:
    return event.type in JOURNEY_TYPES and event.guide_id is not None and event.version is not None


def key_of(event: EventRecord) -> JourneyKey:
    """Name the journey of an event that concerns one."""
    return event.environment_id, event.user_id, event.guide_id or "", event.version or 0


def fold(journey: Journey | None, events: Iterable[EventRecord]) -> Journey | None:
    """Take in events of one journey. None when there was nothing to begin with."""
    draft: _Draft | None = _Draft(journey) if journey else None
    for event in events:
        if draft is None:
            draft = _Draft(
                Journey(
                    workspace_id=event.workspace_id,
                    environment_id=event.environment_id,
                    user_id=event.user_id,
                    guide_id=event.guide_id or "",
                    version=event.version or 0,
                )
            )
        draft.take(event)
    return draft.freeze() if draft else None


class _RunDraft:
    __slots__ = ("at_step", "done", "end", "first", "id", "last_at", "seen", "snooze", "started")

    def __init__(self, run: Run) -> None:
        self.id, self.first, self.last_at, self.started = (
            run.id,
            run.first,
            run.last_at,
            run.started,
        )
        self.at_step, self.end, self.snooze = run.at_step, run.end, run.snooze
        self.seen, self.done = dict(run.seen), dict(run.done)

    def take(self, event: EventRecord) -> None:
        order, kind, step_id = event.order, event.type, event.step_id
        self.first = min(self.first, order)
        if kind != EventType.GUIDE_ABANDONED:
            self.last_at = max(self.last_at or event.occurred_at, event.occurred_at)
        if kind in _PAINTED and (self.started is None or order < self.started):
            self.started = order
        if step_id and kind in _AT_STEP and (self.at_step is None or order > self.at_step[0]):
            self.at_step = (order, step_id)
        if step_id and kind == EventType.STEP_SEEN:
            _keep_earliest(self.seen, step_id, event.occurred_at)
        if step_id and kind == EventType.STEP_COMPLETED:
            _keep_earliest(self.done, step_id, event.occurred_at)
        if kind == EventType.GUIDE_SNOOZED and (self.snooze is None or order > self.snooze[0]):
            self.snooze = (order, event.occurred_at + timedelta(hours=_hours(event)))
        if kind in _ENDS:
            rank, status = _ENDS[kind]
            end = End(rank, status, order, event.reason, step_id)
            if end.outweighs(self.end):
                self.end = end

    def freeze(self) -> Run:
        return Run(
            self.id,
            self.first,
            self.last_at,
            self.started,
            self.at_step,
            self.end,
            self.seen,
            self.done,
            self.snooze,
        )


class _Draft:
    """A journey being folded: the same facts, changeable."""

    def __init__(self, journey: Journey) -> None:
        self.journey = journey
        self.start, self.completion = journey.start, journey.completion
        self.tier, self.segments = journey.tier, journey.segments
        self.seen, self.done = dict(journey.steps_seen), dict(journey.steps_completed)
        self.missing = dict(journey.steps_missing)
        self.runs = {run.id: _RunDraft(run) for run in journey.runs}
        self.forgotten = journey.forgotten_runs

    def take(self, event: EventRecord) -> None:
        order, kind, step_id = event.order, event.type, event.step_id
        if kind in _PAINTED and (self.start is None or order < self.start):
            self.start, self.tier, self.segments = order, event.tier, event.segments
        if step_id and kind in {EventType.STEP_SEEN, EventType.STEP_COMPLETED}:
            # Nobody completes a step without having seen it, whatever got lost on the way.
            _keep_earliest(self.seen, step_id, event.occurred_at)
        if step_id and kind == EventType.STEP_COMPLETED:
            _keep_earliest(self.done, step_id, event.occurred_at)
        if step_id and kind == EventType.TARGET_MISSING:
            _keep_earliest(self.missing, step_id, event.occurred_at)
        # A missing target is news about the page; the run it happened in tells its own end.
        if event.run_id is None or kind == EventType.TARGET_MISSING:
            return
        if kind == EventType.GUIDE_COMPLETED and (
            self.completion is None or order < self.completion[0]
        ):
            self.completion = (order, event.run_id)
        run = self.runs.get(event.run_id)
        if run is None:
            if self._is_of_forgotten_run(order, event.run_id):
                return
            run = _RunDraft(Run(event.run_id, order))
            self.runs[event.run_id] = run
        run.take(event)
        self._forget_oldest()

    def _is_of_forgotten_run(self, order: Order, run_id: str) -> bool:
        if self.forgotten == 0 or self._completes(run_id):
            return False
        return all(order < run.first for run in self.runs.values() if not self._completes(run.id))

    def _forget_oldest(self) -> None:
        if len(self.runs) <= MAX_RUNS:
            return
        oldest = min(
            (run for run in self.runs.values() if not self._completes(run.id)),
            key=lambda run: run.first,
        )
        del self.runs[oldest.id]
        self.forgotten += oldest.started is not None

    def _completes(self, run_id: str) -> bool:
        return self.completion is not None and self.completion[1] == run_id

    def freeze(self) -> Journey:
        runs = sorted((run.freeze() for run in self.runs.values()), key=lambda run: run.first)
        return replace(
            self.journey,
            start=self.start,
            tier=self.tier,
            segments=self.segments,
            completion=self.completion,
            steps_seen=self.seen,
            steps_completed=self.done,
            steps_missing=self.missing,
            runs=tuple(runs),
            forgotten_runs=self.forgotten,
        )


def _hours(event: EventRecord) -> int:
    return int((event.properties or {}).get("hours", 0))


def _keep_earliest(moments: dict[str, datetime], step_id: str, at: datetime) -> None:
    known = moments.get(step_id)
    if known is None:
        if len(moments) < MAX_STEPS:
            moments[step_id] = at
    elif at < known:
        moments[step_id] = at
