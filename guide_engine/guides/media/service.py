"""Taking an upload in. Verbs flush, never commit."""

from dataclasses import dataclass
from hashlib import sha256

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import TooLarge
from guide_engine.core.ids import new_id
from guide_engine.core.settings import Settings
from guide_engine.core.upsert import insert_new
from guide_engine.guides.media.errors import BadUpload
from guide_engine.guides.media.images import MOST_FRAMES, BadImage, Drawn, draw_anew
from guide_engine.guides.media.models import Media, MediaBlob
from guide_engine.guides.media.sniff import Refused, sniff

MEGABYTE = 1024 * 1024
MOST_IMAGE_BYTES = 5 * MEGABYTE
MOST_VIDEO_BYTES = 10 * MEGABYTE
# What all files of a workspace may take together.
MOST_WORKSPACE_BYTES = 1024 * MEGABYTE

REFUSED = {
    Refused.EMPTY: _l("The file is empty."),
    Refused.SVG: _l(
        "SVG files are not taken, because they can carry scripts. Save the picture as PNG or WebP."
    ),
    Refused.HEIC: _l("Browsers can't show HEIC pictures. Save it as JPEG or PNG."),
    Refused.AVIF: _l("AVIF pictures are not taken. Save it as WebP, JPEG or PNG."),
    Refused.QUICKTIME: _l(
        "QuickTime files don't play everywhere. Export the video as MP4 (H.264)."
    ),
    Refused.MATROSKA: _l(
        "This video is Matroska, which browsers don't play. Save it as MP4 or WebM."
    ),
    Refused.UNKNOWN: _l(
        "This is no file that can be shown. PNG, JPEG, WebP, GIF, MP4 and WebM are taken."
    ),
}
BAD = {
    "broken": _l("The picture can't be read: it is damaged or cut short. Save it anew."),
    "too_many_pixels": _l(
        "The picture has too many pixels (over 32 million). Make it smaller, then upload it again."
    ),
    "too_long": _l(
        "The animation is too long (over %(most)s frames, or too large a picture). "
        "Make it shorter or smaller, or upload a short video instead."
    ),
}


@dataclass(frozen=True)
class Uploaded:
    """A file as it may stand in a guide."""

    src: str
    kind: str
    width: int | None
    height: int | None


def upload(body: bytes, *, by: str | None = None) -> Uploaded:
    """Take a file for the bound workspace. Raises BadUpload or TooLarge."""
    form = sniff(body)
    if isinstance(form, Refused):
        raise BadUpload(str(REFUSED[form]))
    if form.is_video:
        _check_size(body, MOST_VIDEO_BYTES)
        return _keep(Drawn(body, form, 0, 0), by)
    _check_size(body, MOST_IMAGE_BYTES)
    try:
        return _keep(draw_anew(body, form), by)
    except BadImage as bad:
        raise BadUpload(str(BAD[bad.code]) % {"most": MOST_FRAMES}) from None


def _check_size(body: bytes, most: int) -> None:
    if len(body) > most:
        raise TooLarge(
            _(
                "The file has %(size)s MB; at most %(most)s MB are taken. Make it smaller first.",
                size=f"{len(body) / MEGABYTE:.1f}",
                most=most // MEGABYTE,
            )
        )


def _keep(file: Drawn, by: str | None) -> Uploaded:
    """Store a file under its hash, once however often it comes."""
    digest = sha256(file.body).hexdigest()
    size = len(file.body)
    if db.session.scalar(select(Media.id).where(Media.digest == digest)) is None:
        _check_room(size)
        blob = {
            "digest": digest,
            "extension": file.format.value,
            "size": size,
            "width": file.width or None,
            "height": file.height or None,
            "body": file.body,
        }
        insert_new(db.session, MediaBlob.__table__, [blob])  # type: ignore[arg-type]
        held = {
            "id": new_id("md"),
            "workspace_id": db.session.info["workspace_id"],
            "digest": digest,
            "size": size,
            "created_at": clock.now(),
            "created_by": by,
        }
        insert_new(db.session, Media.__table__, [held])  # type: ignore[arg-type]
    settings: Settings = current_app.config["SETTINGS"]
    return Uploaded(
        src=f"{settings.resolved_public_url}/media/{digest}.{file.format.value}",
        kind="video" if file.format.is_video else "image",
        width=file.width or None,
        height=file.height or None,
    )


def _check_room(size: int) -> None:
    held = db.session.scalar(select(func.coalesce(func.sum(Media.size), 0))) or 0
    if held + size > MOST_WORKSPACE_BYTES:
        raise TooLarge(
            _(
                "The images and videos of this workspace take more than %(most)s MB together. "
                "Link to the file where it is instead.",
                most=MOST_WORKSPACE_BYTES // MEGABYTE,
            )
        )
