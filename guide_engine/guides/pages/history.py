"""Versions of a guide, what changed between them, and the way back."""

from dataclasses import dataclass

from flask import g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from guide_engine.core.flash import say
from guide_engine.guides import queries, service
from guide_engine.guides.difference import difference
from guide_engine.guides.models import Guide, GuideVersion
from guide_engine.guides.pages import views
from guide_engine.guides.pages.blueprint import blueprint
from guide_engine.identity import queries as identity_queries
from guide_engine.identity.access import Capability, signed_in


@dataclass(frozen=True)
class Comparison:
    before: str
    after: str
    changes: list[views.ChangeView]


@blueprint.get("/guides/<guide_id>/history")
@signed_in(Capability.VIEW)
def show_history(guide_id: str) -> str:
    guide = queries.guide(guide_id)
    versions = queries.versions(guide_id)
    names = identity_queries.member_names({v.created_by for v in versions} | {guide.updated_by})
    chosen = request.args.get("version", type=int)
    return render_template(
        "guides/history.html",
        guide=guide,
        tab="history",
        versions=versions,
        names=names,
        chosen=chosen,
        comparison=_compare(guide, list(versions), chosen),
        changed=bool(versions) and versions[0].document != guide.draft,
    )


def _compare(guide: Guide, versions: list[GuideVersion], chosen: int | None) -> Comparison | None:
    """Compare the draft with the newest version; or the chosen version with the one before it."""
    if not versions:
        return None
    if chosen is None:
        before, after = versions[0].document, guide.draft
        names = _("Version %(number)d", number=versions[0].number), _("Draft")
    else:
        version = queries.version(guide.id, chosen)
        earlier = next((v for v in versions if v.number < chosen), None)
        if earlier is None:
            return None
        before, after = earlier.document, version.document
        names = (
            _("Version %(number)d", number=earlier.number),
            _("Version %(number)d", number=chosen),
        )
    changes = [views.change(found, before, after) for found in difference(before, after)]
    return Comparison(*names, changes)


@blueprint.post("/guides/<guide_id>/restore")
@signed_in(Capability.EDIT_GUIDES)
def restore_version(guide_id: str) -> BaseResponse:
    number = request.form.get("version", type=int) or 0
    guide = service.restore(guide_id, number, by=g.member.id)
    say(
        _("Version %(number)d is the draft now. Publish it to show it to people.", number=number),
        undo=url_for("guides.undo_save", guide_id=guide_id),
        fields={"revision": str(guide.draft_revision)},
    )
    return redirect(url_for("guides.edit_build", guide_id=guide_id), 303)
