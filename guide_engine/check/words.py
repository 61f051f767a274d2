"""Outcomes and their reasons in words, in the language of the report."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from guide_engine.check.verdict import Outcome, Verdict

OUTCOMES: Mapping[Outcome, Any] = {
    Outcome.CENTRED: _l("centred"),
    Outcome.FOUND: _l("found"),
    Outcome.DRIFTED: _l("drifted"),
    Outcome.COVERED: _l("covered"),
    Outcome.OFF_SCREEN: _l("off-screen"),
    Outcome.MISSING: _l("missing"),
    Outcome.UNREACHED: _l("not reached"),
}
SIGNALS: Mapping[str, Any] = {
    "role": _l("role"),
    "name": _l("name"),
    "text": _l("text"),
    "heading": _l("heading"),
}
TIERS: Mapping[str, Any] = {
    "typed": _l("by the author's selector"),
    "exact": _l("by an exact signal"),
    "agreed": _l("by several signals that agree"),
    "similar": _l("by likeness"),
}


def say(verdict: Verdict) -> str:
    """One sentence: what was found, or what is wrong and what to do about it."""
    return str(_sentence(verdict))


def _sentence(verdict: Verdict) -> Any:
    match verdict.outcome:
        case Outcome.CENTRED:
            return _("This step has no target: it stands in the middle of the page.")
        case Outcome.FOUND:
            return _("Found %(how)s.", how=TIERS.get(verdict.tier or "", verdict.tier))
        case Outcome.MISSING:
            return _missing(verdict.reason)
        case Outcome.UNREACHED:
            return _unreached(verdict)
        case _:
            return _flawed(verdict)


def _flawed(verdict: Verdict) -> Any:
    if verdict.reason == "covered":
        return _("It is there, but something lies over it: %(by)s", by=verdict.details["by"])
    if verdict.reason == "off_screen":
        return _("It is there, but no scrolling brings it into the window.")
    changed = ", ".join(str(SIGNALS.get(each, each)) for each in verdict.details["changed"])
    if verdict.reason == "changed":
        return _(
            "Found, but changed: %(what)s. If it is still the right thing, take the proposal.",
            what=changed,
        )
    if changed:
        return _(
            "Found by likeness; changed: %(what)s. If it is the right thing, take the proposal.",
            what=changed,
        )
    return _("Found by likeness alone. If it is the right thing, take the proposal.")


def _missing(reason: str | None) -> Any:
    if reason == "ambiguous":
        return _("Several elements look alike, and none of them surely enough. Pick it again.")
    if reason == "hidden":
        return _("It is on the page but can't be seen.")
    return _("Nothing on this page is it. Pick it again, or give the step's page with --pages.")


def _unreached(verdict: Verdict) -> Any:
    details = verdict.details
    match verdict.reason:
        case "no_address":
            return _(
                "The guide's page rule names no address to open."
                " Give one with --pages, as in {“guide-key”: “/address”}."
            )
        case "sign_in":
            return _(
                "The site asks to sign in (%(page)s). Give a login script with --login.", **details
            )
        case "status":
            return _("%(page)s answered %(status)s.", **details)
        case "unreachable":
            return _("%(page)s can't be opened: %(why)s.", **details)
        case "event":
            return _(
                "The step before waits for the event “%(event)s”, which a check can't cause."
                " Give this step's page with --pages.",
                **details,
            )
        case "page_broke":
            return _("The page broke off the check: %(why)s", **details)
        case "page":
            return _(
                "“%(step)s” leads to another page, and neither its target nor an address in"
                " its rule got there. Give this step's page with --pages.",
                **details,
            )
        case "element":
            return _("What “%(step)s” waits for did not appear.", **details)
        case "not_typed":
            return _("Nothing could be typed into the target of “%(step)s”.", **details)
        case _:
            return _("The step before, “%(step)s”, could not be done.", **details)
