"""What a step's look at the page amounts to. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """From the best to the worst."""

    # A step without a target stands in the middle of the page.
    CENTRED = "centred"
    FOUND = "found"
    # Found, but by likeness alone, or what it says has changed.
    DRIFTED = "drifted"
    COVERED = "covered"
    OFF_SCREEN = "off_screen"
    MISSING = "missing"
    # Nothing can be said of it: the check didn't get to where it should be.
    UNREACHED = "unreached"


class FailOn(StrEnum):
    MISSING = "missing"
    DRIFTED = "drifted"


GOOD = frozenset({Outcome.CENTRED, Outcome.FOUND})
# Everything that was known of it, but for what rounding takes.
UNCHANGED_SCORE = 0.99
ALL_FOUND, SOMETHING_WRONG = 0, 1


@dataclass(frozen=True)
class Verdict:
    """`reason` is a code that `words` puts into a sentence with `details`."""

    outcome: Outcome
    tier: str | None = None
    score: float | None = None
    margin: float | None = None
    reason: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


def centred() -> Verdict:
    return Verdict(Outcome.CENTRED)


def unreached(reason: str, **details: Any) -> Verdict:
    return Verdict(Outcome.UNREACHED, reason=reason, details=details)


def judge(look: Mapping[str, Any]) -> Verdict:
    """Turn what the finder and the page said of one step into a verdict."""
    if "missing" in look:
        return Verdict(Outcome.MISSING, reason=str(look["missing"]))
    told: dict[str, Any] = {
        "tier": str(look["tier"]),
        "score": round(float(look["score"]), 2),
        "margin": round(float(look["margin"]), 2),
    }
    if not look["on_screen"]:
        return Verdict(Outcome.OFF_SCREEN, reason="off_screen", **told)
    if look.get("covered_by") is not None:
        details = {"by": look["covered_by"]}
        return Verdict(Outcome.COVERED, reason="covered", details=details, **told)
    # A selector that somebody typed is meant to the letter: what it selects is the thing.
    if look["tier"] == "typed":
        return Verdict(Outcome.FOUND, **told)
    if look["tier"] == "similar" and not _is_as_it_was(look):
        return Verdict(Outcome.DRIFTED, reason="by_likeness", details=_changes(look), **told)
    if look.get("changed"):
        return Verdict(Outcome.DRIFTED, reason="changed", details=_changes(look), **told)
    return Verdict(Outcome.FOUND, **told)


def _is_as_it_was(look: Mapping[str, Any]) -> bool:
    """Some things have only weak signals: where all of them still hold, nothing has drifted."""
    return not look.get("changed") and float(look["score"]) >= UNCHANGED_SCORE


def _changes(look: Mapping[str, Any]) -> dict[str, Any]:
    return {"changed": list(look.get("changed") or [])}


def fails(outcome: Outcome, fail_on: FailOn) -> bool:
    if outcome is Outcome.DRIFTED:
        return fail_on is FailOn.DRIFTED
    return outcome not in GOOD


def exit_code(outcomes: Iterable[Outcome], fail_on: FailOn) -> int:
    return SOMETHING_WRONG if any(fails(o, fail_on) for o in outcomes) else ALL_FOUND
