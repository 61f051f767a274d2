"""Files for translators, taken in and given out. Verbs flush, never commit."""

from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from guide_engine.core.errors import Invalid
from guide_engine.guides import exchange, languages, service, words, xliff
from guide_engine.guides.document import GuideDocument
from guide_engine.guides.models import Guide


@dataclass(frozen=True)
class Report:
    """`partial`: texts left as they were, because only some of their lines were translated."""

    language: str
    taken: int
    partial: list[str]


@dataclass(frozen=True)
class Group:
    """The lines of one step; of the guide as a whole where there is no step."""

    place: int
    lines: list[exchange.Line]


def groups(document: GuideDocument, language: str) -> list[Group]:
    places = {step["id"]: place for place, step in enumerate(document["steps"], 1)}
    found: dict[int, list[exchange.Line]] = {}
    for line in exchange.lines(document, language):
        parts = line.where.split("/")
        place = places.get(parts[1], 0) if parts[0] == "steps" else 0
        found.setdefault(place, []).append(line)
    return [Group(place, held) for place, held in found.items()]


def changed(
    document: GuideDocument, language: str, typed: Mapping[str, str], right: Collection[str]
) -> dict[str, str]:
    """Keep the lines of texts that were changed, or were said to be still right.

    A text that nobody touched stays as it is, out of date where it was.
    """
    before = {line.where: line.translation for line in exchange.lines(document, language)}
    touched = {
        where.partition("#")[0]
        for where, text in typed.items()
        if text.strip() != before.get(where, "").strip()
    } | set(right)
    return {where: text for where, text in typed.items() if where.partition("#")[0] in touched}


def written(document: GuideDocument, language: str, form: str) -> tuple[str | bytes, str]:
    """Return a file for translators, and its media type."""
    if form == "csv":
        return exchange.as_csv(document, language), "text/csv"
    return xliff.write(document, language), "application/xliff+xml"


def take_file(
    guide: Guide, filename: str, body: bytes, language: str, *, by: str | None = None
) -> Report:
    """Take a file's translations into the draft. Raises Invalid naming each line that can't be taken.

    A table says nothing of its language, so `language` does; in XLIFF it stands in the file.
    """
    if not body.strip():
        raise _refusal("empty_file")
    if len(body) > xliff.MOST_BYTES:
        raise _refusal("too_big")
    if filename.lower().endswith(".csv"):
        return take_lines(guide, languages.tidy_tag(language), _table(body), by=by)
    try:
        found = xliff.read(body)
    except xliff.BadFile as bad:
        raise _refusal(bad.code, bad.detail) from None
    mine = [each for each in found if each.key in {guide.key, ""}]
    if not mine:
        raise _refusal("other_guide", ", ".join(each.key for each in found[:3]) or "?")
    if mine[0].source.lower() != guide.draft["language"].lower():
        raise _refusal("other_source", mine[0].source)
    lines = {where: text for each in mine for where, text in each.lines.items()}
    return take_lines(guide, languages.tidy_tag(mine[0].language), lines, by=by)


def _table(body: bytes) -> dict[str, str]:
    try:
        return exchange.from_csv(body.decode("utf-8"))
    except UnicodeDecodeError:
        raise _refusal("not_text") from None
    except exchange.BadTable:
        raise _refusal("bad_table") from None


def take_lines(
    guide: Guide, language: str, lines: Mapping[str, str], *, by: str | None = None
) -> Report:
    if not languages.is_tag(language):
        raise _refusal("no_language")
    if language.lower() == guide.draft["language"].lower():
        raise _refusal("own_language")
    taken = exchange.take(guide.draft, lines)
    if taken.faults:
        raise Invalid(
            _("The file has faults, so nothing was taken."),
            fields={fault.where: [said(fault, _)] for fault in taken.faults},
        )
    document = languages.put(deepcopy(guide.draft), language, taken.given)
    service.save_draft(guide.id, document, guide.draft_revision, by=by, may_undo=True)
    return Report(language, len(taken.given), taken.partial)


def said(fault: exchange.Fault, translate: Callable[[str], str]) -> str:
    return words.say(words.EXCHANGE, fault.code, {"detail": fault.detail}, translate)


def _refusal(code: str, detail: str = "") -> Invalid:
    params: dict[str, Any] = {"detail": detail}
    return Invalid(words.say(words.EXCHANGE, code, params, _), code=code)
