"""Proposed repairs: what people's browsers agree on, and what the author says to it."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import Conflict, NotFound
from guide_engine.core.ids import new_id
from guide_engine.guides import queries as guides
from guide_engine.guides import service as authoring
from guide_engine.guides.models import Guide
from guide_engine.health import queries
from guide_engine.health.agreement import Agreement, agreement
from guide_engine.health.models import RepairAnswer
from guide_engine.health.proposal import repaired
from guide_engine.health.standing import WATCHED_DAYS, StepStanding, standings

# So many people's browsers must agree, unless the environment says otherwise.
AGREEING = 3


class Stage(StrEnum):
    # Nothing was heard, or too little.
    NONE = "none"
    HEARD = "heard"
    # Two elements are named, and which is meant can't be told.
    CONTRADICTS = "contradicts"
    PROPOSED = "proposed"
    # The draft points there already; it only must be published.
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True)
class Repair:
    """What was heard about one step, and how far it has come."""

    step_id: str
    stage: Stage
    heard: Agreement
    before: Mapping[str, Any]
    after: Mapping[str, Any] | None
    # The draft's own target is neither the published nor the proposed one.
    draft_differs: bool = False

    @property
    def element(self) -> str:
        return self.heard.proposed.element if self.heard.proposed else ""


def agreeing(environment_id: str) -> int:
    channels = queries.channels(environment_id)
    return channels.agreeing if channels else AGREEING


def repair_of(environment_id: str, guide: Guide, step: StepStanding) -> Repair:
    """Weigh what browsers found instead of one step's target."""
    since = clock.now() - timedelta(days=WATCHED_DAYS)
    voices = queries.voices(environment_id, guide.id, step.step_id, step.versions, since)
    heard = agreement(voices, agreeing(environment_id))
    if heard.proposed is None:
        stage = Stage.CONTRADICTS if heard.contradicts else Stage.HEARD
        return Repair(step.step_id, stage if voices else Stage.NONE, heard, step.target, None)
    after = repaired(step.target, heard.proposed.fingerprint)
    drafted = _target_of(guide.draft, step.step_id)
    answer = queries.answers(guide.id).get((step.step_id, heard.proposed.element))
    stage = Stage.PROPOSED
    if drafted == after or (answer is not None and answer.accepted and drafted == answer.after):
        stage = Stage.ACCEPTED
    elif answer is not None and not answer.accepted:
        stage = Stage.DECLINED
    differs = stage is Stage.PROPOSED and drafted != step.target
    return Repair(step.step_id, stage, heard, step.target, after, differs)


def accept(
    environment_id: str, guide_id: str, step_id: str, element: str, revision: int, *, by: str
) -> Guide:
    """Write the proposed target into the draft, which may be undone. It must still be published.

    Raises Conflict when the proposal is no longer what was looked at, StaleDraft when somebody
    saved in between.
    """
    guide, found = _proposed(environment_id, guide_id, step_id, element)
    document = deepcopy(guide.draft)
    step = next((one for one in document["steps"] if one["id"] == step_id), None)
    if step is None:
        raise Conflict(_("The draft no longer has this step."))
    step["target"] = dict(found.after or {})
    saved = authoring.save_draft(guide_id, document, revision, by=by, may_undo=True)
    _answer(guide_id, found, accepted=True, by=by)
    return saved


def decline(environment_id: str, guide_id: str, step_id: str, element: str, *, by: str) -> None:
    """Never propose this element for this step again."""
    _guide, found = _proposed(environment_id, guide_id, step_id, element)
    _answer(guide_id, found, accepted=False, by=by)


def take_back(guide_id: str, step_id: str, element: str) -> None:
    """Forget an answer: what was declined may be proposed again."""
    guides.guide(guide_id)
    answer = queries.answers(guide_id).get((step_id, element))
    if answer is not None:
        db.session.delete(answer)
        db.session.flush()


def _proposed(
    environment_id: str, guide_id: str, step_id: str, element: str
) -> tuple[Guide, Repair]:
    guide = guides.guide(guide_id)
    publication = queries.publications(environment_id).get(guide_id)
    number = publication.version if publication else None
    known = standings(environment_id, {guide_id: number} if number else {}, clock.now().date())
    steps = known[guide_id].steps if guide_id in known else []
    step = next((one for one in steps if one.step_id == step_id), None)
    if step is None:
        raise NotFound(_("There is no such step."))
    found = repair_of(environment_id, guide, step)
    if found.after is None or found.element != element:
        raise Conflict(_("This proposal has changed in the meantime. Look at it again."))
    return guide, found


def _answer(guide_id: str, found: Repair, *, accepted: bool, by: str) -> None:
    answer = queries.answers(guide_id).get((found.step_id, found.element))
    if answer is None:
        answer = RepairAnswer(
            id=new_id("ra"), guide_id=guide_id, step_id=found.step_id, element=found.element
        )
        db.session.add(answer)
    answer.accepted, answer.at, answer.by = accepted, clock.now(), by
    answer.people = found.heard.proposed.people if found.heard.proposed else 0
    answer.before, answer.after = dict(found.before), dict(found.after or {})
    db.session.flush()


def _target_of(document: Mapping[str, Any], step_id: str) -> Any:
    return next((step["target"] for step in document["steps"] if step["id"] == step_id), None)
