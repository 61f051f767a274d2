"""What a browser tells of a step's target: how it was found, and what it is now. Pure.

A proposal comes from an end user's page, so its keys are a closed list: what the element says of
itself and which place it stands in; never what other fields, rows or neighbours hold.
"""

import json
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from guide_engine.audience.values import is_storable_text

TIERS = ("typed", "exact", "agreed", "similar")
MAX_PROPOSAL_BYTES = 4_096
MAX_ATTRIBUTES = 20
MAX_LISTED = 30
MAX_SHORT = 80
MAX_SIGNAL = 1_000
MAX_PLACE = 100_000
MAX_PIXELS = 1_000_000

# Fields of an event that speak of a target; the log keeps them in `properties`.
FIELDS = frozenset({"match", "proposal"})
# Where the log says which of them could not be taken, and why.
NOT_TAKEN = "not_taken"


def told_of_target(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to keep. A flaw costs the field it is in, never the event: the step was seen."""
    kept: dict[str, Any] = {}
    flaws: dict[str, str] = {}
    for name, flaw_of in (("match", match_flaw), ("proposal", proposal_flaw)):
        if name not in event:
            continue
        if flaw := flaw_of(event[name]):
            flaws[name] = flaw
        else:
            kept[name] = _rounded(event[name]) if name == "match" else event[name]
    return {**kept, NOT_TAKEN: flaws} if flaws else kept


def match_flaw(match: Any) -> str | None:
    """Say what is wrong with `match`, None when nothing is."""
    if not isinstance(match, dict) or match.keys() != {"tier", "score", "margin"}:
        return "`match` must have exactly `tier`, `score` and `margin`."
    if match["tier"] not in TIERS:
        return f"`match.tier` may be {', '.join(TIERS)}."
    if not all(_is_share(match[name]) for name in ("score", "margin")):
        return "`match.score` and `match.margin` must be numbers from 0 to 1."
    return None


def proposal_flaw(proposal: Any) -> str | None:
    """Say what is wrong with `proposal`, None when nothing is."""
    if not isinstance(proposal, dict) or proposal.get("v") != 1:
        return "`proposal` must be a fingerprint of version 1."
    if unknown := proposal.keys() - _SIGNALS.keys():
        return f"`proposal` may not hold {ascii(min(unknown))[:60]}."
    for name, value in proposal.items():
        if not _SIGNALS[name](value):
            return f"`proposal.{name}` has the wrong form or is too long."
    size = len(json.dumps(proposal, ensure_ascii=False, separators=(",", ":")).encode())
    if size > MAX_PROPOSAL_BYTES:
        return f"`proposal` has {size} bytes; at most {MAX_PROPOSAL_BYTES} are taken."
    return None


def _rounded(match: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "tier": match["tier"],
        "score": round(float(match["score"]), 2),
        "margin": round(float(match["margin"]), 2),
    }


def _is_share(value: Any) -> bool:
    return type(value) in (int, float) and isfinite(value) and 0 <= value <= 1


def _text(most: int) -> Callable[[Any], bool]:
    return lambda value: (
        isinstance(value, str) and 0 < len(value) <= most and is_storable_text(value)
    )


_is_signal = _text(MAX_SIGNAL)
_is_short = _text(MAX_SHORT)


def _is_attributes(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and len(value) <= MAX_ATTRIBUTES
        and all(_is_short(key) and _is_signal(text) for key, text in value.items())
    )


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MAX_LISTED and all(map(_is_signal, value))


def _is_ordinal(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"index", "count"}
        and all(type(number) is int for number in value.values())
        and 0 <= value["index"] < value["count"] <= MAX_PLACE
    )


def _is_box(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(type(pixels) is int and 0 <= pixels <= MAX_PIXELS for pixels in value)
    )


_SIGNALS: Mapping[str, Callable[[Any], bool]] = {
    "v": lambda value: type(value) is int,
    "tag": _is_short,
    "role": _is_short,
    "name": _is_signal,
    "text": _is_short,
    "attributes": _is_attributes,
    "heading": _is_signal,
    "landmark": _is_signal,
    "ancestors": _is_list,
    "ordinal": _is_ordinal,
    "icon": _is_signal,
    "lang": _is_short,
    "classes": _is_list,
    "box": _is_box,
    "scope": lambda value: value in ("row", "place"),
    "hosts": _is_list,
}
