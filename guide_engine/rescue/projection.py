"""From the log to episodes, outcomes and usual step times, inside the projector's transaction."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Table, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from guide_engine.core.paths import masked_path
from guide_engine.core.sketch import bucket_of
from guide_engine.events import projector
from guide_engine.events.catalogue import EventType
from guide_engine.events.journey import Journey, Status
from guide_engine.events.record import EventRecord
from guide_engine.rescue.models import Offer, OfferOutcome, StepTime, StuckEpisode

MOMENT_OF: dict[str, str] = {
    EventType.OFFER_SHOWN: "shown_at",
    EventType.OFFER_OPENED: "opened_at",
    EventType.OFFER_ASKED: "asked_at",
    EventType.OFFER_SOLVED: "solved_at",
    EventType.OFFER_DECLINED: "declined_at",
}
MAX_OFFER_ID = 60
# Who left the screen for longer says nothing about the step.
LONGEST_SECONDS = 3_600.0
STEP_TIMES = cast(Table, StepTime.__table__)

# Workspace, environment, guide, step, bucket.
TimeKey = tuple[str, str, str, str, int]


def register() -> None:
    projector.register_event_listener("rescue", on_events, _reset)
    projector.register_listener("rescue.step-times", on_changes, _reset_times)


def on_events(session: Session, events: Sequence[EventRecord]) -> None:
    """Note who was stuck, and what became of offers, also of those that were never stored here."""
    for event in events:
        if event.type == EventType.STUCK_DETECTED:
            session.add(_episode(event))
        elif event.type in MOMENT_OF:
            _note_outcome(session, event)
    session.flush()


def on_changes(session: Session, changes: Sequence[tuple[Journey | None, Journey]]) -> None:
    """Take the old journeys' step times out of the histograms and put the new ones in."""
    delta: Counter[TimeKey] = Counter()
    for before, after in changes:
        delta.subtract(step_times(before) if before is not None else {})
        delta.update(step_times(after))
    _add(session, {key: change for key, change in sorted(delta.items()) if change})


def step_times(journey: Journey) -> Counter[TimeKey]:
    """Return what a journey adds to the histograms: its steps' times, once it is completed."""
    if journey.status is not Status.COMPLETED:
        return Counter()
    scope = journey.workspace_id, journey.environment_id, journey.guide_id
    return Counter(
        (*scope, step_id, bucket_of(seconds))
        for step_id, seconds in journey.step_seconds.items()
        if seconds <= LONGEST_SECONDS
    )


def _episode(event: EventRecord) -> StuckEpisode:
    return StuckEpisode(
        workspace_id=event.workspace_id,
        environment_id=event.environment_id,
        id=event.id,
        user_id=event.user_id,
        guide_id=event.guide_id,
        step_id=event.step_id,
        path=masked_path(event.path or ""),
        reason=event.reason or "slow_step",
        tier=event.tier,
        at=event.occurred_at,
    )


def _note_outcome(session: Session, event: EventRecord) -> None:
    offer_id = str((event.properties or {}).get("offer_id", ""))
    if not 0 < len(offer_id) <= MAX_OFFER_ID:
        return
    outcome = session.get(OfferOutcome, (event.environment_id, event.user_id, offer_id))
    if outcome is None:
        outcome = _new_outcome(session, event, offer_id)
    outcome.at = min(outcome.at, event.occurred_at)
    moment = MOMENT_OF[event.type]
    setattr(outcome, moment, _earlier(getattr(outcome, moment), event.occurred_at))


def _new_outcome(session: Session, event: EventRecord, offer_id: str) -> OfferOutcome:
    """Begin an outcome. Where the event doesn't say it, the stored offer knows guide and step."""
    offer = session.get(Offer, offer_id)
    if offer is not None and offer.environment_id != event.environment_id:
        offer = None
    outcome = OfferOutcome(
        workspace_id=event.workspace_id,
        environment_id=event.environment_id,
        user_id=event.user_id,
        offer_id=offer_id,
        guide_id=event.guide_id or (offer.guide_id if offer else None),
        step_id=event.step_id or (offer.step_id if offer else None),
        path=masked_path(event.path) if event.path else (offer.path if offer else ""),
        tier=event.tier,
        at=event.occurred_at,
    )
    session.add(outcome)
    return outcome


def _earlier(known: datetime | None, found: datetime) -> datetime:
    return found if known is None else min(known, found)


def _add(session: Session, delta: dict[TimeKey, int]) -> None:
    if not delta:
        return
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    insert = dialect.insert(STEP_TIMES)
    names = ("workspace_id", "environment_id", "guide_id", "step_id", "bucket")
    session.execute(
        insert.on_conflict_do_update(
            index_elements=list(STEP_TIMES.primary_key),
            set_={"count": STEP_TIMES.c.count + insert.excluded.count},
        ),
        [dict(zip(names, key, strict=True), count=change) for key, change in delta.items()],
    )
    if any(change < 0 for change in delta.values()):
        # A row of zero would differ from what a rebuild makes.
        session.execute(delete(STEP_TIMES).where(STEP_TIMES.c.count == 0))


def _reset(session: Session) -> None:
    session.execute(delete(StuckEpisode))
    session.execute(delete(OfferOutcome))


def _reset_times(session: Session) -> None:
    session.execute(delete(StepTime))
