"""Reads of guides. The session is bound to a workspace; what is of another looks missing."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import func, or_, select

from guide_engine.core.db import db
from guide_engine.core.errors import NotFound
from guide_engine.guides.models import Guide, GuideVersion


def guide(guide_id: str) -> Guide:
    """Return the guide. Raises NotFound."""
    found = db.session.scalar(select(Guide).where(Guide.id == guide_id))
    if found is None:
        raise NotFound(_("There is no such guide."))
    return found


def guide_by_key(key: str) -> Guide | None:
    return db.session.scalar(select(Guide).where(Guide.key == key))


def known_keys() -> frozenset[str]:
    """Return the keys of all guides, archived ones too: a key is never given twice."""
    return frozenset(db.session.scalars(select(Guide.key)))


def ids_by_key(workspace_id: str, keys: Sequence[str]) -> dict[str, str]:
    """Map keys to the ids of a workspace's guides, without loading these."""
    table = Guide.__table__.c
    rows = db.session.connection().execute(
        select(table.key, table.id).where(table.workspace_id == workspace_id, table.key.in_(keys))
    )
    return {row.key: row.id for row in rows}


def names(guide_ids: Sequence[str] | None = None) -> dict[str, str]:
    """Map guide ids to names, of all guides when none are given."""
    query = select(Guide.id, Guide.name)
    if guide_ids is not None:
        query = query.where(Guide.id.in_(guide_ids))
    return {row.id: row.name for row in db.session.execute(query)}


def draft_revisions(guide_ids: Sequence[str]) -> dict[str, int]:
    """Map guide ids to the revision of their draft."""
    query = select(Guide.id, Guide.draft_revision).where(Guide.id.in_(guide_ids))
    return {row.id: row.draft_revision for row in db.session.execute(query)}


def guides(*, search: str = "", kind: str | None = None, archived: bool = False) -> Sequence[Guide]:
    """List guides, the last changed first."""
    query = select(Guide).where(
        Guide.archived_at.is_not(None) if archived else Guide.archived_at.is_(None)
    )
    if kind:
        query = query.where(Guide.kind == kind)
    for word in search.split()[:8]:
        query = query.where(
            or_(
                func.lower(Guide.name).contains(word.lower(), autoescape=True),
                Guide.key.contains(word.lower(), autoescape=True),
            )
        )
    return db.session.scalars(query.order_by(Guide.updated_at.desc(), Guide.id.desc())).all()


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(Guide)) or 0


def versions(guide_id: str) -> Sequence[GuideVersion]:
    """List a guide's versions, the newest first."""
    return db.session.scalars(
        select(GuideVersion)
        .where(GuideVersion.guide_id == guide_id)
        .order_by(GuideVersion.number.desc())
    ).all()


def version(guide_id: str, number: int) -> GuideVersion:
    """Return one version. Raises NotFound."""
    found = db.session.scalar(
        select(GuideVersion).where(GuideVersion.guide_id == guide_id, GuideVersion.number == number)
    )
    if found is None:
        raise NotFound(_("There is no such version."))
    return found


def latest_version(guide_id: str) -> GuideVersion | None:
    return db.session.scalar(
        select(GuideVersion)
        .where(GuideVersion.guide_id == guide_id)
        .order_by(GuideVersion.number.desc())
        .limit(1)
    )
