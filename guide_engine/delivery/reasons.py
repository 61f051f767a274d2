"""Why a guide is or isn't shown, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import format_datetime
from flask_babel import gettext as _

from guide_engine.audience.rules import Failure
from guide_engine.audience.vocabulary import condition_words, value_words
from guide_engine.delivery.decide import Reason, Verdict


@dataclass(frozen=True)
class Explained:
    """`lines` say, one by one, which conditions of the audience failed."""

    verdict: Verdict
    sentence: str
    lines: list[str] = field(default_factory=list)


def explain(verdict: Verdict, segment_names: Mapping[str, str]) -> Explained:
    failures = verdict.detail.get("failures", ())
    lines = [_failure(failure, segment_names) for failure in failures]
    return Explained(verdict, sentence(verdict), lines)


def sentence(verdict: Verdict) -> str:
    """Say a verdict in one sentence."""
    if verdict.reason is None:
        if verdict.run is None:
            return str(_("Shown, on the pages it is meant for."))
        return str(
            _(
                "Shown: this person is in the middle of version %(version)s and finishes it.",
                version=verdict.guide.version,
            )
        )
    at = verdict.detail.get("at")
    when = format_datetime(at, "medium") if isinstance(at, datetime) else ""
    said = {
        Reason.ENVIRONMENT_OFF: _("Not shown: guides are switched off in this environment."),
        Reason.NOT_PUBLISHED: _("Not shown: it is not published in this environment."),
        Reason.KILLED: _("Not shown: somebody has stopped this guide."),
        Reason.SCHEDULE_NOT_STARTED: _("Not shown yet: its schedule begins %(when)s.", when=when),
        Reason.SCHEDULE_OVER: _("Not shown: its schedule ended %(when)s.", when=when),
        Reason.AUDIENCE: _("Not shown: this person is not in its audience."),
        Reason.COMPLETED: _("Not shown: completed %(when)s.", when=when),
        Reason.DISMISSED: _("Not shown: this person closed it; it rests until %(when)s.", when=when)
        if when
        else _("Not shown: this person closed it, and it is shown once."),
        Reason.FREQUENCY_ONCE: _("Not shown: it was shown before, and it is shown once."),
        Reason.FREQUENCY_DAYS: _("Not shown: shown lately; it is due again %(when)s.", when=when),
        Reason.GOAL_AWAITED: _("Not shown: every step is done, and only its goal is awaited."),
        Reason.SNOOZED: _("Not shown: this person put it off until %(when)s.", when=when),
        Reason.FAILED_LATELY: _(
            "Not shown: it broke lately and is tried again %(when)s.", when=when
        ),
    }
    return str(said[verdict.reason])


def _failure(failure: Failure, segment_names: Mapping[str, str]) -> str:
    leaf: Mapping[str, Any] = failure.leaf
    condition = condition_words(leaf, segment_names)
    if "segment" in leaf:
        if failure.wanted:
            return str(_("Needed: %(condition)s.", condition=condition))
        return str(_("Must not be: %(condition)s.", condition=condition))
    actual = value_words(str(leaf.get("fact", "")), failure.actual)
    if failure.wanted:
        return str(
            _("Needed: %(condition)s. It is: %(actual)s.", condition=condition, actual=actual)
        )
    return str(
        _("Must not be: %(condition)s. It is: %(actual)s.", condition=condition, actual=actual)
    )
