"""Pages of identity: coming in, the account, the workspace's settings."""

from flask import Blueprint

from guide_engine.identity.pages import account, entry, environments, members, shell, workspace

blueprint = Blueprint("identity", __name__)
for room in (entry, shell, account, workspace, members, environments):
    room.routes(blueprint)
