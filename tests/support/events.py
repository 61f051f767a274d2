"""Makes events: as the wire carries them, and as the log holds them."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from guide_engine.core import clock
from guide_engine.core.ids import uuid7
from guide_engine.events import answers
from guide_engine.events.batch import Batch
from guide_engine.events.record import EventRecord

_places = count(1)
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def run_id(number: int = 1) -> str:
    """The same run id for the same number."""
    return str(UUID(int=(0x7 << 76) | (0b10 << 62) | number))


def wire_event(kind: str = "guide_started", **fields: Any) -> dict[str, Any]:
    """An event as a browser sends it: valid unless `fields` say otherwise; None leaves one out."""
    event: dict[str, Any] = {"id": uuid7(), "type": kind, "at": clock.to_millis(NOON), "seq": 1}
    if kind.startswith(("guide_", "step_")):
        event |= {"guide_id": "gd_1", "version": 1, "run_id": run_id()}
    if kind == "question_answered":
        event |= {"guide_id": "gd_1", "version": 1, "run_id": run_id(), "answer": 9}
    if kind.startswith(("step_", "question_")):
        event["step_id"] = "one"
    if kind == "guide_snoozed":
        event["hours"] = 24
    if kind.startswith("target_"):
        event |= {"guide_id": "gd_1", "version": 1, "step_id": "one"}
    if kind in ("target_found", "target_drifted"):
        event["match"] = {"tier": "similar", "score": 0.81, "margin": 0.3}
    reasons = {
        "guide_dismissed": "close",
        "guide_failed": "target_missing",
        "stuck_detected": "slow_step",
    }
    if kind in reasons:
        event["reason"] = reasons[kind]
    if kind == "page_viewed":
        event["path"] = "/invoices"
    if kind == "custom":
        event["name"] = "invoice_sent"
    if kind.startswith("offer_"):
        event["properties"] = {"offer_id": "of_1"}
    if kind == "help_result_opened":
        event["properties"] = {"kind": "guide", "id": "gd_1"}
    event |= fields
    return {name: value for name, value in event.items() if value is not None}


def record(kind: str = "guide_started", seconds: float = 0, **fields: Any) -> EventRecord:
    """An event as the log holds it, `seconds` after noon."""
    at = NOON + timedelta(seconds=seconds)
    told = {name: fields.pop(name) for name in answers.FIELDS if name in fields}
    event = wire_event(kind, **told)
    if kept := answers.told(event):
        fields.setdefault("properties", kept)
    values: dict[str, Any] = {
        "seq": 0,
        "id": event["id"],
        "workspace_id": "ws_1",
        "environment_id": "en_1",
        "user_id": "u-1",
        "type": kind,
        "occurred_at": at,
        "received_at": at,
        # As a tab would: what is made later happened later.
        "tab_seq": next(_places),
        "tier": None,
        "segments": (),
    }
    for name in EventRecord._fields:
        values.setdefault(name, event.get(name))
    return EventRecord(**(values | fields))


def batch_of(records: list[EventRecord], received_at: datetime = NOON) -> Batch:
    """One end user's events, ready for `store.append`."""
    first = records[0]
    rows = [{k: v for k, v in r._asdict().items() if k != "seq"} for r in records]
    for row in rows:
        row["segments"] = list(row["segments"])
    return Batch(first.workspace_id, first.environment_id, first.user_id, received_at, rows)
