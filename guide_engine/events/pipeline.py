"""From what a browser sent to rows of the log, in named steps.

Each step enriches an event or refuses it with a reason that is counted; no step drops one in
silence. What comes out has, for every event that went in and in the same order, a row or a refusal.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from math import isfinite
from typing import Any

from guide_engine.core import clock
from guide_engine.core.ids import is_uuid7
from guide_engine.core.limits import too_deep
from guide_engine.events import answers
from guide_engine.events import catalogue as limits
from guide_engine.events.batch import Refused
from guide_engine.events.catalogue import SHAPES, EventType, Refusal, Shape
from guide_engine.events.targets import FIELDS as ABOUT_TARGET
from guide_engine.events.targets import told_of_target
from guide_engine.events.wire import measure

MAX_PAYLOAD = 4_096

_BASE = frozenset({"id", "type", "at", "seq"})
# What neither database nor every language on the way can hold: NUL and lone surrogates.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_TEXTS = {
    "guide_id": limits.MAX_ID,
    "run_id": limits.MAX_ID,
    "step_id": limits.MAX_STEP_ID,
    "reason": limits.MAX_ID,
    "path": limits.MAX_PATH,
    "name": limits.MAX_NAME,
}


@dataclass(frozen=True)
class Arrival:
    """What holds for all events of a batch."""

    workspace_id: str
    environment_id: str
    user_id: str
    received_at: datetime
    sent_at: datetime
    tier: str | None = None
    segments: tuple[str, ...] = ()
    # A trusted import of history: old moments are believed as they are.
    imported: bool = False


class _RefusedHere(Exception):
    """Ends the steps for one event."""

    def __init__(self, reason: Refusal, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


Row = dict[str, Any]
Step = Callable[[Mapping[str, Any], Row, Arrival], None]


def run(events: Sequence[Any], arrival: Arrival) -> list[Row | Refused]:
    """Take every event through the steps."""
    return [_run_one(event, arrival) for event in events]


def _run_one(event: Any, arrival: Arrival) -> Row | Refused:
    row: Row = dict(EMPTY_ROW)
    try:
        for step in STEPS:
            step(event, row, arrival)
    except _RefusedHere as stop:
        return _refuse(event, stop.reason, stop.detail)
    return row


def check_size(event: Any, _row: Row, _arrival: Arrival) -> None:
    """An object of bounded depth and size."""
    if not isinstance(event, dict):
        raise _RefusedHere(Refusal.NOT_AN_OBJECT, "The event is not a JSON object.")
    # Most events are small and flat: only what might be too much is measured.
    for value in event.values():
        if isinstance(value, dict | list) or (isinstance(value, str) and len(value) > 1_000):
            # What is told of a target is judged by itself, and costs only itself.
            told = {name: inner for name, inner in event.items() if name not in ABOUT_TARGET}
            if too_deep(told, limits.MAX_EVENT_DEPTH):
                raise _RefusedHere(Refusal.TOO_DEEP, "The event nests lists or objects too deeply.")
            size = len(measure(event))
            if size > limits.MAX_EVENT_BYTES:
                raise _RefusedHere(
                    Refusal.TOO_LARGE,
                    f"The event has {size} bytes; at most {limits.MAX_EVENT_BYTES} are taken.",
                )
            return
    if len(event) > limits.MAX_PROPERTIES:
        raise _RefusedHere(Refusal.TOO_LARGE, f"The event has {len(event)} fields.")


def check_id(event: Mapping[str, Any], row: Row, _arrival: Arrival) -> None:
    """An id that the browser minted: without one, sending twice would count twice."""
    if not is_uuid7(event.get("id")):
        raise _RefusedHere(Refusal.BAD_ID, "`id` must be a UUIDv7 in lower case.")
    row["id"] = event["id"]


def check_shape(event: Mapping[str, Any], row: Row, _arrival: Arrival) -> None:
    """A known type, with the fields that it needs and no others."""
    kind = event.get("type")
    shape = SHAPES.get(kind) if isinstance(kind, str) else None  # type: ignore[call-overload]
    if shape is None:
        if kind == EventType.GUIDE_ABANDONED:
            raise _RefusedHere(
                Refusal.RESERVED_TYPE, f"`{kind}` events are made by the service itself."
            )
        raise _RefusedHere(
            Refusal.UNKNOWN_TYPE, f"`type` is {_shown(kind)}, which is not a known event."
        )
    row["type"] = kind
    names = event.keys() - _BASE
    if unknown := names - shape.fields:
        raise _RefusedHere(
            Refusal.UNKNOWN_FIELD,
            f"`{kind}` has no field {_shown(min(unknown))}; it was not taken.",
        )
    if missing := (shape.needs - names) | (_BASE - event.keys()):
        raise _RefusedHere(Refusal.MISSING_FIELD, f"`{kind}` needs `{min(missing)}`.")
    _read_fields(event, row, shape)


def _read_fields(event: Mapping[str, Any], row: Row, shape: Shape) -> None:
    for name, longest in _TEXTS.items():
        if name in event:
            row[name] = _text(name, event[name], longest)
    if "version" in event:
        row["version"] = _whole("version", event["version"], 1, limits.MAX_VERSION)
    row["tab_seq"] = _whole("seq", event["seq"], 0, limits.MAX_WHOLE)
    if shape.reasons and "reason" in event and row["reason"] not in shape.reasons:
        words = ", ".join(sorted(shape.reasons))
        raise _RefusedHere(
            Refusal.BAD_FIELD, f"`reason` is {_shown(row['reason'])}; it may be {words}."
        )
    if "properties" in event:
        row["properties"] = _properties(event["properties"])
        for key in shape.properties:
            if not isinstance(row["properties"].get(key), str):
                raise _RefusedHere(
                    Refusal.MISSING_FIELD, f"`properties.{key}` must be given as text."
                )


def keep_target(event: Mapping[str, Any], row: Row, _arrival: Arrival) -> None:
    """How the target was found and what it is now, beside the event's own fields."""
    if told := told_of_target(event):
        row["properties"] = told


