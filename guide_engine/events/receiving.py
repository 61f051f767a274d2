"""The verb behind the endpoint: a batch in, a result for each event out, after the commit."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from guide_engine.audience import queries as audience
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.events import pipeline, signals, store
from guide_engine.events.batch import Batch, Refused, Written
from guide_engine.events.catalogue import Refusal
from guide_engine.events.envelope import Envelope
from guide_engine.events.pipeline import Arrival, Row
from guide_engine.identity.keys import EnvironmentRef

log = logging.getLogger("guide_engine.events")

Result = dict[str, str]


@dataclass(frozen=True)
class Receipt:
    """What became of each event, in the order sent, and the types that were news."""

    results: list[Result]
    new_types: frozenset[str]


def receive(env: EnvironmentRef, envelope: Envelope, *, imported: bool = False) -> Receipt:
    """Store a batch durably. Commits: on return everything that is called ok is on disk."""
    person = audience.person(env.id, envelope.user_id)
    arrival = Arrival(
        workspace_id=env.workspace_id,
        environment_id=env.id,
        user_id=envelope.user_id,
        received_at=clock.from_millis(clock.to_millis(clock.now())),
        sent_at=envelope.sent_at,
        tier=person.tier if person else None,
        segments=person.segments if person else (),
        imported=imported,
    )
    # The log is written on a connection of its own; this one must not stand in its way.
    db.session.commit()
    outcomes = pipeline.run(envelope.events, arrival)
    written = store.append(
        Batch(
            env.workspace_id,
            env.id,
            envelope.user_id,
            arrival.received_at,
            [outcome for outcome in outcomes if isinstance(outcome, dict)],
            [outcome for outcome in outcomes if isinstance(outcome, Refused)],
            envelope.lost,
        )
    )
    results = _results(outcomes, written)
    if len(results) != len(envelope.events):
        raise AssertionError("an event was left without a result")
    return Receipt(results, _new_types(outcomes, written))


def _results(outcomes: Sequence[Row | Refused], written: Written) -> list[Result]:
    told: set[str] = set()
    results: list[Result] = []
    for outcome in outcomes:
        if isinstance(outcome, Refused):
            results.append({"id": outcome.id, "status": "rejected", "reason": outcome.reason.value})
            continue
        event_id = outcome["id"]
        if event_id in written.unstorable:
            reason = Refusal.NOT_STORABLE.value
            results.append({"id": event_id, "status": "rejected", "reason": reason})
        elif event_id in written.stored and event_id not in told:
            results.append({"id": event_id, "status": "ok"})
        else:
            results.append({"id": event_id, "status": "duplicate"})
        told.add(event_id)
    return results


def _new_types(outcomes: Sequence[Row | Refused], written: Written) -> frozenset[str]:
    return frozenset(
        outcome["type"]
        for outcome in outcomes
        if isinstance(outcome, dict) and outcome["id"] in written.stored
    )


def state_after(env: EnvironmentRef, envelope: Envelope, receipt: Receipt) -> Any | None:
    """Ask above whether the batch changed what the person may see. Never fails the batch."""
    try:
        answers = signals.batch_stored.send(
            env,
            user_id=envelope.user_id,
            types=receipt.new_types,
            revision=envelope.revision,
            language=envelope.language,
        )
    except Exception:
        # The events are stored; the browser gets its state another time.
        log.exception("batch_stored_failed", extra={"environment": env.id})
        db.session.rollback()
        return None
    return next((answer for _receiver, answer in answers if answer is not None), None)
