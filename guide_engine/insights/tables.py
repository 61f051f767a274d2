"""The numbers of a report as tables to take away."""

from collections.abc import Iterator, Sequence

from guide_engine.core.csvfile import Cell
from guide_engine.core.intervals import Share
from guide_engine.insights import words
from guide_engine.insights.answers import Given
from guide_engine.insights.answers_view import answer_words
from guide_engine.insights.completion import Line, Report
from guide_engine.insights.contribution import NONE
from guide_engine.insights.overview import GuideLine
from guide_engine.insights.surveys import Answered
from guide_engine.insights.view import NamedLine
from guide_engine.insights.words import _

Table = tuple[list[str], list[list[Cell]]]


def lines_table(report: Report, lines: Sequence[NamedLine]) -> Table:
    """One row per split value, and everyone last."""
    header = [
        _("Group"),
        _("Group id"),
        *_rate_header(),
        _("Median seconds"),
        *_ways_header(),
        _("Never shown"),
    ]
    everyone = NamedLine(_("Everyone"), report.overall)
    return header, [_line_row(one.name, one.line) for one in [*lines, everyone]]


def steps_table(report: Report, lines: Sequence[NamedLine]) -> Table:
    """One row per split value and step."""
    header = [
        _("Group"),
        _("Group id"),
        _("Number"),
        _("Step id"),
        _("Step"),
        _("Reached"),
        _("Seen"),
        _("Completed the guide"),
        _("Went on"),
        *_ways_header(),
        _("Left here, share"),
        _("Low end, 95% interval"),
        _("High end, 95% interval"),
        _("Completed the step"),
    ]
    everyone = NamedLine(_("Everyone"), report.overall)
    return header, [row for one in [everyone, *lines] for row in _step_rows(one)]


def answers_table(questions: Sequence[Answered], given: Sequence[Given]) -> Table:
    """One row per last answer of a person in a run, the newest first."""
    header = [
        _("Answered at (UTC)"),
        _("Number"),
        _("Step id"),
        _("Question"),
        _("Answer"),
        _("Own words"),
        _("Touch tier"),
        _("End user id"),
    ]
    known = {each.shown.question.step_id: each for each in questions}
    rows: list[list[Cell]] = []
    for one in given:
        asked = known.get(one.step_id)
        place = asked.number if asked else None
        title = asked.shown.question.title if asked else ""
        said = answer_words(asked.shown.question, one) if asked else str(one.answer)
        at = one.at.strftime("%Y-%m-%d %H:%M:%S")
        tier = words.tier(one.tier or NONE)
        rows.append([at, place, one.step_id, title, said, one.other, tier, one.user_id])
    return header, rows


def days_table(report: Report) -> Table:
    header = [_("Day of the first start"), _("Started"), _("Completed")]
    return header, [[day.isoformat(), started, done] for day, started, done in report.days]


def guides_table(guides: Sequence[GuideLine]) -> Table:
    header = [_("Guide"), _("Guide id"), *_rate_header(), *_ways_header()]
    return header, [
        [one.name, one.guide_id, *_rate_cells(one.rate), *_ways(one.whole)] for one in guides
    ]


def _line_row(name: str, line: Line) -> list[Cell]:
    usual = None if line.median_seconds is None else round(line.median_seconds, 1)
    counts = line.counts
    ways: list[Cell] = [counts.dismissed, counts.abandoned, line.failed, counts.running]
    return [name, line.value, *_rate_cells(line.rate), usual, *ways, line.never_shown]


def _step_rows(one: NamedLine) -> Iterator[list[Cell]]:
    for step in one.line.steps:
        found = step.counts
        yield [
            one.name,
            one.line.value,
            step.number,
            step.step_id,
            step.title,
            found.reached,
            found.seen,
            found.completed,
            found.passed,
            *_ways(found),
            *_share_cells(step.loss),
            found.done,
        ]


def _rate_header() -> list[str]:
    return [
        _("Started"),
        _("Completed"),
        _("Rate"),
        _("Low end, 95% interval"),
        _("High end, 95% interval"),
    ]


def _rate_cells(rate: Share) -> list[Cell]:
    return [rate.n, rate.count, *_share_cells(rate)]


def _share_cells(share: Share) -> list[Cell]:
    """Empty where n is too small for a rate, as on the page."""
    if not share.enough or share.rate is None:
        return [None, None, None]
    return [round(share.rate, 4), round(share.low, 4), round(share.high, 4)]


def _ways_header() -> list[str]:
    return [words.outcome(name) for name in ("dismissed", "abandoned", "failed", "running")]


def _ways(found: object) -> list[Cell]:
    return [getattr(found, name) for name in ("dismissed", "abandoned", "failed", "running")]
