"""The texts of a guide line by line, as translators get them in forms, tables and XLIFF. Pure.

A plain text is one line under its path, as `steps/st_1/title`; a rich one has a line for each
paragraph, as `steps/st_1/body#2`, with numbered codes for what it marks (see `coded`).
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guide_engine.core.csvfile import csv_text
from guide_engine.guides import coded, languages
from guide_engine.guides.document import GuideDocument
from guide_engine.guides.languages import Value

COLUMNS = ("where", "source", "translation")
MOST_LINES = 20_000


@dataclass(frozen=True)
class Line:
    """`stale`: the translation was made from another text than this."""

    where: str
    source: str
    translation: str
    stale: bool = False


@dataclass(frozen=True)
class Fault:
    """`where` is a line; `words.EXCHANGE` says the code."""

    where: str
    code: str
    detail: str = ""


@dataclass(frozen=True)
class Taken:
    """What lines come to: translations by path, and what is wrong with them."""

    given: dict[str, Value]
    faults: list[Fault]
    # Texts of several lines of which some are missing: left as they were.
    partial: list[str]


def lines(document: GuideDocument, language: str) -> list[Line]:
    """List every line there is to translate, in reading order."""
    held = (document.get("translations") or {}).get(language, {})
    stale = set(languages.progress(document, language).stale)
    found: list[Line] = []
    for text in languages.texts(document):
        translation = held.get(text.path)
        late = text.path in stale
        if isinstance(text.value, str):
            known = translation if isinstance(translation, str) else ""
            found.append(Line(text.path, text.value, known, late))
            continue
        sources = coded.lines(text.value)
        done = coded.lines(translation) if isinstance(translation, dict) else []
        # A translation of another form can't be shown line by line; it stays until it is replaced.
        targets = done if len(done) == len(sources) else [""] * len(sources)
        found += [
            Line(f"{text.path}#{number}", source, target, late)
            for number, (source, target) in enumerate(zip(sources, targets, strict=True), 1)
        ]
    return found


def take(document: GuideDocument, given: Mapping[str, str], *, clears: bool = False) -> Taken:
    """Read translated lines. With `clears` an empty line takes a translation away; else it says nothing."""
    left = dict(given)
    values: dict[str, Value] = {}
    faults: list[Fault] = []
    partial: list[str] = []
    for text in languages.texts(document):
        if isinstance(text.value, str):
            written = left.pop(text.path, None)
            if written is not None and (clears or written.strip()):
                values[text.path] = written.strip()
            continue
        sources = coded.lines(text.value)
        names = [f"{text.path}#{number}" for number in range(1, len(sources) + 1)]
        if not any(name in left for name in names):
            continue
        targets = [left.pop(name, "").strip() for name in names]
        if all(targets):
            try:
                values[text.path] = coded.rebuilt(text.value, targets)
            except coded.BadCodes as bad:
                faults.append(Fault(_culprit(text.value, names, targets), "bad_code", bad.code))
        elif any(targets):
            partial.append(text.path)
        elif clears:
            values[text.path] = {"type": "doc", "content": []}
    faults += [Fault(where, "unknown_line") for where, words in left.items() if words.strip()]
    return Taken(values, faults, partial)


def _culprit(source: dict[str, Any], names: Sequence[str], targets: Sequence[str]) -> str:
    """Find the line whose codes are wrong: each alone, among the source's own."""
    own = coded.lines(source)
    for place, name in enumerate(names):
        try:
            coded.rebuilt(source, [*own[:place], targets[place], *own[place + 1 :]])
        except coded.BadCodes:
            return name
    return names[0]


def as_csv(document: GuideDocument, language: str) -> str:
    rows = [(line.where, line.source, line.translation) for line in lines(document, language)]
    return csv_text(COLUMNS, rows)


class BadTable(ValueError):
    """A file that is no table of translations."""


def from_csv(text: str) -> dict[str, str]:
    """Read a table by its heads. Raises BadTable."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        heads = reader.fieldnames or []
        if not {"where", "translation"} <= set(heads):
            raise BadTable
        found: dict[str, str] = {}
        for row in reader:
            if row["where"]:
                found[row["where"].strip()] = _plain(row["translation"] or "")
            if len(found) > MOST_LINES:
                raise BadTable
    except csv.Error:
        raise BadTable from None
    return found


def _plain(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running a text as a formula."""
    text = cell.replace("\r\n", "\n")
    return text[1:] if text[:2] in {"'=", "'+", "'-", "'@"} else text
