"""Images and videos uploaded from the host page."""

from dataclasses import asdict

from flask import g, jsonify
from flask.typing import ResponseReturnValue

from guide_engine.builder.access import authoring
from guide_engine.builder.api.blueprint import blueprint
from guide_engine.builder.api.session import private
from guide_engine.guides.media import service
from guide_engine.guides.media.serving import sent_file
from guide_engine.identity.access import Capability


@blueprint.post("/media")
@authoring(Capability.EDIT_GUIDES)
def upload() -> ResponseReturnValue:
    """Take the file that is the body, whatever type it claims."""
    return private(jsonify(asdict(service.upload(sent_file(), by=g.member.id)))), 201
