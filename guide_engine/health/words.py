"""Health in the reader's language: states, reasons, and the sentence of an alert."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import format_date, format_decimal, format_percent, gettext, ngettext

from guide_engine.core.intervals import Share
from guide_engine.health.verdict import FEWEST, State, Verdict

# The library has no types; this is what it returns.
_: Callable[..., str] = gettext

BADGES = {
    State.HEALTHY: "healthy",
    State.DRIFTING: "warning",
    State.LOST: "error",
    State.UNKNOWN: "none",
}


def number(count: int) -> str:
    return str(format_decimal(count))


def people(count: int) -> str:
    return str(ngettext("%(n)s person", "%(n)s people", count, n=number(count)))


def percent(rate: float | None) -> str:
    return str(format_percent(rate, format="0%")) if rate is not None else "–"


def interval(share: Share) -> str:
    """The 95 % interval, as in 63–74%."""
    return f"{percent(share.low).removesuffix('%')}–{percent(share.high)}"


def day(moment: date) -> str:
    return str(format_date(moment, "long"))


def short_day(moment: date) -> str:
    return str(format_date(moment, _("d MMM")))


def state(value: State) -> str:
    return {
        State.HEALTHY: _("Found"),
        State.DRIFTING: _("Drifting"),
        State.LOST: _("Lost"),
        State.UNKNOWN: _("Not enough yet"),
    }[value]


def tier(value: str) -> str:
    return {
        "typed": _("By the address you typed"),
        "exact": _("By a name a developer gave it"),
        "agreed": _("By several signals that agree"),
        "similar": _("By likeness only"),
    }.get(value, value)


def reason(value: str) -> str:
    """Say why a target was missing."""
    return {
        "not_found": _("nothing like it is on the page"),
        "ambiguous": _("several things look alike"),
        "hidden": _("it is there, but can't be seen"),
    }.get(value, _("the browser didn't say why"))


def page(path: str) -> str:
    return path or _("an unknown page")


def step(facts: Mapping[str, Any]) -> str:
    """Name a step: its number, and its title where it has one."""
    if not facts["step_title"]:
        return _("Step %(number)s", number=facts["step_number"])
    return _("Step %(number)s “%(title)s”", number=facts["step_number"], title=facts["step_title"])


def verdict(found: Verdict) -> str:
    """Say how a target fares, with how much that rests on."""
    if found.state is State.UNKNOWN:
        return _(
            "%(people)s in the last two weeks; from %(fewest)s on it is judged.",
            people=people(found.off.n),
            fewest=FEWEST,
        )
    told = {"people": people(found.off.n)}
    if found.state is State.HEALTHY:
        return _(
            "Found for %(share)s of the last %(people)s.",
            share=percent(1 - (found.missing.rate or 0.0)),
            **told,
        )
    share = found.missing if found.state is State.LOST else found.off
    told |= {"share": percent(share.rate), "interval": interval(share)}
    if found.state is State.LOST:
        return _("Missing for %(share)s (%(interval)s) of the last %(people)s.", **told)
    return _(
        "Other than it was, or missing, for %(share)s (%(interval)s) of the last %(people)s.",
        **told,
    )


def alert(kind: str, facts: Mapping[str, Any]) -> str:
    """Say in one sentence what an alert tells: which step, on which page, since when, for how many."""
    if kind == "paused":
        return _(
            "“%(guide)s” paused itself: %(failed)s of %(due)s could not be shown it within 24 hours.",
            guide=facts["guide_name"],
            failed=number(facts["count"]),
            due=people(facts["n"]),
        )
    told = {
        "step": step(facts),
        "guide": facts["guide_name"],
        "page": page(facts["path"]),
        "people": people(facts["people"]),
        "since": day(date.fromisoformat(facts["since"])),
    }
    if kind == "lost":
        return _(
            "%(step)s of “%(guide)s” lost its target on %(page)s: missing for %(people)s since"
            " %(since)s (%(reason)s).",
            reason=reason(facts["reason"]),
            **told,
        )
    return _(
        "%(step)s of “%(guide)s” drifts on %(page)s: for %(people)s since %(since)s its target was"
        " found only by likeness, or said something else.",
        **told,
    )


def over(why: str, facts: Mapping[str, Any]) -> str:
    """Say in one sentence that an alert is over, and why."""
    if why == "resumed":
        return _("“%(guide)s” is shown again.", guide=facts["guide_name"])
    if "step_number" not in facts:
        return _("“%(guide)s” is not shown here any more.", guide=facts["guide_name"])
    told = {"step": step(facts), "guide": facts["guide_name"]}
    if why == "healthy":
        return _("%(step)s of “%(guide)s” finds its target again.", **told)
    if why == "retargeted":
        return _("%(step)s of “%(guide)s” points at something else now.", **told)
    return _("%(step)s of “%(guide)s” is not shown here any more.", **told)


def closed_why(why: str) -> str:
    return {
        "healthy": _("Found again"),
        "retargeted": _("Points elsewhere now"),
        "not_shown": _("Not shown any more"),
        "resumed": _("Shown again"),
    }.get(why, why)
