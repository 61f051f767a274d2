"""What the templates show, ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from flask_babel import gettext as _

from guide_engine.appearance import queries as appearance
from guide_engine.audience import queries as audience_queries
from guide_engine.audience.rulebook import rulebook
from guide_engine.core import clock
from guide_engine.guides import (
    checks,
    describe,
    queries,
    richtext,
)
from guide_engine.guides.checks import Severity
from guide_engine.guides.difference import Change, Difference, words
from guide_engine.guides.document import GuideDocument, to_moment


def tabs(guide_id: str) -> list[tuple[str, str, str]]:
    """The tabs of one guide. Publish, Results and Targets belong to layers above; they share the bar."""
    return [
        (f"/guides/{guide_id}/{key}", text, key)
        for key, text in (
            ("build", _("Build")),
            ("audience", _("Audience")),
            ("when", _("When")),
            ("languages", _("Languages")),
            ("publish", _("Publish")),
            ("results", _("Results")),
            ("targets", _("Targets")),
            ("history", _("History")),
        )
    ]


@dataclass(frozen=True)
class Told:
    """A finding in the page's language, with the place of its step (0 for the whole guide)."""

    severity: Severity
    message: str
    path: str
    step_id: str | None
    place: int

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def as_findings(told: Sequence[Told]) -> list[dict[str, str | None]]:
    """Write findings for the script."""
    return [
        {
            "severity": each.severity.value,
            "message": each.message,
            "path": each.path,
            "step_id": each.step_id,
        }
        for each in told
    ]


def findings(document: GuideDocument) -> list[Told]:
    places = {step["id"]: place for place, step in enumerate(document["steps"], 1)}
    return [
        Told(found.severity, found.said(_), found.path, found.step_id, places.get(found.step_id, 0))
        for found in checks.findings(document, clock.now(), queries.known_keys())
    ]


def describer(document: GuideDocument | None = None) -> describe.Describer:
    segments = {segment.id: segment.name for segment in audience_queries.segments()}
    steps = [step["id"] for step in document["steps"]] if document else []
    return describe.Describer(_, segments, steps)


@dataclass(frozen=True)
class ChangeView:
    """One difference, in words. `parts` compares long texts word by word."""

    key: str
    field: str
    where: str
    title: str
    kind: str
    before: str
    after: str
    parts: list[tuple[str, str]]


def change(found: Difference, before: GuideDocument, after: GuideDocument) -> ChangeView:
    old, new = describer(before), describer(after)
    return ChangeView(
        key=found.key,
        field=found.field,
        where=_where(found),
        title=new.field(found.field),
        kind=found.change.value,
        before=old.value(found.field, found.before),
        after=new.value(found.field, found.after),
        parts=_parts(found),
    )


def _parts(found: Difference) -> list[tuple[str, str]]:
    if found.change is not Change.CHANGED:
        return []
    if found.field in {"title", "name"}:
        return words(found.before, found.after)
    if found.field == "body":
        texts = richtext.plain_text(found.before), richtext.plain_text(found.after)
        # Only its form has changed: bold, a link, a list.
        return words(*texts) if texts[0] != texts[1] else []
    return []


def _where(found: Difference) -> str:
    if found.step_id is None:
        return ""
    return str(_("Step %(place)s", place=found.place_after or found.place_before))


def as_utc_input(text: str | None) -> str:
    """Write a stored moment as a date-and-time field takes it, in UTC; a script makes it local."""
    moment = to_moment(text)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M") if moment else ""


def rich_text_words(workspace_id: str) -> dict[str, Any]:
    """The words of the rich text control, and the facts that its variables may name."""
    kinds = rulebook(workspace_id).kinds
    facts = [f"{entity}.{key}" for entity in ("user", "company") for key in kinds.get(entity, {})]
    return {
        "toolbar": _("Format"),
        "bold": _("Bold"),
        "italic": _("Italic"),
        "link": _("Link"),
        "heading": _("Heading"),
        "list": _("List"),
        "numbers": _("Numbered list"),
        "image": _("Image"),
        "video": _("Video"),
        "variable": _("Personal detail"),
        "address": _("Address"),
        "description": _("What it shows, for people who can't see it"),
        "videoTitle": _("Title of the video"),
        "fallback": _("Instead, where it is not known"),
        "apply": _("Insert"),
        "remove": _("Remove the link"),
        "cancel": _("Cancel"),
        "badAddress": _("An address begins with https:// or mailto:, or is a path such as /help."),
        "badVideo": _("A video's address begins with https:// or / and ends in .mp4 or .webm."),
        "upload": _("Upload a file"),
        "uploading": _("Uploading…"),
        "variables": [[fact, fact] for fact in sorted({*facts, "user.name", "company.name"})],
    }


# Those that the SDK itself speaks, each by its own name.
_LANGUAGES = (
    ("ja", "日本語"),
    ("en", "English"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
    ("pt-BR", "Português (Brasil)"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
    ("ko", "한국어"),
    ("zh-Hans", "简体中文"),
    ("zh-Hant", "繁體中文"),
    ("ar", "العربية"),
)


def languages(chosen: str) -> list[tuple[str, str]]:
    """Languages to write in; one that a file brought stays."""
    known = chosen in dict(_LANGUAGES)
    return [*_LANGUAGES, *(() if known else ((chosen, chosen),))]


def themes(chosen: str | None) -> list[tuple[str, str]]:
    """Themes to wear: (key, name), the environment's first. None where there is no choice."""
    known = [(theme.key, theme.name) for theme in appearance.themes()]
    if chosen and chosen not in dict(known):
        known.append((chosen, chosen))
    return [("", _("The environment's")), *known] if known else []
