"""The public endpoint that a browser asks when its user seems stuck. docs/protocol.md."""

from flask import Blueprint, Response, g, jsonify

from guide_engine.core.errors import Invalid
from guide_engine.help.api import page_origin
from guide_engine.identity.end_user_token import require_identity
from guide_engine.identity.keys import public_environment, read_public_json
from guide_engine.rescue.service import offer_help
from guide_engine.rescue.wire import MAX_BODY, read_stuck_request

blueprint = Blueprint("rescue_api", __name__, url_prefix="/v1/env/<key>")


@blueprint.post("/rescue")
@public_environment
def rescue() -> Response:
    stuck, faults = read_stuck_request(read_public_json(MAX_BODY))
    if stuck is None:
        raise Invalid("The request for help has faults.", fields=faults)
    require_identity(g.env, stuck.user_id, stuck.token)
    offer = offer_help(g.env, stuck, page_origin()) if g.env.enabled else None
    response = jsonify({"offer": offer})
    response.headers["Cache-Control"] = "no-store"
    return response
