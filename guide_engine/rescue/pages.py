"""The report of help for the stuck, and the switch that turns it on and off."""

from datetime import datetime, time, timedelta
from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from guide_engine.community import queries as community
from guide_engine.core import clock
from guide_engine.core.csvfile import csv_response
from guide_engine.core.errors import NotFound
from guide_engine.core.flash import say
from guide_engine.core.intervals import ENOUGH
from guide_engine.guides import queries as guides
from guide_engine.identity.access import Capability, signed_in
from guide_engine.rescue import queries, service, usual, view, words
from guide_engine.rescue.report import Place, Report, report
from guide_engine.rescue.words import _

blueprint = Blueprint("rescue", __name__)

PERIODS = (7, 30, 90, 365)


@blueprint.get("/reports/rescue")
@signed_in(Capability.VIEW)
def report_page() -> str:
    days = _days()
    found = _report(days)
    names = _place_names(found)
    return render_template(
        "rescue/report.html",
        days=days,
        periods=PERIODS,
        report=found,
        people=queries.people(g.environment.id, *_span(days)),
        is_on=usual.is_switched_on(g.environment.id),
        has_help=community.has_help(g.workspace.id),
        legend_entries=view.legend(),
        tier_dots=view.tier_dots(found),
        whole_dot=view.whole_dot(found),
        tier_bars=view.tier_bars(found),
        place_bars=view.place_bars(found, names),
        tier_lines=[*_tier_lines(found), (_("All tiers"), found.whole)],
        place_lines=_place_lines(found, names),
        words=words,
        enough=ENOUGH,
    )


@blueprint.get("/reports/rescue.csv")
@signed_in(Capability.VIEW)
def report_csv() -> Response:
    days, kind = _days(), request.args.get("table", "tiers")
    found = _report(days)
    if kind == "tiers":
        table = view.table([*_tier_lines(found), (_("All tiers"), found.whole)], _("Touch tier"))
    elif kind == "places":
        table = view.table(_place_lines(found, _place_names(found)), _("Where"))
    else:
        raise NotFound(_("There is no such table: tiers or places."))
    return csv_response(f"rescue-{kind}-{clock.now():%Y-%m-%d}-{days}d.csv", *table)


@blueprint.post("/reports/rescue/switch")
@signed_in(Capability.PUBLISH)
def switch() -> BaseResponse:
    enabled = request.form.get("enabled") == "on"
    service.switch(g.environment.id, enabled=enabled)
    say(_("Help for the stuck is on.") if enabled else _("Help for the stuck is off."))
    return redirect("/reports/rescue", code=303)


def _report(days: int) -> Report:
    span = _span(days)
    return report(
        queries.episodes(g.environment.id, *span), queries.offers(g.environment.id, *span)
    )


def _days() -> int:
    asked = request.args.get("days", 30, type=int)
    return asked if asked in PERIODS else 30


def _span(days: int) -> tuple[datetime, datetime]:
    """Whole days in UTC, today included."""
    now = clock.now()
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    return tomorrow - timedelta(days=days), tomorrow


def _tier_lines(found: Report) -> list[tuple[str, Any]]:
    return [(words.tier(tier), line) for tier, line in found.tiers.items()]


def _place_lines(found: Report, names: dict[Place, str]) -> list[tuple[str, Any]]:
    return [(names[place], line) for place, line in found.places.items()]


def _place_names(found: Report) -> dict[Place, str]:
    """Name each place: guide and step by their titles, pages by their path."""
    guide_ids = sorted({place.guide_id for place in found.places if place.guide_id})
    known = guides.names(guide_ids)
    steps = {guide_id: _step_titles(guide_id) for guide_id in known}
    return {
        place: _place_name(place, known, steps.get(place.guide_id, {})) for place in found.places
    }


def _place_name(place: Place, known: dict[str, str], titles: dict[str, str]) -> str:
    if not place.guide_id:
        return place.path or _("Unknown page")
    guide = known.get(place.guide_id, _("Deleted guide"))
    if not place.step_id:
        return guide
    return f"{guide} › {titles.get(place.step_id, _('Removed step'))}"


def _step_titles(guide_id: str) -> dict[str, str]:
    """Title every step that any version had; the newest title wins."""
    titles: dict[str, str] = {}
    for version in reversed(guides.versions(guide_id)):
        for number, step in enumerate(version.document["steps"], 1):
            titles[step["id"]] = step["title"].strip() or _("Step %(number)s", number=number)
    return titles
