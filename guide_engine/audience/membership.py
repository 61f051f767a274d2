"""Segments that name segments: their order, circles among them, and who is in which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guide_engine.audience.rules import evaluate, segments_used


@dataclass(frozen=True)
class NamedRule:
    id: str
    name: str
    rule: dict[str, Any]


def circle(rules: Mapping[str, Any], start: str) -> list[str]:
    """Return the ids on a way from `start` back to itself, or an empty list."""
    trail: list[str] = []
    seen: set[str] = set()

    def leads_back(current: str) -> bool:
        trail.append(current)
        for used in sorted(segments_used(rules.get(current))):
            if used == start:
                return True
            if used not in seen:
                seen.add(used)
                if leads_back(used):
                    return True
        trail.pop()
        return False

    return [*trail, start] if leads_back(start) else []


def in_order(segments: Iterable[NamedRule]) -> list[NamedRule]:
    """Put each segment after those it names. What stands in a circle comes last, as it may."""
    waiting = {segment.id: segment for segment in segments}
    ordered: list[NamedRule] = []
    while waiting:
        ready = [
            s for s in waiting.values() if not segments_used(s.rule) & (waiting.keys() - {s.id})
        ]
        ready = ready or list(waiting.values())
        for segment in ready:
            ordered.append(waiting.pop(segment.id))
    return ordered


def segments_of(
    ordered: Iterable[NamedRule], facts: Mapping[str, Any], now: datetime
) -> tuple[str, ...]:
    """Return the ids of the segments that hold, sorted. `ordered` is as `in_order` gives it."""
    held: set[str] = set()
    for segment in ordered:
        if evaluate(segment.rule, {**facts, "segments": held}, now):
            held.add(segment.id)
    return tuple(sorted(held))
