"""Numbers and names in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import date

from flask_babel import format_date, format_decimal, format_percent, gettext, ngettext

from guide_engine.core.intervals import Share
from guide_engine.insights.contribution import NONE, Dimension

# The library has no types; this is what it returns.
_: Callable[..., str] = gettext

# The order in which tiers are always shown.
TIERS = ("high", "low", "tech", NONE)


def number(count: int) -> str:
    return str(format_decimal(count))


def people(count: int) -> str:
    return str(ngettext("%(n)s person", "%(n)s people", count, n=number(count)))


def percent(rate: float, *, fine: bool = False) -> str:
    """Whole percents in drawings and sentences; one decimal (`fine`) in tables."""
    return str(format_percent(rate, format="0.0%" if fine else "0%"))


def rate(share: Share, *, fine: bool = False) -> str:
    if not share.enough or share.rate is None:
        return _("Not enough yet")
    return percent(share.rate, fine=fine)


def interval(share: Share, *, fine: bool = False) -> str:
    """The 95 % interval, as in 63–74%; empty where n is too small."""
    if not share.enough:
        return ""
    low, high = percent(share.low, fine=fine), percent(share.high, fine=fine)
    return f"{low.removesuffix('%')}–{high}"


def points(difference: float) -> str:
    """A difference of two rates in percentage points, with its sign."""
    shown = str(format_decimal(abs(difference) * 100, format="0.0"))
    return f"{'+' if difference >= 0 else '−'}{shown}"


def duration(seconds: float | None) -> str:
    """Two units at most: 42 s, 1 min 42 s, 3 h 5 min, 2 d 4 h."""
    if seconds is None:
        return "–"
    whole = round(seconds)
    if whole < 60:
        return _("%(seconds)s s", seconds=whole if whole >= 10 else round(seconds, 1))
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return _("%(minutes)s min %(seconds)s s", minutes=minutes, seconds=rest)
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return _("%(hours)s h %(minutes)s min", hours=hours, minutes=minutes)
    days, hours = divmod(hours, 24)
    return _("%(days)s d %(hours)s h", days=days, hours=hours)


def day(moment: date) -> str:
    """A day with its year, as in 21 November 2026 or 2026年11月21日."""
    return str(format_date(moment, "long"))


def short_day(moment: date) -> str:
    """A day under a plot, as in 21 Nov or 11/21."""
    return str(format_date(moment, _("d MMM")))


def outcome(name: str) -> str:
    return {
        "completed": _("Completed"),
        "passed": _("Went on"),
        "dismissed": _("Closed it"),
        "abandoned": _("Abandoned it"),
        "failed": _("Couldn't be shown"),
        "running": _("Still on it"),
    }[name]


def tier(value: str) -> str:
    return {
        "high": _("High touch"),
        "low": _("Low touch"),
        "tech": _("Tech touch"),
        NONE: _("No company"),
    }.get(value, value)


def value(split: Dimension, name: str, segments: Mapping[str, str]) -> str:
    """Name one value of a split. `segments` maps ids to names."""
    if split is Dimension.ALL:
        return _("Everyone")
    if split is Dimension.TIER:
        return tier(name)
    return _("In no segment") if name == NONE else segments.get(name, _("Deleted segment"))


def place(split: Dimension, name: str, segments: Mapping[str, str]) -> tuple[int, str]:
    """Where a value stands in a list: tiers in their order, segments by name, nobody's last."""
    if split is Dimension.TIER and name in TIERS:
        return TIERS.index(name), ""
    return (len(TIERS) if name == NONE else 0), value(split, name, segments).casefold()
