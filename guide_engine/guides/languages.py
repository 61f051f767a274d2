"""The texts of a guide in other languages: where each stands, which are missing or out of date. Pure.

Translations lie in the document, by language tag and by path, as in `steps/st_1/title`. From what
text one was made is kept beside them (`translated_from`), so that a changed source shows.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from guide_engine.guides import richtext
from guide_engine.guides.document import GuideDocument

Value = str | dict[str, Any]

# Scripts that a region stands for, where the tag doesn't name one.
_SCRIPTS = {"zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans"}  # fmt: skip
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LONGEST_TAG = 35


@dataclass(frozen=True)
class Text:
    """A text that can be translated. `value` is in the guide's own language."""

    path: str
    value: Value

    @property
    def is_rich(self) -> bool:
        return isinstance(self.value, dict)

    @property
    def step_id(self) -> str | None:
        parts = self.path.split("/")
        return parts[1] if parts[0] == "steps" else None


@dataclass(frozen=True)
class Progress:
    """How far a language has come. `stale`: translated from a text that was changed since."""

    total: int
    missing: tuple[str, ...]
    stale: tuple[str, ...]

    @property
    def done(self) -> int:
        return self.total - len(self.missing)

    @property
    def percent(self) -> int:
        """Rounded down: only what is whole says 100."""
        return 100 * self.done // self.total if self.total else 100


def is_tag(text: str) -> bool:
    return len(text) <= LONGEST_TAG and _TAG.fullmatch(text) is not None


def tidy_tag(text: str) -> str:
    """Write a tag as is the custom: `fr_ca` as `fr-CA`, `ZH-hant` as `zh-Hant`."""
    first, *rest = text.strip().replace("_", "-").split("-")
    forms = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(forms.get(len(part), str.lower)(part) for part in rest)])


def texts(document: GuideDocument) -> list[Text]:
    """List what there is to translate, in reading order. What says nothing needs no translation."""
    return [
        Text(path, holder[name])
        for path, holder, name in _places(document)
        if not is_blank(holder[name])
    ]


def languages(document: GuideDocument) -> list[str]:
    """List the languages that a guide is translated into."""
    return sorted(document.get("translations") or {})


def _places(document: GuideDocument) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield each place for a text: its path, and where to read and write it."""
    if isinstance(document.get("checklist"), dict):
        yield from _named(document["checklist"], "checklist", ("title", "intro"))
    for step in document["steps"]:
        at = f"steps/{step['id']}"
        yield from _named(step, at, ("title", "body"))
        question = step.get("question")
        if isinstance(question, dict):
            yield from _named(question, f"{at}/question", ("low", "high", "placeholder"))
            for choice in question.get("choices", ()):
                yield f"{at}/question/choices/{choice['id']}/label", choice, "label"
        for button in step["buttons"]:
            yield f"{at}/buttons/{button['id']}/label", button, "label"
    if isinstance(document.get("survey"), dict):
        yield from _named(document["survey"], "survey", ("thanks",))


def _named(
    holder: dict[str, Any], at: str, names: Collection[str]
) -> Iterator[tuple[str, dict[str, Any], str]]:
    for name in names:
        if name in holder:
            yield f"{at}/{name}", holder, name


def is_blank(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    shown = (*richtext.images(value), *richtext.videos(value))
    return not shown and not richtext.plain_text(value).strip()


def digest(value: Value) -> str:
    """Name a text by what it says: twelve hexadecimal digits."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:12]


def chain(language: str) -> list[str]:
    """Return where to look for a language, the closest first: fr-CA, then fr."""
    tags = []
    tag = language
    while tag:
        tags.append(tag)
        if script := _SCRIPTS.get(tag.lower()):
            tags.append(script)
        tag = tag.rpartition("-")[0]
    return tags


def pick(wanted: str | None, available: Collection[str], own: str) -> str:
    """Choose the language for somebody: along the chain, else a sister (pt-PT: pt-BR), else `own`."""
    known = {tag.lower(): tag for tag in (*sorted(available, reverse=True), own)}
    for tag in chain(wanted or ""):
        if tag.lower() in known:
            return known[tag.lower()]
    primary = (wanted or "").partition("-")[0].lower()
    if not primary or own.partition("-")[0].lower() == primary:
        return own
    sisters = [tag for tag in sorted(available) if tag.partition("-")[0].lower() == primary]
    return sisters[0] if sisters else own


def _found(document: GuideDocument, language: str) -> dict[str, Value]:
    """Gather the translations for a language along its chain, by path."""
    held = document.get("translations") or {}
    by_tag = {tag.lower(): texts for tag, texts in held.items()}
    found: dict[str, Value] = {}
    for tag in reversed(chain(language)):
        given = by_tag.get(tag.lower(), {})
        found |= {path: value for path, value in given.items() if not is_blank(value)}
    return found


def progress(document: GuideDocument, language: str) -> Progress:
    found, sources = _found(document, language), texts(document)
    made_from = (document.get("translated_from") or {}).get(language, {})
    return Progress(
        total=len(sources),
        missing=tuple(text.path for text in sources if not _fits(found.get(text.path), text.value)),
        stale=tuple(
            text.path
            for text in sources
            if text.path in made_from
            and text.path in (document.get("translations") or {}).get(language, {})
            and made_from[text.path] != digest(text.value)
        ),
    )


def _fits(translation: object, source: Value) -> bool:
    return isinstance(translation, type(source))


def unknown_paths(document: GuideDocument) -> list[tuple[str, str]]:
    """List (language, path) of translations that stand for no text of the guide, or for one of another form."""
    known = {path: holder[name] for path, holder, name in _places(document)}
    return [
        (language, path)
        for language, given in sorted((document.get("translations") or {}).items())
        for path, value in sorted(given.items())
        if path not in known or not _fits(value, known[path])
    ]


def translated(document: GuideDocument, language: str) -> GuideDocument:
    """Return the guide in a language, translations put in place. Steps that fell back say so."""
    result = deepcopy(document)
    result.pop("translations", None)
    result.pop("translated_from", None)
    own = document["language"]
    if language == own:
        return result
    found = _found(document, language)
    result["language"] = language
    missed = set()
    for path, holder, name in _places(result):
        source = holder[name]
        if _fits(found.get(path), source):
            holder[name] = deepcopy(found[path])
        elif not is_blank(source):
            missed.add(path)
    for step in result["steps"]:
        at = f"steps/{step['id']}"
        if missed & {f"{at}/title", f"{at}/body"}:
            step["language"] = own
    return result


def put(document: GuideDocument, language: str, given: Mapping[str, Value]) -> GuideDocument:
    """Return the guide with these translations; a blank one is taken away. Others stay as they are."""
    result = deepcopy(document)
    sources = {path: holder[name] for path, holder, name in _places(result)}
    held = result.setdefault("translations", {}).setdefault(language, {})
    made_from = result.setdefault("translated_from", {}).setdefault(language, {})
    for path, value in given.items():
        if is_blank(value):
            held.pop(path, None)
            made_from.pop(path, None)
        else:
            held[path] = deepcopy(value)
            made_from[path] = digest(sources[path])
    return result


def drop(document: GuideDocument, language: str) -> GuideDocument:
    """Return the guide without a language."""
    result = deepcopy(document)
    for name in ("translations", "translated_from"):
        (result.get(name) or {}).pop(language, None)
        if not result.get(name):
            result.pop(name, None)
    return result
