"""Steps as their cards show them: each part of a step as a form's fields want it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guide_engine.guides import blank, branches, forms, richtext, simple_rules
from guide_engine.guides.pages import views


@dataclass(frozen=True)
class TargetView:
    """An element as a form describes it."""

    signals: Mapping[str, Any]

    @property
    def says(self) -> str:
        return forms.says(self.signals)

    @property
    def rest(self) -> dict[str, Any]:
        return forms.hidden_signals(self.signals)

    @property
    def test_id(self) -> str:
        return str(self.signals.get("attributes", {}).get(forms.TEST_ID, ""))

    def signal(self, name: str) -> str:
        return str(self.signals.get(name, ""))


@dataclass(frozen=True)
class MomentView:
    """What is waited for. Every kind has its fields; those of the others are empty."""

    moment: Mapping[str, Any]

    @property
    def on(self) -> str:
        return str(self.moment.get("on", ""))

    @property
    def path(self) -> str:
        return simple_rules.address_of(self.rule) if self.rule else ""

    @property
    def rule(self) -> Any:
        return self.moment.get("rule")

    @property
    def words(self) -> str:
        """A rule that says more than an address, in words."""
        return "" if self.rule is None or self.path else views.describer().rule(self.rule)

    @property
    def target(self) -> TargetView:
        return TargetView(self.moment.get("target", {}))

    @property
    def test(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.moment.get("test") or {"op": "set"}
        return found


@dataclass(frozen=True)
class BranchView:
    """A branch as a row. Both editors are there; the one that is not chosen holds no condition."""

    row: str
    about: str
    go_to: str
    rules: Mapping[str, Any]


def branch_view(row: str, branch: Mapping[str, Any]) -> BranchView:
    about: str = branches.scope_of(branch["when"]) or "page"
    rules = {"page": blank.NEVER, "audience": blank.NEVER, about: branch["when"]}
    return BranchView(row, about, branch["go_to"], rules)


@dataclass
class StepView:
    """A step as its card shows it."""

    step: dict[str, Any]
    place: int
    findings: list[views.Told] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.step["id"])

    @property
    def text(self) -> str:
        return richtext.plain_text(self.step["body"])

    @property
    def target(self) -> TargetView:
        return TargetView(self.step["target"] or {})

    @property
    def advance(self) -> MomentView:
        return MomentView(self.step["advance"])

    @property
    def wait(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.step.get("wait") or {}
        return found

    @property
    def until(self) -> MomentView:
        return MomentView(self.wait.get("until", {}))

    @property
    def question(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.step.get("question") or {}
        return found

    @property
    def branches(self) -> list[BranchView]:
        found = enumerate(branches.of(self.step))
        return [branch_view(str(index), branch) for index, branch in found]

    @property
    def position(self) -> str:
        return str(self.step.get("position") or "")


def step_views(document: Mapping[str, Any], findings: Sequence[views.Told]) -> list[StepView]:
    return [
        StepView(step, place, [f for f in findings if f.step_id == step["id"]])
        for place, step in enumerate(document["steps"], 1)
    ]
