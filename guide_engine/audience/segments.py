"""Segments: rules with a name, kept free of faults and circles."""

from typing import Any

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from guide_engine.audience import membership, rulebook, signals
from guide_engine.audience.errors import BadRule, NameTaken, SegmentInUse
from guide_engine.audience.models import Segment
from guide_engine.audience.rules import Fault, faults, leaves, segments_used
from guide_engine.audience.words import WORDS
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import Invalid
from guide_engine.core.ids import new_id
from guide_engine.identity import queries as identity_queries
from guide_engine.identity import service as identity

MAX_NAME = 100


def create_segment(name: str, rule: dict[str, Any], *, segment_id: str | None = None) -> Segment:
    """Create a segment in the workspace the session is bound to. Raises BadRule or NameTaken."""
    workspace_id: str = db.session.info["workspace_id"]
    segment = Segment(
        id=segment_id or new_id("sg"),
        workspace_id=workspace_id,
        name=_free_name(name, None),
        rule=rule,
        created_at=clock.now(),
        updated_at=clock.now(),
    )
    check_rule(rule, segment.id, segment.name)
    db.session.add(segment)
    db.session.flush()
    rulebook.forget(workspace_id)
    return segment


def update_segment(segment: Segment, name: str, rule: dict[str, Any]) -> None:
    """Change a segment. Raises BadRule or NameTaken."""
    name = _free_name(name, segment.id)
    check_rule(rule, segment.id, name)
    segment.name, segment.rule, segment.updated_at = name, rule, clock.now()
    db.session.flush()
    tell_sdks(segment.workspace_id)


def delete_segment(segment: Segment) -> None:
    """Delete a segment. Raises SegmentInUse while another segment or a guide names it."""
    users = users_of(segment)
    if users:
        raise SegmentInUse(
            _(
                "“%(name)s” is still used by %(users)s. Take it out there first.",
                name=segment.name,
                users=_(", ").join(name for name, _address in users),
            )
        )
    db.session.delete(segment)
    db.session.flush()
    rulebook.forget(segment.workspace_id)


def users_of(segment: Segment) -> list[tuple[str, str]]:
    """List what names the segment, as (name, address)."""
    users = [
        (other.name, f"/people/segments/{other.id}")
        for other in db.session.scalars(select(Segment).order_by(Segment.name))
        if other.id != segment.id and segment.id in segments_used(other.rule)
    ]
    for _receiver, found in signals.segment_leaving.send(
        current_app._get_current_object(),  # type: ignore[attr-defined]
        workspace_id=segment.workspace_id,
        segment_id=segment.id,
    ):
        users.extend(found or [])
    return users


def check_rule(rule: object, segment_id: str | None = None, name: str = "") -> None:
    """Raise BadRule unless the rule is sound, its segments exist and don't lead back to itself."""
    found = faults(rule, "audience")
    if not found:
        found = _faults_of_segments(rule, segment_id, name)
    if found:
        raise BadRule(
            _("The rule can't be used as it is."),
            fields={f"rule{fault.path}": [sentence(fault)] for fault in found},
        )


def sentence(fault: Fault) -> str:
    """Say a fault of a rule in the reader's language."""
    return str(_(WORDS[fault.code], **fault.params))


def _faults_of_segments(rule: object, segment_id: str | None, name: str) -> list[Fault]:
    known = {row.id: row for row in db.session.scalars(select(Segment))}
    unknown = [
        Fault("", "unknown_segment", {})
        for leaf in leaves(rule)
        if "segment" in leaf and leaf["segment"] not in known and leaf["segment"] != segment_id
    ]
    if unknown or segment_id is None:
        return unknown[:1]
    rules = {other.id: other.rule for other in known.values()} | {segment_id: rule}
    names = {other.id: other.name for other in known.values()} | {segment_id: name}
    circle = membership.circle(rules, segment_id)
    if not circle:
        return []
    return [Fault("", "segment_cycle", {"names": " → ".join(names[step] for step in circle)})]


def _free_name(name: str, segment_id: str | None) -> str:
    name = name.strip()
    if not name or len(name) > MAX_NAME:
        text = _("Give the segment a name of at most %(most)s characters.", most=MAX_NAME)
        raise Invalid(text, fields={"name": [text]})
    holder = db.session.scalar(select(Segment.id).where(Segment.name == name))
    if holder is not None and holder != segment_id:
        text = _("There is already a segment named “%(name)s”.", name=name)
        raise NameTaken(text, fields={"name": [text]})
    return name


def tell_sdks(workspace_id: str) -> None:
    """What people may see has changed in every environment of the workspace."""
    rulebook.forget(workspace_id)
    for environment in identity_queries.environments(workspace_id):
        identity.bump_revision(environment.id)
