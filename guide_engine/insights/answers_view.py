"""What the templates of answers and tasks draw: places in percent, words in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import format_decimal

from guide_engine.core import plots
from guide_engine.core.intervals import ENOUGH, wilson
from guide_engine.insights import words
from guide_engine.insights.answers import OTHER, Estimate, Given, Question, Result, promoters
from guide_engine.insights.completion import Line
from guide_engine.insights.contribution import Dimension
from guide_engine.insights.surveys import Answered
from guide_engine.insights.view import dot_row
from guide_engine.insights.words import _

# Texts that a page shows; the table to take away has them all.
MOST_TEXTS = 30
# Of a recommendation, as the parts of a bar lie.
_STANCES = ("detractor", "passive", "promoter")


@dataclass(frozen=True)
class Mark:
    """A number and its interval on an axis."""

    dot: str
    low: str
    high: str
    width: str


@dataclass(frozen=True)
class Bar:
    """A column of a distribution."""

    label: str
    height: float
    value: str
    spoken: str
    meaning: str


@dataclass(frozen=True)
class GroupRow:
    name: str
    value: str
    n: str
    headline: str
    interval: str
    mark: Mark | None
    # Of choices: the share of each, in the question's order.
    cells: tuple[str, ...]
    spoken: str


@dataclass(frozen=True)
class QuestionView:
    """One question with all its drawings."""

    number: int
    title: str
    kind: str
    kind_words: str
    n: int
    answers: str
    headline: str
    headline_note: str
    bars: tuple[Bar, ...]
    ends: tuple[str, str]
    pieces: tuple[tuple[plots.Piece, str], ...]
    choices: tuple[plots.DotRow, ...]
    texts: tuple[Given, ...]
    more_texts: int
    groups: tuple[GroupRow, ...]
    columns: tuple[str, ...]
    ticks: tuple[tuple[str, str], ...]


def question_views(
    found: Sequence[Answered], split: Dimension, segments: Mapping[str, str]
) -> list[QuestionView]:
    return [_question(each, split, segments) for each in found]


def _question(each: Answered, split: Dimension, segments: Mapping[str, str]) -> QuestionView:
    shown = each.shown
    asked = shown.question.asked
    ordered = sorted(each.groups, key=lambda value: words.place(split, value, segments))
    return QuestionView(
        number=each.number,
        title=shown.question.title,
        kind=shown.question.kind,
        kind_words=kind_words(shown.question.kind),
        n=shown.n,
        answers=words.people(shown.n),
        headline=_headline(shown),
        headline_note=_interval(shown),
        bars=tuple(_bars(shown)),
        ends=(str(asked.get("low") or ""), str(asked.get("high") or "")),
        pieces=tuple(_stances(shown)),
        choices=tuple(
            dot_row(choice_words(shown.question, name), share) for name, share in shown.shares
        )
        if _is_choice(shown.question)
        else (),
        texts=shown.texts[:MOST_TEXTS],
        more_texts=max(0, len(shown.texts) - MOST_TEXTS),
        groups=tuple(
            _group(words.value(split, value, segments), value, each.groups[value])
            for value in ordered
        ),
        columns=tuple(choice_words(shown.question, name) for name, _share in shown.shares)
        if _is_choice(shown.question)
        else (),
        ticks=tuple(_ticks(shown.question)),
    )


def kind_words(kind: str) -> str:
    return {
        "nps": _("Recommendation (NPS)"),
        "rating": _("Rating"),
        "scale": _("Scale"),
        "single": _("One of several"),
        "multiple": _("Any of several"),
        "short_text": _("Short text"),
        "long_text": _("Long text"),
    }[kind]


def choice_words(question: Question, name: str) -> str:
    return _("Other") if name == OTHER else question.choices.get(name) or name


def answer_words(question: Question, given: Given) -> str:
    """An answer as a table says it: choices by their labels."""
    if _is_choice(question):
        chosen = given.answer if isinstance(given.answer, list) else [given.answer]
        return ", ".join(choice_words(question, str(name)) for name in chosen)
    return str(given.answer)


def _is_choice(question: Question) -> bool:
    return question.kind in {"single", "multiple"}


def _is_scored(shown: Result) -> bool:
    return shown.question.kind in {"nps", "rating", "scale"}


def _headline(shown: Result) -> str:
    if shown.estimate is None:
        return words.number(shown.n)
    return _number(shown.question, shown.estimate) or _("Not enough yet")


def _number(question: Question, estimate: Estimate) -> str:
    return "" if estimate.value is None else _written(question, estimate.value)


def _written(question: Question, value: float) -> str:
    if question.kind != "nps":
        return str(format_decimal(value, format="0.0"))
    whole = round(value)
    return f"+{whole}" if whole > 0 else f"−{-whole}" if whole < 0 else "0"


def _interval(shown: Result) -> str:
    estimate = shown.estimate
    if estimate is None:
        return ""
    if estimate.value is None:
        return _("%(n)s of at least %(enough)s", n=words.number(estimate.n), enough=ENOUGH)
    ends = (_written(shown.question, end) for end in (estimate.low, estimate.high))
    return _("95%% interval %(interval)s", interval=_(" to ").join(ends))


def _bars(shown: Result) -> list[Bar]:
    """The distribution of numbers: each column against the highest."""
    if not _is_scored(shown):
        return []
    most = max((share.count for _name, share in shown.shares), default=0)
    return [
        Bar(
            name,
            round(96 * share.count / most, 1) if most else 0.0,
            words.number(share.count),
            _("%(answer)s: %(people)s", answer=name, people=words.people(share.count)),
            _stance(int(name)) if shown.question.kind == "nps" else "answered",
        )
        for name, share in shown.shares
    ]


def _stance(number: int) -> str:
    return "promoter" if number >= 9 else "passive" if number >= 7 else "detractor"


def stance_words() -> list[tuple[str, str]]:
    return [
        ("detractor", _("Detractors (0–6)")),
        ("passive", _("Passives (7–8)")),
        ("promoter", _("Promoters (9–10)")),
    ]


def _stances(shown: Result) -> list[tuple[plots.Piece, str]]:
    if shown.question.kind != "nps" or not shown.n:
        return []
    numbers = [int(name) for name, share in shown.shares for _one in range(share.count)]
    above, between, below = promoters(numbers)
    counts = dict(zip(_STANCES, (below, between, above), strict=True))
    names = dict(stance_words())
    return [
        (piece, _stance_sentence(names[piece.meaning], piece.count, shown.n))
        for piece in plots.stack(counts, shown.n)
    ]


def _stance_sentence(name: str, count: int, n: int) -> str:
    return f"{name}: {words.people(count)} ({words.percent(count / n)})"


def _group(name: str, value: str, found: Result) -> GroupRow:
    headline, interval = _headline(found), _interval(found)
    return GroupRow(
        name,
        value,
        words.number(found.n),
        headline,
        interval,
        _mark(found),
        tuple(words.rate(share) for _name, share in found.shares)
        if _is_choice(found.question)
        else (),
        f"{name}: {headline}, {interval}, {words.people(found.n)}",
    )


def _mark(found: Result) -> Mark | None:
    estimate = found.estimate
    if estimate is None or estimate.value is None:
        return None
    low, high = _axis(found.question)
    at = [
        min(1.0, max(0.0, (end - low) / (high - low)))
        for end in (estimate.value, estimate.low, estimate.high)
    ]
    dot, first, last = (plots.percent(place) for place in at)
    return Mark(dot, first, last, plots.percent(at[2] - at[1]))


def _axis(question: Question) -> tuple[float, float]:
    return (-100, 100) if question.kind == "nps" else question.ends


def _ticks(question: Question) -> list[tuple[str, str]]:
    if question.kind not in {"nps", "rating", "scale"}:
        return []
    low, high = _axis(question)
    marks = (-100, -50, 0, 50, 100) if question.kind == "nps" else range(int(low), int(high) + 1)
    return [(plots.percent(mark - low, high - low), str(mark).replace("-", "−")) for mark in marks]


def task_rows(line: Line) -> list[plots.DotRow]:
    """The tasks of a checklist: who did each, of all who started."""
    return [
        dot_row(
            f"{step.number}. {step.title}" if step.number else step.title,
            wilson(min(step.counts.done, line.started), line.started),
        )
        for step in line.steps
    ]
