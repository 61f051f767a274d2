"""The built SDK, served to pages of any origin."""

import gzip
import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from flask import Blueprint, Response, current_app, make_response, request

from guide_engine.core.errors import NotFound, Unavailable
from guide_engine.identity.access import public

# Only what the build makes: no way to any other file.
_NAME = re.compile(r"[a-z][a-z-]*(-[0-9a-f]{16})?\.js")
ENTRY = "guide-engine.js"

blueprint = Blueprint("sdk_files", __name__, url_prefix="/sdk/v1")


class _File(NamedTuple):
    body: bytes
    packed: bytes
    etag: str


@blueprint.get("/<name>")
@public
def sdk_file(name: str) -> Response:
    match = _NAME.fullmatch(name)
    file = read_sdk_file(name) if match else None
    if match is None or file is None:
        raise _missing(name)
    packed = request.accept_encodings.quality("gzip") > 0
    response = make_response(file.packed if packed else file.body)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    hashed = match.group(1) is not None
    response.headers.update(
        {
            "Content-Type": "text/javascript; charset=utf-8",
            "Cache-Control": "public, max-age=31536000, immutable"
            if hashed
            else "public, max-age=300, stale-while-revalidate=86400",
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Timing-Allow-Origin": "*",
            "Vary": "Accept-Encoding",
        }
    )
    response.set_etag(f"{file.etag}{'-gzip' if packed else ''}")
    response.make_conditional(request)
    return response


def sdk_folder() -> Path:
    return Path(current_app.static_folder or "static") / "sdk"


def read_sdk_file(name: str) -> _File | None:
    """Read a built file, packed once for as long as it stays the same."""
    path = sdk_folder() / name
    try:
        changed_at = path.stat().st_mtime_ns
    except OSError:
        return None
    return _read(path, changed_at)


@lru_cache(maxsize=32)
def _read(path: Path, _changed_at: int) -> _File:
    body = path.read_bytes()
    return _File(body, gzip.compress(body, 9, mtime=0), sha256(body).hexdigest()[:32])


def _missing(name: str) -> NotFound | Unavailable:
    if (sdk_folder() / ENTRY).exists():
        return NotFound(f"The SDK has no file named {name[:80]}.")
    return Unavailable(
        "The SDK has not been built on this server. Run `make build`, then load the page again.",
        code="sdk_not_built",
        retry_after=30,
    )
