"""The Publish tab of a guide: what would change, for whom, and the switches."""

from dataclasses import dataclass
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from guide_engine.audience import people
from guide_engine.audience.pages.counting import sentence
from guide_engine.core.db import db
from guide_engine.core.errors import Conflict
from guide_engine.core.flash import say
from guide_engine.delivery import queries, service
from guide_engine.delivery.errors import NotReady
from guide_engine.delivery.models import Publication
from guide_engine.delivery.pages.blueprint import blueprint
from guide_engine.guides import queries as guides
from guide_engine.guides.difference import difference
from guide_engine.guides.models import Guide
from guide_engine.guides.pages import views
from guide_engine.identity import queries as identity
from guide_engine.identity.access import Capability, signed_in
from guide_engine.identity.models import Environment

NOTE_LENGTH = 500


@dataclass(frozen=True)
class Place:
    """How the guide stands in one environment, and what publishing there would change."""

    environment: Environment
    publication: Publication | None
    standing: str
    count: people.Count
    count_words: str
    changes: list[views.ChangeView] | None
    by: str


@blueprint.get("/guides/<guide_id>/publish")
@signed_in(Capability.VIEW)
def publish_page(guide_id: str) -> str:
    return _render(guides.guide(guide_id))


@blueprint.post("/guides/<guide_id>/publish")
@signed_in(Capability.PUBLISH)
def publish(guide_id: str) -> ResponseReturnValue:
    guide, environment = guides.guide(guide_id), _environment()
    before = queries.publication(guide_id, environment.id)
    version_before = before.version if before else None
    try:
        publication = service.publish(
            guide_id,
            environment.id,
            note=request.form.get("note", "").strip()[:NOTE_LENGTH],
            by=g.member.id,
            restart=request.form.get("running") == "restart",
        )
    except NotReady:
        db.session.rollback()
        return _render(guides.guide(guide_id)), 422
    undo, fields = _way_back(guide, environment, version_before)
    say(
        _("Published as version %(version)s.", version=publication.version),
        undo=undo,
        fields=fields,
    )
    return _back(guide_id)


@blueprint.post("/guides/<guide_id>/publish-version")
@signed_in(Capability.PUBLISH)
def publish_version(guide_id: str) -> ResponseReturnValue:
    environment, number = _environment(), request.form.get("version", 0, type=int)
    publication = service.publish_version(guide_id, environment.id, number, by=g.member.id)
    say(_("Version %(version)s is shown again.", version=publication.version))
    return _back(guide_id)


@blueprint.post("/guides/<guide_id>/unpublish")
@signed_in(Capability.PUBLISH)
def unpublish(guide_id: str) -> ResponseReturnValue:
    guide, environment = guides.guide(guide_id), _environment()
    before = queries.publication(guide_id, environment.id)
    version = before.version if before else None
    service.unpublish(guide_id, environment.id)
    undo, fields = _way_back(guide, environment, version)
    say(_("Taken back: nobody sees it any more."), undo=undo, fields=fields)
    return _back(guide_id)


@blueprint.post("/guides/<guide_id>/stop")
@signed_in(Capability.PUBLISH)
def stop(guide_id: str) -> ResponseReturnValue:
    environment = _environment()
    service.kill(guide_id, environment.id)
    undo = url_for("delivery.go_on", guide_id=guide_id)
    say(_("Stopped."), undo=undo, fields={"environment_id": environment.id})
    return _back(guide_id)


@blueprint.post("/guides/<guide_id>/go-on")
@signed_in(Capability.PUBLISH)
def go_on(guide_id: str) -> ResponseReturnValue:
    service.revive(guide_id, _environment().id)
    say(_("It is shown again."))
    return _back(guide_id)


def _environment() -> Environment:
    """Read which environment is meant. Raises NotFound for one of another workspace."""
    return identity.environment(request.form.get("environment_id", ""))


def _way_back(
    guide: Guide, environment: Environment, version: int | None
) -> tuple[str, dict[str, str]]:
    """Where undo leads: to the version shown before, or to none."""
    fields = {"environment_id": environment.id}
    if version is None:
        return url_for("delivery.unpublish", guide_id=guide.id), fields
    back = url_for("delivery.publish_version", guide_id=guide.id)
    return back, {**fields, "version": str(version)}


def _back(guide_id: str) -> Response:
    return redirect(url_for("delivery.publish_page", guide_id=guide_id), code=303)


def _render(guide: Guide) -> str:
    if guide.archived_at is not None:
        raise Conflict(_("This guide is archived. Bring it back before you publish it."))
    found = views.findings(guide.draft)
    places = [_place(guide, each) for each in identity.environments(g.workspace.id)]
    places.sort(key=lambda place: place.environment.id != g.environment.id)
    return render_template(
        "delivery/publish.html",
        guide=guide,
        tab="publish",
        findings=found,
        ready=not any(finding.is_error for finding in found),
        places=places,
        says=views.describer(guide.draft),
    )


def _place(guide: Guide, environment: Environment) -> Place:
    publication = queries.publication(guide.id, environment.id)
    count = people.count_matching(g.workspace.id, environment.id, guide.draft["audience"])
    by = publication.published_by if publication else None
    return Place(
        environment=environment,
        publication=publication,
        standing=queries.standing(publication, guide.draft_revision).value,
        count=count,
        count_words=sentence(count),
        changes=_changes(guide, publication),
        by=identity.member_names([by]).get(by, "") if by else "",
    )


def _changes(guide: Guide, publication: Publication | None) -> list[views.ChangeView] | None:
    """Compare the draft with what is shown; None when nothing is."""
    if publication is None or publication.version is None:
        return None
    shown: dict[str, Any] = guides.version(guide.id, publication.version).document
    return [views.change(one, shown, guide.draft) for one in difference(shown, guide.draft)]
