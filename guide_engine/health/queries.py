"""Reads. Those on tables name the environment; the others are of the bound workspace."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import and_, case, func, or_, select, tuple_, union

from guide_engine.core.db import db, unscoped
from guide_engine.core.errors import NotFound
from guide_engine.delivery.models import Publication
from guide_engine.guides.models import Guide, GuideVersion
from guide_engine.health.models import (
    ATTEMPTS,
    DAYS,
    MATCHES,
    MEETINGS,
    VOICES,
    AlertChannels,
    AlertDelivery,
    GuidePause,
    RepairAnswer,
    TargetAlert,
)
from guide_engine.health.pausing import Evidence
from guide_engine.health.sighting import Outcome

Document = dict[str, Any]
_BAD = [outcome.value for outcome in Outcome if outcome is not Outcome.FOUND]


class DayCount(NamedTuple):
    """How many people fared how with one step's target, on one page and day."""

    guide_id: str
    version: int
    step_id: str
    day: date
    path: str
    found: int
    drifted: int
    hidden: int
    ambiguous: int
    not_found: int
    unexplained: int
    first_at: datetime
    last_at: datetime

    @property
    def missing(self) -> int:
        return self.hidden + self.ambiguous + self.not_found + self.unexplained


def days(environment_id: str, guide_ids: Collection[str], since: date) -> list[DayCount]:
    columns = [DAYS.c[name] for name in DayCount._fields]
    rows = db.session.execute(
        select(*columns)
        .where(DAYS.c.environment_id == environment_id, DAYS.c.guide_id.in_(guide_ids))
        .where(DAYS.c.day >= since)
        .order_by(DAYS.c.guide_id, DAYS.c.step_id, DAYS.c.day, DAYS.c.path, DAYS.c.version)
    )
    return [DayCount._make(row) for row in rows]


def people_affected(
    environment_id: str, guide_id: str, step_id: str, versions: Collection[int], since: date
) -> int:
    """Count the people for whom a step's target drifted or was missing since a day."""
    return int(
        db.session.scalar(
            select(func.count(MEETINGS.c.user_id.distinct()))
            .where(MEETINGS.c.environment_id == environment_id, MEETINGS.c.guide_id == guide_id)
            .where(MEETINGS.c.step_id == step_id, MEETINGS.c.version.in_(versions))
            .where(MEETINGS.c.day >= since, MEETINGS.c.outcome.in_(_BAD))
        )
        or 0
    )


def matches(
    environment_id: str, guide_id: str, step_id: str, versions: Collection[int], since: date
) -> list[tuple[str, int, int]]:
    """List (tier, score in twentieths, sightings)."""
    rows = db.session.execute(
        select(MATCHES.c.tier, MATCHES.c.score, func.sum(MATCHES.c["count"]))
        .where(MATCHES.c.environment_id == environment_id, MATCHES.c.guide_id == guide_id)
        .where(MATCHES.c.step_id == step_id, MATCHES.c.version.in_(versions))
        .where(MATCHES.c.day >= since)
        .group_by(MATCHES.c.tier, MATCHES.c.score)
        .order_by(MATCHES.c.tier, MATCHES.c.score)
    )
    return [(tier, score, int(count)) for tier, score, count in rows]


def voices(
    environment_id: str, guide_id: str, step_id: str, versions: Collection[int], since: datetime
) -> list[Document]:
    """List what people's browsers found instead: one voice per person, the latest."""
    rows = db.session.execute(
        select(VOICES.c.user_id, VOICES.c.fingerprint)
        .where(VOICES.c.environment_id == environment_id, VOICES.c.guide_id == guide_id)
        .where(VOICES.c.step_id == step_id, VOICES.c.version.in_(versions))
        .where(VOICES.c["at"] >= since)
        .order_by(VOICES.c["at"], VOICES.c.event_id)
    )
    latest = {row.user_id: row.fingerprint for row in rows}
    return list(latest.values())


