"""Typed attributes: which are kept, and why the others are not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from guide_engine.audience.moments import to_moment
from guide_engine.audience.person import RefusedAttribute
from guide_engine.audience.tiers import Tier
from guide_engine.audience.values import LARGEST_NUMBER, is_number, is_storable_text

MAX_ATTRIBUTES = 100
MAX_KEY = 64
MAX_TEXT = 1_000
MAX_LIST = 50
MAX_SHOWN = 80


class Entity(StrEnum):
    USER = "user"
    COMPANY = "company"


class Kind(StrEnum):
    """The types an attribute may have."""

    STRING = "string"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATETIME = "datetime"
    LIST = "list"


# Facts that Guide Engine makes itself. `company.tier` is special: sent, it overrides the tier.
BUILT_IN: dict[Entity, dict[str, Kind]] = {
    Entity.USER: {
        "id": Kind.STRING,
        "first_seen_at": Kind.DATETIME,
        "anonymous": Kind.BOOLEAN,
    },
    Entity.COMPANY: {"id": Kind.STRING, "first_seen_at": Kind.DATETIME, "tier": Kind.STRING},
}
FIXED: dict[Entity, dict[str, Kind]] = {Entity.USER: {}, Entity.COMPANY: {"ltv": Kind.NUMBER}}


@dataclass
class Sifted:
    """`kept` values replace those held (None removes one); `new_kinds` are types just decided."""

    kept: dict[str, Any] = field(default_factory=dict)
    new_kinds: dict[str, Kind] = field(default_factory=dict)
    refused: list[RefusedAttribute] = field(default_factory=list)


def sift(
    entity: Entity, incoming: Mapping[str, Any], kinds: Mapping[str, str], held: Mapping[str, Any]
) -> Sifted:
    """Judge each attribute on its own: a faulty one is refused, the others are kept."""
    sifted = Sifted()
    room = MAX_ATTRIBUTES - len(held)
    for key, value in incoming.items():
        fault = _fault_of_key(entity, key) or _fault_of_value(value)
        known = FIXED[entity].get(key) or kinds.get(key)
        kind = kind_of(value)
        if fault is None and kind is not None and known is not None and not _fits(value, known):
            fault = "other_type", f"It is a {known} by its first value; this is a {kind}."
        new = key not in held and value is not None
        if fault is None and new and room <= 0:
            fault = "too_many", f"More than {MAX_ATTRIBUTES} attributes."
        if fault is not None:
            path = f"{entity}/attributes/{str(key)[:MAX_SHOWN]}"
            sifted.refused.append(RefusedAttribute(path, *fault))
            continue
        if known is None and kind is None:
            # Null or empty, and never seen: nothing to keep, and no type to learn.
            continue
        if known is None and kind is not None:
            sifted.new_kinds[key] = kind
        room -= new
        sifted.kept[key] = value
    return sifted


def merged(held: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """Lay new values over those held; None removes."""
    return {key: value for key, value in {**held, **kept}.items() if value is not None}


def kind_of(value: Any) -> Kind | None:
    """Return the type a value decides, or None for null, an empty text and an empty list."""
    if isinstance(value, bool):
        return Kind.BOOLEAN
    if is_number(value):
        return Kind.NUMBER
    if isinstance(value, str) and value:
        return Kind.STRING if to_moment(value) is None else Kind.DATETIME
    return Kind.LIST if isinstance(value, list) and value else None


def split_tier(
    incoming: Mapping[str, Any],
) -> tuple[dict[str, Any], dict[str, str | None], list[RefusedAttribute]]:
    """Take `tier` out of a company's attributes: it overrides what the LTV says, null ends that."""
    rest = {key: value for key, value in incoming.items() if key != "tier"}
    if "tier" not in incoming:
        return rest, {}, []
    tier = incoming["tier"]
    if tier is None or tier in list(Tier):
        return rest, {"tier_override": tier}, []
    message = f"The tier must be one of {', '.join(Tier)}, or null to let the LTV decide."
    return rest, {}, [RefusedAttribute("company/attributes/tier", "unknown_tier", message)]


def _fault_of_key(entity: Entity, key: Any) -> tuple[str, str] | None:
    if not isinstance(key, str) or not key.strip() or len(key) > MAX_KEY:
        return "bad_key", f"A name has 1 to {MAX_KEY} characters."
    if not is_storable_text(key):
        return "bad_key", "The name holds a character that can't be stored."
    if key in BUILT_IN[entity]:
        return "built_in", "Guide Engine makes this fact itself; use another name."
    return None


def _fault_of_value(value: Any) -> tuple[str, str] | None:
    if isinstance(value, list):
        if len(value) > MAX_LIST:
            return (
                "list_too_long",
                f"The list has {len(value)} values; at most {MAX_LIST} are taken.",
            )
        if any(element is None or isinstance(element, list) for element in value):
            return "unknown_type", "A list holds texts, numbers and booleans only."
        return next((fault for fault in map(_fault_of_value, value) if fault), None)
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            return "text_too_long", f"The text has {len(value)} characters; at most {MAX_TEXT}."
        if not is_storable_text(value):
            return "bad_text", "The text holds a character that can't be stored."
        return None
    if not is_number(value):
        return "unknown_type", "It must be a text, a number, a boolean, or a list of those."
    if abs(value) > LARGEST_NUMBER:
        return "number_too_large", "Numbers beyond 2^53 lose digits in a browser; send it as text."
    return None


def _fits(value: Any, known: str) -> bool:
    kind = kind_of(value)
    if known == Kind.STRING:
        return isinstance(value, str)
    if known == Kind.DATETIME:
        return kind in {Kind.DATETIME, Kind.NUMBER}
    return kind == known
