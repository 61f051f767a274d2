"""The last answer to each question of each run: derived from the log, and read as of right now."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, Table, delete, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from guide_engine.core.db import db
from guide_engine.events import projector
from guide_engine.events.answers import Answer, is_taken_back
from guide_engine.events.catalogue import EventType
from guide_engine.events.journey import Order
from guide_engine.events.models import SurveyAnswer
from guide_engine.events.queries import tail_of
from guide_engine.events.record import EventRecord

ANSWERS = cast(Table, SurveyAnswer.__table__)
_KEY = ["environment_id", "user_id", "run_id", "step_id"]
_PLACE = ("answered_at", "tab_seq", "event_id")


def register() -> None:
    projector.register_event_listener("events.answers", keep_answers, _reset)


def keep_answers(session: Session, events: Sequence[EventRecord]) -> None:
    """Keep the latest of each: also where an earlier one arrives later."""
    rows = [_row(event) for event in latest(events)]
    if not rows:
        return
    connection = session.connection()
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement: Any = dialect.insert(ANSWERS)
    sent = statement.excluded
    statement = statement.on_conflict_do_update(
        index_elements=_KEY,
        set_={c.name: sent[c.name] for c in ANSWERS.columns if c.name not in _KEY},
        where=tuple_(*(ANSWERS.c[name] for name in _PLACE))
        < tuple_(*(sent[name] for name in _PLACE)),
    )
    connection.execute(statement, rows)


def latest(events: Iterable[EventRecord]) -> list[EventRecord]:
    """Return the last answer to each question among these events."""
    found: dict[tuple[str, ...], EventRecord] = {}
    for event in events:
        if event.type != EventType.QUESTION_ANSWERED or not event.run_id or not event.step_id:
            continue
        key = (event.environment_id, event.user_id, event.run_id, event.step_id)
        if key not in found or found[key].order < event.order:
            found[key] = event
    return list(found.values())


def answers_in_runs(
    environment_id: str, user_id: str, run_ids: Collection[str]
) -> dict[str, dict[str, Answer]]:
    """Return {run: {step: answer}} of one end user, up to the last committed event."""
    if not run_ids:
        return {}
    # The tail first: what is projected meanwhile is then seen twice rather than not at all.
    tail = [event for event in latest(tail_of(environment_id, user_id)) if event.run_id in run_ids]
    rows = db.session.execute(
        select(ANSWERS).where(
            ANSWERS.c.environment_id == environment_id,
            ANSWERS.c.user_id == user_id,
            ANSWERS.c.run_id.in_(run_ids),
        )
    )
    last: dict[tuple[str, str], tuple[Order, Answer]] = {
        (row.run_id, row.step_id): ((row.answered_at, row.tab_seq, row.event_id), row.answer)
        for row in rows
    }
    for event in tail:
        key = (event.run_id or "", event.step_id or "")
        if key not in last or last[key][0] < event.order:
            last[key] = event.order, (event.properties or {})["answer"]
    found: dict[str, dict[str, Answer]] = {}
    for (run_id, step_id), (_order, answer) in sorted(last.items()):
        if not is_taken_back(answer):
            found.setdefault(run_id, {})[step_id] = answer
    return found


def answers_of_guide(
    environment_id: str, guide_id: str, *, since: datetime | None = None, version: int | None = None
) -> Sequence[Row[Any]]:
    """Return every last answer in a guide, the newest first, without those taken back."""
    statement = select(ANSWERS).where(
        ANSWERS.c.environment_id == environment_id, ANSWERS.c.guide_id == guide_id
    )
    if since is not None:
        statement = statement.where(ANSWERS.c.answered_at >= since)
    if version is not None:
        statement = statement.where(ANSWERS.c.version == version)
    rows = db.session.execute(statement.order_by(ANSWERS.c.answered_at.desc(), ANSWERS.c.event_id))
    return [row for row in rows if not is_taken_back(row.answer)]


def _row(event: EventRecord) -> dict[str, Any]:
    properties: Mapping[str, Any] = event.properties or {}
    return {
        "workspace_id": event.workspace_id,
        "environment_id": event.environment_id,
        "user_id": event.user_id,
        "run_id": event.run_id,
        "step_id": event.step_id,
        "guide_id": event.guide_id,
        "version": event.version,
        "answer": properties["answer"],
        "other": properties.get("other"),
        "answered_at": event.occurred_at,
        "tab_seq": event.tab_seq,
        "event_id": event.id,
        "tier": event.tier,
        "segments": list(event.segments),
    }


def _reset(session: Session) -> None:
    session.execute(delete(ANSWERS))
