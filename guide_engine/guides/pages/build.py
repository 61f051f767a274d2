"""The Build page: steps, their texts and buttons, and a preview drawn by the real renderer."""

from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from guide_engine.appearance import queries as appearance
from guide_engine.core.errors import Invalid
from guide_engine.core.flash import say
from guide_engine.core.web import wants_json
from guide_engine.guides import blank, describe, editing, forms, queries, richtext, service
from guide_engine.guides.kinds import Kind
from guide_engine.guides.models import Guide
from guide_engine.guides.pages import cards, choices, drafts, views
from guide_engine.guides.pages.blueprint import blueprint
from guide_engine.identity.access import Capability, signed_in


@blueprint.get("/guides/<guide_id>/build")
@signed_in(Capability.VIEW)
def edit_build(guide_id: str) -> str:
    guide = queries.guide(guide_id)
    return _render(guide, guide.draft, {})


@blueprint.post("/guides/<guide_id>/build")
@signed_in(Capability.EDIT_GUIDES)
def save_build(guide_id: str) -> drafts.Answer:
    guide = queries.guide(guide_id)
    if forms.COMPLETE not in request.form:
        raise Invalid(_("The form is incomplete. Load the page again."))
    document = forms.build(drafts.sent_form(), guide.draft)
    verb, step_id, part = _asked(request.form.get("do", "save"))
    document = editing.apply(document, verb, step_id, part)
    here = url_for("guides.edit_build", guide_id=guide_id)
    try:
        answer = drafts.save(
            guide,
            document,
            _beside(here, document, verb, step_id),
            may_undo=verb in editing.UNDOABLE,
        )
    except Invalid as error:
        if wants_json():
            raise
        return _render(guide, document, error.fields), 422
    if verb == "remove" and not wants_json():
        revision = str(queries.guide(guide_id).draft_revision)
        undo = url_for("guides.undo_save", guide_id=guide_id)
        say(_("The step was removed."), undo=undo, fields={"revision": revision})
    return answer


def _asked(text: str) -> tuple[str, str, str]:
    verb, _colon, rest = text.partition(":")
    step_id, _colon, part = rest.partition(":")
    return verb, step_id, part


def _beside(here: str, document: dict[str, Any], verb: str, step_id: str) -> str:
    """Lead back to the step that was changed, so that a page without a script doesn't jump."""
    names = [step["id"] for step in document["steps"]]
    if verb == "add" and names:
        return f"{here}#step-{names[-1]}"
    return f"{here}#step-{step_id}" if step_id in names else here


@blueprint.post("/guides/<guide_id>/undo")
@signed_in(Capability.EDIT_GUIDES)
def undo_save(guide_id: str) -> BaseResponse:
    guide = service.undo(guide_id, drafts.sent_revision(), by=g.member.id)
    return redirect(drafts.back_to(guide), 303)


@blueprint.post("/guides/<guide_id>/merge")
@signed_in(Capability.EDIT_GUIDES)
def merge_drafts(guide_id: str) -> drafts.Answer:
    return drafts.merge(queries.guide(guide_id))


@blueprint.get("/guides/<guide_id>/preview")
@signed_in(Capability.VIEW)
def preview_guide(guide_id: str) -> str:
    guide = queries.guide(guide_id)
    themes = appearance.tokens_for(g.environment.id, appearance.known_keys())
    return render_template("guides/preview.html", guide=guide, themes=themes)


def _render(guide: Guide, document: dict[str, Any], errors: dict[str, list[str]]) -> str:
    found = views.findings(document) if not errors else []
    kind = choices.KINDS[guide.kind]
    return render_template(
        "guides/build.html",
        guide=guide,
        tab="build",
        document=document,
        steps=cards.step_views(document, found),
        findings=found,
        errors=errors,
        kind=kind,
        kind_name=_(kind.name),
        intro_text=_intro_text(document),
        words=views.rich_text_words(g.workspace.id),
        choices=choices,
        roles=choices.said(describe.ROLES),
        placements=choices.said(describe.PLACEMENTS),
        languages=views.languages(document["language"]),
        themes=views.themes(document.get("theme")),
        guides=sorted(
            (other.key, other.name) for other in queries.guides() if other.id != guide.id
        ),
        **_blanks(guide.kind, document["language"]),
    )


def _blanks(kind: str, language: str) -> dict[str, Any]:
    """What the script copies for new steps, buttons and branches."""
    step = {**blank.step(kind, language), "id": "__step__"}
    for button in step["buttons"]:
        button["id"] = "__button__"
    has_buttons = kind != Kind.CHECKLIST
    button = blank.forward_button(kind, language) if has_buttons else None
    return {
        "blank_step": cards.StepView(step, 0),
        "blank_button": button and {**button, "id": "__button__"},
        "blank_branch": cards.branch_view("__branch__", {"when": blank.NEVER, "go_to": ""}),
    }


def _intro_text(document: dict[str, Any]) -> str:
    return richtext.plain_text((document.get("checklist") or {}).get("intro"))
