"""Whether a theme can be read: WCAG 2.2 AA for each pair of colours that meet. Pure."""

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guide_engine.appearance.palettes import SCHEMES, Palette, channels, luminance, whole

# 1.4.3 for text, 1.4.11 for outlines, the focus ring and what else must be told apart.
TEXT, OUTLINE = 4.5, 3.0


@dataclass(frozen=True)
class Pair:
    """Two colours that meet, and the least ratio between them."""

    ink: str
    ground: str
    least: float


PAIRS = (
    Pair("text", "surface", TEXT),
    Pair("muted", "surface", TEXT),
    Pair("accent", "surface", TEXT),
    Pair("on_accent", "accent", TEXT),
)


@dataclass(frozen=True)
class Measured:
    """A pair in one scheme. `better` is the nearest ink that would do; None where this one does."""

    scheme: str
    pair: Pair
    ratio: float
    better: str | None

    @property
    def holds(self) -> bool:
        return self.ratio >= self.pair.least

    @property
    def shown(self) -> str:
        """Rounded down, so that what fails by a little never looks as if it held."""
        return f"{int(self.ratio * 10) / 10:.1f}"


def ratio(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def measure(tokens: Mapping[str, Any]) -> list[Measured]:
    """Measure every pair of the schemes that this theme may be drawn in."""
    return [
        _measured(scheme, pair, whole(tokens, scheme)) for scheme in drawn(tokens) for pair in PAIRS
    ]


def drawn(tokens: Mapping[str, Any]) -> list[str]:
    """Name the schemes that can come up."""
    ruled = {rule["scheme"] for rule in tokens.get("scheme_rules") or []}
    chosen = tokens.get("scheme", "auto")
    return [name for name in SCHEMES if chosen in {"auto", name} or name in ruled]


def _measured(scheme: str, pair: Pair, palette: Palette) -> Measured:
    ink, ground = palette[pair.ink], palette[pair.ground]
    found = ratio(ink, ground)
    better = None if found >= pair.least else nearest(ink, ground, pair.least)
    return Measured(scheme, pair, found, better)


def nearest(ink: str, ground: str, least: float) -> str | None:
    """Return the colour of the same hue, as little lighter or darker as reaches the ratio."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in channels(ink)))
    for step in range(1, 201):
        for moved in (lightness - step / 200, lightness + step / 200):
            if not 0 <= moved <= 1:
                continue
            parts = colorsys.hls_to_rgb(hue, moved, saturation)
            colour = "#" + "".join(f"{round(part * 255):02x}" for part in parts)
            if ratio(colour, ground) >= least:
                return colour
    return None