def keep_answer(event: Mapping[str, Any], row: Row, _arrival: Arrival) -> None:
    """What was answered, and how long a guide was put off, beside the event's own fields."""
    if flaw := answers.flaw(event):
        raise _RefusedHere(Refusal.BAD_FIELD, flaw)
    if told := answers.told(event):
        row["properties"] = told


def correct_clock(event: Mapping[str, Any], row: Row, arrival: Arrival) -> None:
    """A moment by our clock: corrected when the browser's is off, within what can be true."""
    at = event["at"]
    if isinstance(at, float) and at.is_integer() and isfinite(at):
        at = int(at)
    millis = _whole("at", at, 0, limits.MAX_WHOLE)
    received = arrival.received_at
    try:
        moment = clock.from_millis(millis)
        if not arrival.imported:
            skew = received - arrival.sent_at
            if abs(skew) > timedelta(seconds=limits.SKEW_SECONDS):
                moment += skew
    except OverflowError:
        raise _RefusedHere(Refusal.BAD_FIELD, "`at` must be Unix milliseconds.") from None
    if arrival.imported and moment < received - timedelta(days=limits.IMPORT_DAYS):
        raise _RefusedHere(Refusal.TOO_OLD, f"`at` is more than {limits.IMPORT_DAYS} days ago.")
    if not arrival.imported:
        moment = max(moment, received - timedelta(days=limits.LATE_DAYS))
    row["occurred_at"] = min(moment, received)


def shorten_path(_event: Mapping[str, Any], row: Row, _arrival: Arrival) -> None:
    """A path without query and hash: those may carry what is nobody's business."""
    if row["path"]:
        row["path"] = re.split("[?#]", row["path"], maxsplit=1)[0]


def add_person(_event: Mapping[str, Any], row: Row, arrival: Arrival) -> None:
    """Whose it is, and the tier and segments of this moment: the log alone feeds every report."""
    row["workspace_id"] = arrival.workspace_id
    row["environment_id"] = arrival.environment_id
    row["user_id"] = arrival.user_id
    row["received_at"] = arrival.received_at
    row["tier"] = arrival.tier
    row["segments"] = list(arrival.segments)


STEPS: tuple[Step, ...] = (
    check_size,
    check_id,
    check_shape,
    keep_target,
    keep_answer,
    correct_clock,
    shorten_path,
    add_person,
)

EMPTY_ROW: Row = dict.fromkeys(
    ("guide_id", "version", "run_id", "step_id", "reason", "path", "name", "properties")
)


def _text(name: str, value: Any, longest: int) -> str:
    if not isinstance(value, str) or not value:
        raise _RefusedHere(Refusal.BAD_FIELD, f"`{name}` must be text.")
    if len(value) > longest:
        raise _RefusedHere(
            Refusal.BAD_FIELD, f"`{name}` has {len(value)} characters, over {longest}."
        )
    if _UNSTORABLE.search(value):
        raise _RefusedHere(Refusal.BAD_TEXT, f"`{name}` holds a character that can't be stored.")
    return value


def _whole(name: str, value: Any, low: int, high: int) -> int:
    if isinstance(value, float) and not isfinite(value):
        raise _RefusedHere(Refusal.BAD_NUMBER, f"`{name}` is not a finite number.")
    if type(value) is not int or not low <= value <= high:
        raise _RefusedHere(
            Refusal.BAD_FIELD, f"`{name}` must be a whole number from {low} to {high}."
        )
    return value


def _properties(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _RefusedHere(Refusal.BAD_FIELD, "`properties` must be a JSON object.")
    if len(value) > limits.MAX_PROPERTIES:
        raise _RefusedHere(
            Refusal.BAD_FIELD, f"`properties` has more than {limits.MAX_PROPERTIES} keys."
        )
    for key, item in value.items():
        _text("properties key", key, limits.MAX_PROPERTY_KEY)
        if isinstance(item, str):
            if item:
                _text(f"properties.{key}", item, limits.MAX_PROPERTY_TEXT)
        elif isinstance(item, float):
            if not isfinite(item):
                raise _RefusedHere(
                    Refusal.BAD_NUMBER, f"`properties.{key}` is not a finite number."
                )
        elif isinstance(item, bool):
            continue
        elif isinstance(item, int):
            _whole(f"properties.{key}", item, -limits.MAX_WHOLE, limits.MAX_WHOLE)
        elif item is not None:
            raise _RefusedHere(
                Refusal.BAD_FIELD,
                f"`properties.{key}` must be text, a number, true, false or null.",
            )
    return value


def _shown(value: Any) -> str:
    """What came, short and harmless, for a sentence."""
    text = value if isinstance(value, str) else measure(value)
    return f"“{ascii(text[:60])[1:-1]}”"


def _refuse(event: Any, reason: Refusal, detail: str) -> Refused:
    payload = measure(event)
    fields = event if isinstance(event, dict) else {}
    event_id, kind = fields.get("id"), fields.get("type")
    return Refused(
        id=event_id[: limits.MAX_ID] if isinstance(event_id, str) else "",
        type=kind if isinstance(kind, str) and kind in SHAPES else "",
        reason=reason,
        detail=_storable(detail)[:300],
        payload=payload[:MAX_PAYLOAD],
        digest=sha256(payload.encode()).hexdigest(),
    )


def _storable(text: str) -> str:
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
