"""What a check found, as values and as JSON. Pure; docs/check.md documents the JSON."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from guide_engine.check import repair
from guide_engine.check.plan import Subject
from guide_engine.check.repair import Proposal
from guide_engine.check.verdict import FailOn, Outcome, Verdict, exit_code, fails
from guide_engine.check.words import say

FORMAT = "guide-engine/check@1"


@dataclass(frozen=True)
class StepResult:
    """`picture` is a JPEG. `undrawn`: why the renderer drew nothing although it was found."""

    step: Mapping[str, Any]
    address: str | None
    verdict: Verdict
    picture: bytes | None = None
    undrawn: str | None = None
    proposal: Proposal | None = None

    @property
    def id(self) -> str:
        return str(self.step["id"])

    @property
    def title(self) -> str:
        return str(self.step.get("title") or self.id)


@dataclass(frozen=True)
class GuideResult:
    subject: Subject
    start: str | None
    steps: Sequence[StepResult]


@dataclass(frozen=True)
class Check:
    """A whole run. `source` says where the guides came from: an environment, drafts, a file."""

    base_url: str
    source: str
    started_at: datetime
    seconds: float
    fail_on: FailOn
    guides: Sequence[GuideResult]
    # What `--repair` did, one sentence each.
    repairs: Sequence[str] = field(default_factory=tuple)

    @property
    def steps(self) -> list[StepResult]:
        return [step for guide in self.guides for step in guide.steps]

    @property
    def exit_code(self) -> int:
        return exit_code((step.verdict.outcome for step in self.steps), self.fail_on)

    def counts(self) -> dict[Outcome, int]:
        """How many steps came out how, the worst first; only what occurred."""
        counted = Counter(step.verdict.outcome for step in self.steps)
        return {outcome: counted[outcome] for outcome in reversed(Outcome) if counted[outcome]}


def blanked(check: Check, hide: Callable[[str], str]) -> Check:
    """The run with secrets taken out of everything that a page may have echoed."""

    def deep(value: Any) -> Any:
        if isinstance(value, str):
            return hide(value)
        if isinstance(value, Mapping):
            return {key: deep(inner) for key, inner in value.items()}
        return [deep(inner) for inner in value] if isinstance(value, list) else value

    def step(given: StepResult) -> StepResult:
        proposal = given.proposal and replace(
            given.proposal, proposed=deep(given.proposal.proposed)
        )
        return replace(
            given,
            address=deep(given.address),
            undrawn=deep(given.undrawn),
            verdict=replace(given.verdict, details=deep(given.verdict.details)),
            proposal=proposal,
        )

    guides = [replace(guide, steps=[step(each) for each in guide.steps]) for guide in check.guides]
    return replace(check, guides=guides)


def as_json(check: Check) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "base_url": check.base_url,
        "source": check.source,
        "started_at": check.started_at.isoformat(),
        "seconds": round(check.seconds, 1),
        "fail_on": check.fail_on.value,
        "passed": check.exit_code == 0,
        "counts": {outcome.value: number for outcome, number in check.counts().items()},
        "guides": [_guide(guide, check.fail_on) for guide in check.guides],
        "repairs": list(check.repairs),
    }


def _guide(guide: GuideResult, fail_on: FailOn) -> dict[str, Any]:
    document = guide.subject.document
    return {
        "key": guide.subject.key,
        "name": document["name"],
        "kind": document["kind"],
        "version": guide.subject.version,
        "start": guide.start,
        "steps": [_step(step, fail_on) for step in guide.steps],
    }


def _step(step: StepResult, fail_on: FailOn) -> dict[str, Any]:
    verdict = step.verdict
    return {
        "id": step.id,
        "title": step.title,
        "outcome": verdict.outcome.value,
        "fails": fails(verdict.outcome, fail_on),
        "tier": verdict.tier,
        "score": verdict.score,
        "margin": verdict.margin,
        "reason": verdict.reason,
        "sentence": say(verdict),
        "page": step.address,
        "undrawn": step.undrawn,
        "changes": changes(step),
        "proposal": step.proposal.proposed if step.proposal else None,
    }


def changes(step: StepResult) -> list[dict[str, str]]:
    """What a person would notice about a drifted target: each signal before and after."""
    if step.proposal is None:
        return []
    different = repair.difference(step.proposal.checked, step.proposal.proposed)
    return [{"signal": s, "before": before, "after": after} for s, before, after in different]
