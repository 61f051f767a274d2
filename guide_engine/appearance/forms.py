"""The form of a theme, read into tokens and written back. Pure: no fault is judged here.

An empty field leaves its value open: then what is plain is drawn. What can't be read stays as it
was typed, so that the check names it.
"""

import re
from collections.abc import Mapping
from typing import Any

from guide_engine.appearance.palettes import COLOURS, SCHEMES

NUMBERS = ("font_size", "radius", "spacing")
_WHOLE = re.compile(r"-?\d{1,10}")
_SHORT = re.compile(r"#?([0-9a-fA-F]{3})")


def read(form: Mapping[str, str], before: Mapping[str, Any]) -> dict[str, Any]:
    """Read tokens. `before` keeps scheme rules that say more than the form can show."""
    tokens: dict[str, Any] = {"scheme": form.get("scheme", "auto")}
    rules = _rules(form)
    if "keep_rules" in form:
        rules = [*unshown(before), *rules]
    if rules:
        tokens["scheme_rules"] = rules
    for scheme in SCHEMES:
        given = {name: _colour(form.get(f"{scheme}.{name}", "")) for name in COLOURS}
        palette = {name: value for name, value in given.items() if value}
        if palette:
            tokens[scheme] = palette
    if font := form.get("font", "").strip():
        tokens["font"] = font
    for name in NUMBERS:
        if text := form.get(name, "").strip():
            tokens[name] = _number(text)
    if shadow := form.get("shadow", ""):
        tokens["shadow"] = shadow
    if source := form.get("logo.src", "").strip():
        tokens["logo"] = {"src": source, "alt": form.get("logo.alt", "").strip()}
    if form.get("layer", "top") != "top":
        tokens["layer"] = _number(form.get("layer_number", ""))
    return tokens


def written(tokens: Mapping[str, Any]) -> dict[str, str]:
    """Write tokens as the fields of the form."""
    fields = {"scheme": str(tokens.get("scheme", "auto")), "shadow": str(tokens.get("shadow", ""))}
    for scheme in SCHEMES:
        for name, value in (tokens.get(scheme) or {}).items():
            fields[f"{scheme}.{name}"] = str(value)
    for name in ("font", *NUMBERS):
        if name in tokens:
            fields[name] = str(tokens[name])
    logo = tokens.get("logo") or {}
    fields |= {f"logo.{name}": str(value) for name, value in logo.items()}
    layer = tokens.get("layer", "top")
    fields |= {"layer": "top"} if layer == "top" else {"layer": "below", "layer_number": str(layer)}
    shown = {"light": list[str](), "dark": list[str]()}
    for rule in tokens.get("scheme_rules", []):
        if address := _address(rule["when"]):
            shown[rule["scheme"]].append(address)
    return fields | {f"{scheme}_on": "\n".join(lines) for scheme, lines in shown.items()}


def unshown(tokens: Mapping[str, Any]) -> list[Any]:
    """Return the scheme rules that say more than an address."""
    return [rule for rule in tokens.get("scheme_rules", []) if not _address(rule["when"])]


def _rules(form: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"when": _page(line.strip()), "scheme": scheme}
        for scheme in ("dark", "light")
        for line in form.get(f"{scheme}_on", "").splitlines()
        if line.strip()
    ]


def _page(address: str) -> dict[str, Any]:
    fact = "page.url" if "://" in address else "page.path"
    if fact == "page.path" and not address.startswith(("/", "*")):
        address = f"/{address}"
    return {"fact": fact, "op": "matches", "value": address}


def _address(rule: Mapping[str, Any]) -> str:
    simple = set(rule) == {"fact", "op", "value"} and rule["op"] == "matches"
    return str(rule["value"]) if simple and rule["fact"] in {"page.path", "page.url"} else ""


def _colour(text: str) -> str:
    """Take `2F55D4` and `#25d` for what they mean."""
    text = text.strip().lower()
    if short := _SHORT.fullmatch(text):
        return "#" + "".join(2 * part for part in short[1])
    return f"#{text}" if re.fullmatch(r"[0-9a-f]{6}([0-9a-f]{2})?", text) else text


def _number(text: str) -> int | float | str:
    text = text.strip()
    if _WHOLE.fullmatch(text):
        return int(text)
    try:
        value = float(text)
    except ValueError:
        return text
    return value if value == value and abs(value) != float("inf") else text
