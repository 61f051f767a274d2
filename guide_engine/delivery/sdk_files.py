"""The built SDK, served to pages of any origin: the newest under `v1`, each release under its own name.

A page that pins a release names the hash of its first file. So a release that somebody was told of
stays, in the data folder, when this server is upgraded.
"""

import gzip
import json
import os
import re
import shutil
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from flask import Blueprint, Response, current_app, make_response, request

from guide_engine.core.errors import NotFound, Unavailable
from guide_engine.core.settings import Settings
from guide_engine.identity.access import public

# Only what the build makes: no way to any other file.
_NAME = re.compile(r"[a-z][a-z-]*(-[0-9a-f]{16})?\.js")
_RELEASE = re.compile(r"\d+\.\d+\.\d+[\w.]*-[0-9a-f]{16}")
ENTRY = "guide-engine.js"

blueprint = Blueprint("sdk_files", __name__, url_prefix="/sdk")


class _File(NamedTuple):
    body: bytes
    packed: bytes
    etag: str


class Release(NamedTuple):
    """One build, by version and hash, and the hash of its first file as `integrity` wants it."""

    name: str
    integrity: str


@blueprint.get("/v1/<name>")
@public
def sdk_file(name: str) -> Response:
    match = _NAME.fullmatch(name)
    file = _read_file(sdk_folder() / name) if match else None
    if match is None or file is None:
        raise _missing(name)
    return _answer(file, immutable=match.group(1) is not None)


@blueprint.get("/<release>/<name>")
@public
def pinned_file(release: str, name: str) -> Response:
    if not _RELEASE.fullmatch(release) or not _NAME.fullmatch(name):
        raise _missing(name)
    keep_release()
    file = _read_file(_releases() / release / name)
    if file is None:
        raise NotFound(f"This server has never had release {release[:80]} of the SDK.")
    return _answer(file, immutable=True)


def read_release() -> Release | None:
    """Name the release that is built now; None when there is none."""
    try:
        built = json.loads((sdk_folder() / "build.json").read_text(encoding="utf-8"))
        return Release(built["release"], built["files"]["core"]["integrity"])
    except (OSError, ValueError, KeyError):
        return None


def keep_release() -> Release | None:
    """Copy the files of this release to where they outlive it. Twice does no harm."""
    release = read_release()
    if release is None:
        return None
    folder = _releases() / release.name
    if not folder.exists():
        # Whole or not at all: another process may be doing the same.
        coming = folder.with_name(f"{release.name}.{os.getpid()}")
        shutil.copytree(sdk_folder(), coming, dirs_exist_ok=True)
        try:
            coming.rename(folder)
        except OSError:
            shutil.rmtree(coming, ignore_errors=True)
    return release


def _answer(file: _File, *, immutable: bool) -> Response:
    packed = request.accept_encodings.quality("gzip") > 0
    response = make_response(file.packed if packed else file.body)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers.update(
        {
            "Content-Type": "text/javascript; charset=utf-8",
            "Cache-Control": "public, max-age=31536000, immutable"
            if immutable
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


def _releases() -> Path:
    settings: Settings = current_app.config["SETTINGS"]
    return settings.data / "sdk"


def _read_file(path: Path) -> _File | None:
    """Read a built file, packed once for as long as it stays the same."""
    try:
        changed_at = path.stat().st_mtime_ns
    except OSError:
        return None
    return _read(path, changed_at)


@lru_cache(maxsize=64)
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
