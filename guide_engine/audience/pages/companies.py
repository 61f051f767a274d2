"""The list of companies, and one of them with its people."""

from flask import g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from guide_engine.audience import companies as reading
from guide_engine.audience import people, service
from guide_engine.audience.models import Company
from guide_engine.audience.pages.blueprint import blueprint
from guide_engine.audience.rulebook import rulebook
from guide_engine.audience.tiers import Tier, tier_of
from guide_engine.core.errors import Invalid, NotFound
from guide_engine.core.flash import say
from guide_engine.identity.access import Capability, signed_in


@blueprint.get("/companies")
@signed_in(Capability.VIEW)
def companies() -> str:
    tier = request.args.get("tier", "")
    tier = tier if tier in list(Tier) else ""
    text = request.args.get("q", "").strip()[:200]
    page = min(max(request.args.get("page", 1, type=int), 1), 10_000)
    listed, more = reading.companies(
        g.workspace.id, g.environment.id, text=text, tier=tier, page=page
    )

    def address(number: int) -> str:
        return url_for("people.companies", q=text or None, tier=tier or None, page=number)

    return render_template(
        "audience/companies.html",
        listed=listed,
        text=text,
        tier=tier,
        older=address(page + 1) if more else "",
        newer=address(page - 1) if page > 1 else "",
    )


@blueprint.get("/companies/<company_id>")
@signed_in(Capability.VIEW)
def company(company_id: str) -> str:
    found = _company(company_id)
    thresholds = rulebook(g.workspace.id).thresholds
    wanted = people.Wanted(company_id=found.id)
    listed, more = people.page_of(g.workspace.id, found.environment_id, wanted, None)
    return render_template(
        "audience/company.html",
        company=found,
        tier=tier_of(found.ltv, thresholds, found.tier_override),
        by_ltv=tier_of(found.ltv, thresholds),
        listed=listed,
        more=more,
    )


@blueprint.post("/companies/<company_id>/tier")
@signed_in(Capability.MANAGE_PEOPLE)
def set_tier(company_id: str) -> Response:
    found, before = _company(company_id), _company(company_id).tier_override
    chosen = request.form.get("tier", "")
    if chosen and chosen not in list(Tier):
        raise Invalid(
            _("Choose one of the tiers."), fields={"tier": [_("Choose one of the tiers.")]}
        )
    service.override_tier(found, Tier(chosen) if chosen else None)
    here = url_for("people.set_tier", company_id=company_id)
    say(_("The touch tier was changed."), undo=here, fields={"tier": before or ""})
    return redirect(url_for("people.company", company_id=company_id), code=303)


def _company(company_id: str) -> Company:
    found = reading.company(company_id)
    if found is None:
        raise NotFound(_("There is no such company."))
    return found
