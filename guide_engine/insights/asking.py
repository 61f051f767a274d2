"""What an address asks of a report: guide, version, days, split. Wrong ones are refused by name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from guide_engine.core import clock
from guide_engine.core.errors import Invalid
from guide_engine.guides import queries as guides
from guide_engine.guides.document import GuideDocument
from guide_engine.guides.models import Guide
from guide_engine.insights.contribution import ANY_VERSION, Dimension
from guide_engine.insights.funnel import StepName
from guide_engine.insights.period import Period, PeriodError, last_days, read_period
from guide_engine.insights.queries import Question, versions_met
from guide_engine.insights.words import _

PRESETS = (7, 30, 90, 365)


@dataclass(frozen=True)
class Asked:
    """A checked request for a report, which can write itself as a query string again."""

    period: Period
    split: Dimension
    version: int
    # The split value whose funnel is shown; None is everyone.
    of: str | None

    def query(self, **changes: object) -> str:
        wanted = replace(self, **changes)  # type: ignore[arg-type]
        pairs = {
            "from": wanted.period.first.isoformat(),
            "to": wanted.period.last.isoformat(),
            "split": wanted.split.value,
            "version": wanted.version or "any",
            "of": wanted.of,
        }
        return urlencode({key: text for key, text in pairs.items() if text is not None})

    def presets(self) -> list[tuple[int, str, bool]]:
        """Usual periods up to today: days, query string, whether it is the one shown."""
        today = clock.now().date()
        return [
            (days, self.query(period=last_days(days, today)), self.period == last_days(days, today))
            for days in PRESETS
        ]


def usual() -> Asked:
    """What is asked when nothing is said."""
    period = last_days(30, clock.now().date())
    return Asked(period, Dimension.TIER, ANY_VERSION, None)


def read(args: Mapping[str, str]) -> Asked:
    """Read the request. Raises Invalid with the name of each faulty field."""
    faults: dict[str, list[str]] = {}
    asked = usual()
    try:
        period = read_period(args.get("from", ""), args.get("to", ""), clock.now().date())
        asked = replace(asked, period=period)
    except PeriodError as error:
        faults[error.name] = [_period_words(error.code)]
    split = args.get("split") or Dimension.TIER.value
    if split in set(Dimension):
        asked = replace(asked, split=Dimension(split))
    else:
        faults["split"] = [_("Split by one of: all, tier, segment.")]
    version = args.get("version") or "any"
    if version == "any":
        pass
    elif version.isascii() and version.isdecimal() and 0 < int(version) < 2**31:
        asked = replace(asked, version=int(version))
    else:
        faults["version"] = [_("A version is a number from 1, or “any”.")]
    if faults:
        raise Invalid(_("The report can't be drawn like this."), fields=faults)
    of = args.get("of")
    return replace(asked, of=of) if of and asked.split is not Dimension.ALL else asked


def for_everyone(asked: Asked) -> Asked:
    return replace(asked, of=None)


def question(environment_id: str, guide: Guide, asked: Asked) -> Question:
    return Question(environment_id, guide.id, asked.version, asked.period)


def document(guide: Guide, version: int) -> GuideDocument:
    """Return a version as it was published; for any version the newest, else the draft.

    Raises NotFound for a version that the guide never had.
    """
    if version != ANY_VERSION:
        return guides.version(guide.id, version).document
    newest = guides.latest_version(guide.id)
    return newest.document if newest else guide.draft


def step_names(guide: Guide, version: int) -> list[StepName]:
    """Name the steps of a version. Raises NotFound for one that the guide never had."""
    return [
        StepName(step["id"], step["title"].strip() or _("Step %(number)s", number=place))
        for place, step in enumerate(document(guide, version)["steps"], 1)
    ]


def versions(environment_id: str, guide: Guide) -> list[int]:
    """The versions that can be asked for: those people met here, and the newest."""
    newest = guides.latest_version(guide.id)
    known = {newest.number} if newest else set()
    return sorted(known | set(versions_met(environment_id, guide.id)), reverse=True)


def _period_words(code: str) -> str:
    return {
        "bad_day": _("Write a day as in 2026-11-21."),
        "backwards": _("The first day comes after the last."),
        "too_long": _("A report covers ten years at most."),
    }[code]
