"""Scheduled work on the log: project what is new, end forgotten runs, clear old refusals."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy import delete, func, select

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.jobs import Job, register
from guide_engine.core.settings import Settings
from guide_engine.events import projector, queries, store
from guide_engine.events.batch import Batch
from guide_engine.events.catalogue import EventType
from guide_engine.events.journey import Journey, Run
from guide_engine.events.models import RejectedEvent
from guide_engine.events.pipeline import EMPTY_ROW
from guide_engine.events.rows import JOURNEYS, SELECT_JOURNEYS, journey_from_row

# Between the news: a worker of its own hears no bell.
PROJECT_EVERY = 2.0
ABANDON_EVERY = 60.0
PRUNE_EVERY = 3_600.0
JOURNEYS_AT_ONCE = 500
KEEP_REJECTED_DAYS = 30
KEEP_REJECTED_ROWS = 10_000


def init_app(app: Flask) -> None:
    register(app, Job("project_events", PROJECT_EVERY, project_events, on_news=True))
    register(app, Job("abandon_runs", ABANDON_EVERY, abandon_runs))
    register(app, Job("prune_rejected_events", PRUNE_EVERY, prune_rejected_events))


def project_events() -> Mapping[str, int]:
    done = projector.advance()
    return {"events": done, "more": int(done == projector.SLICE)}


def abandon_runs() -> Mapping[str, int]:
    """Say in the log that a run was neither finished nor closed within the time-out.

    The event's id follows from the run's, so that saying it twice says it once.
    """
    settings: Settings = current_app.config["SETTINGS"]
    patience = timedelta(hours=settings.abandon_after_hours)
    now = clock.from_millis(clock.to_millis(clock.now()))
    idle = db.session.execute(
        SELECT_JOURNEYS.where(JOURNEYS.c.idle_since <= now - patience)
        .order_by(JOURNEYS.c.idle_since)
        .limit(JOURNEYS_AT_ONCE)
    ).all()
    by_environment: dict[tuple[str, str], list[dict[str, object]]] = {}
    for journey in map(journey_from_row, idle):
        events = by_environment.setdefault((journey.workspace_id, journey.environment_id), [])
        events += _abandonments(journey, now, patience)
    db.session.commit()
    stored = 0
    for (workspace_id, environment_id), events in by_environment.items():
        stored += len(store.append(Batch(workspace_id, environment_id, "", now, events)).stored)
    projector.catch_up()
    return {"abandoned": stored, "more": int(stored > 0 and len(idle) == JOURNEYS_AT_ONCE)}


def _abandonments(
    projected: Journey, now: datetime, patience: timedelta
) -> list[dict[str, object]]:
    # What isn't projected yet might be a sign of life.
    journeys = queries.journeys_of(projected.environment_id, projected.user_id)
    journey = next(journey for journey in journeys if journey.key == projected.key)
    return [
        {**_abandonment(journey, run, run.quiet_since + patience), "received_at": now}
        for run in journey.runs
        if run.is_open and run.quiet_since and run.quiet_since <= now - patience
    ]


def _abandonment(journey: Journey, run: Run, at: datetime) -> dict[str, object]:
    seed = f"{journey.environment_id}/{EventType.GUIDE_ABANDONED}/{run.id}"
    return EMPTY_ROW | {
        "id": str(UUID(bytes=sha256(seed.encode()).digest()[:16], version=5)),
        "workspace_id": journey.workspace_id,
        "environment_id": journey.environment_id,
        "user_id": journey.user_id,
        "type": EventType.GUIDE_ABANDONED.value,
        "guide_id": journey.guide_id,
        "version": journey.version,
        "run_id": run.id,
        "step_id": run.step_id,
        "tab_seq": 0,
        "occurred_at": at,
        "tier": journey.tier,
        "segments": list(journey.segments),
    }


def prune_rejected_events() -> Mapping[str, int]:
    """Keep the refusals of a month, and of a flood only the newest; the counts stay for good."""
    table = RejectedEvent.__table__
    old = table.c.received_at < clock.now() - timedelta(days=KEEP_REJECTED_DAYS)
    ranked = select(
        table.c.id,
        func.row_number()
        .over(
            partition_by=table.c.environment_id,
            order_by=(table.c.received_at.desc(), table.c.id),
        )
        .label("place"),
    ).subquery()
    flood = table.c.id.in_(select(ranked.c.id).where(ranked.c.place > KEEP_REJECTED_ROWS))
    with db.engine.begin() as connection:
        pruned = connection.execute(delete(RejectedEvent).where(old | flood)).rowcount
    return {"pruned": pruned}
