"""What a theme may say: the contract's type `Theme`. Pure; faults are told by path."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from guide_engine.appearance.palettes import COLOURS, SCHEMES
from guide_engine.audience import rules

Tokens = dict[str, Any]
# (path, code); `words.FAULTS` says them.
Fault = tuple[str, str]

MOST_RULES = 20
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?")
_FAMILY = re.compile(r"[\w .\-]+")
_DOUBTFUL = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\]|^//")
LONGEST_FONT, LONGEST_ADDRESS, LONGEST_ALT = 300, 2_000, 200
FONT_SIZES, RADII, SPACINGS, LAYERS = (10, 24), (0, 32), (0.75, 1.5), (0, 2_147_483_646)


def faults(tokens: object) -> list[Fault]:
    """Return what keeps a theme from being taken; none when all of it is sound."""
    if not isinstance(tokens, dict):
        return [("", "not_an_object")]
    found: list[Fault] = []
    for name, value in tokens.items():
        judge = _JUDGES.get(name)
        if judge is None:
            found.append((f"/{name}", "unknown_field"))
        else:
            found += [(f"/{name}{path}", code) for path, code in judge(value)]
    return found


def _palette(value: object) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield "", "not_an_object"
        return
    for name, colour in value.items():
        if name not in COLOURS:
            yield f"/{name}", "unknown_field"
        elif not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
            yield f"/{name}", "not_a_colour"
        elif name != "shade" and len(colour) != 7:
            yield f"/{name}", "see_through"


def _font(value: object) -> Iterator[Fault]:
    if not isinstance(value, str) or len(value) > LONGEST_FONT:
        yield "", "not_a_font"
        return
    for part in value.split(","):
        name = part.strip()
        if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
            name = name[1:-1]
        if not _FAMILY.fullmatch(name):
            yield "", "not_a_font"
            return


def _number(limits: tuple[float, float]) -> Callable[[object], Iterator[Fault]]:
    def judge(value: object) -> Iterator[Fault]:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield "", "not_a_number"
        elif not limits[0] <= value <= limits[1]:
            yield "", "out_of_range"

    return judge


def _one_of(*allowed: str) -> Callable[[object], Iterator[Fault]]:
    def judge(value: object) -> Iterator[Fault]:
        if value not in allowed:
            yield "", "not_one_of"

    return judge


def _logo(value: object) -> Iterator[Fault]:
    if not isinstance(value, dict) or set(value) != {"src", "alt"}:
        yield "", "not_a_logo"
        return
    if not is_picture(value["src"]):
        yield "/src", "not_an_address"
    if not isinstance(value["alt"], str) or len(value["alt"]) > LONGEST_ALT:
        yield "/alt", "too_long"


def is_picture(address: object) -> bool:
    """Tell whether a picture may come from there: https, http, or a path of the page's own site."""
    if not isinstance(address, str) or not address or len(address) > LONGEST_ADDRESS:
        return False
    if _DOUBTFUL.search(address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} if parts.scheme else address.startswith("/")


def _rules(value: object) -> Iterator[Fault]:
    if not isinstance(value, list) or len(value) > MOST_RULES:
        yield "", "too_many"
        return
    for index, entry in enumerate(value):
        if not isinstance(entry, dict) or set(entry) != {"when", "scheme"}:
            yield f"/{index}", "not_an_object"
        elif entry["scheme"] not in SCHEMES:
            yield f"/{index}/scheme", "not_one_of"
        elif rules.faults(entry["when"], "page"):
            yield f"/{index}/when", "bad_rule"


def _layer(value: object) -> Iterator[Fault]:
    if value != "top":
        yield from (("", "bad_layer") for _fault in _number(LAYERS)(value))
        if isinstance(value, float):
            yield "", "bad_layer"


_JUDGES: Mapping[str, Callable[[object], Iterator[Fault]]] = {
    "scheme": _one_of("auto", "light", "dark"),
    "scheme_rules": _rules,
    "light": _palette,
    "dark": _palette,
    "font": _font,
    "font_size": _number(FONT_SIZES),
    "radius": _number(RADII),
    "spacing": _number(SPACINGS),
    "shadow": _one_of("none", "soft", "strong"),
    "logo": _logo,
    "layer": _layer,
}
