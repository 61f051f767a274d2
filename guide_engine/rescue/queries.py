"""Reads of rescue: grouped counts for the report. The session is bound to a workspace."""

from datetime import datetime

from sqlalchemy import func, select

from guide_engine.core.db import db
from guide_engine.rescue.models import OfferOutcome, StuckEpisode
from guide_engine.rescue.report import EpisodeRow, OfferRow


def episodes(environment_id: str, since: datetime, until: datetime) -> list[EpisodeRow]:
    """Count episodes by tier, place and reason; `until` is not included."""
    kinds = (
        StuckEpisode.tier,
        StuckEpisode.guide_id,
        StuckEpisode.step_id,
        StuckEpisode.path,
        StuckEpisode.reason,
    )
    rows = db.session.execute(
        select(*kinds, func.count())
        .where(
            StuckEpisode.environment_id == environment_id,
            StuckEpisode.at >= since,
            StuckEpisode.at < until,
        )
        .group_by(*kinds)
    )
    return [EpisodeRow(*row) for row in rows]


def people(environment_id: str, since: datetime, until: datetime) -> int:
    """Count the distinct people who were stuck."""
    counted = select(func.count(StuckEpisode.user_id.distinct())).where(
        StuckEpisode.environment_id == environment_id,
        StuckEpisode.at >= since,
        StuckEpisode.at < until,
    )
    return db.session.scalar(counted) or 0


def offers(environment_id: str, since: datetime, until: datetime) -> list[OfferRow]:
    """Count offers that reached a screen, by tier, place and what was done with them."""
    kinds = (
        OfferOutcome.tier,
        OfferOutcome.guide_id,
        OfferOutcome.step_id,
        OfferOutcome.path,
        OfferOutcome.opened_at.is_not(None).label("opened"),
        OfferOutcome.asked_at.is_not(None).label("asked"),
        OfferOutcome.solved_at.is_not(None).label("solved"),
        OfferOutcome.declined_at.is_not(None).label("declined"),
    )
    rows = db.session.execute(
        select(*kinds, func.count())
        .where(
            OfferOutcome.environment_id == environment_id,
            OfferOutcome.at >= since,
            OfferOutcome.at < until,
        )
        .group_by(*kinds)
    )
    return [
        OfferRow(*row[:4], bool(row[4]), bool(row[5]), bool(row[6]), bool(row[7]), row[8])
        for row in rows
    ]
