"""Reads of delivery. The session is bound to a workspace; what is of another looks missing."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import exists, func, select

from guide_engine.core.db import db
from guide_engine.core.errors import NotFound
from guide_engine.delivery.models import (
    ContentBlob,
    Publication,
    Release,
    ReleaseContent,
    columns,
)


class Standing(StrEnum):
    """How a guide stands in one environment."""

    DRAFT = "draft"
    PUBLISHED = "published"
    # Published, and the draft has been changed since.
    CHANGED = "changed"
    UNPUBLISHED = "unpublished"
    KILLED = "killed"


def standing(publication: Publication | None, draft_revision: int) -> Standing:
    if publication is None:
        return Standing.DRAFT
    if publication.version is None:
        return Standing.UNPUBLISHED
    if publication.killed:
        return Standing.KILLED
    same = publication.draft_revision == draft_revision
    return Standing.PUBLISHED if same else Standing.CHANGED


def no_environment(name: str) -> NotFound:
    return NotFound(_("There is no environment named “%(name)s”.", name=name))


def publication(guide_id: str, environment_id: str) -> Publication | None:
    return db.session.scalar(
        select(Publication).where(
            Publication.guide_id == guide_id, Publication.environment_id == environment_id
        )
    )


def publications_of(guide_id: str) -> Sequence[Publication]:
    return db.session.scalars(
        select(Publication)
        .where(Publication.guide_id == guide_id)
        .order_by(Publication.environment_id)
    ).all()


def publications_in(environment_id: str, guide_ids: Sequence[str]) -> dict[str, Publication]:
    """Map guide ids to what the environment has of them."""
    rows = db.session.scalars(
        select(Publication).where(
            Publication.environment_id == environment_id, Publication.guide_id.in_(guide_ids)
        )
    )
    return {row.guide_id: row for row in rows}


def release(guide_id: str, environment_id: str, number: int) -> Release | None:
    return db.session.scalar(
        select(Release).where(
            Release.guide_id == guide_id,
            Release.environment_id == environment_id,
            Release.version == number,
        )
    )


def content(environment_id: str, digest: str) -> bytes | None:
    """Return a content that was published in this environment, and None for any other."""
    blob, released, other = columns(ContentBlob), columns(Release), columns(ReleaseContent)
    here = exists().where(
        released.content_hash == digest, released.environment_id == environment_id
    )
    translated = exists().where(other.hash == digest, other.environment_id == environment_id)
    body = db.session.scalar(select(blob.body).where(blob.hash == digest, here | translated))
    return bytes(body) if body is not None else None


def first_published(environment_id: str, guide_ids: Sequence[str]) -> dict[str, datetime]:
    """Map guides to when any version of theirs was first published in an environment."""
    released = columns(Release)
    rows = db.session.execute(
        select(released.guide_id, func.min(released.created_at).label("at"))
        .where(released.environment_id == environment_id, released.guide_id.in_(guide_ids))
        .group_by(released.guide_id)
    )
    return {row.guide_id: row.at for row in rows}


def published(environment_id: str) -> dict[str, int]:
    """Map the guides that are shown in an environment to their version; killed ones are not."""
    rows = db.session.scalars(
        select(Publication).where(
            Publication.environment_id == environment_id,
            Publication.version.is_not(None),
            Publication.killed.is_(False),
        )
    )
    return {row.guide_id: row.version for row in rows if row.version is not None}


def recent_publications(
    environment_id: str, since: datetime, limit: int = 20
) -> list[tuple[str, int, datetime, str | None]]:
    """List (guide, version, moment, member) of the last publications, the newest first.

    Of each guide only its newest publication is kept.
    """
    rows = db.session.scalars(
        select(Publication)
        .where(
            Publication.environment_id == environment_id,
            Publication.version.is_not(None),
            Publication.published_at >= since,
        )
        .order_by(Publication.published_at.desc(), Publication.id)
        .limit(limit)
    )
    return [
        (row.guide_id, row.version, row.published_at, row.published_by)
        for row in rows
        if row.version is not None
    ]
