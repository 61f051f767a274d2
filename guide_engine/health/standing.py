"""How the targets of published guides stand: what the list, the tab and the alerts all read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from guide_engine.health import queries
from guide_engine.health.queries import DayCount
from guide_engine.health.sighting import MISSING
from guide_engine.health.verdict import Day, State, Verdict, judge

# How far back the drawings and the search for the first bad day reach.
WATCHED_DAYS = 30

_WORST_FIRST = (State.LOST, State.DRIFTING, State.HEALTHY, State.UNKNOWN)


@dataclass(frozen=True)
class StepStanding:
    """One step of a published version, and how its target fares."""

    step_id: str
    number: int
    title: str
    target: Mapping[str, Any]
    verdict: Verdict
    counts: Sequence[DayCount]
    # Versions in which the step has this very target: what they met counts.
    versions: tuple[int, ...]

    @property
    def days(self) -> list[Day]:
        return by_day(self.counts)

    def worst_page(self) -> str:
        """Name the page where most people missed it, since it went wrong."""
        pages: Counter[str] = Counter()
        for one in self._bad_stretch():
            pages[one.path] += one.missing + one.drifted
        return max(sorted(pages), key=lambda path: pages[path], default="")

    def reason(self) -> str:
        """Name why most people missed it: not_found, ambiguous, hidden or unexplained."""
        stretch = self._bad_stretch()
        counts = {reason: sum(getattr(one, reason) for one in stretch) for reason in MISSING}
        # A reason beats none: every failure is also told without one.
        return str(max(MISSING, key=lambda reason: (counts[reason], MISSING.index(reason))))

    def _bad_stretch(self) -> list[DayCount]:
        since = self.verdict.since or self.verdict.first
        return [one for one in self.counts if one.day >= since]


@dataclass(frozen=True)
class GuideStanding:
    guide_id: str
    version: int
    steps: Sequence[StepStanding]

    @property
    def worst(self) -> StepStanding | None:
        """The step that needs a look most, the earliest of equals."""
        order = {state: rank for rank, state in enumerate(_WORST_FIRST)}
        return min(self.steps, key=lambda step: order[step.verdict.state], default=None)

    @property
    def days(self) -> list[Day]:
        return by_day([one for step in self.steps for one in step.counts])


def standings(
    environment_id: str, versions: Mapping[str, int], today: date
) -> dict[str, GuideStanding]:
    """Judge every targeted step of these guides' published versions."""
    since = today - timedelta(days=WATCHED_DAYS - 1)
    counts = queries.days(environment_id, list(versions), since)
    met = {(one.guide_id, one.version) for one in counts}
    documents = queries.documents(met | set(versions.items()))
    return {
        guide_id: GuideStanding(
            guide_id, version, _steps(guide_id, version, documents, counts, today)
        )
        for guide_id, version in versions.items()
        if (guide_id, version) in documents
    }


def _steps(
    guide_id: str,
    version: int,
    documents: Mapping[tuple[str, int], dict[str, Any]],
    counts: Sequence[DayCount],
    today: date,
) -> list[StepStanding]:
    targets = {
        number: {step["id"]: step["target"] for step in document["steps"]}
        for (owner, number), document in documents.items()
        if owner == guide_id
    }
    own = [one for one in counts if one.guide_id == guide_id]
    found = []
    for number, step in enumerate(documents[guide_id, version]["steps"], 1):
        if step["target"] is None:
            continue
        alike = tuple(n for n, known in targets.items() if known.get(step["id"]) == step["target"])
        met = [one for one in own if one.step_id == step["id"] and one.version in alike]
        title = step["title"].strip()
        verdict = judge(by_day(met), today)
        found.append(StepStanding(step["id"], number, title, step["target"], verdict, met, alike))
    return found


def by_day(counts: Sequence[DayCount]) -> list[Day]:
    """Add up pages and versions, day by day."""
    days: dict[date, Counter[str]] = {}
    for one in counts:
        day = days.setdefault(one.day, Counter())
        day.update(found=one.found, drifted=one.drifted, missing=one.missing)
    return [Day(day, **days[day]) for day in sorted(days)]
