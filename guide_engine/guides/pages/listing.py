"""The list of guides, a new one, and files in and out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Response, current_app, g, jsonify, redirect, render_template, request, url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from guide_engine.core.db import db
from guide_engine.core.errors import DomainError, Invalid
from guide_engine.core.flash import say
from guide_engine.guides import (
    cli,
    queries,
    service,
    signals,
    simple_rules,
    starters,
    transfer,
)
from guide_engine.guides.models import Guide
from guide_engine.guides.pages import choices, views
from guide_engine.guides.pages.blueprint import blueprint
from guide_engine.identity import queries as identity_queries
from guide_engine.identity.access import Capability, signed_in


@dataclass
class Row:
    """A guide as the list shows it, with what the layers above know of it."""

    guide: Guide
    updated_by: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def state(self) -> str:
        if self.guide.archived_at:
            return "archived"
        return str(self.facts.get("state") or "draft")

    @property
    def size(self) -> str:
        """How much there is of it, where that differs from guide to guide."""
        count = len(self.guide.draft["steps"])
        match self.guide.kind:
            case "flow":
                return str(ngettext("%(num)d step", "%(num)d steps", count))
            case "checklist":
                return str(ngettext("%(num)d task", "%(num)d tasks", count))
            case "survey":
                return str(ngettext("%(num)d question", "%(num)d questions", count))
        return ""


@blueprint.get("/guides")
@signed_in(Capability.VIEW)
def list_guides() -> str:
    search = request.args.get("q", "").strip()
    kind = request.args.get("kind") if request.args.get("kind") in choices.KINDS else None
    archived = request.args.get("state") == "archived"
    rows = _rows(queries.guides(search=search, kind=kind, archived=archived))
    states = sorted({row.state for row in rows})
    wanted = request.args.get("state", "")
    if wanted in states and not archived:
        rows = [row for row in rows if row.state == wanted]
    return render_template(
        "guides/list.html",
        rows=rows,
        states=states,
        search=search,
        kind=kind or "",
        kinds={key: (name, shape) for key, name, shape, _lead in choices.kinds()},
        state=wanted,
        any_guides=queries.count() > 0,
    )


def _rows(guides: Sequence[Guide]) -> list[Row]:
    names = identity_queries.member_names({guide.updated_by for guide in guides} - {None})
    rows = [Row(guide, names.get(guide.updated_by or "", "")) for guide in guides]
    by_id = {row.guide.id: row for row in rows}
    answers = signals.guides_listed.send(
        current_app._get_current_object(),  # type: ignore[attr-defined]
        workspace_id=g.workspace.id,
        environment_id=g.environment.id,
        guide_ids=list(by_id),
    )
    for _receiver, answer in answers:
        for guide_id, facts in (answer or {}).items():
            if guide_id in by_id:
                by_id[guide_id].facts.update(facts)
    return rows


@blueprint.get("/guides/new")
@signed_in(Capability.EDIT_GUIDES)
def new_guide() -> str:
    return _render_new({"begin": request.args.get("begin", "flow")}, {})


@blueprint.post("/guides/new")
@signed_in(Capability.EDIT_GUIDES)
def create_guide() -> BaseResponse | tuple[str, int]:
    typed = {name: value.strip() for name, value in request.form.items()}
    begin = typed.get("begin", "")
    starter = starters.find(begin)
    name = typed.get("name", "")
    if not name:
        return _render_new(
            typed, {"name": [_("Give the guide a name. Only your team sees it.")]}
        ), 422
    if starter is None and begin not in choices.KINDS:
        return _render_new(typed, {"begin": [_("Choose what the guide is.")]}), 422
    language = typed.get("language") or str(get_locale())
    address = typed.get("address", "")
    page = simple_rules.address_rule(address) if address else None
    try:
        guide = service.create(
            kind=starter.kind if starter else begin,
            name=name,
            language=language,
            page=page,
            by=g.member.id,
        )
        if starter:
            steps = starters.steps(starter, guide.kind, language)
            draft = {**guide.draft, "steps": steps}
            service.save_draft(guide.id, draft, guide.draft_revision, by=g.member.id)
    except Invalid as error:
        renamed = {_FORM_NAMES.get(path, path): said for path, said in error.fields.items()}
        return _render_new(typed, renamed), 422
    if typed.get("then") == "open":
        # A page of the builder, which stands above the guides.
        return redirect(f"/guides/{guide.id}/open")
    return redirect(url_for("guides.edit_build", guide_id=guide.id))


_FORM_NAMES = {"/name": "name", "/language": "language", "/page/value": "address", "/kind": "begin"}


def _render_new(typed: dict[str, Any], errors: dict[str, list[str]]) -> str:
    begin = typed.get("begin", "")
    known = begin in choices.KINDS or starters.find(begin) is not None
    language = typed.get("language") or str(get_locale())
    return render_template(
        "guides/new.html",
        typed=typed,
        errors=errors,
        begin=begin if known else "flow",
        kinds=choices.kinds(),
        starters=_starters(),
        language=language,
        languages=views.languages(language),
    )


def _starters() -> list[tuple[str, str, str, str]]:
    return [
        (starter.key, _(starter.title), _(starter.lead), _(choices.KINDS[starter.kind].name))
        for starter in starters.STARTERS
    ]


@blueprint.get("/guides/<guide_id>")
@signed_in(Capability.VIEW)
def show_guide(guide_id: str) -> BaseResponse:
    return redirect(url_for("guides.edit_build", guide_id=queries.guide(guide_id).id))


@blueprint.post("/guides/<guide_id>/duplicate")
@signed_in(Capability.EDIT_GUIDES)
def duplicate_guide(guide_id: str) -> BaseResponse:
    copy = service.duplicate(guide_id, by=g.member.id)
    say(_("Copied. This is the copy."))
    return redirect(url_for("guides.edit_build", guide_id=copy.id))


@blueprint.post("/guides/<guide_id>/archive")
@signed_in(Capability.PUBLISH)
def archive_guide(guide_id: str) -> BaseResponse:
    guide = service.archive(guide_id, by=g.member.id)
    undo = url_for("guides.bring_back_guide", guide_id=guide.id)
    say(_("“%(name)s” is archived.", name=guide.name), undo=undo)
    return redirect(url_for("guides.list_guides"))


@blueprint.post("/guides/<guide_id>/bring-back")
@signed_in(Capability.EDIT_GUIDES)
def bring_back_guide(guide_id: str) -> BaseResponse:
    guide = service.bring_back(guide_id, by=g.member.id)
    say(_("“%(name)s” is back, as a draft.", name=guide.name))
    return redirect(url_for("guides.list_guides"))


@blueprint.get("/guides/export")
@signed_in(Capability.VIEW)
def export_guides() -> Response:
    keys = request.args.getlist("guide") or None
    response = jsonify(transfer.export_file(keys))
    name = f"{keys[0]}.guide.json" if keys and len(keys) == 1 else "guides.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.post("/guides/import")
@signed_in(Capability.EDIT_GUIDES)
def import_file() -> BaseResponse | tuple[str, int]:
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return render_template("guides/import.html", sentence=_("Choose a file."), faults={}), 422
    try:
        report = transfer.import_file(cli.parse(upload.read()), by=g.member.id)
    except DomainError as error:
        db.session.rollback()
        page = render_template("guides/import.html", sentence=error.message, faults=error.fields)
        return page, error.status
    done = len(report.created) + len(report.updated)
    say(ngettext("%(num)d guide was imported.", "%(num)d guides were imported.", done))
    return redirect(url_for("guides.list_guides"))


@blueprint.get("/guides/import")
@signed_in(Capability.EDIT_GUIDES)
def choose_file() -> str:
    return render_template("guides/import.html", sentence="", faults={})