def evidence(environment_id: str, guide_id: str, version: int, since: datetime) -> Evidence:
    """Count who was due the guide after a moment, and whom it failed."""
    failed = and_(
        ATTEMPTS.c.failed_at > since,
        or_(ATTEMPTS.c.started_at.is_(None), ATTEMPTS.c.started_at <= ATTEMPTS.c.failed_at),
    )
    row = db.session.execute(
        select(func.count(), func.sum(case((failed, 1), else_=0)))
        .where(ATTEMPTS.c.environment_id == environment_id, ATTEMPTS.c.guide_id == guide_id)
        .where(ATTEMPTS.c.version == version, ATTEMPTS.c.last_at > since)
    ).one()
    return Evidence(failed=int(row[1] or 0), due=int(row[0]))


def publications(environment_id: str) -> dict[str, Publication]:
    """Map the guides of an environment that are published, switched off or not, to how."""
    rows = db.session.scalars(
        select(Publication)
        .join(Guide, Guide.id == Publication.guide_id)
        .where(Publication.environment_id == environment_id, Publication.version.is_not(None))
        .where(Guide.archived_at.is_(None))
    )
    return {row.guide_id: row for row in rows}


def documents(pairs: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Document]:
    """Map (guide, version) to its document; what is gone is left out."""
    rows = db.session.execute(
        select(GuideVersion.guide_id, GuideVersion.number, GuideVersion.document).where(
            tuple_(GuideVersion.guide_id, GuideVersion.number).in_(sorted(set(pairs)))
        )
    )
    return {(guide_id, number): document for guide_id, number, document in rows}


def watched_environments() -> list[tuple[str, str]]:
    """List (workspace, environment) where something is published or an alert stands open."""
    published = select(Publication.workspace_id, Publication.environment_id).where(
        Publication.version.is_not(None)
    )
    alerted = select(TargetAlert.workspace_id, TargetAlert.environment_id).where(
        TargetAlert.closed_at.is_(None)
    )
    with unscoped(db.session):
        rows = db.session.execute(union(published, alerted).order_by("environment_id")).all()
    return [(row.workspace_id, row.environment_id) for row in rows]


def open_alerts(environment_id: str) -> Sequence[TargetAlert]:
    return db.session.scalars(
        select(TargetAlert)
        .where(TargetAlert.environment_id == environment_id, TargetAlert.closed_at.is_(None))
        .order_by(TargetAlert.opened_at.desc(), TargetAlert.id)
    ).all()


def closed_alerts(environment_id: str, limit: int = 50) -> Sequence[TargetAlert]:
    return db.session.scalars(
        select(TargetAlert)
        .where(TargetAlert.environment_id == environment_id, TargetAlert.closed_at.is_not(None))
        .order_by(TargetAlert.closed_at.desc(), TargetAlert.id)
        .limit(limit)
    ).all()


def alert(alert_id: str) -> TargetAlert:
    """Find an alert of the bound workspace. Raises NotFound."""
    found = db.session.scalar(select(TargetAlert).where(TargetAlert.id == alert_id))
    if found is None:
        raise NotFound(_("There is no such alert."))
    return found


def channels(environment_id: str) -> AlertChannels | None:
    return db.session.scalar(
        select(AlertChannels).where(AlertChannels.environment_id == environment_id)
    )


def deliveries(environment_id: str, limit: int = 10) -> Sequence[AlertDelivery]:
    return db.session.scalars(
        select(AlertDelivery)
        .where(AlertDelivery.environment_id == environment_id)
        .order_by(AlertDelivery.created_at.desc(), AlertDelivery.id.desc())
        .limit(limit)
    ).all()


def pauses(environment_id: str, guide_id: str) -> Sequence[GuidePause]:
    """List the pauses of a guide, the newest first."""
    return db.session.scalars(
        select(GuidePause)
        .where(GuidePause.environment_id == environment_id, GuidePause.guide_id == guide_id)
        .order_by(GuidePause.paused_at.desc(), GuidePause.id.desc())
    ).all()


def answers(guide_id: str) -> dict[tuple[str, str], RepairAnswer]:
    """Map (step, element) to what was said to that repair."""
    rows = db.session.scalars(select(RepairAnswer).where(RepairAnswer.guide_id == guide_id))
    return {(row.step_id, row.element): row for row in rows}
