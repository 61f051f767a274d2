"""The public endpoint that a browser asks when its help panel opens or is searched. docs/help.md."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, g, jsonify, request

from guide_engine.core.errors import Invalid
from guide_engine.help.service import open_panel
from guide_engine.help.wire import MAX_BODY, read_help_request
from guide_engine.identity.end_user_token import require_identity
from guide_engine.identity.keys import public_environment, read_public_json

blueprint = Blueprint("help_api", __name__, url_prefix="/v1/env/<key>")


@blueprint.post("/help")
@public_environment
def look() -> Response:
    wanted, faults = read_help_request(read_public_json(MAX_BODY))
    if wanted is None:
        raise Invalid("The request for help has faults.", fields=faults)
    require_identity(g.env, wanted.user_id, wanted.token)
    found = open_panel(g.env, wanted, page_origin()) if g.env.enabled else None
    response = jsonify({"help": found})
    response.headers["Cache-Control"] = "no-store"
    return response


def page_origin() -> str:
    """Return the host app's origin, as the browser says it; empty for anything else."""
    parts = urlsplit(request.headers.get("Origin", "")[:300])
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
