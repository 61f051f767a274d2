"""Why one person would see each guide, or wouldn't: the decision of delivery, for the builder."""

from typing import Any

from guide_engine.audience import queries as audience
from guide_engine.delivery import catalogue, why
from guide_engine.delivery.compile import compile_settings
from guide_engine.delivery.published import PublishedGuide
from guide_engine.guides import queries as guides
from guide_engine.guides.models import Guide


def verdicts(
    environment_id: str, user_id: str, draft_of: str | None = None
) -> list[dict[str, Any]] | None:
    """Judge every guide for a person; None for nobody of that id. Page rules are the caller's.

    `draft_of` names a guide whose draft is judged as if it were published.
    """
    person = audience.person(environment_id, user_id)
    if person is None:
        return None
    listed = {guide.id: guide for guide in guides.guides()}
    drafted = listed.get(draft_of or "")
    instead = as_published(drafted) if drafted is not None and drafted.draft["steps"] else None
    told = why.verdicts_for(why.reference(environment_id), person, instead)
    return [
        {
            "guide_id": one.verdict.guide_id,
            "name": listed[one.verdict.guide_id].name,
            "kind": listed[one.verdict.guide_id].kind,
            "shows": one.verdict.eligible,
            "reason": one.verdict.reason.value if one.verdict.reason is not None else None,
            "sentence": one.sentence,
            "lines": one.lines,
            "page": _page(one.verdict.guide, listed[one.verdict.guide_id]),
            "draft": instead is not None and one.verdict.guide_id == instead.id,
        }
        for one in told
        if one.verdict.guide_id in listed
    ]


def as_published(guide: Guide) -> PublishedGuide:
    """Take a draft for a version after all there are, which nobody has begun."""
    latest = guides.latest_version(guide.id)
    version = latest.number + 1 if latest is not None else 1
    return catalogue.guide_of(
        guide.id, version, "", compile_settings(guide.draft), resume_from=version
    )


def _page(judged: PublishedGuide, guide: Guide) -> Any:
    return judged.page if judged.is_published else guide.draft["page"]
