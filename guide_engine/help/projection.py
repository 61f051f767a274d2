"""From the log to who has read the announcements up to when, inside the projector's transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Table, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from guide_engine.events import projector
from guide_engine.events.record import EventRecord
from guide_engine.help.models import HelpReading

# The event, and what its `kind` says, of somebody who marks all announcements as read.
TYPE = "help_result_opened"
KIND = "all_announcements"
READINGS = cast(Table, HelpReading.__table__)


def register() -> None:
    projector.register_event_listener("help", on_events, _reset)


def is_reading(event: EventRecord) -> bool:
    return event.type == TYPE and (event.properties or {}).get("kind") == KIND


def on_events(session: Session, events: Sequence[EventRecord]) -> None:
    """Keep the latest moment of each person."""
    latest: dict[tuple[str, str, str], datetime] = {}
    for event in filter(is_reading, events):
        key = event.workspace_id, event.environment_id, event.user_id
        latest[key] = max(latest.get(key, event.occurred_at), event.occurred_at)
    if not latest:
        return
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    insert = dialect.insert(READINGS)
    session.execute(
        insert.on_conflict_do_update(
            index_elements=list(READINGS.primary_key),
            set_={"read_until": insert.excluded.read_until},
            where=READINGS.c.read_until < insert.excluded.read_until,
        ),
        [
            {
                "workspace_id": workspace_id,
                "environment_id": environment_id,
                "user_id": user_id,
                "read_until": at,
            }
            for (workspace_id, environment_id, user_id), at in sorted(latest.items())
        ],
    )


def _reset(session: Session) -> None:
    session.execute(delete(HelpReading))
