"""Where a document waits for something on the page. Pure; tolerates any shape.

A moment is a page, an event, an element, a value or a time (docs/guide-file.md).
"""

from collections.abc import Iterator, Mapping
from typing import Any

Moment = Mapping[str, Any]

MOMENTS = ("page", "event", "element", "value", "time")


def of(document: Mapping[str, Any]) -> Iterator[tuple[str, Moment]]:
    """Return each moment of a document with its pointer; an advance by a press is none."""
    yield from _one("/starts_when", document.get("starts_when"))
    steps = document.get("steps")
    for index, step in enumerate(steps if isinstance(steps, list) else ()):
        if isinstance(step, Mapping):
            yield from of_step(step, f"/steps/{index}")


def of_step(step: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Moment]]:
    yield from _one(f"{path}/advance", step.get("advance"))
    wait = step.get("wait")
    if isinstance(wait, Mapping):
        yield from _one(f"{path}/wait/until", wait.get("until"))


def _one(path: str, moment: object) -> Iterator[tuple[str, Moment]]:
    if isinstance(moment, Mapping) and moment.get("on") in MOMENTS:
        yield path, moment
