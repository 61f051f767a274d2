"""The colours of the plain look, and those a theme leaves open. Pure.

`sdk/src/view/styles.ts` has the same; tests/contract/cases/palettes.json pins the two together.
"""

from collections.abc import Mapping
from typing import Any

Palette = dict[str, str]

SCHEMES = ("light", "dark")
COLOURS = ("accent", "on_accent", "surface", "text", "muted", "border", "shade")

PLAIN: Mapping[str, Palette] = {
    "light": {
        "accent": "#2f55d4",
        "on_accent": "#ffffff",
        "surface": "#ffffff",
        "text": "#161a23",
        "muted": "#565e6e",
        "border": "#e3e6ec",
        "shade": "#11162259",
    },
    "dark": {
        "accent": "#9db2ff",
        "on_accent": "#12182b",
        "surface": "#1d212b",
        "text": "#f1f3f8",
        "muted": "#a9b1c1",
        "border": "#353b49",
        "shade": "#00000073",
    },
}


def whole(tokens: Mapping[str, Any], scheme: str) -> Palette:
    """Return every colour of a scheme: the theme's own, else what is drawn in its place."""
    given = tokens.get(scheme) or {}
    palette = {**PLAIN[scheme], **given}
    if "accent" in given and "on_accent" not in given:
        palette["on_accent"] = ink_for(given["accent"])
    return palette


def ink_for(ground: str) -> str:
    """Black or white, whichever is easier to read on a colour. The SDK chooses alike."""
    return "#000000" if luminance(ground) > 0.179 else "#ffffff"


def channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    shares = [part / 255 for part in channels(colour)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
