"""A code is traded for a session, and a session is ended."""

from typing import Any

from flask import Response, current_app, g, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from guide_engine.builder import access, sessions, wire
from guide_engine.builder.api.blueprint import blueprint
from guide_engine.builder.errors import BadCode, CodeElsewhere
from guide_engine.builder.models import BuilderSession
from guide_engine.core.errors import SignInNeeded
from guide_engine.core.settings import Settings
from guide_engine.identity.access import Capability, public
from guide_engine.identity.throttle import Attempts

ATTEMPTS = "guide_engine.builder_attempts"
MOST_CODE = 200


@blueprint.post("/session")
@public
def begin() -> ResponseReturnValue:
    """Trade a code. Guessing is slowed down by address, as with passwords."""
    attempts: Attempts = current_app.extensions[ATTEMPTS]
    address = request.remote_addr or ""
    attempts.admit(address, address)
    origin = access.sent_origin()
    if origin is None:
        raise SignInNeeded(
            _("A builder is opened from a web page; this request names none."), code="no_origin"
        )
    code = wire.text(wire.read_object(), "code", MOST_CODE)
    try:
        session, token = sessions.trade(code.strip(), origin)
    except (BadCode, CodeElsewhere):
        attempts.failed(address, address)
        raise
    attempts.succeeded(address)
    membership = sessions.membership_of(session.workspace_id, session.member_id)
    assert membership is not None, "`trade` gives sessions to members only"  # noqa: S101
    access.stand_as(membership, session.environment_id)
    return private(jsonify({"token": token, **_described(session)})), 201


@blueprint.get("/session")
@access.authoring(Capability.VIEW)
def show() -> Response:
    """Say whose session this is: after a reload the builder knows no more than its token."""
    return private(jsonify(_described(g.builder_session)))


@blueprint.delete("/session")
@access.authoring(Capability.VIEW)
def end() -> ResponseReturnValue:
    sessions.revoke(g.builder_session)
    return "", 204


def _described(session: BuilderSession) -> dict[str, Any]:
    settings: Settings = current_app.config["SETTINGS"]
    guides = f"{settings.resolved_public_url}/guides"
    return {
        "expires_at": wire.moment(session.expires_at),
        "member": {"id": g.member.id, "name": g.member.name},
        "role": g.role,
        "language": str(get_locale() or "en"),
        "workspace": {"name": g.workspace.name},
        "environment": {
            "id": g.environment.id,
            "name": g.environment.name,
            "key": g.environment.public_key,
            "production": g.environment.name == "production",
        },
        "guide_id": session.guide_id,
        "editor_url": f"{guides}/{session.guide_id}/build" if session.guide_id else guides,
    }


def private(response: Response) -> Response:
    """No answer of the builder's service may be kept by anything in between."""
    response.headers["Cache-Control"] = "no-store"
    return response
