"""What a list of guides shows of each: how many, how well, and whether it needs a look."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Flask

from guide_engine.core import clock, plots
from guide_engine.core.intervals import wilson
from guide_engine.delivery import queries as delivery
from guide_engine.guides import queries as guides
from guide_engine.guides.signals import guides_listed
from guide_engine.insights import board, queries, words
from guide_engine.insights.attention import Health
from guide_engine.insights.period import last_days
from guide_engine.insights.words import _

SPARK_DAYS = 14
Days = dict[date, tuple[int, int]]
_BADGES = {Health.OK: "healthy", Health.ATTENTION: "warning", Health.NONE: "none"}


def register() -> None:
    guides_listed.connect(tell)


def tell(
    _app: Flask, workspace_id: str, environment_id: str, guide_ids: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """Receive `guides_listed`: for each guide, figures of any version over the watched days."""
    today = clock.now().date()
    period = last_days(board.WATCHED_DAYS, today)
    days = queries.guides_daily(environment_id, guide_ids, period)
    health = _health(environment_id)
    return {
        guide_id: _entry(days.get(guide_id, {}), health.get(guide_id, Health.NONE), today)
        for guide_id in guide_ids
    }


def _health(environment_id: str) -> dict[str, Health]:
    listed = {guide.id: guide for guide in guides.guides()}
    versions = delivery.published(environment_id)
    return board.standings(board.watched_figures(environment_id, listed, versions))


def _entry(days: Days, health: Health, today: date) -> dict[str, Any]:
    started = sum(count for count, _completed in days.values())
    completed = sum(count for _started, count in days.values())
    share = wilson(completed, started)
    starts = [days.get(day, (0, 0))[0] for day in last_days(SPARK_DAYS, today)]
    return {
        "started": started,
        "completed": completed,
        "rate": share.rate if share.enough else None,
        "low": share.low if share.enough else None,
        "high": share.high if share.enough else None,
        "rate_words": words.rate(share),
        "interval_words": words.interval(share),
        "health": health.value,
        "health_badge": _BADGES[health],
        "health_words": _health_words(health),
        "spark": plots.sparkline(starts) if any(starts) else "",
        "spark_words": _(
            "Starts per day over %(days)s days, at most %(most)s",
            days=SPARK_DAYS,
            most=words.number(max(starts)),
        ),
    }


def _health_words(health: Health) -> str:
    return {
        Health.OK: _("Healthy"),
        Health.ATTENTION: _("Needs attention"),
        Health.NONE: _("Not enough yet"),
    }[health]
