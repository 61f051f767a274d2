"""Uploaded files, served to pages of any origin, and the editor's own upload."""

import re
from dataclasses import asdict

from flask import Blueprint, Response, g, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import LargeBinary, func, select

from guide_engine.core.db import db
from guide_engine.core.errors import NotFound
from guide_engine.core.limits import read_body
from guide_engine.guides.media import service
from guide_engine.guides.media.models import MediaBlob
from guide_engine.guides.media.sniff import Format
from guide_engine.identity.access import Capability, public, signed_in

TYPES = {
    Format.PNG: "image/png",
    Format.JPEG: "image/jpeg",
    Format.WEBP: "image/webp",
    Format.MP4: "video/mp4",
    Format.WEBM: "video/webm",
}
# The largest file, and one byte to tell that there is more.
MOST_BYTES = service.MOST_VIDEO_BYTES + 1
_NAME = re.compile(r"([0-9a-f]{64})\.([a-z0-9]{2,5})")

blueprint = Blueprint("media", __name__)


@blueprint.post("/guides/media")
@signed_in(Capability.EDIT_GUIDES)
def upload() -> ResponseReturnValue:
    """Take the file that an author of the editor sends as the body, whatever type it claims."""
    return jsonify(asdict(service.upload(sent_file(), by=g.member.id))), 201


def sent_file() -> bytes:
    """Read the body of an upload, for which alone the limit of requests is raised."""
    request.max_content_length = MOST_BYTES
    return read_body(request, MOST_BYTES - 1)


@blueprint.get("/media/<name>")
@public
def media(name: str) -> Response:
    """Serve a file by its hash: its content can never change, and it can never act."""
    match = _NAME.fullmatch(name)
    columns = MediaBlob.__table__.c
    row = (
        match
        and db.session.execute(
            select(columns.extension, columns.size).where(columns.digest == match.group(1))
        ).one_or_none()
    )
    if not match or not row or row.extension != match.group(2):
        raise NotFound("No file with this name was uploaded here.")
    digest, form = match.group(1), Format(row.extension)
    response = (
        _part(digest, row.size) if form.is_video else make_response(_read(digest, 0, row.size))
    )
    response.headers.update(
        {
            "Content-Type": TYPES[form],
            "Cache-Control": "public, max-age=31536000, immutable",
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        }
    )
    response.set_etag(digest[:32])
    if response.status_code == 200:
        response.make_conditional(request)
    return response


def _part(digest: str, size: int) -> Response:
    """Answer the part of a video that was asked for; players seek by such parts."""
    wanted = request.range if _fits(digest) else None
    if wanted is not None and wanted.units == "bytes" and len(wanted.ranges) == 1:
        span = wanted.range_for_length(size)
        if span is None:
            response = Response(status=416)
            response.headers["Content-Range"] = f"bytes */{size}"
            return response
        start, stop = span
        response = Response(_read(digest, start, stop), status=206)
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    else:
        response = Response(_read(digest, 0, size))
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _fits(digest: str) -> bool:
    """Tell whether the part wanted is one of this very file (`If-Range`)."""
    sent = request.headers.get("If-Range")
    return sent is None or sent == f'"{digest[:32]}"'


def _read(digest: str, start: int, stop: int) -> bytes:
    """Read a span of a file; the database reads no more than that."""
    columns = MediaBlob.__table__.c
    span = func.substr(columns.body, start + 1, stop - start, type_=LargeBinary)
    return bytes(db.session.execute(select(span).where(columns.digest == digest)).scalar_one())
