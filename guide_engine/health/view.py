"""What the templates draw: places from `core.plots`, words from `words`. No decisions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from guide_engine.core import plots
from guide_engine.core.intervals import Share, wilson
from guide_engine.guides.describe import ROLES
from guide_engine.health import words
from guide_engine.health.proposal import OF_THE_PLACE
from guide_engine.health.sighting import MISSING, SCORE_STEPS
from guide_engine.health.standing import StepStanding, by_day
from guide_engine.health.verdict import Day, State
from guide_engine.health.words import _

DRAWN_DAYS = 30
LONGEST_SIGNAL = 160


@dataclass(frozen=True)
class DayColumns:
    """People per day: whole columns, and over them those for whom it drifted or was missing."""

    off: plots.Trend
    missing: plots.Trend
    titles: list[str]
    spoken: str


@dataclass(frozen=True)
class Signal:
    """One signal of a target, before and after."""

    name: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


def share_rows(step: StepStanding) -> list[plots.DotRow]:
    """How people fared in the judged window, each share with its interval."""
    n, missing = step.verdict.off.n, step.verdict.missing.count
    off = step.verdict.off.count
    return [
        _share_row(_("As it was picked"), wilson(n - off, n)),
        _share_row(_("Drifted"), wilson(off - missing, n)),
        _share_row(_("Missing"), wilson(missing, n)),
    ]


def _share_row(label: str, share: Share) -> plots.DotRow:
    detail = f"{words.interval(share)} · n = {words.number(share.n)}"
    spoken = _(
        "%(label)s: %(rate)s, 95%% interval %(interval)s, of %(people)s",
        label=label,
        rate=words.percent(share.rate),
        interval=words.interval(share),
        people=words.people(share.n),
    )
    return plots.DotRow(
        label, plots.whisker(label, share), words.percent(share.rate), detail, spoken
    )


def day_columns(step: StepStanding, today: date) -> DayColumns:
    days = every_day(step.days, today)
    labels = [words.short_day(day.day) for day in days]
    off = [(label, day.people, day.off) for label, day in zip(labels, days, strict=True)]
    missing = [(label, day.people, day.missing) for label, day in zip(labels, days, strict=True)]
    spoken = _(
        "People per day over %(days)s days: %(missing)s missing, %(drifted)s drifted, of %(people)s",
        days=len(days),
        missing=words.number(sum(day.missing for day in days)),
        drifted=words.number(sum(day.drifted for day in days)),
        people=words.number(sum(day.people for day in days)),
    )
    return DayColumns(
        plots.trend(off, height=110),
        plots.trend(missing, height=110),
        [_day_words(day) for day in days],
        spoken,
    )


def _day_words(day: Day) -> str:
    return _(
        "%(day)s: %(people)s, %(drifted)s drifted, %(missing)s missing",
        day=words.day(day.day),
        people=words.people(day.people),
        drifted=words.number(day.drifted),
        missing=words.number(day.missing),
    )


def every_day(days: Sequence[Day], today: date) -> list[Day]:
    """Fill the days on which nobody came."""
    known = {day.day: day for day in days}
    first = today - timedelta(days=DRAWN_DAYS - 1)
    every = (first + timedelta(days=n) for n in range(DRAWN_DAYS))
    return [known.get(day, Day(day)) for day in every]


def page_rows(step: StepStanding) -> list[tuple[str, Day]]:
    """How people fared on each page, the worst first."""
    pages: dict[str, Day] = {}
    for path in {one.path for one in step.counts}:
        own = by_day([one for one in step.counts if one.path == path])
        pages[path] = Day(
            own[0].day,
            sum(day.found for day in own),
            sum(day.drifted for day in own),
            sum(day.missing for day in own),
        )
    return sorted(pages.items(), key=lambda item: (-item[1].off, -item[1].people, item[0]))


def reasons(step: StepStanding) -> list[tuple[str, int]]:
    """Why it was missing, the most frequent first."""
    counts = {str(one): sum(getattr(day, one) for day in step.counts) for one in MISSING}
    return [(name, count) for name, count in sorted(counts.items(), key=lambda i: -i[1]) if count]


def tier_rows(matches: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, float]]:
    """(tier in words, sightings, mean score)."""
    counts: Counter[str] = Counter()
    scores: Counter[str] = Counter()
    for tier, score, count in matches:
        counts[tier] += count
        scores[tier] += score * count
    return [
        (words.tier(tier), count, scores[tier] / count / SCORE_STEPS)
        for tier, count in counts.most_common()
    ]


def signals(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Signal]:
    """Lay two targets side by side: what changed first."""
    names = [name for name in _signal_names() if name not in OF_THE_PLACE]
    rows = [Signal(_signal_names()[n], _text(before.get(n)), _text(after.get(n))) for n in names]
    old, new = before.get("attributes") or {}, after.get("attributes") or {}
    rows += [Signal(name, _text(old.get(name)), _text(new.get(name))) for name in sorted(old | new)]
    told = [row for row in rows if row.before or row.after]
    return sorted(told, key=lambda row: not row.changed)


def _signal_names() -> dict[str, str]:
    return {
        "name": _("Name"),
        "text": _("Visible text"),
        "role": _("Role"),
        "tag": _("HTML tag"),
        "heading": _("Heading above"),
        "landmark": _("Part of the page"),
        "selector": _("Address you typed"),
        "icon": _("Picture"),
    }


def _text(value: Any) -> str:
    text = str(value or "")
    return text if len(text) <= LONGEST_SIGNAL else f"{text[:LONGEST_SIGNAL]}…"


def element_words(target: Mapping[str, Any]) -> str:
    """Name an element as people do: its role and what it says."""
    said = target.get("name") or target.get("text")
    role = str(target.get("role") or "")
    known = ROLES.get(role) if role else None
    kind = _(known) if known else role or str(target.get("tag") or _("element"))
    return _("%(kind)s “%(said)s”", kind=kind, said=_text(said)) if said else kind


def table(steps: Sequence[StepStanding]) -> tuple[list[str], list[list[Any]]]:
    """Everything that was counted, for a file: one line per step, day, page and version."""
    header = [_("Step"), _("Title"), _("Day"), _("Page"), _("Version"), _("Found"), _("Drifted")]
    header += [_("Not found"), _("Several look alike"), _("Hidden"), _("Missing, unexplained")]
    lines = [
        [
            step.number, step.title, one.day.isoformat(), one.path, one.version,
            one.found, one.drifted, one.not_found, one.ambiguous, one.hidden, one.unexplained,
        ]
        for step in steps
        for one in step.counts
    ]  # fmt: skip
    return header, lines


def badge_kind(state: State) -> str:
    return words.BADGES[state]
