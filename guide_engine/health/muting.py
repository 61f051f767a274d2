"""Silencing an alert until it closes: it stays in the list, and nobody is told of it."""

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.health.models import TargetAlert


def mute(alert: TargetAlert, *, by: str) -> None:
    alert.muted_at, alert.muted_by = clock.now(), by
    db.session.flush()


def unmute(alert: TargetAlert) -> None:
    alert.muted_at = alert.muted_by = None
    db.session.flush()
