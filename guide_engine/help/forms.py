"""The form of Settings › Help: from a panel to its fields and back. Pure."""

from collections.abc import Mapping
from typing import Any

from guide_engine.help.panel import SECTIONS, TIERS, Link, Panel, Texts, Way, is_language

# Beside those there are, so that one can be added without a script.
BLANK_LINKS = 2
BLANK = Link({}, "")


def read(form: Any, listable: Mapping[str, str], known: Panel) -> Panel:
    """Read a panel from a form's fields. `listable` maps the keys of guides that it names."""
    languages = _languages(form)
    listed = set(form.getlist("listed"))
    # Of guides that the form doesn't know, what was chosen before stays.
    unlisted = {key for key in known.unlisted if key not in listable}
    return Panel(
        enabled=form.get("enabled") == "on",
        languages=languages,
        title=_texts(form, "title", languages),
        label=_texts(form, "label", languages),
        greeting=_texts(form, "greeting", languages),
        launcher=form.get("launcher", ""),
        inset=(_whole(form.get("inset.side", "")), _whole(form.get("inset.bottom", ""))),
        hotkey=form.get("hotkey") or None,
        sections=frozenset(name for name in form.getlist("sections") if name in SECTIONS),
        unlisted=frozenset(unlisted | (set(listable) - listed)),
        links=_links(form, languages),
        ways={tier: _way(form, f"ways.{tier}", languages) for tier in TIERS},
    )


def _languages(form: Any) -> tuple[str, ...]:
    removed = set(form.getlist("remove_language"))
    chosen = [tag for tag in form.getlist("languages") if tag not in removed]
    chosen.append(form.get("add_language", ""))
    kept = tuple(dict.fromkeys(tag for tag in chosen if is_language(tag)))
    return kept or ("en",)


def _links(form: Any, languages: tuple[str, ...]) -> tuple[Link, ...]:
    numbers = sorted(
        {
            int(part)
            for name in form
            if name.startswith("links.") and (part := name.split(".")[1]).isdecimal()
        }
    )
    links = (
        Link(_texts(form, f"links.{number}.label", languages), _text(form, f"links.{number}.url"))
        for number in numbers
    )
    return tuple(link for link in links if link.url or link.label)


def _way(form: Any, path: str, languages: tuple[str, ...]) -> Way:
    return Way(
        kind=form.get(f"{path}.kind", ""),
        name=_texts(form, f"{path}.name", languages),
        detail=_texts(form, f"{path}.detail", languages),
        mail=_text(form, f"{path}.mail"),
        url=_text(form, f"{path}.url"),
    )


def _texts(form: Any, path: str, languages: tuple[str, ...]) -> Texts:
    said = {tag: _text(form, f"{path}.{tag}") for tag in languages}
    return {tag: text for tag, text in said.items() if text}


def _text(form: Any, name: str) -> str:
    return " ".join(str(form.get(name, "")).split())


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else -1
