"""Saving from a form: one way for pages and scripts, and nothing lost when it is stale."""

import json
from typing import Any

from flask import g, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import Invalid
from guide_engine.core.web import error_body, wants_json
from guide_engine.guides import forms, service
from guide_engine.guides.difference import difference, take
from guide_engine.guides.document import GuideDocument
from guide_engine.guides.errors import StaleDraft
from guide_engine.guides.models import Guide
from guide_engine.guides.pages import views
from guide_engine.identity import queries as identity_queries

Answer = BaseResponse | tuple[str | BaseResponse, int]


def sent_form() -> forms.Form:
    return forms.Form(request.form.items(multi=True))


def sent_revision() -> int:
    """Return the revision the form was made from."""
    try:
        return int(request.form.get("revision", ""))
    except ValueError:
        raise Invalid(_("The form is incomplete. Load the page again.")) from None


def save(guide: Guide, document: GuideDocument, back: str, *, may_undo: bool = False) -> Answer:
    """Save what a form says and answer as the caller likes it: JSON, or back to the page."""
    try:
        saved = service.save_draft(
            guide.id, document, sent_revision(), by=g.member.id, may_undo=may_undo
        )
    except StaleDraft as stale:
        if wants_json():
            return jsonify({**error_body(stale.code, stale.message), **_who(guide)}), 409
        return ask_which(guide, document, stale), 409
    if wants_json():
        return jsonify(saved_body(saved))
    return redirect(back, 303)


def saved_body(guide: Guide) -> dict[str, Any]:
    return {
        "revision": guide.draft_revision,
        "saved_at": clock.now().isoformat(),
        "document": guide.draft,
        "findings": views.as_findings(views.findings(guide.draft)),
    }


def _who(guide: Guide) -> dict[str, str]:
    names = identity_queries.member_names([guide.updated_by])
    return {"by": names.get(guide.updated_by or "", ""), "at": guide.updated_at.isoformat()}


def ask_which(
    guide: Guide, mine: GuideDocument, stale: StaleDraft, errors: dict[str, list[str]] | None = None
) -> str:
    """Show both versions side by side; for each difference the author takes mine or theirs.

    What only one side changed is chosen beforehand, as far as the form told where it began.
    """
    db.session.expire(guide)
    base = forms.read_json(request.form.get("base", ""))
    theirs = stale.theirs
    try:
        ours = {d.key for d in difference(base, mine)}
        others = {d.key for d in difference(base, theirs)}
    except (KeyError, TypeError, AttributeError):
        ours, others = {d.key for d in difference(theirs, mine)}, set()
    changes = [
        {
            "view": views.change(change, theirs, mine),
            "choice": "mine" if change.key in ours else "theirs",
            "both": change.key in ours and change.key in others,
        }
        for change in difference(theirs, mine)
    ]
    return render_template(
        "guides/stale.html",
        guide=guide,
        tab="",
        changes=changes,
        mine=json.dumps(mine, ensure_ascii=False),
        base=json.dumps(base, ensure_ascii=False),
        revision=stale.revision,
        errors=errors or {},
        back=back_to(guide, request.path.rpartition("/")[2]),
        **_who(guide),
    )


def merge(guide: Guide) -> Answer:
    """Save what was chosen of mine over theirs."""
    mine = forms.read_json(request.form.get("mine", ""))
    service.check(mine)
    revision = sent_revision()
    stale = StaleDraft("", revision=guide.draft_revision, theirs=guide.draft)
    if revision != guide.draft_revision:
        return ask_which(guide, mine, stale), 409
    keys = {
        name.removeprefix("choice.")
        for name, value in request.form.items()
        if name.startswith("choice.") and value == "mine"
    }
    merged = take(guide.draft, mine, keys)
    try:
        service.save_draft(guide.id, merged, revision, by=g.member.id, may_undo=True)
    except Invalid as error:
        return ask_which(guide, mine, stale, error.fields), 422
    return redirect(back_to(guide), 303)


def back_to(guide: Guide, fallback: str = "build") -> str:
    """Return the page of this guide that the form came from; never an address of elsewhere."""
    back = request.form.get("back", "")
    return back if back.startswith(f"/guides/{guide.id}/") else f"/guides/{guide.id}/{fallback}"
