"""What stands around the events of a batch: who sends, when, and what was lost on the way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guide_engine.audience.external_ids import why_refused
from guide_engine.core import clock
from guide_engine.core.errors import Invalid
from guide_engine.events.batch import Loss
from guide_engine.events.catalogue import MAX_EVENTS, SHAPES

MAX_LOSSES = 100
MAX_LABEL = 100
_FIELDS = frozenset(
    {"sdk", "user_id", "token", "language", "sent_at", "tab", "revision", "lost", "events"}
)
_WORD = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True)
class Envelope:
    sdk: str
    user_id: str
    token: str | None
    language: str | None
    sent_at: datetime
    revision: int | None
    lost: tuple[Loss, ...]
    events: list[Any]


def read(body: Any) -> Envelope:
    """Check everything but the events themselves; raises Invalid naming each faulty field."""
    if not isinstance(body, dict):
        raise Invalid("The body must be a JSON object with `user_id`, `sent_at` and `events`.")
    faults: dict[str, list[str]] = {}
    for name in body.keys() - _FIELDS:
        faults[ascii(name)[1:-1][:60]] = ["This field is not known."]
    for name in ("sdk", "tab"):
        if not _is_label(body.get(name)):
            faults[name] = [f"Must be text of 1 to {MAX_LABEL} characters."]
    if fault := why_refused(body.get("user_id")):
        faults["user_id"] = [fault]
    sent_at = _moment(body.get("sent_at"))
    if sent_at is None:
        faults["sent_at"] = ["Must be Unix milliseconds, a whole number."]
    for name in ("token", "language"):
        if not isinstance(body.get(name), str | None):
            faults[name] = ["Must be text."]
    if type(body.get("revision", 0)) is not int:
        faults["revision"] = ["Must be a whole number."]
    events = body.get("events")
    if not isinstance(events, list):
        faults["events"] = ["Must be a list."]
    elif len(events) > MAX_EVENTS:
        faults["events"] = [f"Has {len(events)} events; at most {MAX_EVENTS} are taken at once."]
    if faults:
        raise Invalid("The batch can't be read; nothing of it was stored.", fields=faults)
    assert sent_at is not None  # noqa: S101  a fault otherwise
    return Envelope(
        sdk=body["sdk"],
        user_id=body["user_id"],
        token=body.get("token"),
        language=body.get("language"),
        sent_at=sent_at,
        revision=body.get("revision"),
        lost=_losses(body.get("lost")),
        events=body["events"],
    )


def _is_label(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MAX_LABEL


def _moment(value: Any) -> datetime | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if type(value) is not int or value < 0:
        return None
    try:
        return clock.from_millis(value)
    except OverflowError:
        return None


def _losses(value: Any) -> tuple[Loss, ...]:
    """Read what is readable: a flaw in the account of losses must not cost more events."""
    entries = value[:MAX_LOSSES] if isinstance(value, list) else []
    return tuple(loss for loss in map(_loss, entries) if loss is not None)


def _loss(entry: Any) -> Loss | None:
    if not isinstance(entry, Mapping):
        return None
    count, reason, kind = entry.get("count"), entry.get("reason"), entry.get("type")
    if type(count) is not int or count <= 0:
        return None
    known = isinstance(reason, str) and _WORD.fullmatch(reason)
    return Loss(
        reason if isinstance(reason, str) and known else "other",
        kind if isinstance(kind, str) and kind in SHAPES else "",
        count,
    )
