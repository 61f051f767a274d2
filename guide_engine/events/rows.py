"""Journeys and events between their pure shape and their tables."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, Table, select

from guide_engine.core import clock
from guide_engine.events.journey import End, Journey, Moments, Order, Run, Status
from guide_engine.events.models import Event, JourneyRow
from guide_engine.events.record import EventRecord

EVENTS = cast(Table, Event.__table__)
JOURNEYS = cast(Table, JourneyRow.__table__)

# Every column of the log, in the order of EventRecord's fields.
SELECT_EVENTS = select(*(EVENTS.c[name] for name in EventRecord._fields))
SELECT_JOURNEYS = select(JOURNEYS)


def record_of(row: Row[Any]) -> EventRecord:
    return EventRecord._make((*row[:-1], tuple(row[-1])))


def journey_to_row(journey: Journey) -> dict[str, Any]:
    return {
        "workspace_id": journey.workspace_id,
        "environment_id": journey.environment_id,
        "user_id": journey.user_id,
        "guide_id": journey.guide_id,
        "version": journey.version,
        "status": journey.status.value,
        "first_started_at": journey.first_started_at,
        "completed_at": journey.completed_at,
        "idle_since": journey.idle_since,
        "state": {
            "start": _write_order(journey.start),
            "tier": journey.tier,
            "segments": list(journey.segments),
            "completion": journey.completion
            and [_write_order(journey.completion[0]), journey.completion[1]],
            "seen": _write_moments(journey.steps_seen),
            "completed": _write_moments(journey.steps_completed),
            "missing": _write_moments(journey.steps_missing),
            "runs": [_write_run(run) for run in journey.runs],
            "forgotten_runs": journey.forgotten_runs,
        },
    }


def journey_from_row(row: Row[Any]) -> Journey:
    state = row.state
    completion = state["completion"]
    return Journey(
        workspace_id=row.workspace_id,
        environment_id=row.environment_id,
        user_id=row.user_id,
        guide_id=row.guide_id,
        version=row.version,
        start=_read_order(state["start"]),
        tier=state["tier"],
        segments=tuple(state["segments"]),
        completion=completion and (_order(completion[0]), completion[1]),
        steps_seen=_read_moments(state["seen"]),
        steps_completed=_read_moments(state["completed"]),
        steps_missing=_read_moments(state["missing"]),
        runs=tuple(_read_run(run) for run in state["runs"]),
        forgotten_runs=state["forgotten_runs"],
    )


def _write_run(run: Run) -> dict[str, Any]:
    end = run.end
    return {
        "id": run.id,
        "first": _write_order(run.first),
        "last_at": run.last_at and clock.to_millis(run.last_at),
        "started": _write_order(run.started),
        "at_step": run.at_step and [_write_order(run.at_step[0]), run.at_step[1]],
        "end": end
        and [end.rank, end.status.value, _write_order(end.order), end.reason, end.step_id],
        "seen": _write_moments(run.seen),
        "done": _write_moments(run.done),
        **(
            {"snooze": [_write_order(run.snooze[0]), clock.to_millis(run.snooze[1])]}
            if run.snooze
            else {}
        ),
    }


def _read_run(run: Mapping[str, Any]) -> Run:
    at_step, end, snooze = run["at_step"], run["end"], run.get("snooze")
    return Run(
        id=run["id"],
        first=_order(run["first"]),
        last_at=run["last_at"] and clock.from_millis(run["last_at"]),
        started=_read_order(run["started"]),
        at_step=at_step and (_order(at_step[0]), at_step[1]),
        end=end and End(end[0], Status(end[1]), _order(end[2]), end[3], end[4]),
        seen=_read_moments(run["seen"]),
        done=_read_moments(run["done"]),
        snooze=snooze and (_order(snooze[0]), clock.from_millis(snooze[1])),
    )


def _write_order(order: Order | None) -> list[Any] | None:
    return [clock.to_millis(order[0]), order[1], order[2]] if order else None


def _read_order(order: list[Any] | None) -> Order | None:
    return _order(order) if order else None


def _order(order: list[Any]) -> Order:
    return clock.from_millis(order[0]), order[1], order[2]


def _write_moments(moments: Moments) -> dict[str, int]:
    # Sorted, so that the same journey is the same bytes whatever way it came about.
    return {step_id: clock.to_millis(moments[step_id]) for step_id in sorted(moments)}


def _read_moments(moments: Mapping[str, int]) -> dict[str, datetime]:
    return {step_id: clock.from_millis(millis) for step_id, millis in moments.items()}
