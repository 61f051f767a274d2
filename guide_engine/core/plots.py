"""Geometry of the plots. Places are percentages across and pixels down, so that a drawing fills
the width it is given while its text keeps its size. No colours here: CSS classes carry those.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guide_engine.core.intervals import Share

# Room above the highest mark for the label of its grid line.
TOP = 14


def percent(part: float, whole: float = 1.0) -> str:
    """Return `part / whole` as an SVG length, such as `41.5%`."""
    return f"{_trim(100 * part / whole if whole else 0.0)}%"


def _trim(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Whisker:
    """One dot with its interval; nothing to draw where `share` has too few people."""

    label: str
    share: Share
    dot: str
    low: str
    high: str
    width: str


@dataclass(frozen=True)
class DotRow:
    """A row of the macro `dots`."""

    label: str
    mark: Whisker | None
    value: str
    detail: str
    spoken: str
    href: str | None = None


def whisker(label: str, share: Share) -> Whisker | None:
    """Place a share and its interval on an axis from 0 to 100 %, None when n is too small."""
    if not share.enough or share.rate is None:
        return None
    return Whisker(
        label,
        share,
        percent(share.rate),
        percent(share.low),
        percent(share.high),
        percent(share.high - share.low),
    )


@dataclass(frozen=True)
class Piece:
    """A stretch of a bar. `meaning` names its colour and pattern."""

    meaning: str
    count: int
    start: str
    width: str


def stack(counts: Mapping[str, int], whole: int) -> list[Piece]:
    """Lay counts end to end along a bar that is full at `whole`; empty ones are left out."""
    pieces = []
    before = 0
    for meaning, count in counts.items():
        if count > 0:
            pieces.append(Piece(meaning, count, percent(before, whole), percent(count, whole)))
            before += count
    return pieces


@dataclass(frozen=True)
class Column:
    """One day of a trend: the whole, and the part of it that is drawn over it."""

    label: str
    whole: int
    part: int
    left: str
    width: str
    whole_top: str
    whole_height: str
    part_top: str
    part_height: str


@dataclass(frozen=True)
class GridLine:
    value: int
    y: str


@dataclass(frozen=True)
class Trend:
    height: int
    columns: list[Column]
    grid: list[GridLine]
    # Which labels have room beneath: place, how to align the text, text.
    ticks: list[tuple[str, str, str]]


def trend(days: Sequence[tuple[str, int, int]], height: int = 150, gap: float = 0.25) -> Trend:
    """Draw (label, whole, part) as columns on a scale from zero to a round number."""
    top = nice_top(max((whole for _label, whole, _part in days), default=0))
    room = height - TOP

    def y_of(value: float) -> float:
        return TOP + room * (1 - value / top)

    slot = 100 / max(1, len(days))
    columns = [
        Column(
            label,
            whole,
            part,
            f"{_trim(slot * (index + gap / 2))}%",
            f"{_trim(slot * (1 - gap))}%",
            _trim(y_of(whole)),
            _trim(room * whole / top),
            _trim(y_of(part)),
            _trim(room * part / top),
        )
        for index, (label, whole, part) in enumerate(days)
    ]
    values = sorted({0, top // 2, top}) if top > 1 else [0, top]
    grid = [GridLine(value, _trim(y_of(value))) for value in values]
    return Trend(height, columns, grid, _ticks([label for label, _whole, _part in days]))


def _ticks(labels: Sequence[str]) -> list[tuple[str, str, str]]:
    """The first, middle and last label; the outer two are aligned to stay inside."""
    if not labels:
        return []
    if len(labels) == 1:
        return [("50%", "middle", labels[0])]
    ends = [("0%", "start", labels[0]), ("100%", "end", labels[-1])]
    if len(labels) < 5:
        return ends
    middle = len(labels) // 2
    return [ends[0], (percent(middle + 0.5, len(labels)), "middle", labels[middle]), ends[1]]


def nice_top(highest: float) -> int:
    """Return the least of 1, 2, 4, 6, 8, 10, 20, 40 … that is not below `highest`."""
    if highest <= 1:
        return 1
    size = 10 ** math.floor(math.log10(highest))
    for step in (1, 2, 4, 6, 8, 10):
        if step * size >= highest:
            return int(step * size)
    raise AssertionError("ten times the size is above the highest")


def sparkline(values: Sequence[int], width: int = 100, height: int = 24) -> str:
    """Return the points of an SVG polyline over `width` by `height`, empty for under two values."""
    if len(values) < 2:
        return ""
    top = max(1, *values)
    step = width / (len(values) - 1)
    # One unit of margin above and below keeps the stroke inside.
    return " ".join(
        f"{_trim(index * step)},{_trim(1 + (height - 2) * (1 - value / top))}"
        for index, value in enumerate(values)
    )
