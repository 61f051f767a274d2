"""Schedules: when one begins or ends, browsers must hear of it."""

from flask import Flask
from sqlalchemy import select

from guide_engine.core import clock, jobs
from guide_engine.core.db import db, unscoped
from guide_engine.delivery.models import Publication, Release
from guide_engine.delivery.service import next_turn
from guide_engine.identity import service as identity

EVERY_SECONDS = 10


def init_app(app: Flask) -> None:
    jobs.register(app, jobs.Job("turn_schedules", EVERY_SECONDS, turn_schedules))


def turn_schedules() -> dict[str, int]:
    """Raise the revision of environments in which a schedule began or ended."""
    now = clock.now()
    with unscoped(db.session):
        due = db.session.execute(
            select(Publication, Release)
            .join(
                Release,
                (Release.environment_id == Publication.environment_id)
                & (Release.guide_id == Publication.guide_id)
                & (Release.version == Publication.version),
            )
            .where(Publication.next_turn_at <= now)
        ).all()
        for publication, release in due:
            publication.next_turn_at = next_turn(release.settings["schedule"], now)
        for environment_id in sorted({publication.environment_id for publication, _ in due}):
            identity.bump_revision(environment_id)
        db.session.commit()
    return {"turned": len(due)}
