"""The public endpoints of the SDK: manifest, state, content. docs/protocol.md."""

import json
from hashlib import sha256

from flask import Blueprint, Response, g, make_response, request

from guide_engine.audience import service as audience
from guide_engine.core.errors import Invalid, NotFound
from guide_engine.delivery import queries, signals
from guide_engine.delivery.catalogue import catalogue_of
from guide_engine.delivery.state import compose
from guide_engine.delivery.wire import read_state_request
from guide_engine.identity.access import Capability, bearer
from guide_engine.identity.end_user_token import require_identity
from guide_engine.identity.keys import public_environment, read_public_json

MAX_STATE_BYTES = 256 * 1024
POLL_SECONDS = 60
MANIFEST_CACHING = "public, max-age=30, stale-while-revalidate=300, stale-if-error=604800"
CONTENT_CACHING = "public, max-age=31536000, immutable"

blueprint = Blueprint("delivery_api", __name__, url_prefix="/v1/env/<key>")


@blueprint.get("/manifest.json")
@public_environment
def manifest() -> Response:
    catalogue = catalogue_of(g.env)
    body = _compact(
        {
            "v": 1,
            "revision": g.env.revision,
            "enabled": g.env.enabled,
            "has_guides": catalogue.has_guides or _has_more(),
            "killed": catalogue.killed,
            "poll_seconds": POLL_SECONDS,
        }
    )
    response = _json(body, MANIFEST_CACHING)
    response.set_etag(sha256(body).hexdigest()[:32])
    response.make_conditional(request)
    return response


@blueprint.post("/state")
@public_environment
def state() -> Response:
    wanted, faults = read_state_request(read_public_json(MAX_STATE_BYTES))
    if wanted is None:
        raise Invalid("The request for a state has faults.", fields=faults)
    person = audience.identify(
        g.env,
        wanted.user_id,
        wanted.user_attributes,
        wanted.company_id,
        wanted.company_attributes,
        verified=_is_verified(wanted.user_id, wanted.token),
    )
    return _json(_compact(compose(g.env, person, wanted.language)), "no-store")


@blueprint.get("/content/<digest>.json")
@public_environment
def content(digest: str) -> Response:
    body = queries.content(g.env.id, digest)
    if body is None:
        raise NotFound("No content with this hash was published here.")
    return _json(body, CONTENT_CACHING)


def _has_more() -> bool:
    """Tell whether the domains above have something to show."""
    return any(answer for _receiver, answer in signals.composing_manifest.send(g.env))


def _is_verified(user_id: object, token: str | None) -> bool:
    """A machine with an API token may speak for anybody; a browser needs the person's own token."""
    if bearer(g.env.workspace_id, Capability.EDIT_GUIDES) is not None:
        return True
    return require_identity(g.env, str(user_id), token)


def _compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _json(body: bytes, caching: str) -> Response:
    response = make_response(body)
    response.mimetype = "application/json"
    response.headers["Cache-Control"] = caching
    return response
