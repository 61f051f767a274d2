"""All guides of an environment side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guide_engine.core.intervals import Share, wilson
from guide_engine.insights import queries
from guide_engine.insights.contribution import ANY_VERSION, WHOLE_GUIDE, Counts
from guide_engine.insights.period import Period


@dataclass(frozen=True)
class GuideLine:
    guide_id: str
    name: str
    whole: Counts

    @property
    def rate(self) -> Share:
        return wilson(self.whole.completed, self.whole.seen)


def overview(environment_id: str, names: Mapping[str, str], period: Period) -> Sequence[GuideLine]:
    """List the guides that anyone met in the period, the best first, those with few people last."""
    versions = dict.fromkeys(names, ANY_VERSION)
    counts = queries.guides_counts(environment_id, versions, period)
    lines = [
        GuideLine(guide_id, names[guide_id], steps.get(WHOLE_GUIDE, Counts()))
        for guide_id, steps in counts.items()
    ]
    return sorted(lines, key=_place)


def _place(line: GuideLine) -> tuple[bool, float, str]:
    return not line.rate.enough, -(line.rate.rate or 0.0), line.name.casefold()
