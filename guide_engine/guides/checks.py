"""What to mend before a guide is published. Errors keep it back, warnings only advise."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from guide_engine.guides import graph, languages, words
from guide_engine.guides.document import GuideDocument, to_moment
from guide_engine.guides.kinds import Kind
from guide_engine.guides.step_checks import Severity as Severity
from guide_engine.guides.step_checks import Told, check_moment, check_step

MOST_STEPS = 5
MOST_TASKS = 7


@dataclass(frozen=True)
class Finding:
    severity: Severity
    code: str
    # A JSON Pointer to what is meant, and the step it is in.
    path: str
    step_id: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def message(self) -> str:
        return self.said()

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def said(self, translate: words.Translate | None = None) -> str:
        return words.say(
            words.FINDINGS, self.code, self.params, *([translate] if translate else [])
        )


def findings(
    document: GuideDocument, now: datetime, guide_keys: Collection[str] | None = None
) -> list[Finding]:
    """Return what is unfinished or unwise in a well-formed document, in reading order.

    `guide_keys` are the guides that exist, for what starts or awaits another one.
    """
    found = [*_whole(document, now), *_look(document)]
    ways = graph.reachable(document["steps"])
    for index, step in enumerate(document["steps"]):
        told = [*check_step(document, step, guide_keys)]
        if document["kind"] != Kind.CHECKLIST and index not in ways:
            told.append((Severity.WARNING, "unreachable", "", {}))
        found += [_finding(one, f"/steps/{index}", step["id"]) for one in told]
    return found


def has_errors(found: Collection[Finding]) -> bool:
    """Tell whether the guide must not be published like this."""
    return any(finding.is_error for finding in found)


def _finding(told: Told, path: str, step_id: str | None = None) -> Finding:
    severity, code, inner, params = told
    return Finding(severity, code, path + inner, step_id, params)


def _whole(document: GuideDocument, now: datetime) -> Iterator[Finding]:
    yield from _steps(document)
    if document["completes_on"] == "goal" and document["goal"] is None:
        yield _error("no_goal", "/goal")
    starts, ends = (to_moment(document["schedule"][name]) for name in ("starts_at", "ends_at"))
    if starts and ends and ends <= starts:
        yield _error("ends_before_start", "/schedule/ends_at")
    elif ends and ends <= now:
        yield _warning("already_over", "/schedule/ends_at")
    if document["kind"] != Kind.HINT and document["frequency"]["type"] == "always":
        yield _warning("shown_always", "/frequency")
    if document.get("starts_when") is not None:
        for told in check_moment(document["starts_when"], ""):
            yield _finding(told, "/starts_when")
    for language, place in languages.unknown_paths(document):
        params = {"language": language, "place": place}
        yield _warning("unknown_translation", f"/translations/{language}", params)


def _steps(document: GuideDocument) -> Iterator[Finding]:
    kind, steps = document["kind"], document["steps"]
    is_checklist = kind == Kind.CHECKLIST
    most = MOST_TASKS if is_checklist else MOST_STEPS
    if not steps:
        yield _error("no_tasks" if is_checklist else "no_steps", "/steps")
    if len(steps) > most:
        code = "too_many_tasks" if is_checklist else "too_many_steps"
        yield _warning(code, "/steps", params={"count": len(steps), "most": most})
    if kind == Kind.SURVEY and steps and not any("question" in step for step in steps):
        yield _error("no_question", "/steps")
    by_goal = document["completes_on"] == "goal"
    if by_goal and is_checklist:
        yield _error("goal_for_tasks", "/completes_on")
    elif steps and not is_checklist and not by_goal and not graph.can_finish(steps):
        yield _error("never_completes", "/steps")


def _look(document: GuideDocument) -> Iterator[Finding]:
    if document["kind"] == Kind.CHECKLIST and not document["checklist"]["title"].strip():
        yield _error("no_list_title", "/checklist/title")


def _error(code: str, path: str) -> Finding:
    return Finding(Severity.ERROR, code, path)


def _warning(code: str, path: str, params: Mapping[str, Any] | None = None) -> Finding:
    return Finding(Severity.WARNING, code, path, params=params or {})
