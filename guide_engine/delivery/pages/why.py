"""Why doesn't it show? The decision about one guide for one person, and the panel of a person."""

from typing import Any

from flask import Flask, g, render_template, request
from flask_babel import gettext as _

from guide_engine.audience import people
from guide_engine.audience import queries as audience
from guide_engine.delivery import why
from guide_engine.delivery.pages.blueprint import blueprint
from guide_engine.events import queries as events
from guide_engine.guides import queries as guides
from guide_engine.guides.pages import views
from guide_engine.identity.access import Capability, signed_in


@blueprint.get("/guides/<guide_id>/why")
@signed_in(Capability.VIEW)
def why_page(guide_id: str) -> str:
    guide = guides.guide(guide_id)
    asked = request.args.get("user", "").strip()[:200]
    person = audience.person(g.environment.id, asked) if asked else None
    found, before = None, []
    if person is not None:
        explained = why.verdicts_for(why.reference(g.environment.id), person)
        for one in explained:
            if one.verdict.guide_id == guide.id:
                found = one
                break
            before.append(one)
    wanted = people.Wanted(text=asked)
    listed, _more = people.page_of(g.workspace.id, g.environment.id, wanted, None)
    return render_template(
        "delivery/why.html",
        guide=guide,
        tab="publish",
        asked=asked,
        person=person,
        found=found,
        before=before,
        names=guides.names(),
        suggested=[seen for seen in listed if seen.person.external_id != asked][:8],
        says=views.describer(guide.draft),
    )


def panels_of_person(_app: Flask, *, environment_id: str, external_id: str) -> list[dict[str, Any]]:
    """Say beneath a person's name what they see, and what they went through."""
    person = audience.person(environment_id, external_id)
    if person is None:
        return []
    names = guides.names()
    journeys = [
        journey
        for journey in events.journeys_of(environment_id, external_id)
        if journey.last_started_at is not None
    ]
    journeys.sort(key=lambda journey: journey.last_started_at or 0, reverse=True)
    return [
        {
            "template": "delivery/_verdicts.html",
            "context": {
                "title": _("What this person sees now"),
                "explained": why.verdicts_for(why.reference(environment_id), person),
                "names": names,
                "user": external_id,
            },
        },
        {
            "template": "delivery/_journeys.html",
            "context": {"journeys": journeys[:20], "names": names},
        },
    ]
