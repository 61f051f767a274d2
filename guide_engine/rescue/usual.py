"""What the state carries for noticing the stuck: usual seconds per step, and whether help is on.

Both are asked for with every state, so each environment's answer is kept for a while.
"""

import time
from collections import Counter
from dataclasses import dataclass
from threading import Lock

from flask import Flask, current_app
from sqlalchemy import select

from guide_engine.community import queries as community
from guide_engine.core.db import db
from guide_engine.core.sketch import median
from guide_engine.identity.keys import EnvironmentRef
from guide_engine.rescue.models import RescueSwitch, StepTime

# Fewer completers say too little about what is usual.
ENOUGH_COMPLETERS = 20
CACHE_SECONDS = 30.0
CACHED_AT_MOST = 1_000

UsualSeconds = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Standing:
    """How one environment stands: help is on, and what its steps usually take."""

    enabled: bool
    usual_seconds: UsualSeconds


class Memory:
    """Standings by environment, each kept for CACHE_SECONDS."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[str, tuple[float, Standing]] = {}

    def get(self, env: EnvironmentRef) -> Standing:
        known = self._known.get(env.id)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        standing = Standing(is_enabled(env.workspace_id, env.id), usual_seconds(env.id))
        with self._lock:
            if len(self._known) >= CACHED_AT_MOST:
                self._known.clear()
            self._known[env.id] = (time.monotonic() + CACHE_SECONDS, standing)
        return standing

    def clear(self) -> None:
        with self._lock:
            self._known.clear()


def init_app(app: Flask) -> None:
    app.extensions["guide_engine.rescue"] = Memory()


def memory() -> Memory:
    found: Memory = current_app.extensions["guide_engine.rescue"]
    return found


def standing(env: EnvironmentRef) -> Standing:
    return memory().get(env)


def is_enabled(workspace_id: str, environment_id: str) -> bool:
    """Tell whether help is offered: not turned off, and there is something to lead to."""
    return is_switched_on(environment_id) and community.has_help(workspace_id)


def is_switched_on(environment_id: str) -> bool:
    table = RescueSwitch.__table__
    switch = select(table.c.enabled).where(table.c.environment_id == environment_id)
    return db.session.execute(switch).scalar() is not False


def usual_seconds(environment_id: str) -> UsualSeconds:
    """Return, per guide and step, the median of who completed; absent until enough did."""
    table = StepTime.__table__
    histograms: dict[tuple[str, str], Counter[int]] = {}
    for guide_id, step_id, bucket, count in db.session.execute(
        select(table.c.guide_id, table.c.step_id, table.c.bucket, table.c.count).where(
            table.c.environment_id == environment_id
        )
    ):
        histograms.setdefault((guide_id, step_id), Counter())[bucket] = count
    found: UsualSeconds = {}
    for (guide_id, step_id), histogram in histograms.items():
        seconds = median(histogram)
        if histogram.total() >= ENOUGH_COMPLETERS and seconds is not None:
            found.setdefault(guide_id, {})[step_id] = round(seconds, 1)
    return found
