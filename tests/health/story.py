"""Logs for these tests: who met which target how, put straight into the table."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import insert

from guide_engine.core.db import db
from guide_engine.events.rows import EVENTS
from guide_engine.identity.keys import EnvironmentRef

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
_numbers = count(1)

Event = dict[str, Any]


def event(kind: str, user: str, *, days_ago: float = 0, **facts: Any) -> Event:
    """One event of the log, so many days before NOON."""
    at = NOON - timedelta(days=days_ago)
    row = {
        "id": f"ev-{next(_numbers):08d}",
        "user_id": user,
        "type": kind,
        "guide_id": "gd_1",
        "version": 1,
        "run_id": f"run-{user}",
        "step_id": "st_one",
        "reason": None,
        "path": "/invoices/new",
        "name": None,
        "properties": None,
        "tab_seq": 0,
        "occurred_at": at,
        "received_at": at,
        "tier": None,
        "segments": [],
    }
    return {**row, **facts}


def found(user: str, *, tier: str = "agreed", score: float = 0.95, **facts: Any) -> Event:
    match = {"tier": tier, "score": score, "margin": 0.4}
    return event("step_seen", user, properties={"match": match}, **facts)


def drifted(user: str, proposal: Mapping[str, Any] | None = None, **facts: Any) -> Event:
    told: dict[str, Any] = {"match": {"tier": "similar", "score": 0.7, "margin": 0.2}}
    if proposal is not None:
        told["proposal"] = dict(proposal)
    return event("target_drifted", user, properties=told, **facts)


def missing(user: str, reason: str | None = "not_found", **facts: Any) -> Event:
    return event("target_missing", user, reason=reason, **facts)


def failed(user: str, reason: str = "target_missing", **facts: Any) -> Event:
    return event("guide_failed", user, reason=reason, **facts)


def started(user: str, **facts: Any) -> Event:
    return event("guide_started", user, **facts)


def write(env: EnvironmentRef, events: Iterable[Event]) -> None:
    """Append to the log."""
    rows = [{**row, "workspace_id": env.workspace_id, "environment_id": env.id} for row in events]
    if rows:
        # SQLite has one writer: what the test itself has written must be out of the way.
        db.session.commit()
        with db.engine.begin() as connection:
            connection.execute(insert(EVENTS), rows)
