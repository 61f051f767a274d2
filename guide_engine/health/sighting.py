"""What one event says of a step's target. Pure; the only reader of `match` and `proposal`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from guide_engine.core.paths import masked_path
from guide_engine.events.catalogue import EventType
from guide_engine.events.record import EventRecord
from guide_engine.events.targets import TIERS

# Scores are counted in twentieths: fine enough to see them sink.
SCORE_STEPS = 20


class Outcome(StrEnum):
    """How somebody fared with a target; of several on one day the last in this list stands."""

    FOUND = "found"
    DRIFTED = "drifted"
    UNEXPLAINED = "unexplained"
    HIDDEN = "hidden"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"


RANK = {outcome: rank for rank, outcome in enumerate(Outcome)}
# A hint is found before, and mostly without, being seen.
FINDS = (EventType.STEP_SEEN, EventType.TARGET_FOUND)
MISSING = (Outcome.UNEXPLAINED, Outcome.HIDDEN, Outcome.AMBIGUOUS, Outcome.NOT_FOUND)


@dataclass(frozen=True)
class Sighting:
    """One meeting of a person with a step's target."""

    environment_id: str
    workspace_id: str
    guide_id: str
    version: int
    step_id: str
    user_id: str
    path: str
    at: datetime
    outcome: Outcome
    # None where the event doesn't tell.
    tier: str | None = None
    score: int = 0

    @property
    def day(self) -> date:
        return self.at.date()


def sighting_of(event: EventRecord) -> Sighting | None:
    """Return what the event says of a target, None when it says nothing."""
    outcome = _outcome(event)
    if outcome is None or not (event.guide_id and event.step_id) or event.version is None:
        return None
    match = _part(event, "match")
    tier, score = match.get("tier"), match.get("score")
    # A drift is told besides its sighting: counted once.
    counted = event.type in FINDS and tier in TIERS
    return Sighting(
        environment_id=event.environment_id,
        workspace_id=event.workspace_id,
        guide_id=event.guide_id,
        version=event.version,
        step_id=event.step_id,
        user_id=event.user_id,
        path=masked_path(event.path or ""),
        at=event.occurred_at,
        outcome=outcome,
        tier=str(tier) if counted else None,
        score=_twentieths(score) if counted else 0,
    )


def proposal_of(event: EventRecord) -> dict[str, Any] | None:
    """Return what was found instead of the target as it was written."""
    told = event.type == EventType.TARGET_DRIFTED and event.guide_id and event.step_id
    if not told or event.version is None:
        return None
    return dict(_part(event, "proposal")) or None


def _outcome(event: EventRecord) -> Outcome | None:
    # Likeness alone is no drift: a target written by hand never has more. The browser knows what
    # has changed, and tells it besides.
    if event.type in FINDS:
        return Outcome.FOUND
    if event.type == EventType.TARGET_DRIFTED:
        return Outcome.DRIFTED
    if event.type == EventType.TARGET_MISSING:
        reasons = {str(outcome): outcome for outcome in MISSING}
        return reasons.get(event.reason or "", Outcome.UNEXPLAINED)
    if event.type == EventType.GUIDE_FAILED and event.reason == "target_missing":
        return Outcome.UNEXPLAINED
    return None


def _part(event: EventRecord, name: str) -> Mapping[str, Any]:
    part = (event.properties or {}).get(name)
    return part if isinstance(part, Mapping) else {}


def _twentieths(score: Any) -> int:
    return round(float(score or 0) * SCORE_STEPS)
