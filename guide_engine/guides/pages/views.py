"""What the templates show, ready to print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from flask_babel import gettext as _

from guide_engine.audience import queries as audience_queries
from guide_engine.audience.rulebook import rulebook
from guide_engine.core import clock
from guide_engine.guides import (
    blank,
    branches,
    checks,
    describe,
    forms,
    queries,
    richtext,
    simple_rules,
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
            ("publish", _("Publish")),
            ("results", _("Results")),
            ("targets", _("Targets")),
            ("history", _("History")),
        )
    ]


def choices(words: dict[str, str]) -> list[tuple[str, str]]:
    """Options of a select, in the page's language."""
    return [(value, _(text)) for value, text in words.items()]


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


@dataclass(frozen=True)
class TargetView:
    """An element as a form describes it."""

    signals: Mapping[str, Any]

    @property
    def says(self) -> str:
        return forms.says(self.signals)

    @property
    def rest(self) -> dict[str, Any]:
        return forms.hidden_signals(self.signals)

    @property
    def test_id(self) -> str:
        return str(self.signals.get("attributes", {}).get(forms.TEST_ID, ""))

    def signal(self, name: str) -> str:
        return str(self.signals.get(name, ""))


@dataclass(frozen=True)
class BranchView:
    """A branch as a row. Both editors are there; the one that is not chosen holds no condition."""

    row: str
    about: str
    go_to: str
    rules: Mapping[str, Any]


def branch_view(row: str, branch: Mapping[str, Any]) -> BranchView:
    about: str = branches.scope_of(branch["when"]) or "page"
    rules = {"page": blank.NEVER, "audience": blank.NEVER, about: branch["when"]}
    return BranchView(row, about, branch["go_to"], rules)


@dataclass
class StepView:
    """A step as its card shows it."""

    step: dict[str, Any]
    place: int
    findings: list[Told] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.step["id"])

    @property
    def text(self) -> str:
        return richtext.plain_text(self.step["body"])

    @property
    def target(self) -> TargetView:
        return TargetView(self.step["target"] or {})

    @property
    def awaited(self) -> TargetView:
        """The element whose appearing moves the step on."""
        return TargetView(self.step["advance"].get("target", {}))

    @property
    def branches(self) -> list[BranchView]:
        found = enumerate(branches.of(self.step))
        return [branch_view(str(index), branch) for index, branch in found]

    @property
    def advance_path(self) -> str:
        return simple_rules.address_of(self.step["advance"].get("rule", {}))

    @property
    def advance_words(self) -> str:
        """A rule that says more than an address, in words."""
        rule = self.step["advance"].get("rule")
        return "" if rule is None or self.advance_path else describer().rule(rule)


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


def step_views(document: GuideDocument, findings: Sequence[Told]) -> list[StepView]:
    return [
        StepView(step, place, [f for f in findings if f.step_id == step["id"]])
        for place, step in enumerate(document["steps"], 1)
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
