"""The endpoint of the SDK (batches of events in, a result for each out) and the machine API."""

from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, jsonify, request
from flask_smorest import Api
from flask_smorest import Blueprint as MachineBlueprint

from guide_engine.core.limits import read_body
from guide_engine.core.settings import Settings
from guide_engine.events import envelope, queries, receiving, schemas, wire
from guide_engine.events.record import EventRecord
from guide_engine.identity.access import bearer, machine
from guide_engine.identity.end_user_token import require_identity
from guide_engine.identity.keys import EnvironmentRef, public_environment
from guide_engine.identity.permissions import Capability

blueprint = Blueprint("events-public", __name__)
machine_blueprint = MachineBlueprint(
    "events-api", __name__, url_prefix="/api/events", description="The event log"
)


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    api: Api = app.extensions["guide_engine.api"]
    api.register_blueprint(machine_blueprint)


@blueprint.post("/v1/env/<key>/events")
@public_environment
def receive() -> tuple[Response, int]:
    """Take a batch: 202 once it is on disk.

    With the API token of an editor it is an import of history: moments long past are believed,
    and the token vouches for the end user.
    """
    env: EnvironmentRef = g.env
    settings: Settings = current_app.config["SETTINGS"]
    batch = envelope.read(wire.parse(read_body(request, settings.max_batch_bytes)))
    imported = bearer(env.workspace_id, Capability.EDIT_GUIDES) is not None
    if not imported:
        require_identity(env, batch.user_id, batch.token)
    receipt = receiving.receive(env, batch, imported=imported)
    answer: dict[str, object] = {"results": receipt.results}
    if not imported and (state := receiving.state_after(env, batch, receipt)) is not None:
        answer["state"] = state
    return jsonify(answer), 202


@machine_blueprint.get("")
@machine(Capability.VIEW)
@machine_blueprint.arguments(schemas.EventQuery, location="query")
@machine_blueprint.response(200, schemas.LoggedEvent(many=True))
def list_events(query: dict[str, Any]) -> list[EventRecord]:
    """List what reached the log, the newest first."""
    return queries.recent(
        g.environment.id,
        user_id=query.get("user"),
        guide_id=query.get("guide"),
        before=query.get("before"),
        limit=query["limit"],
    )


@machine_blueprint.get("/rejected")
@machine(Capability.VIEW)
@machine_blueprint.arguments(schemas.RejectedQuery, location="query")
@machine_blueprint.response(200, schemas.RejectedEventShape(many=True))
def list_rejected(query: dict[str, Any]) -> list[Any]:
    """List what was refused, the newest first, each with its reason and as it came."""
    return queries.rejected(g.environment.id, reason=query.get("reason"), limit=query["limit"])


@machine_blueprint.get("/account")
@machine(Capability.VIEW)
@machine_blueprint.arguments(schemas.AccountQuery, location="query")
@machine_blueprint.response(200, schemas.AccountLine(many=True))
def show_account(query: dict[str, Any]) -> list[queries.Line]:
    """Count what came in and what became of it: received = stored + duplicate + rejected."""
    return queries.account(g.environment.id, days=query["days"])
