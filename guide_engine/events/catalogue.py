"""The closed list of events: what each carries, how large it may be, why one is refused.

docs/events.md explains every word of this module; a test keeps the two together.
"""

from dataclasses import dataclass
from enum import StrEnum


class EventType(StrEnum):
    GUIDE_STARTED = "guide_started"
    STEP_SEEN = "step_seen"
    STEP_COMPLETED = "step_completed"
    GUIDE_COMPLETED = "guide_completed"
    GUIDE_DISMISSED = "guide_dismissed"
    GUIDE_SNOOZED = "guide_snoozed"
    GUIDE_FAILED = "guide_failed"
    QUESTION_ANSWERED = "question_answered"
    TARGET_MISSING = "target_missing"
    TARGET_FOUND = "target_found"
    TARGET_DRIFTED = "target_drifted"
    PAGE_VIEWED = "page_viewed"
    CUSTOM = "custom"
    STUCK_DETECTED = "stuck_detected"
    OFFER_SHOWN = "offer_shown"
    OFFER_OPENED = "offer_opened"
    OFFER_ASKED = "offer_asked"
    OFFER_SOLVED = "offer_solved"
    OFFER_DECLINED = "offer_declined"
    HELP_OPENED = "help_opened"
    HELP_SEARCHED = "help_searched"
    HELP_RESULT_OPENED = "help_result_opened"
    # Made by the service: a browser may not send it.
    GUIDE_ABANDONED = "guide_abandoned"


class Refusal(StrEnum):
    """Why an event was not stored. Each is counted; docs/events.md says what to do about it."""

    NOT_AN_OBJECT = "not_an_object"
    BAD_ID = "bad_id"
    UNKNOWN_TYPE = "unknown_type"
    RESERVED_TYPE = "reserved_type"
    MISSING_FIELD = "missing_field"
    UNKNOWN_FIELD = "unknown_field"
    BAD_FIELD = "bad_field"
    BAD_TEXT = "bad_text"
    BAD_NUMBER = "bad_number"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    TOO_OLD = "too_old"
    NOT_STORABLE = "not_storable"


@dataclass(frozen=True)
class Shape:
    """Which fields an event of one type must and may have, besides `id`, `type`, `at`, `seq`."""

    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    # The words `reason` may be; empty when the type has none.
    reasons: frozenset[str] = frozenset()
    # Keys that `properties` must have, as text.
    properties: frozenset[str] = frozenset()

    @property
    def fields(self) -> frozenset[str]:
        return self.needs | self.may


def _shape(needs: str = "", may: str = "", reasons: str = "", properties: str = "") -> Shape:
    return Shape(
        frozenset(needs.split()),
        frozenset(may.split()),
        frozenset(reasons.split()),
        frozenset(properties.split()),
    )


_RUN = "guide_id version run_id"
_PLACE = "guide_id version run_id step_id path"
_OFFER = _shape("properties", _PLACE, properties="offer_id")

SHAPES: dict[EventType, Shape] = {
    EventType.GUIDE_STARTED: _shape(_RUN, "step_id path"),
    EventType.STEP_SEEN: _shape(f"{_RUN} step_id", "path match"),
    EventType.STEP_COMPLETED: _shape(f"{_RUN} step_id", "path"),
    EventType.GUIDE_COMPLETED: _shape(_RUN, "step_id path"),
    EventType.GUIDE_DISMISSED: _shape(f"{_RUN} reason", "step_id path", "close escape button"),
    # Away for so many hours, then resumed where it was: no end.
    EventType.GUIDE_SNOOZED: _shape(f"{_RUN} hours", "step_id path"),
    # Each answer as it is given, and again when it changes: the last one counts.
    EventType.QUESTION_ANSWERED: _shape(f"{_RUN} step_id answer", "other path"),
    EventType.GUIDE_FAILED: _shape(
        f"{_RUN} reason", "step_id path", "target_missing timed_out blocked error"
    ),
    EventType.TARGET_MISSING: _shape(
        "guide_id version step_id", "run_id path reason", "not_found ambiguous hidden"
    ),
    # Found, but only by likeness, or saying or being something else than when it was picked.
    EventType.TARGET_FOUND: _shape("guide_id version step_id match", "run_id path"),
    EventType.TARGET_DRIFTED: _shape("guide_id version step_id match", "run_id path proposal"),
    EventType.PAGE_VIEWED: _shape("path"),
    EventType.CUSTOM: _shape("name", "properties path"),
    EventType.STUCK_DETECTED: _shape("reason", _PLACE, "rage_click slow_step"),
    EventType.OFFER_SHOWN: _OFFER,
    EventType.OFFER_OPENED: _OFFER,
    EventType.OFFER_ASKED: _OFFER,
    EventType.OFFER_SOLVED: _OFFER,
    EventType.OFFER_DECLINED: _OFFER,
    EventType.HELP_OPENED: _shape("", "path reason", "launcher hotkey call"),
    # What somebody typed is their own: its length and what it found are enough.
    EventType.HELP_SEARCHED: _shape("", "path properties"),
    EventType.HELP_RESULT_OPENED: _shape("properties", "path", properties="kind id"),
}

# Those that move somebody on in a guide; the rest are news about the page or the person.
JOURNEY_TYPES = frozenset(
    {
        EventType.GUIDE_STARTED,
        EventType.STEP_SEEN,
        EventType.STEP_COMPLETED,
        EventType.GUIDE_COMPLETED,
        EventType.GUIDE_DISMISSED,
        EventType.GUIDE_SNOOZED,
        EventType.QUESTION_ANSWERED,
        EventType.GUIDE_FAILED,
        EventType.GUIDE_ABANDONED,
        EventType.TARGET_MISSING,
    }
)

MAX_EVENTS = 100
MAX_EVENT_BYTES = 32 * 1024
MAX_EVENT_DEPTH = 3
MAX_ID = 200
MAX_STEP_ID = 100
MAX_NAME = 200
MAX_PATH = 2_000
MAX_PROPERTIES = 64
MAX_PROPERTY_KEY = 100
MAX_PROPERTY_TEXT = 4_096
# Whole numbers that every language on the way holds exactly.
MAX_WHOLE = 2**53 - 1
MAX_VERSION = 2**31 - 1

# How long a browser may keep an event before it gets through.
LATE_DAYS = 7
# How far back a history import may reach.
IMPORT_DAYS = 400
# A clock that is off by less is believed.
SKEW_SECONDS = 60
