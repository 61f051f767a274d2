"""What the report's templates draw: places from `core.plots`, words from `words`. No decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guide_engine.core import plots
from guide_engine.core.intervals import ENOUGH, Share
from guide_engine.insights import words
from guide_engine.insights.completion import Line, Report
from guide_engine.insights.contribution import Counts, Dimension
from guide_engine.insights.funnel import FunnelStep
from guide_engine.insights.words import _

# More than a quarter's days side by side can't be told apart.
MOST_COLUMNS = 92
# In the order in which the parts of a bar lie.
PARTS = ("passed", "running", "dismissed", "abandoned", "failed")


@dataclass(frozen=True)
class BarRow:
    """A row of the macro `bars`."""

    number: int | None
    label: str
    pieces: Sequence[tuple[plots.Piece, str]]
    value: str
    detail: str
    spoken: str
    muted: bool


@dataclass(frozen=True)
class NamedLine:
    """A line of the report with its name."""

    name: str
    line: Line


def named(report: Report, segments: Mapping[str, str]) -> list[NamedLine]:
    """Name the lines of a report and put them in order."""
    lines = sorted(report.lines, key=lambda line: words.place(report.split, line.value, segments))
    return [NamedLine(words.value(report.split, line.value, segments), line) for line in lines]


def dot_row(label: str, share: Share, href: str | None = None) -> plots.DotRow:
    if not share.enough:
        detail = _("%(n)s of at least %(enough)s", n=words.number(share.n), enough=ENOUGH)
    else:
        detail = f"{words.interval(share)} · n = {words.number(share.n)}"
    return plots.DotRow(
        label, plots.whisker(label, share), words.rate(share), detail, _spoken(label, share), href
    )


def _spoken(label: str, share: Share) -> str:
    if not share.enough:
        return _("%(label)s: not enough yet, %(people)s", label=label, people=words.people(share.n))
    return _(
        "%(label)s: %(rate)s completed it, 95%% interval %(interval)s, of %(people)s",
        label=label,
        rate=words.rate(share),
        interval=words.interval(share),
        people=words.people(share.n),
    )


def bar_rows(line: Line) -> list[BarRow]:
    """The funnel of one line. Every bar is measured against the longest."""
    longest = max((step.counts.reached for step in line.steps), default=0)
    return [_bar_row(step, max(longest, line.started)) for step in line.steps]


def _bar_row(step: FunnelStep, whole: int) -> BarRow:
    found = step.counts
    parts = {name: _part(found, name) for name in PARTS}
    pieces = [(piece, _piece_words(piece, found.reached)) for piece in plots.stack(parts, whole)]
    detail = words.percent(found.reached / whole) if whole else ""
    if found.lost:
        left = _("−%(lost)s left", lost=words.number(found.lost))
        detail = f"{detail} · {left}"
    return BarRow(
        step.number,
        step.title,
        pieces,
        words.number(found.reached),
        detail,
        _bar_spoken(step),
        muted=step.number is None,
    )


def _part(found: Counts, name: str) -> int:
    return int(getattr(found, name))


def _piece_words(piece: plots.Piece, reached: int) -> str:
    return _(
        "%(outcome)s: %(people)s (%(share)s)",
        outcome=words.outcome(piece.meaning),
        people=words.people(piece.count),
        share=words.percent(piece.count / reached),
    )


def _bar_spoken(step: FunnelStep) -> str:
    found = step.counts
    ways = [
        f"{words.outcome(name)}: {words.number(_part(found, name))}"
        for name in PARTS
        if _part(found, name)
    ]
    start = _(
        "%(step)s: %(people)s reached it", step=step.title, people=words.people(found.reached)
    )
    return f"{start}. {', '.join(ways)}" if ways else start


def legend() -> list[tuple[str, str]]:
    return [(name, words.outcome(name)) for name in PARTS]


def trend_legend() -> list[tuple[str, str]]:
    return [("passed", _("Started")), ("completed", _("… of them completed"))]


@dataclass(frozen=True)
class TrendView:
    title: str
    drawing: plots.Trend
    # Name of the day or stretch of days, started, completed.
    rows: list[tuple[str, int, int]]
    titles: list[str]
    spoken: str


def trend(report: Report) -> TrendView:
    """Draw starts and completions; where there would be too many columns, by weeks or four."""
    size = next((n for n in (1, 7) if len(report.days) <= n * MOST_COLUMNS), 28)
    stretches = [report.days[n : n + size] for n in range(0, len(report.days), size)]
    sums = [_sum(stretch) for stretch in stretches]
    rows = [
        (_stretch_words(stretch), started, done)
        for stretch, (started, done) in zip(stretches, sums, strict=True)
    ]
    short = [
        (words.short_day(stretch[0][0]), started, done)
        for stretch, (started, done) in zip(stretches, sums, strict=True)
    ]
    return TrendView(
        {1: _("Day by day"), 7: _("Week by week")}.get(size, _("Four weeks at a time")),
        plots.trend(short),
        rows,
        [_column_words(*row) for row in rows],
        _trend_spoken(report, max((started for started, _done in sums), default=0)),
    )


def _sum(stretch: Sequence[tuple[date, int, int]]) -> tuple[int, int]:
    return sum(started for _day, started, _done in stretch), sum(done for *_rest, done in stretch)


def _stretch_words(stretch: Sequence[tuple[date, int, int]]) -> str:
    first, last = stretch[0][0], stretch[-1][0]
    if first == last:
        return words.day(first)
    return _("%(first)s to %(last)s", first=words.day(first), last=words.day(last))


def _column_words(name: str, started: int, done: int) -> str:
    return _(
        "%(day)s: %(started)s started, %(completed)s of them completed",
        day=name,
        started=words.number(started),
        completed=words.number(done),
    )


def _trend_spoken(report: Report, most: int) -> str:
    return _(
        "Starts from %(first)s to %(last)s: %(people)s in all, at most %(most)s in one column",
        first=words.day(report.question.period.first),
        last=words.day(report.question.period.last),
        people=words.people(report.overall.started),
        most=words.number(most),
    )


def overlaps(report: Report) -> bool:
    """Whether some person stands in several lines, so that they add up to more than everyone."""
    total = sum(line.started for line in report.lines)
    return report.split is Dimension.SEGMENT and total > report.overall.started
