"""What differs between two documents, field by field, and how to take over a part of it.

Keys name a change: `name`, `steps` (their order), `steps/<id>` (a step added or removed),
`steps/<id>/title`, `translations/<language>`. `take` applies chosen changes, so "mine or theirs" needs no other code.
"""

import difflib
import re
from collections.abc import Collection, Iterable
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from guide_engine.guides import kinds
from guide_engine.guides.document import GuideDocument

FIELDS = (
    "name", "language", *kinds.LOOKS, "page", "starts_when", "audience", "frequency", "priority",
    "schedule", "goal", "completes_on", "auto_pause", "theme",
)  # fmt: skip
STEP_FIELDS = (
    "type", "title", "body", "question", "target", "placement", "position", "spotlight",
    "blocks_target", "buttons", "action", "advance", "branches", "completes", "wait", "missing",
    "wait_seconds",
)  # fmt: skip


# Fields that a document may lack; absent says what null says.
OPTIONAL = frozenset(
    {
        *kinds.LOOKS, "starts_when", "auto_pause", "theme", "question", "position", "spotlight",
        "blocks_target", "action", "branches", "completes", "wait",
    }
)  # fmt: skip
# Where absent doesn't mean no.
_NO_MATTERS = frozenset({"spotlight"})
TRANSLATIONS = "translations"
# What a translation was made from goes with it.
_TRANSLATED = (TRANSLATIONS, "translated_from")


class Change(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True)
class Difference:
    key: str
    change: Change
    field: str
    before: Any
    after: Any
    step_id: str | None = None
    # Places (from 1) of the step before and after; 0 where it is absent.
    place_before: int = 0
    place_after: int = 0


def difference(before: GuideDocument, after: GuideDocument) -> list[Difference]:
    """Return what changed from `before` to `after`, in reading order; none when they are equal."""
    found = [
        Difference(name, Change.CHANGED, name, _held(before, name), _held(after, name))
        for name in FIELDS
        if _held(before, name) != _held(after, name)
    ]
    olds, news = _by_id(before), _by_id(after)
    if [name for name in olds if name in news] != [name for name in news if name in olds]:
        found.append(Difference("steps", Change.MOVED, "steps", list(olds), list(news)))
    for name in _together(list(news), list(olds)):
        found += _step_differences(name, olds, news)
    return found + _translation_differences(before, after)


def _translation_differences(before: GuideDocument, after: GuideDocument) -> list[Difference]:
    languages = sorted({name for held in (before, after) for name in held.get(TRANSLATIONS, {})})
    return [
        Difference(
            f"{TRANSLATIONS}/{language}",
            Change.CHANGED,
            TRANSLATIONS,
            _texts(before, language),
            _texts(after, language),
        )
        for language in languages
        if [before.get(part, {}).get(language) for part in _TRANSLATED]
        != [after.get(part, {}).get(language) for part in _TRANSLATED]
    ]


def _texts(document: GuideDocument, language: str) -> dict[str, Any] | None:
    texts = document.get(TRANSLATIONS, {}).get(language)
    return None if texts is None else {"language": language, "texts": texts}


def _step_differences(
    name: str, olds: dict[str, dict[str, Any]], news: dict[str, dict[str, Any]]
) -> list[Difference]:
    places = _place(name, olds), _place(name, news)
    old, new = olds.get(name), news.get(name)
    if old is None or new is None:
        change = Change.ADDED if old is None else Change.REMOVED
        return [Difference(f"steps/{name}", change, "step", old, new, name, *places)]
    return [
        Difference(
            f"steps/{name}/{field}",
            Change.CHANGED,
            field,
            _held(old, field),
            _held(new, field),
            name,
            *places,
        )
        for field in STEP_FIELDS
        if _held(old, field) != _held(new, field)
    ]


def _held(holder: dict[str, Any], field: str) -> Any:
    value = holder.get(field)
    return (value or None) if field in OPTIONAL and field not in _NO_MATTERS else value


def take(
    base: GuideDocument, other: GuideDocument, keys: Collection[str] | None = None
) -> GuideDocument:
    """Return `base` with the named changes that lead to `other`; all of them when none is named."""
    changes = [d for d in difference(base, other) if keys is None or d.key in keys]
    result = deepcopy(base)
    steps, others = _by_id(result), _by_id(other)
    order = list(steps)
    if any(change.key == "steps" for change in changes):
        order = _together([name for name in others if name in steps], order)
    for change in changes:
        if change.field == TRANSLATIONS:
            _take_translation(result, other, change.key.partition("/")[2])
        elif change.step_id is None:
            if change.field != "steps":
                _put(result, change.field, change.after)
        elif change.change is Change.REMOVED:
            order.remove(change.step_id)
        elif change.change is Change.CHANGED:
            _put(steps[change.step_id], change.field, change.after)
    for change in changes:
        if change.change is Change.ADDED and change.step_id is not None:
            steps[change.step_id] = deepcopy(change.after)
            order.insert(_spot(change.step_id, list(others), order), change.step_id)
    result["steps"] = [steps[name] for name in order]
    return result


def _take_translation(document: GuideDocument, other: GuideDocument, language: str) -> None:
    for part in _TRANSLATED:
        held = dict(document.get(part, {}))
        held.pop(language, None)
        if language in other.get(part, {}):
            held[language] = deepcopy(other[part][language])
        if held or part in other:
            document[part] = held
        else:
            document.pop(part, None)


def _put(document: dict[str, Any], field: str, value: Any) -> None:
    if value is None and field in OPTIONAL:
        document.pop(field, None)
    else:
        document[field] = deepcopy(value)


def _spot(name: str, wished: list[str], order: list[str]) -> int:
    """Where to insert: right after the nearest step that precedes it in the wished order."""
    for earlier in reversed(wished[: wished.index(name)]):
        if earlier in order:
            return order.index(earlier) + 1
    return 0


def _together(first: list[str], second: list[str]) -> list[str]:
    """Put two orders together: the first leads, what only the second has keeps its neighbour."""
    merged = list(first)
    for name in second:
        if name not in merged:
            merged.insert(_spot(name, second, merged), name)
    return merged


def _by_id(document: GuideDocument) -> dict[str, dict[str, Any]]:
    return {step["id"]: step for step in document["steps"]}


def _place(name: str, steps: Iterable[str]) -> int:
    names = list(steps)
    return names.index(name) + 1 if name in names else 0


# Latin words stay whole; each Japanese character is compared by itself.
_WORD = re.compile(r"[A-Za-z0-9_'’]+|\s+|.", re.DOTALL)


def words(before: str, after: str) -> list[tuple[str, str]]:
    """Compare two texts word by word: ("same" | "gone" | "new", text)."""
    olds, news = _WORD.findall(before), _WORD.findall(after)
    parts: list[tuple[str, str]] = []
    for op, a1, a2, b1, b2 in difflib.SequenceMatcher(
        None, olds, news, autojunk=False
    ).get_opcodes():
        if op == "equal":
            parts.append(("same", "".join(olds[a1:a2])))
            continue
        if a2 > a1:
            parts.append(("gone", "".join(olds[a1:a2])))
        if b2 > b1:
            parts.append(("new", "".join(news[b1:b2])))
    return parts
