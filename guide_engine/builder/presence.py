"""Who else has a guide open, in a builder or in the editor."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from guide_engine.builder.models import BuilderPresence
from guide_engine.core import clock
from guide_engine.core.db import db, unscoped
from guide_engine.core.ids import new_id
from guide_engine.guides.models import Guide
from guide_engine.identity.models import Member

# Tabs speak up every 15 seconds while they are seen; two missed ones are forgiven.
GONE_AFTER = timedelta(seconds=45)
KEPT_FOR = timedelta(hours=1)


class Place(StrEnum):
    BUILDER = "builder"
    EDITOR = "editor"


@dataclass(frozen=True)
class Other:
    """Somebody else at the same guide."""

    name: str
    where: str
    step_id: str | None


def note(guide: Guide, member_id: str, tab: str, place: Place, step_id: str | None) -> None:
    """Note that a tab has the guide open now."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    values = {"place": place.value, "step_id": step_id, "seen_at": clock.now()}
    db.session.execute(
        insert(BuilderPresence)
        .values(
            id=new_id("bp"),
            workspace_id=guide.workspace_id,
            guide_id=guide.id,
            member_id=member_id,
            tab=tab,
            **values,
        )
        .on_conflict_do_update(index_elements=["guide_id", "member_id", "tab"], set_=values)
    )


def leave(guide_id: str, member_id: str, tab: str) -> None:
    """Forget a tab that was closed."""
    db.session.execute(
        delete(BuilderPresence).where(
            BuilderPresence.guide_id == guide_id,
            BuilderPresence.member_id == member_id,
            BuilderPresence.tab == tab,
        )
    )


def others(guide_id: str, member_id: str) -> list[Other]:
    """List who else was here within the last moments: each once per place, the latest tab."""
    rows = db.session.execute(
        select(BuilderPresence, Member.name)
        .join(Member, Member.id == BuilderPresence.member_id)
        .where(
            BuilderPresence.guide_id == guide_id,
            BuilderPresence.member_id != member_id,
            BuilderPresence.seen_at > clock.now() - GONE_AFTER,
        )
        .order_by(BuilderPresence.seen_at.desc(), BuilderPresence.id)
    )
    latest: dict[tuple[str, str], Other] = {}
    for presence, name in rows:
        key = (presence.member_id, presence.place)
        latest.setdefault(key, Other(name, presence.place, presence.step_id))
    return sorted(latest.values(), key=lambda other: (other.name, other.where))


def sweep() -> dict[str, int]:
    """Delete what was noted long ago."""
    with unscoped(db.session):
        gone = db.session.execute(
            delete(BuilderPresence)
            .where(BuilderPresence.seen_at <= clock.now() - KEPT_FOR)
            .returning(BuilderPresence.id)
        ).all()
    db.session.commit()
    return {"tabs": len(gone)}
