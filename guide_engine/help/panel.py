"""An environment's help panel as its author sets it: shape, defaults, limits. Pure.

Texts are kept by language. A text that is missing in a person's language falls back to its base
language, then to the panel's first; where it is missing there too, the SDK says its own words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from guide_engine.guides.links import is_safe

Texts = Mapping[str, str]

LAUNCHERS = ("bottom_end", "bottom_start", "none")
SECTIONS = ("checklists", "guides", "announcements", "threads", "links", "contact", "ask")
TIERS = ("high", "low", "tech")
KINDS = ("person", "event", "community")
HOTKEYS = ("?", "Control+/", "Alt+/", "F1")
MAX_TEXT = 80
MAX_GREETING = 300
MAX_LINKS = 20
MAX_LANGUAGES = 12
MAX_URL = 2_000
MAX_INSET = 300
USUAL_INSET = 20

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MAIL = re.compile(r"[^\s@<>\"'(),;:\\?&#%]+@[^\s@<>\"'(),;:\\?&#%]+\.[^\s@<>\"'(),;:\\?&#%]+")


@dataclass(frozen=True)
class Link:
    label: Texts
    url: str


@dataclass(frozen=True)
class Way:
    """Whom a tier is led to. `detail`: a person's role, or when an event takes place."""

    kind: str
    name: Texts = field(default_factory=dict)
    detail: Texts = field(default_factory=dict)
    mail: str = ""
    # Where a meeting can be booked, or an event joined.
    url: str = ""


USUAL_WAYS: Mapping[str, Way] = {
    "high": Way("person"),
    "low": Way("event"),
    "tech": Way("community"),
}


@dataclass(frozen=True)
class Panel:
    enabled: bool = False
    # The first is the one that others fall back to.
    languages: tuple[str, ...] = ("en",)
    title: Texts = field(default_factory=dict)
    # On the launcher; where there is none it is a round button.
    label: Texts = field(default_factory=dict)
    greeting: Texts = field(default_factory=dict)
    launcher: str = "bottom_end"
    # CSS pixels from the side and from the bottom, to make room for what the host has there.
    inset: tuple[int, int] = (USUAL_INSET, USUAL_INSET)
    hotkey: str | None = None
    sections: frozenset[str] = frozenset(SECTIONS)
    # Keys of guides that are neither listed nor found.
    unlisted: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
    ways: Mapping[str, Way] = field(default_factory=lambda: USUAL_WAYS)

    def said(self, texts: Texts, language: str) -> str:
        """Return the text for a person of this language; empty where nobody wrote one."""
        wanted = (*fallbacks(language), *fallbacks(self.languages[0]))
        return next((texts[one] for one in wanted if texts.get(one)), "")


def fallbacks(language: str) -> Iterator[str]:
    """Yield the tag itself, then shorter and shorter ones: zh-Hant-TW, zh-Hant, zh."""
    parts = language.replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        yield "-".join(parts[:length])


def is_language(tag: str) -> bool:
    return _LANGUAGE.fullmatch(tag) is not None


def from_document(document: Mapping[str, Any]) -> Panel:
    """Read what `to_document` wrote; what is missing is as usual."""
    usual = Panel()
    plain = {
        name: document[name]
        for name in ("enabled", "title", "label", "greeting", "launcher", "hotkey")
        if name in document
    }
    return replace(
        usual,
        **plain,
        languages=tuple(document.get("languages") or usual.languages),
        inset=tuple(document.get("inset") or usual.inset),
        sections=frozenset(document.get("sections", usual.sections)),
        unlisted=frozenset(document.get("unlisted", ())),
        links=tuple(Link(**link) for link in document.get("links", ())),
        ways={
            **USUAL_WAYS,
            **{tier: Way(**one) for tier, one in document.get("ways", {}).items()},
        },
    )


def to_document(panel: Panel) -> dict[str, Any]:
    return {
        "enabled": panel.enabled,
        "languages": list(panel.languages),
        "title": dict(panel.title),
        "label": dict(panel.label),
        "greeting": dict(panel.greeting),
        "launcher": panel.launcher,
        "inset": list(panel.inset),
        "hotkey": panel.hotkey,
        "sections": [name for name in SECTIONS if name in panel.sections],
        "unlisted": sorted(panel.unlisted),
        "links": [{"label": dict(link.label), "url": link.url} for link in panel.links],
        "ways": {
            tier: {
                "kind": one.kind,
                "name": dict(one.name),
                "detail": dict(one.detail),
                "mail": one.mail,
                "url": one.url,
            }
            for tier, one in panel.ways.items()
        },
    }


def faults(panel: Panel) -> dict[str, str]:
    """Name what is wrong, by field as the form calls it: a code that `words.fault` says."""
    found: dict[str, str] = {}
    if not all(map(is_language, panel.languages)) or not panel.languages:
        found["languages"] = "language"
    if len(panel.languages) > MAX_LANGUAGES:
        found["languages"] = "languages"
    for name, longest in (("title", MAX_TEXT), ("label", 40), ("greeting", MAX_GREETING)):
        found |= _faults_of_texts(name, getattr(panel, name), longest)
    if panel.launcher not in LAUNCHERS:
        found["launcher"] = "choice"
    if panel.hotkey is not None and panel.hotkey not in HOTKEYS:
        found["hotkey"] = "choice"
    if not all(0 <= pixels <= MAX_INSET for pixels in panel.inset):
        found["inset"] = "inset"
    if len(panel.links) > MAX_LINKS:
        found["links"] = "links"
    for number, link in enumerate(panel.links):
        found |= _faults_of_link(f"links.{number}", link)
    for tier, way in panel.ways.items():
        found |= _faults_of_way(f"ways.{tier}", way)
    return found


def _faults_of_texts(path: str, texts: Texts, longest: int) -> dict[str, str]:
    return {f"{path}.{tag}": "long" for tag, text in texts.items() if len(text) > longest}


def _faults_of_link(path: str, link: Link) -> dict[str, str]:
    found = _faults_of_texts(f"{path}.label", link.label, MAX_TEXT)
    if not any(link.label.values()):
        found[f"{path}.label"] = "label"
    if not link.url or len(link.url) > MAX_URL or not is_safe(link.url):
        found[f"{path}.url"] = "address"
    return found


def _faults_of_way(path: str, way: Way) -> dict[str, str]:
    found = _faults_of_texts(f"{path}.name", way.name, MAX_TEXT)
    found |= _faults_of_texts(f"{path}.detail", way.detail, MAX_TEXT)
    if way.kind not in KINDS:
        found[f"{path}.kind"] = "choice"
    if way.mail and not is_mail(way.mail):
        found[f"{path}.mail"] = "mail"
    if way.url and (len(way.url) > MAX_URL or not is_safe(way.url)):
        found[f"{path}.url"] = "address"
    return found


def is_mail(text: str) -> bool:
    return len(text) <= 254 and _MAIL.fullmatch(text) is not None
