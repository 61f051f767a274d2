"""Scheduled work: look at the targets, send what is waiting."""

from flask import Flask

from guide_engine.core.jobs import Job, register
from guide_engine.health.outbox import send_due
from guide_engine.health.watch import watch_targets

WATCH_EVERY = 30.0
SEND_EVERY = 10.0


def init_app(app: Flask) -> None:
    register(app, Job("watch_targets", WATCH_EVERY, watch_targets))
    register(app, Job("send_alerts", SEND_EVERY, send_due))
