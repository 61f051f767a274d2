"""What an author's rules and texts may name: facts with examples, segments, events, guides."""

from typing import Any

from flask import g

from guide_engine.audience import people, vocabulary
from guide_engine.audience import queries as audience
from guide_engine.audience.rules import lookup
from guide_engine.events import queries as events
from guide_engine.guides import queries as guides

MOST_EXAMPLES = 5
MOST_EVENTS = 100
# How far back the log is searched for names of events.
EVENTS_READ = 1_000
LONGEST_EXAMPLE = 80


def read() -> dict[str, Any]:
    return {
        "facts": _facts(),
        "segments": [{"id": each.id, "name": each.name} for each in audience.segments()],
        "events": _events(),
        "guides": [{"key": each.key, "name": each.name} for each in guides.guides()],
    }


def _facts() -> list[dict[str, Any]]:
    listed, _more = people.page_of(g.workspace.id, g.environment.id, people.Wanted(), None)
    known = [seen.person.facts() for seen in listed]
    return [
        {
            "fact": fact["name"],
            "label": fact["label"],
            "type": fact["kind"],
            "examples": _examples(fact["name"], known),
        }
        for scope in ("page", "audience")
        for group in vocabulary.facts("page" if scope == "page" else "audience")
        for fact in group["facts"]
    ]


def _examples(fact: str, known: list[dict[str, Any]]) -> list[str]:
    """List texts that the last people seen have there, the most frequent first."""
    times: dict[str, int] = {}
    for facts in known if not fact.startswith("page.") else ():
        value = lookup(facts, fact)
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and 0 < len(text) <= LONGEST_EXAMPLE:
                times[text] = times.get(text, 0) + 1
    return sorted(times, key=lambda text: (-times[text], text))[:MOST_EXAMPLES]


def _events() -> list[str]:
    """Name the product's own events: those in the log of late, and those that goals wait for."""
    named = {event.name for event in events.recent(g.environment.id, limit=EVENTS_READ)}
    for guide in guides.guides():
        named |= _waited_for(guide.draft)
    return sorted(name for name in named if name)[:MOST_EVENTS]


def _waited_for(draft: dict[str, Any]) -> set[str | None]:
    goal = draft.get("goal") or {}
    advances = (step["advance"] for step in draft["steps"])
    return {goal.get("event"), *(advance.get("event") for advance in advances)}
