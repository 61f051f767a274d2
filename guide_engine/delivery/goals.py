"""Guides that only their goal completes: the goal's event makes a `guide_completed` in the log.

It is made while the log is projected, in the same transaction, under an id that follows from the
run: no crash can lose it, and a replay makes nothing new.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guide_engine.delivery.models import Release, columns
from guide_engine.events import projector
from guide_engine.events.catalogue import EventType
from guide_engine.events.journey import Journey
from guide_engine.events.queries import journeys_of_guides
from guide_engine.events.record import EventRecord
from guide_engine.events.writing import append_in

_RELEASE = columns(Release)


def init_app() -> None:
    projector.register_event_listener("delivery.goals", complete_by_goal, _nothing_to_reset)


def complete_by_goal(session: Session, events: Sequence[EventRecord]) -> None:
    """Append a completion for each journey whose goal one of these events reaches."""
    happenings = [event for event in events if event.type == EventType.CUSTOM and event.name]
    if not happenings:
        return
    goals = _goals_of(session, happenings)
    pairs = [
        (event, goal)
        for event in happenings
        for goal in goals.get((event.environment_id, event.name or ""), ())
    ]
    keys = {(event.environment_id, event.user_id, goal.guide_id) for event, goal in pairs}
    journeys = journeys_of_guides(session, keys) if keys else {}
    completions = {
        made.id: made
        for event, goal in pairs
        for journey in journeys[event.environment_id, event.user_id, goal.guide_id]
        if journey.version == goal.version
        for made in _completion(event, journey, goal.goal_days)
    }
    append_in(session, list(completions.values()))


def _goals_of(
    session: Session, happenings: Sequence[EventRecord]
) -> dict[tuple[str, str], list[Any]]:
    found: dict[tuple[str, str], list[Any]] = {}
    rows = session.execute(
        select(
            _RELEASE.environment_id,
            _RELEASE.goal_event,
            _RELEASE.guide_id,
            _RELEASE.version,
            _RELEASE.goal_days,
        ).where(
            _RELEASE.environment_id.in_({event.environment_id for event in happenings}),
            _RELEASE.goal_event.in_({event.name for event in happenings}),
        )
    )
    for row in rows:
        found.setdefault((row.environment_id, row.goal_event), []).append(row)
    return found


def _completion(event: EventRecord, journey: Journey, window_days: int) -> Iterator[EventRecord]:
    """Make the completion of the run during or after which the goal was reached in time."""
    started_at = journey.first_started_at
    if journey.completion is not None or started_at is None:
        return
    if not started_at <= event.occurred_at <= started_at + timedelta(days=window_days):
        return
    runs = [run for run in journey.runs if run.started and run.started[0] <= event.occurred_at]
    if not runs:
        return
    run = runs[-1]
    seed = f"{event.environment_id}/{run.id}"
    yield event._replace(
        id=f"goal_{sha256(seed.encode()).hexdigest()[:32]}",
        type=EventType.GUIDE_COMPLETED.value,
        guide_id=journey.guide_id,
        version=journey.version,
        run_id=run.id,
        step_id=run.step_id,
        reason="goal",
        name=None,
        properties=None,
    )


def _nothing_to_reset(_session: Session) -> None:
    """The log holds everything this makes."""
