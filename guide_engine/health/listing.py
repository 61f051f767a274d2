"""What the list of guides and the front page show of targets."""

from collections.abc import Sequence
from typing import Any

from flask import Flask, g

from guide_engine.core import clock, plots
from guide_engine.guides.signals import guides_listed
from guide_engine.health import queries, words
from guide_engine.health.models import TargetAlert
from guide_engine.health.standing import GuideStanding, standings
from guide_engine.health.verdict import State
from guide_engine.health.view import every_day
from guide_engine.health.words import _

SPARK_DAYS = 14


def init_app(app: Flask) -> None:
    # Connecting again, for another app of this process, changes nothing.
    guides_listed.connect(tell)
    app.jinja_env.globals.update(target_alerts=alerts_here, alert_words=words.alert)


def tell(
    _app: Flask, workspace_id: str, environment_id: str, guide_ids: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """Receive `guides_listed`: for each published guide, how its targets fare."""
    published = queries.publications(environment_id)
    versions = {
        guide_id: row.version
        for guide_id, row in published.items()
        if guide_id in guide_ids and row.version
    }
    found = standings(environment_id, versions, clock.now().date())
    return {guide_id: {"targets": _entry(one)} for guide_id, one in found.items()}


def _entry(standing: GuideStanding) -> dict[str, Any]:
    worst = standing.worst
    state = worst.verdict.state if worst else State.UNKNOWN
    days = every_day(standing.days, clock.now().date())[-SPARK_DAYS:]
    off = [day.off for day in days]
    return {
        "state": state.value,
        # The word of health stays one: what is wrong with a target stands beneath it.
        "needs_look": state.is_bad,
        "badge": words.BADGES[state],
        "why": _why(standing) if state.is_bad else "",
        "spark": plots.sparkline(off) if any(off) else "",
        "spark_words": _(
            "People per day who missed a target or found another, over %(days)s days: at most"
            " %(most)s",
            days=SPARK_DAYS,
            most=words.number(max(off)),
        ),
    }


def _why(standing: GuideStanding) -> str:
    worst = standing.worst
    if worst is None:
        return ""
    if worst.verdict.state is State.LOST:
        return _("Step %(number)s: target lost", number=worst.number)
    return _("Step %(number)s: target drifting", number=worst.number)


def alerts_here() -> list[TargetAlert]:
    """The open alerts that nobody has muted, for the front page: most people first."""
    standing = [one for one in queries.open_alerts(g.environment.id) if one.muted_at is None]
    return sorted(standing, key=lambda one: (-int(one.facts["people"]), one.id))
