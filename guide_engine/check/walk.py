"""Through one guide: look for each step, draw it, then do what the step asks for."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Error

from guide_engine.audience import rules
from guide_engine.check import addresses
from guide_engine.check.plan import GuidePlan
from guide_engine.check.repair import Proposal
from guide_engine.check.report import GuideResult, StepResult
from guide_engine.check.stage import Stage, Unreachable
from guide_engine.check.verdict import Outcome, Verdict, centred, judge, unreached
from guide_engine.core import clock

# How long a page may take to become the one that a step waits for.
ARRIVES_WITHIN_SECONDS = 5

Step = Mapping[str, Any]


class Walk:
    """`lost` says why the page isn't the one that the next step lives on; None while it is."""

    def __init__(self, stage: Stage, plan: GuidePlan, base_url: str, wait_seconds: float) -> None:
        self.stage = stage
        self.plan = plan
        self.base_url = base_url
        self.wait_seconds = wait_seconds
        self.lost: Verdict | None = None

    def run(self) -> GuideResult:
        document = self.plan.subject.document
        if self.plan.start is None:
            self.lost = unreached("no_address")
        else:
            self.lost = self._open(self.plan.start)
        results = [self._step(step) for step in document["steps"]]
        return GuideResult(self.plan.subject, self.plan.start, results)

    def _open(self, address: str) -> Verdict | None:
        try:
            return self.stage.open(address)
        except Unreachable as error:
            return unreached("unreachable", page=address, why=str(error))

    def _step(self, step: Step) -> StepResult:
        page = self.plan.steps.get(step["id"])
        if page is not None and page != self.stage.address:
            self.lost = self._open(page)
        try:
            result = self._look(step)
            # What the last step asks for leads nowhere that is looked at, and may change data.
            if step is not self.plan.subject.document["steps"][-1]:
                self._advance(step, result.verdict)
        except Error as error:
            # A page that navigates for ever, or a tab that crashed: this step's fault alone.
            self.lost = unreached("page_broke", why=error.message.strip().splitlines()[0])
            return StepResult(step, self.stage.address, self.lost)
        return result

    def _look(self, step: Step) -> StepResult:
        target, address = step.get("target"), self.stage.address
        if target is None:
            verdict = self.lost or centred()
            return self._picture(step, address, verdict, None)
        if self.lost is not None and self.lost.reason not in _MAY_BE_THERE:
            return self._picture(step, address, self.lost, None)
        wait = min(float(step["wait_seconds"]), self.wait_seconds)
        look = self.stage.look(target, wait if self.lost is None else 1)
        verdict = judge(look.told)
        if verdict.outcome is Outcome.MISSING and self.lost is not None:
            verdict = self.lost
        else:
            self.lost = None
        proposal = None
        if look.proposal is not None and verdict.outcome is Outcome.DRIFTED:
            proposal = Proposal(step["id"], dict(target), look.proposal)
        return self._picture(step, address, verdict, proposal)

    def _picture(
        self, step: Step, address: str, verdict: Verdict, proposal: Proposal | None
    ) -> StepResult:
        """The step as a user sees it; where it can't be drawn, the page without it."""
        if self.plan.start is None and not self.plan.steps:
            return StepResult(step, None, verdict)
        undrawn = None
        drawable = verdict.outcome not in {Outcome.MISSING, Outcome.UNREACHED}
        if drawable:
            undrawn = self.stage.draw(self.plan.subject.document, step["id"])
        picture = self.stage.picture()
        if drawable:
            self.stage.clear()
        return StepResult(step, address, verdict, picture, undrawn, proposal)

    def _advance(self, step: Step, verdict: Verdict) -> None:
        """Do what leads to the next step, and remember where that wasn't possible."""
        if self.lost is not None:
            return
        advance = step["advance"]
        there = verdict.outcome not in {Outcome.MISSING, Outcome.UNREACHED}
        match advance["on"]:
            case "click" | "input" if not there:
                self.lost = unreached("step_before", step=step["title"] or step["id"])
            case "click":
                self.stage.click()
            case "input" if not self.stage.type():
                self.lost = unreached("not_typed", step=step["title"] or step["id"])
            case "event":
                self.lost = unreached("event", event=advance["event"])
            case "page":
                self._reach_page(step, advance["rule"], there=there)
            case "element":
                self._reach_element(step, advance["target"], there=there)

    def _reach_page(self, step: Step, rule: Any, *, there: bool) -> None:
        """By the step's own element, as its text mostly says; else by the address, if it has one."""
        if there and step.get("target") and not self._is_on(rule):
            self.stage.click()
            self._wait_for(rule)
        if self._is_on(rule):
            return
        address = addresses.concrete(rule, self.base_url, clock.now())
        if address is None:
            self.lost = unreached("page", step=step["title"] or step["id"])
        else:
            self.lost = self._open(address)

    def _is_on(self, rule: Any) -> bool:
        return rules.evaluate(rule, self.stage.facts(), clock.now())

    def _wait_for(self, rule: Any) -> None:
        for _ in range(ARRIVES_WITHIN_SECONDS * 5):
            if self._is_on(rule):
                self.stage.settle()
                return
            self.stage.page.wait_for_timeout(200)

    def _reach_element(self, step: Step, target: Mapping[str, Any], *, there: bool) -> None:
        if self.stage.is_found(target, 0):
            return
        # The click forgets nothing of the step: the awaited element was not looked at.
        if there and step.get("target"):
            self.stage.click()
        if not self.stage.is_found(target, self.wait_seconds):
            self.lost = unreached("element", step=step["title"] or step["id"])


# Not having got further, the next step may still stand on the page where we are.
_MAY_BE_THERE = frozenset({"step_before", "not_typed", "event", "page", "element", "page_broke"})
