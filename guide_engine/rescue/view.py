"""What the report's templates draw: places from `core.plots`, words from `words`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guide_engine.core import plots
from guide_engine.core.csvfile import Cell
from guide_engine.core.intervals import ENOUGH, Share
from guide_engine.rescue import words
from guide_engine.rescue.report import ENDS, Line, Place, Report
from guide_engine.rescue.words import _

# The drawing's name of each ending: one colour per meaning through the whole product.
MEANINGS = {
    "solved": "helped",
    "asked": "asked",
    "opened": "opened",
    "declined": "declined",
    "none": "offered",
}
PLACES_DRAWN = 15
REASONS = ("slow_step", "rage_click")


@dataclass(frozen=True)
class BarRow:
    """A row of the macro `bars`."""

    label: str
    pieces: Sequence[tuple[plots.Piece, str]]
    value: str
    detail: str
    spoken: str
    number: int | None = None
    muted: bool = False


def legend() -> list[tuple[str, str]]:
    return [(MEANINGS[end], words.end(end)) for end in ENDS]


def tier_dots(report: Report) -> list[plots.DotRow]:
    """Per tier: of the offers shown, how many were taken up."""
    return [_dot(words.tier(tier), line.taken) for tier, line in report.tiers.items()]


def whole_dot(report: Report) -> plots.DotRow:
    return _dot(_("All tiers"), report.whole.taken)


def tier_bars(report: Report) -> list[BarRow]:
    """Per tier: what became of the offers, each bar measured against the longest."""
    longest = max((line.shown for line in report.tiers.values()), default=0)
    return [_offer_bar(words.tier(tier), line, longest) for tier, line in report.tiers.items()]


def place_bars(report: Report, names: Mapping[Place, str]) -> list[BarRow]:
    """The places where most were stuck."""
    busiest = [(p, line) for p, line in report.places.items() if line.episodes][:PLACES_DRAWN]
    longest = max((line.episodes for _place, line in busiest), default=0)
    return [_episode_bar(names[place], line, longest) for place, line in busiest]


def table(lines: Sequence[tuple[str, Line]], first: str) -> tuple[list[str], list[list[Cell]]]:
    """The numbers of a plot as a table to take away."""
    header = [
        first,
        _("Stuck episodes"),
        _("Offers shown"),
        _("Opened"),
        _("Asked"),
        _("Solved"),
        _("Declined"),
        _("Taken up"),
        _("95% interval, from"),
        _("95% interval, to"),
    ]
    rows: list[list[Cell]] = []
    for label, line in lines:
        taken = line.taken
        shares: list[Cell] = [None, None, None]
        if taken.enough and taken.rate is not None:
            shares = [round(taken.rate, 4), round(taken.low, 4), round(taken.high, 4)]
        counts = [
            line.episodes, line.shown, line.opened, line.asked, line.solved, line.declined
        ]  # fmt: skip
        rows.append([label, *counts, *shares])
    return header, rows


def _dot(label: str, share: Share) -> plots.DotRow:
    if not share.enough:
        detail = _("%(n)s of at least %(enough)s", n=words.number(share.n), enough=ENOUGH)
        spoken = _(
            "%(label)s: not enough yet, %(offers)s", label=label, offers=words.offers(share.n)
        )
    else:
        detail = f"{words.interval(share)} · n = {words.number(share.n)}"
        spoken = _(
            "%(label)s: %(rate)s taken up, 95%% interval %(interval)s, of %(offers)s",
            label=label,
            rate=words.rate(share),
            interval=words.interval(share),
            offers=words.offers(share.n),
        )
    return plots.DotRow(label, plots.whisker(label, share), words.rate(share), detail, spoken)


def _offer_bar(label: str, line: Line, longest: int) -> BarRow:
    pieces = [
        (piece, f"{words.end(end)}: {words.offers(piece.count)}")
        for end in ENDS
        for piece in _piece(line, end, longest)
    ]
    told = [f"{words.end(end)} {words.number(line.ends[end])}" for end in ENDS if line.ends[end]]
    spoken = f"{label}: {words.offers(line.shown)}. {', '.join(told)}"
    return BarRow(label, pieces, words.number(line.shown), "", spoken)


def _piece(line: Line, end: str, longest: int) -> list[plots.Piece]:
    """The stretch of one ending, behind those that lie before it."""
    stacked = plots.stack({MEANINGS[name]: line.ends[name] for name in ENDS}, longest)
    return [piece for piece in stacked if piece.meaning == MEANINGS[end]]


def _episode_bar(label: str, line: Line, longest: int) -> BarRow:
    pieces = [
        (piece, f"{_('Stuck episodes')}: {words.number(piece.count)}")
        for piece in plots.stack({"stuck": line.episodes}, longest)
    ]
    why = " · ".join(
        f"{words.reason(name)} {words.number(line.reasons[name])}"
        for name in REASONS
        if line.reasons.get(name)
    )
    spoken = f"{label}: {_('Stuck episodes')} {words.number(line.episodes)}. {why}"
    return BarRow(label, pieces, words.number(line.episodes), why, spoken)
