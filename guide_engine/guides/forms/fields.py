"""A sent form, and how single fields are read."""

import json
from collections.abc import Iterable, Mapping
from typing import Any


class Form:
    """The fields of a sent form, in their order. An absent field reads as empty."""

    def __init__(self, fields: Iterable[tuple[str, str]]) -> None:
        self._fields: dict[str, list[str]] = {}
        for name, value in fields:
            self._fields.setdefault(name, []).append(value)

    def get(self, name: str, default: str = "") -> str:
        return self._fields.get(name, [default])[0]

    def text(self, name: str) -> str:
        return self.get(name).strip()

    def getlist(self, name: str) -> list[str]:
        return self._fields.get(name, [])

    def __contains__(self, name: str) -> bool:
        return name in self._fields


def settle(holder: dict[str, Any], before: Mapping[str, Any], name: str, value: Any) -> None:
    """Put an optional field where it says something; where it says nothing, leave it as it was said.

    So a document that never spoke of it isn't changed by a form that offers it.
    """
    if value:
        holder[name] = value
    elif name in before and not before[name]:
        holder[name] = before[name]


def keep_default(
    holder: dict[str, Any], before: Mapping[str, Any], name: str, value: Any, default: Any
) -> None:
    """Put a field that has a default; the default itself only where it was written already."""
    if value != default or name in before:
        holder[name] = value


def number(typed: str) -> int | float | str:
    """Read a number; what is none stays text, for the check to refuse."""
    text = typed.strip()
    try:
        value = float(text)
    except ValueError:
        return text
    if value != value or value in (float("inf"), float("-inf")):
        return text
    return int(value) if value.is_integer() else value


def maybe_number(typed: str) -> int | float | str | None:
    """Read a number that may be left out: an empty field is none."""
    return number(typed) if typed.strip() else None


def local_moment(typed: str, offset_minutes: str) -> str | None:
    """Put a local time and its offset from UTC together. Without a script the offset is none."""
    typed = typed.strip()
    if not typed:
        return None
    minutes = number(offset_minutes)
    minutes = int(minutes) if isinstance(minutes, int | float) and abs(minutes) <= 14 * 60 else 0
    sign = "-" if minutes < 0 else "+"
    zone = f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "Z"
    return f"{typed}{zone}"


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def read_json(text: str) -> Any:
    """Read a hidden control's JSON; None for none, and for text that is not JSON."""
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
