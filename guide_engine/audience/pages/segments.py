"""Segments: the list, and the form of one."""

import json
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from guide_engine.audience import people, queries, service
from guide_engine.audience.models import Segment
from guide_engine.audience.pages.blueprint import blueprint
from guide_engine.audience.segments import users_of
from guide_engine.core.db import db
from guide_engine.core.errors import DomainError, NotFound
from guide_engine.core.flash import say
from guide_engine.identity.access import Capability, signed_in

EVERYONE: dict[str, Any] = {"all": []}


@blueprint.get("/segments")
@signed_in(Capability.VIEW)
def segments() -> str:
    return render_template(
        "audience/segments.html",
        listed=queries.segments(),
        counts=people.count_segments(g.workspace.id, g.environment.id),
    )


@blueprint.get("/segments/new")
@signed_in(Capability.MANAGE_PEOPLE)
def new_segment() -> str:
    return _render(None, "", EVERYONE, {})


@blueprint.post("/segments/new")
@signed_in(Capability.MANAGE_PEOPLE)
def create_segment() -> ResponseReturnValue:
    name, rule = _sent()
    try:
        segment = service.create_segment(name, rule, segment_id=_former_id())
    except DomainError as error:
        db.session.rollback()
        return _render(None, name, rule, error.fields), error.status
    say(_("The segment “%(name)s” is ready.", name=segment.name))
    return _to_list()


@blueprint.get("/segments/<segment_id>")
@signed_in(Capability.VIEW)
def segment(segment_id: str) -> str:
    found = _segment(segment_id)
    return _render(found, found.name, found.rule, {})


@blueprint.post("/segments/<segment_id>")
@signed_in(Capability.MANAGE_PEOPLE)
def update_segment(segment_id: str) -> ResponseReturnValue:
    found = _segment(segment_id)
    before = {"name": found.name, "rule": json.dumps(found.rule)}
    name, rule = _sent()
    try:
        service.update_segment(found, name, rule)
    except DomainError as error:
        db.session.rollback()
        return _render(_segment(segment_id), name, rule, error.fields), error.status
    undo = url_for("people.update_segment", segment_id=segment_id)
    say(_("Saved. It counts from now on."), undo=undo, fields=before)
    return _to_list()


@blueprint.post("/segments/<segment_id>/delete")
@signed_in(Capability.MANAGE_PEOPLE)
def delete_segment(segment_id: str) -> ResponseReturnValue:
    found = _segment(segment_id)
    before = {"name": found.name, "rule": json.dumps(found.rule), "id": found.id}
    try:
        service.delete_segment(found)
    except DomainError as error:
        say(error.message, kind="error")
        return redirect(url_for("people.segment", segment_id=segment_id), code=303)
    undo = url_for("people.create_segment")
    say(_("“%(name)s” was deleted.", name=before["name"]), undo=undo, fields=before)
    return _to_list()


def _segment(segment_id: str) -> Segment:
    found = queries.segment(segment_id)
    if found is None:
        raise NotFound(_("There is no such segment."))
    return found


def _sent() -> tuple[str, Any]:
    """Read the form. A rule that is not JSON stays a text, which the check then refuses."""
    text = request.form.get("rule", "")
    try:
        rule = json.loads(text)
    except (ValueError, RecursionError):
        rule = text
    return request.form.get("name", ""), rule


def _former_id() -> str | None:
    """Undoing a deletion brings the segment back under the id that guides may still name."""
    former = request.form.get("id", "")
    taken = former and queries.segment(former) is not None
    return former if former.startswith("sg_") and len(former) == 29 and not taken else None


def _render(found: Segment | None, name: str, rule: Any, errors: dict[str, list[str]]) -> str:
    return render_template(
        "audience/segment.html",
        segment=found,
        name=name,
        rule=rule if isinstance(rule, dict) else EVERYONE,
        errors=errors,
        rule_errors=[text for path in errors if path.startswith("rule") for text in errors[path]],
        users=users_of(found) if found else [],
    )


def _to_list() -> Response:
    return redirect(url_for("people.segments"), code=303)
