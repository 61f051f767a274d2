"""The list of end users, and one of them."""

from datetime import datetime

from flask import current_app, g, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from guide_engine.audience import companies, people, queries, signals
from guide_engine.audience.models import EndUser
from guide_engine.audience.pages.blueprint import blueprint
from guide_engine.audience.tiers import NO_TIER, Tier
from guide_engine.core.db import db
from guide_engine.core.errors import NotFound
from guide_engine.identity.access import Capability, signed_in


@blueprint.get("")
@signed_in(Capability.VIEW)
def index() -> str:
    tier = request.args.get("tier", "")
    wanted = people.Wanted(
        text=request.args.get("q", "").strip()[:200],
        tier=tier if tier in {*Tier, NO_TIER} else "",
        segment_id=request.args.get("segment", "")[:40],
    )
    listed, more = people.page_of(g.workspace.id, g.environment.id, wanted, _read_place())
    held = [seen.person.company_id for seen in listed if seen.person.company_id]
    return render_template(
        "audience/people.html",
        listed=listed,
        wanted=wanted,
        older=_older(wanted, listed[-1].place) if more and listed else "",
        total=people.count_people(g.environment.id),
        segments=queries.segments(),
        companies=companies.company_names(g.environment.id, held),
    )


@blueprint.get("/<end_user_id>")
@signed_in(Capability.VIEW)
def person(end_user_id: str) -> str:
    row = db.session.scalar(select(EndUser).where(EndUser.id == end_user_id))
    found = queries.person(row.environment_id, row.external_id) if row else None
    if row is None or found is None:
        raise NotFound(_("There is no such person."))
    panels = [
        panel
        for _receiver, answer in signals.person_shown.send(
            current_app._get_current_object(),  # type: ignore[attr-defined]
            environment_id=row.environment_id,
            external_id=row.external_id,
        )
        for panel in answer or []
    ]
    return render_template(
        "audience/person.html",
        row=row,
        person=found,
        company_row=companies.company(row.company_id) if row.company_id else None,
        segment_names={segment.id: segment.name for segment in queries.segments()},
        panels=panels,
    )


def _read_place() -> people.Place | None:
    """Read where the page before ended. Anything else begins at the front."""
    moment, _comma, end_user_id = request.args.get("after", "").partition(",")
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (read, end_user_id) if read.tzinfo is not None and end_user_id else None


def _older(wanted: people.Wanted, place: people.Place) -> str:
    return url_for(
        "people.index",
        q=wanted.text or None,
        tier=wanted.tier or None,
        segment=wanted.segment_id or None,
        after=f"{place[0].isoformat()},{place[1]}",
    )
