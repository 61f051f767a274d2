"""The machine API of guides, and the published schemas."""

from typing import Any

from flask import Flask, Response, g, jsonify, request
from flask_babel import gettext as _
from flask_smorest import Api, Blueprint

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import Invalid, NotFound
from guide_engine.core.limits import read_json
from guide_engine.guides import checks, queries, schemas, service, transfer
from guide_engine.guides.checks import Finding
from guide_engine.guides.cli import MOST_BYTES
from guide_engine.guides.models import Guide, GuideVersion
from guide_engine.guides.shape import Shape, schema
from guide_engine.identity.access import Capability, machine, public

blueprint = Blueprint("guides-api", __name__, url_prefix="/api/guides", description="Guides")


def init_app(app: Flask) -> None:
    api: Api = app.extensions["guide_engine.api"]
    api.register_blueprint(blueprint)
    app.add_url_rule("/schemas/<name>.json", "guides-schema", show_schema)


@blueprint.get("")
@machine(Capability.VIEW)
@blueprint.arguments(schemas.GuideQuery, location="query")
@blueprint.response(200, schemas.GuideSummary(many=True))
def list_guides(query: dict[str, Any]) -> list[Guide]:
    """List guides, the last changed first."""
    return list(queries.guides(search=query["q"], kind=query["kind"], archived=query["archived"]))


@blueprint.post("")
@machine(Capability.EDIT_GUIDES)
@blueprint.arguments(schemas.NewGuide)
@blueprint.response(201, schemas.GuideWhole)
def create_guide(body: dict[str, Any]) -> tuple[Guide, int, dict[str, str]]:
    """Create a guide of a document whose key is free."""
    guide = service.create_from(body["document"], by=_member_id())
    return guide, 201, {"ETag": _etag(guide), "Location": f"/api/guides/{guide.id}"}


@blueprint.get("/export")
@machine(Capability.VIEW)
@blueprint.arguments(schemas.ExportQuery, location="query")
@blueprint.response(200, schemas.GuideFileShape)
def export_guides(query: dict[str, Any]) -> dict[str, Any]:
    """Write the drafts of the named guides, or of all, into one guide file."""
    return transfer.export_file(query["guide"] or None)


@blueprint.post("/import")
@machine(Capability.EDIT_GUIDES)
@blueprint.arguments(schemas.ImportQuery, location="query")
@blueprint.response(200, schemas.ImportReport)
@blueprint.doc(requestBody={"content": {"application/json": {"schema": {"type": "object"}}}})
def import_guides(query: dict[str, Any]) -> transfer.Report:
    """Bring a guide file in, or refuse it whole with the path of each fault."""
    report = transfer.import_file(read_json(request, MOST_BYTES), by=_member_id())
    if query["dry_run"]:
        db.session.rollback()
    return report


@blueprint.get("/<guide_id>")
@machine(Capability.VIEW)
@blueprint.response(200, schemas.GuideWhole)
def show_guide(guide_id: str) -> tuple[Guide, int, dict[str, str]]:
    """Return a guide with its draft. The ETag is the draft's revision."""
    guide = queries.guide(guide_id)
    return guide, 200, {"ETag": _etag(guide)}


@blueprint.put("/<guide_id>/draft")
@machine(Capability.EDIT_GUIDES)
@blueprint.arguments(schemas.DraftSave)
@blueprint.response(200, schemas.GuideWhole)
def save_draft(body: dict[str, Any], guide_id: str) -> tuple[Guide, int, dict[str, str]]:
    """Save the draft made from `revision`; 409 `stale_draft` when somebody saved since."""
    revision = body["revision"]
    wanted = request.headers.get("If-Match")
    if wanted is not None and wanted != f'"{revision}"':
        raise Invalid(_("If-Match and revision name different drafts."))
    guide = service.save_draft(guide_id, body["document"], revision, by=_member_id())
    return guide, 200, {"ETag": _etag(guide)}


@blueprint.get("/<guide_id>/checks")
@machine(Capability.VIEW)
@blueprint.response(200, schemas.FindingShape(many=True))
def check_guide(guide_id: str) -> list[Finding]:
    """List what is unfinished or unwise. Errors keep the guide from being published."""
    guide = queries.guide(guide_id)
    return checks.findings(guide.draft, clock.now(), queries.known_keys())


@blueprint.get("/<guide_id>/versions")
@machine(Capability.VIEW)
@blueprint.response(200, schemas.VersionSummary(many=True))
def list_versions(guide_id: str) -> list[GuideVersion]:
    """List the frozen versions, the newest first."""
    return list(queries.versions(queries.guide(guide_id).id))


@public
def show_schema(name: str) -> Response:
    """The JSON Schemas of the portable format: `guide-1` and `file-1`."""
    shape = {f"{shape.value}-1": shape for shape in Shape}.get(name)
    if shape is None:
        raise NotFound(_("There is no such schema."))
    response = jsonify(schema(shape))
    response.mimetype = "application/schema+json"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _member_id() -> str | None:
    return g.member.id if g.member else None


def _etag(guide: Guide) -> str:
    return f'"{guide.draft_revision}"'
