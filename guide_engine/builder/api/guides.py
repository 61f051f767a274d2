"""Drafts read, made, saved and published from the host page."""

from typing import Any

from flask import Response, g, jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide_engine.builder import presence, wire
from guide_engine.builder.access import authoring
from guide_engine.builder.api.blueprint import blueprint
from guide_engine.builder.api.session import private
from guide_engine.builder.errors import Archived
from guide_engine.core.web import error_body
from guide_engine.delivery import queries as delivery
from guide_engine.delivery import service as publishing
from guide_engine.delivery.errors import NotReady
from guide_engine.guides import queries, service
from guide_engine.guides.document import GuideDocument
from guide_engine.guides.errors import StaleDraft
from guide_engine.guides.models import Guide
from guide_engine.guides.pages import views
from guide_engine.identity import queries as identity
from guide_engine.identity.access import Capability

KINDS = ("flow", "hint")
LANGUAGES = ("ja", "en")
MOST_NAME = 200
MOST_NOTE = 500


@blueprint.get("/guides")
@authoring(Capability.VIEW)
def list_guides() -> Response:
    guides = queries.guides()
    publications = delivery.publications_in(g.environment.id, [guide.id for guide in guides])
    names = identity.member_names({guide.updated_by for guide in guides} - {None})
    return _json(
        {
            "guides": [
                {
                    "id": guide.id,
                    "key": guide.key,
                    "kind": guide.kind,
                    "name": guide.name,
                    "state": delivery.standing(
                        publications.get(guide.id), guide.draft_revision
                    ).value,
                    "page": guide.draft["page"],
                    "updated_at": wire.moment(guide.updated_at),
                    "updated_by": names.get(guide.updated_by or ""),
                }
                for guide in guides
            ]
        }
    )


@blueprint.post("/guides")
@authoring(Capability.EDIT_GUIDES)
def create_guide() -> ResponseReturnValue:
    body = wire.read_object()
    guide = service.create(
        kind=wire.kind(body, KINDS),
        name=wire.text(body, "name", MOST_NAME).strip(),
        language=wire.text(body, "language", 35, optional=True) or str(g.locale or LANGUAGES[0]),
        page=wire.page(body),
        by=g.member.id,
    )
    return _json(_described(guide)), 201


@blueprint.get("/guides/<guide_id>")
@authoring(Capability.VIEW)
def show_guide(guide_id: str) -> Response:
    return _json(_described(queries.guide(guide_id)))


@blueprint.put("/guides/<guide_id>")
@authoring(Capability.EDIT_GUIDES)
def save_guide(guide_id: str) -> ResponseReturnValue:
    """Save the draft that was made from a revision; 409 with both when somebody was faster."""
    body = wire.read_object(wire.MOST_DOCUMENT_BYTES)
    document, revision = wire.document(body), wire.revision(body)
    _workable(guide_id)
    try:
        guide = service.save_draft(guide_id, document, revision, by=g.member.id)
    except StaleDraft as stale:
        return _stale(stale, queries.guide(guide_id)), 409
    return _json({"revision": guide.draft_revision, "findings": findings(guide.draft)})


@blueprint.post("/guides/<guide_id>/publish")
@authoring(Capability.PUBLISH)
def publish_guide(guide_id: str) -> ResponseReturnValue:
    """Publish exactly the draft that the author has seen, in the session's environment."""
    body = wire.read_object()
    revision, note = wire.revision(body), wire.text(body, "note", MOST_NOTE, optional=True)
    guide = _workable(guide_id)
    if guide.draft_revision != revision:
        stale = StaleDraft(
            _("This guide was saved by somebody else in the meantime. Look at it, then publish."),
            revision=guide.draft_revision,
            theirs=guide.draft,
        )
        return _stale(stale, guide), 409
    found = findings(guide.draft)
    try:
        publication = publishing.publish(
            guide_id, g.environment.id, note=note.strip(), by=g.member.id
        )
    except NotReady as refusal:
        refused = error_body(refusal.code, refusal.message, refusal.fields)
        return _json({**refused, "findings": found}), 422
    return _json({"version": publication.version, "at": wire.moment(publication.published_at)})


@blueprint.post("/guides/<guide_id>/presence")
@authoring(Capability.VIEW)
def be_present(guide_id: str) -> Response:
    body = wire.read_object()
    guide = queries.guide(guide_id)
    presence.note(guide, g.member.id, wire.tab(body), presence.Place.BUILDER, wire.step_id(body))
    return _json(present(guide))


def present(guide: Guide) -> dict[str, Any]:
    """Say who else is at a guide, and how far its draft is."""
    return {
        "others": [
            {"name": other.name, "where": other.where, "step_id": other.step_id}
            for other in presence.others(guide.id, g.member.id)
        ],
        "revision": guide.draft_revision,
    }


def findings(document: GuideDocument) -> list[dict[str, Any]]:
    return [
        {
            "path": found.path,
            "level": found.severity.value,
            "message": found.message,
            "step_id": found.step_id,
        }
        for found in views.findings(document)
    ]


def _workable(guide_id: str) -> Guide:
    guide = queries.guide(guide_id)
    if guide.archived_at is not None:
        raise Archived(_("This guide is archived. Bring it back before you work on it."))
    return guide


def _described(guide: Guide) -> dict[str, Any]:
    publication = delivery.publication(guide.id, g.environment.id)
    shown = publication if publication is not None and publication.version is not None else None
    return {
        "id": guide.id,
        "revision": guide.draft_revision,
        "document": guide.draft,
        "findings": findings(guide.draft),
        "published": {
            "version": shown.version,
            "at": wire.moment(shown.published_at),
            "current": shown.draft_revision == guide.draft_revision,
        }
        if shown is not None
        else None,
    }


def _stale(stale: StaleDraft, guide: Guide) -> Response:
    names = identity.member_names([guide.updated_by])
    return _json(
        {
            **error_body(stale.code, stale.message),
            "revision": stale.revision,
            "document": stale.theirs,
            "by": {
                "name": names.get(guide.updated_by or "", ""),
                "at": wire.moment(guide.updated_at),
            },
        }
    )


def _json(body: dict[str, Any]) -> Response:
    return private(jsonify(body))
