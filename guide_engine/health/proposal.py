"""What browsers propose as the new target, compared by its own signals. Pure."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

# What only the author's own picking knows or decides; it likely still holds of the place.
OF_THE_PLACE = ("label", "neighbours", "row", "twin", "hosts")
CHOSEN = ("scope",)
# Attributes that were given by a developer to name one thing.
IDENTIFYING = ("data-testid", "data-test", "data-test-id", "data-qa", "data-cy", "id", "name")
_SPACE = re.compile(r"\s+")
_COUNTER = re.compile(r"\d+")

Fingerprint = dict[str, Any]


def says_enough(proposal: Mapping[str, Any]) -> bool:
    """Tell whether it names anything: a bare tag would name everything."""
    return bool(_words(proposal) or identity(proposal))


def identity(fingerprint: Mapping[str, Any]) -> dict[str, str]:
    """The attributes by which a developer names the element."""
    attributes = fingerprint.get("attributes") or {}
    return {name: str(attributes[name]) for name in IDENTIFYING if attributes.get(name)}


def same_element(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two browsers speak of the same element.

    Same kind of thing, and either the same developer's name (then the words may differ, as they do
    in a translated product) or, where neither has one that contradicts, the same words.
    """
    if (one.get("role"), one.get("tag")) != (other.get("role"), other.get("tag")):
        return False
    mine, theirs = identity(one), identity(other)
    shared = mine.keys() & theirs.keys()
    if any(mine[name] != theirs[name] for name in shared):
        return False
    return bool(shared) or _words(one) == _words(other)


def _words(fingerprint: Mapping[str, Any]) -> str:
    """What it says, after width, case, space and counters are evened out."""
    said = next((fingerprint[key] for key in ("name", "text", "icon") if fingerprint.get(key)), "")
    folded = unicodedata.normalize("NFKC", str(said)).casefold()
    return _COUNTER.sub("#", _SPACE.sub(" ", folded).strip())


def digest(fingerprint: Mapping[str, Any]) -> str:
    """Name an element by its own signals, so that an answer to a proposal is remembered."""
    named = identity(fingerprint)
    own = [fingerprint.get("role"), fingerprint.get("tag"), named or _words(fingerprint)]
    return hashlib.sha256(canonical(own).encode()).hexdigest()


def repaired(before: Mapping[str, Any] | None, found: Mapping[str, Any]) -> Fingerprint:
    """Make the new target: what was found, and what the author knew of the place.

    An address the author had typed led nowhere any more, or nothing would have drifted.
    """
    known = before or {}
    kept = {name: known[name] for name in OF_THE_PLACE if name in known}
    chosen = {name: known[name] for name in CHOSEN if name in known}
    return {**kept, **found, **chosen, "v": 1}


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
