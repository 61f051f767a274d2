"""Which guides one person may see now, in which order, and why not the others. Pure.

The state endpoint, the page "why didn't it show" and the tests all call `decide`.
docs/protocol.md says in words what stands here in code.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from guide_engine.audience.person import Person
from guide_engine.audience.rules import evaluate, explain
from guide_engine.delivery.published import PublishedGuide
from guide_engine.events.journey import Journey, Run, Status
from guide_engine.guides.kinds import Kind

# Closing a guide says "not now": one that insists (`until_completed`) comes back a day later.
REST = timedelta(days=1)
# A guide that broke half-way is tried again, but not on every page.
FAILURE_RESTS = timedelta(hours=1)


class Reason(StrEnum):
    """Why a guide is not shown."""

    ENVIRONMENT_OFF = "environment_off"
    NOT_PUBLISHED = "not_published"
    KILLED = "killed"
    SCHEDULE_NOT_STARTED = "schedule_not_started"
    SCHEDULE_OVER = "schedule_over"
    AUDIENCE = "audience"
    COMPLETED = "completed"
    DISMISSED = "dismissed"
    FREQUENCY_ONCE = "frequency_once"
    FREQUENCY_DAYS = "frequency_days"
    GOAL_AWAITED = "goal_awaited"
    FAILED_LATELY = "failed_lately"
    SNOOZED = "snoozed"


# Who is in the middle of one finishes it: what it has people do may well end their being in its
# audience, and a schedule's end is no reason to break off.
_FINISHED_FIRST = frozenset({Kind.FLOW, Kind.CHECKLIST})
# These stay on the page: who went away for a while has not left them.
_STAYING = frozenset({Kind.CHECKLIST, Kind.BANNER})


@dataclass(frozen=True)
class Verdict:
    """`guide` is the version to show: for an unfinished run, the one it began with (`run`)."""

    guide: PublishedGuide
    reason: Reason | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    run: Run | None = None
    # Keys of the guides that its tasks wait for and the person has completed.
    completed_guides: tuple[str, ...] = ()

    @property
    def guide_id(self) -> str:
        return self.guide.id

    @property
    def eligible(self) -> bool:
        return self.reason is None


EarlierVersions = Mapping[tuple[str, int], PublishedGuide]


def decide(
    person: Person,
    catalogue: Iterable[PublishedGuide],
    journeys: Sequence[Journey],
    now: datetime,
    *,
    earlier: EarlierVersions | None = None,
    enabled: bool = True,
) -> list[Verdict]:
    """Judge every guide once, in order of showing.

    `earlier` holds the versions that unfinished runs began with, as `wanted_versions` names them.
    """
    walked: dict[str, list[Journey]] = {}
    for journey in journeys:
        walked.setdefault(journey.guide_id, []).append(journey)
    verdicts: dict[str, Verdict] = {}
    for guide in catalogue:
        if guide.id not in verdicts:
            own = walked.get(guide.id, [])
            verdict = _judge(person, guide, own, now, earlier or {}, enabled=enabled)
            done = _completed_guides(verdict.guide, walked)
            verdicts[guide.id] = replace(verdict, completed_guides=done) if done else verdict
    return sorted(verdicts.values(), key=_order)


def _completed_guides(
    guide: PublishedGuide, walked: Mapping[str, list[Journey]]
) -> tuple[str, ...]:
    return tuple(
        key
        for key, guide_id in sorted(guide.awaits.items())
        if any(journey.completed_at is not None for journey in walked.get(guide_id, ()))
    )


def wanted_versions(
    catalogue: Iterable[PublishedGuide], journeys: Sequence[Journey]
) -> set[tuple[str, int]]:
    """Name the earlier versions that must be at hand to decide: those of unfinished runs."""
    guides = list(catalogue)
    current = {guide.id: guide.version for guide in guides}
    kinds = {guide.id: guide.kind for guide in guides}
    return {
        (journey.guide_id, journey.version)
        for journey in journeys
        if journey.guide_id in current
        and journey.version != current[journey.guide_id]
        and _run_to_resume(journey, kinds[journey.guide_id]) is not None
    }


def decided(person: Person, guide: PublishedGuide, now: datetime) -> dict[str, bool]:
    """Judge the branches of a guide that ask about the person, so that no rule need leave."""
    facts = person.facts() if guide.branches else {}
    return {key: evaluate(rule, facts, now) for key, rule in guide.branches.items()}


def _judge(
    person: Person,
    guide: PublishedGuide,
    journeys: list[Journey],
    now: datetime,
    earlier: EarlierVersions,
    *,
    enabled: bool,
) -> Verdict:
    if not enabled:
        return Verdict(guide, Reason.ENVIRONMENT_OFF)
    if not guide.is_published:
        return Verdict(guide, Reason.NOT_PUBLISHED)
    if guide.killed:
        return Verdict(guide, Reason.KILLED)
    latest = max(journeys, key=_recency, default=None)
    resumed = _by_snooze(guide, latest, now) or _resume(guide, latest, earlier)
    if resumed is not None and resumed.guide.kind in _FINISHED_FIRST:
        return resumed
    return (
        _by_schedule(guide, now)
        or _by_audience(guide, person, now)
        or resumed
        or _by_history(guide, journeys, now)
        or Verdict(guide)
    )


def _by_snooze(guide: PublishedGuide, latest: Journey | None, now: datetime) -> Verdict | None:
    """Hold a guide back that the person has put off, whatever version they will see."""
    run = latest.open_run if latest is not None else None
    until = run.snoozed_until if run is not None else None
    if until is None or now >= until:
        return None
    return Verdict(guide, Reason.SNOOZED, {"at": until})


def _run_to_resume(latest: Journey | None, kind: str) -> Run | None:
    """The latest run while it goes on. What stays on the page goes on until it is ended on purpose."""
    if latest is None or not latest.runs:
        return None
    run = latest.runs[-1]
    abandoned = kind in _STAYING and run.status is Status.ABANDONED
    return run if run.is_open or (abandoned and run.started is not None) else None


def _resume(
    guide: PublishedGuide, latest: Journey | None, earlier: EarlierVersions
) -> Verdict | None:
    run = _run_to_resume(latest, guide.kind)
    if latest is None or run is None or latest.version < guide.resume_from:
        return None
    version = guide
    if latest.version != guide.version:
        known = earlier.get((guide.id, latest.version))
        if known is None:
            return None
        version = known.standing_as(guide)
    if _awaits_goal(version, run):
        return None
    return Verdict(version, run=run)


def _awaits_goal(guide: PublishedGuide, run: Run) -> bool:
    """Every step is done and only the goal is missing: nothing is left to show."""
    return run.step_id in guide.final_steps and run.step_id in run.done


def _by_schedule(guide: PublishedGuide, now: datetime) -> Verdict | None:
    if guide.starts_at is not None and now < guide.starts_at:
        return Verdict(guide, Reason.SCHEDULE_NOT_STARTED, {"at": guide.starts_at})
    if guide.ends_at is not None and now >= guide.ends_at:
        return Verdict(guide, Reason.SCHEDULE_OVER, {"at": guide.ends_at})
    return None


def _by_audience(guide: PublishedGuide, person: Person, now: datetime) -> Verdict | None:
    facts = person.facts()
    if evaluate(guide.audience, facts, now):
        return None
    return Verdict(guide, Reason.AUDIENCE, {"failures": explain(guide.audience, facts, now)})


def _by_history(guide: PublishedGuide, journeys: list[Journey], now: datetime) -> Verdict | None:
    """Judge by what was shown before. `journeys` are of this guide, in all its versions."""
    shown = sorted(
        ((run.started, journey.version, run) for journey in journeys for run in journey.runs
         if run.started is not None),
        key=lambda one: one[0],
    )  # fmt: skip
    if shown and (broken := _by_failure(guide, *shown[-1][1:], now)) is not None:
        return broken
    # A failure is never the person's choice, so it uses up nothing.
    counted = [one for one in shown if one[2].status is not Status.FAILED]
    kind = guide.frequency.get("type")
    if not counted or kind == "always":
        return None
    started, _version, run = counted[-1]
    if kind == "every_days":
        next_at = started[0] + timedelta(days=guide.frequency["days"])
        return Verdict(guide, Reason.FREQUENCY_DAYS, {"at": next_at}) if now < next_at else None
    completed_at = min((j.completed_at for j in journeys if j.completed_at), default=None)
    if completed_at is not None:
        return Verdict(guide, Reason.COMPLETED, {"at": completed_at})
    if run.end is None and not _awaits_goal(guide, run):
        # Unfinished, and yet not resumed: the author chose that people start over.
        return None
    return _by_last_run(guide, run, now)


def _by_failure(guide: PublishedGuide, version: int, run: Run, now: datetime) -> Verdict | None:
    if run.status is not Status.FAILED or run.end is None or version != guide.version:
        return None
    next_at = run.end.order[0] + FAILURE_RESTS
    return Verdict(guide, Reason.FAILED_LATELY, {"at": next_at}) if now < next_at else None


def _by_last_run(guide: PublishedGuide, run: Run, now: datetime) -> Verdict | None:
    """Judge a guide that is shown once, or until it is completed, by how its last run went."""
    ended_at = run.end.order[0] if run.end is not None else run.last_at or now
    reason = {None: Reason.GOAL_AWAITED, Status.DISMISSED: Reason.DISMISSED}.get(
        run.end.status if run.end is not None else None, Reason.FREQUENCY_ONCE
    )
    if guide.frequency.get("type") != "until_completed":
        return Verdict(guide, reason, {"since": ended_at})
    next_at = ended_at + REST
    if reason is Reason.FREQUENCY_ONCE or now >= next_at:
        return None
    return Verdict(guide, reason, {"at": next_at})


def _recency(journey: Journey) -> tuple[bool, float, int]:
    """Order journeys of one guide by the latest start; what never started comes first."""
    started = journey.last_started_at
    return started is not None, started.timestamp() if started else 0.0, journey.version


def _order(verdict: Verdict) -> tuple[bool, bool, int, float, str]:
    """Showable first; among them unfinished runs, then priority, then what is newest."""
    guide = verdict.guide
    published = guide.published_at.timestamp() if guide.published_at else 0.0
    return not verdict.eligible, verdict.run is None, -guide.priority, -published, guide.id
