"""The Audience and When pages."""

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from guide_engine.audience import queries as audience_queries
from guide_engine.core.errors import Invalid
from guide_engine.core.flash import say
from guide_engine.core.web import wants_json
from guide_engine.guides import describe, forms, queries, simple_rules
from guide_engine.guides.document import GuideDocument
from guide_engine.guides.models import Guide
from guide_engine.guides.pages import cards, choices, drafts, views
from guide_engine.guides.pages.blueprint import blueprint
from guide_engine.identity.access import Capability, signed_in


@blueprint.get("/guides/<guide_id>/audience")
@blueprint.get("/guides/<guide_id>/when")
@signed_in(Capability.VIEW)
def edit_reach(guide_id: str) -> str:
    guide = queries.guide(guide_id)
    return _render(guide, guide.draft, _page(), {})


@blueprint.post("/guides/<guide_id>/audience")
@blueprint.post("/guides/<guide_id>/when")
@signed_in(Capability.EDIT_GUIDES)
def save_reach(guide_id: str) -> drafts.Answer:
    guide, page = queries.guide(guide_id), _page()
    document = _READ[page](drafts.sent_form(), guide.draft)
    try:
        answer = drafts.save(guide, document, request.path)
    except Invalid as error:
        if wants_json():
            raise
        return _render(guide, document, page, error.fields), 422
    if isinstance(answer, BaseResponse) and answer.status_code == 303:
        say(_("Saved as a draft."))
    return answer


_READ = {"audience": forms.audience, "when": forms.when}


def _page() -> str:
    """Which of the two pages is asked for: the last part of its address."""
    return request.path.rpartition("/")[2]


def _render(guide: Guide, document: GuideDocument, page: str, errors: dict[str, list[str]]) -> str:
    return render_template(
        f"guides/{page}.html",
        guide=guide,
        tab=page,
        document=document,
        errors=errors,
        findings=views.findings(document) if not errors else [],
        choices=choices,
        begins=cards.MomentView(document.get("starts_when") or {}),
        frequencies=choices.said(describe.FREQUENCIES),
        roles=choices.said(describe.ROLES),
        says=views.describer(document),
        pages=simple_rules.pages_of(document["page"]),
        chosen=simple_rules.segments_of(document["audience"]),
        segments=audience_queries.segments(),
    )
