"""The machine API of identity: where a token stands."""

from flask import g
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from guide_engine.identity import queries
from guide_engine.identity.access import Capability, machine

blueprint = Blueprint("identity_api", __name__, url_prefix="/api", description="Workspaces")


class EnvironmentSchema(Schema):
    id = fields.String()
    name = fields.String()
    public_key = fields.String(metadata={"description": "Stands in the host page's snippet."})
    identity_mode = fields.String(metadata={"enum": ["off", "report", "enforce"]})
    enabled = fields.Boolean()
    revision = fields.Integer()


class WorkspaceSchema(Schema):
    id = fields.String()
    name = fields.String()
    environments = fields.List(fields.Nested(EnvironmentSchema))


@blueprint.get("/workspace")
@machine(Capability.VIEW)
@blueprint.response(200, WorkspaceSchema)
def workspace() -> dict[str, object]:
    """Read the workspace that the token belongs to, with its environments."""
    return {
        "id": g.workspace.id,
        "name": g.workspace.name,
        "environments": queries.environments(g.workspace.id),
    }
