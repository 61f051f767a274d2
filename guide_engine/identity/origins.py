"""The origins an environment was heard from: where its snippet stands."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.ids import new_id
from guide_engine.identity.models import EnvironmentOrigin

# The key is public, so anybody may send any origin: the table has an end.
MOST_ORIGINS = 200


def note(workspace_id: str, environment_id: str, origin: str) -> None:
    """Note that an origin was heard from now. `null` and the like are no place."""
    if not origin.startswith(("https://", "http://")):
        return
    if _seen_before(environment_id, origin) or _count(environment_id) < MOST_ORIGINS:
        insert: Any = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
        now = clock.now()
        db.session.execute(
            insert(EnvironmentOrigin)
            .values(
                id=new_id("eo"),
                workspace_id=workspace_id,
                environment_id=environment_id,
                origin=origin,
                seen_at=now,
            )
            .on_conflict_do_update(
                index_elements=["environment_id", "origin"], set_={"seen_at": now}
            )
        )


def heard_from(environment_id: str) -> Sequence[EnvironmentOrigin]:
    """List the origins, the last heard from first."""
    return db.session.scalars(
        select(EnvironmentOrigin)
        .where(EnvironmentOrigin.environment_id == environment_id)
        .order_by(EnvironmentOrigin.seen_at.desc(), EnvironmentOrigin.origin)
    ).all()


def _seen_before(environment_id: str, origin: str) -> bool:
    found = db.session.scalar(
        select(EnvironmentOrigin.id).where(
            EnvironmentOrigin.environment_id == environment_id, EnvironmentOrigin.origin == origin
        )
    )
    return found is not None


def _count(environment_id: str) -> int:
    counted = db.session.scalar(
        select(func.count())
        .select_from(EnvironmentOrigin)
        .where(EnvironmentOrigin.environment_id == environment_id)
    )
    return int(counted or 0)
