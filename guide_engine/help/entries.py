"""What a guide is called and what it is about, as its readers see it: from its content. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guide_engine.guides.richtext import plain_text

MAX_TITLE = 120
MAX_EXCERPT = 140
# More of a long guide says nothing new about what it is about.
MAX_SEARCHED = 4_000


@dataclass(frozen=True)
class Entry:
    """Titles may name facts, as in `Hello {user.name|there}`."""

    title: str
    excerpt: str
    # Everything else it says, for searching.
    text: str
    # Its steps, in order.
    steps: tuple[str, ...] = ()


def entry_of(content: Mapping[str, Any], fallback: str) -> Entry:
    """Name a guide by the first thing it says. `fallback` names one that says nothing."""
    steps = content["steps"]
    titles = [_folded(step.get("title", "")) for step in steps]
    bodies = [plain_text(step["body"]) for step in steps]
    own = content.get("checklist") or {}
    intro = plain_text(own["intro"]) if own.get("intro") else ""
    heads = [_folded(own.get("title", "")), *titles, *(body[:MAX_TITLE] for body in bodies)]
    title = next((head for head in heads if head), fallback)
    about = intro or next((body for body in bodies if body), "")
    return Entry(
        title=title[:MAX_TITLE],
        excerpt=_cut(about if about != title else "", MAX_EXCERPT),
        text=" ".join([*titles, intro, *bodies])[:MAX_SEARCHED],
        steps=tuple(step["id"] for step in steps),
    )


def _folded(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str, length: int) -> str:
    text = _folded(text)
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
