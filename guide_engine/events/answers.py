"""What an event says of an answer, or of a guide put off: its fields, and why one is refused. Pure."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from guide_engine.audience.values import is_storable_text

MAX_TEXT = 4_000
MAX_OTHER = 1_000
MAX_CHOICES = 50
MAX_CHOICE = 100
MAX_NUMBER = 1_000
MAX_HOURS = 720

Answer = float | str | list[str]

# Fields of an event that the log keeps in `properties`.
FIELDS = ("answer", "other", "hours")


def told(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to keep of a flawless event."""
    return {name: event[name] for name in FIELDS if name in event}


def flaw(event: Mapping[str, Any]) -> str | None:
    """Say what is wrong with these fields, None when nothing is."""
    if "answer" in event and not _is_answer(event["answer"]):
        return (
            f"`answer` must be a number, a text of at most {MAX_TEXT} characters,"
            f" or a list of at most {MAX_CHOICES} ids."
        )
    if "other" in event and not _is_text(event["other"], MAX_OTHER):
        return f"`other` must be text of at most {MAX_OTHER} characters."
    if "hours" in event and not (type(event["hours"]) is int and 1 <= event["hours"] <= MAX_HOURS):
        return f"`hours` must be a whole number from 1 to {MAX_HOURS}."
    return None


def is_taken_back(answer: Answer) -> bool:
    """Tell whether an answer says that there is none any more."""
    return answer in ("", [])


def _is_answer(value: Any) -> bool:
    if isinstance(value, list):
        return len(value) <= MAX_CHOICES and all(_is_text(one, MAX_CHOICE) for one in value)
    if type(value) in (int, float):
        return isfinite(value) and abs(value) <= MAX_NUMBER
    return _is_text(value, MAX_TEXT)


def _is_text(value: Any, most: int) -> bool:
    return isinstance(value, str) and len(value) <= most and is_storable_text(value)
