"""Names and numbers of the rescue report, in the reader's language."""

from collections.abc import Callable

from flask_babel import format_decimal, format_percent, gettext, ngettext

from guide_engine.core.intervals import Share

# The library has no types; this is what it returns.
_: Callable[..., str] = gettext


def number(count: int) -> str:
    return str(format_decimal(count))


def offers(count: int) -> str:
    return str(ngettext("%(n)s offer", "%(n)s offers", count, n=number(count)))


def percent(rate: float) -> str:
    return str(format_percent(rate, format="0%"))


def rate(share: Share) -> str:
    return percent(share.rate) if share.enough and share.rate is not None else _("Not enough yet")


def interval(share: Share) -> str:
    """The 95 % interval, as in 63–74%; empty where n is too small."""
    if not share.enough:
        return ""
    return f"{percent(share.low).removesuffix('%')}–{percent(share.high)}"


def tier(value: str) -> str:
    return {
        "high": _("High touch"),
        "low": _("Low touch"),
        "tech": _("Tech touch"),
        "none": _("No company"),
    }.get(value, value)


def end(name: str) -> str:
    return {
        "solved": _("Solved, they said"),
        "asked": _("Went to ask"),
        "opened": _("Opened a thread"),
        "declined": _("Declined"),
        "none": _("No reaction"),
    }[name]


def reason(name: str) -> str:
    return {
        "rage_click": _("Clicked again and again"),
        "slow_step": _("Long on a step"),
    }.get(name, name)
