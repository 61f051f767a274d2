"""Which guides need a look, and why. Judged by the careful end of each interval, so that a few
unlucky people never raise an alarm.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from guide_engine.core.intervals import Share, newcombe, wilson
from guide_engine.insights.contribution import WHOLE_GUIDE, Counts
from guide_engine.insights.funnel import FunnelStep, StepName, biggest_loss, funnel

# Each must hold for the lower end of the 95 % interval.
LOSING_FROM = 0.15
FAILING_FROM = 0.01
# By so much a rate must lie below that of the other guides.
BELOW_OTHERS_BY = 0.05


class Kind(StrEnum):
    # One step loses many of those who reach it.
    LOSING_STEP = "losing_step"
    # The engine can't show a step: its target is missing, or it is blocked.
    FAILING = "failing"
    # No single step stands out, but fewer complete it than complete the other guides.
    LOW_COMPLETION = "low_completion"


class Health(StrEnum):
    OK = "ok"
    ATTENTION = "attention"
    # Too few people to say.
    NONE = "none"


@dataclass(frozen=True)
class Figures:
    """One guide in one period."""

    guide_id: str
    names: Sequence[StepName]
    steps: Mapping[str, Counts]

    @property
    def whole(self) -> Counts:
        return self.steps.get(WHOLE_GUIDE, Counts())

    @property
    def rate(self) -> Share:
        return wilson(self.whole.completed, self.whole.seen)

    @property
    def funnel(self) -> list[FunnelStep]:
        parts = {step: found for step, found in self.steps.items() if step != WHOLE_GUIDE}
        return funnel(self.names, parts, self.whole.seen)


@dataclass(frozen=True)
class Finding:
    """One thing worth a look. `people` are those it affects, by which findings are ranked."""

    kind: Kind
    guide_id: str
    people: int
    # Of those who reached the step, who left or met the failure; or the completion rate.
    share: Share
    step: FunnelStep | None = None
    # How most of them left: dismissed, abandoned or failed.
    mostly: str | None = None
    # The rate of the other guides together.
    others: Share | None = None


def findings(guides: Sequence[Figures]) -> list[Finding]:
    """Return what needs attention, most people first."""
    found = []
    for guide in guides:
        specific = [finding for finding in (_failing(guide), _losing_step(guide)) if finding]
        general = None if specific else _low_completion(guide, _others(guide, guides))
        found += [*specific, *([general] if general else [])]
    return sorted(found, key=lambda finding: (-finding.people, finding.guide_id, finding.kind))


def health(guide: Figures, all_findings: Sequence[Finding]) -> Health:
    if any(finding.guide_id == guide.guide_id for finding in all_findings):
        return Health.ATTENTION
    return Health.OK if guide.rate.enough else Health.NONE


def mostly_left_by(counts: Counts) -> str:
    """Name how most people left, the person's own choice first on a tie."""
    ways = {
        "dismissed": counts.dismissed,
        "abandoned": counts.abandoned,
        "failed": counts.failed,
    }
    return max(ways, key=lambda way: ways[way])


def _failing(guide: Figures) -> Finding | None:
    worst = max(guide.funnel, key=lambda step: step.counts.failed, default=None)
    if worst is None:
        return None
    share = wilson(worst.counts.failed, worst.counts.reached)
    if not share.enough or share.low < FAILING_FROM:
        return None
    return Finding(Kind.FAILING, guide.guide_id, share.count, share, worst, "failed")


def _losing_step(guide: Figures) -> Finding | None:
    """The step that loses most by people's own choice; failures have a finding of their own."""
    worst = biggest_loss(guide.funnel)
    if worst is None or mostly_left_by(worst.counts) == "failed":
        return None
    if not worst.loss.enough or worst.loss.low < LOSING_FROM:
        return None
    way = mostly_left_by(worst.counts)
    return Finding(Kind.LOSING_STEP, guide.guide_id, worst.loss.count, worst.loss, worst, way)


def _low_completion(guide: Figures, others: Share) -> Finding | None:
    if not (guide.rate.enough and others.enough):
        return None
    difference = newcombe(guide.rate, others)
    if difference is None or difference[1] > -BELOW_OTHERS_BY:
        return None
    # Those still on it may yet complete.
    people = guide.whole.seen - guide.whole.completed - guide.whole.running
    return Finding(Kind.LOW_COMPLETION, guide.guide_id, people, guide.rate, others=others)


def _others(guide: Figures, guides: Sequence[Figures]) -> Share:
    rest = [other.whole for other in guides if other.guide_id != guide.guide_id]
    return wilson(sum(whole.completed for whole in rest), sum(whole.seen for whole in rest))
