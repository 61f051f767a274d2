"""The state of one end user: what the SDK may show now, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guide_engine.audience.person import Person
from guide_engine.audience.rules import lookup
from guide_engine.audience.values import is_missing
from guide_engine.core import clock
from guide_engine.delivery import signals
from guide_engine.delivery.catalogue import Catalogue, catalogue_of, earlier_versions
from guide_engine.delivery.decide import Verdict, decide, decided, wanted_versions
from guide_engine.events import queries as events
from guide_engine.events.answers import Answer
from guide_engine.events.journey import Journey
from guide_engine.events.survey_answers import answers_in_runs
from guide_engine.identity.keys import EnvironmentRef

State = dict[str, Any]


def compose(env: EnvironmentRef, person: Person, language: str | None = None) -> State:
    """Put the state together: the contract's type `State`."""
    judged = judge(env, person)
    verdicts = [verdict for verdict in judged.verdicts if verdict.eligible]
    extras = _ask_above(env, person, judged, language)
    usual_seconds = extras.pop("usual_seconds")
    answers = answers_in_runs(
        env.id,
        person.external_id,
        {verdict.run.id for verdict in verdicts if verdict.run is not None and verdict.guide.asks},
    )
    state: State = {
        "v": 1,
        "revision": env.revision,
        "user_id": person.external_id,
        "guides": [
            wire_guide(verdict, person, usual_seconds, answers, language) for verdict in verdicts
        ],
        "variables": variables(person, verdicts),
        **extras,
    }
    if themes := _themes(env, verdicts):
        state["themes"] = themes
    if person.refused:
        state["warnings"] = [
            {"path": refused.path, "message": refused.message} for refused in person.refused
        ]
    return state


@dataclass(frozen=True)
class Judged:
    """What was decided for one person, and the journeys it was decided by."""

    verdicts: list[Verdict]
    journeys: list[Journey]


def verdicts_of(
    env: EnvironmentRef, person: Person, catalogue: Catalogue | None = None
) -> list[Verdict]:
    """Decide about every published guide, for one person, now."""
    return judge(env, person, catalogue).verdicts


def judge(env: EnvironmentRef, person: Person, catalogue: Catalogue | None = None) -> Judged:
    """Decide about every published guide, and keep what it was decided by."""
    guides = (catalogue or catalogue_of(env)).guides
    if not guides:
        return Judged([], [])
    journeys = events.journeys_of(env.id, person.external_id)
    verdicts = decide(
        person,
        guides,
        journeys,
        clock.now(),
        earlier=earlier_versions(env.id, wanted_versions(guides, journeys)),
        enabled=env.enabled,
    )
    return Judged(verdicts, journeys)


def wire_guide(
    verdict: Verdict,
    person: Person,
    usual_seconds: Mapping[str, Mapping[str, float]],
    answers: Mapping[str, Mapping[str, Answer]] | None = None,
    language: str | None = None,
) -> dict[str, Any]:
    """Write the contract's `StateGuide`."""
    guide = verdict.guide
    wire: dict[str, Any] = {
        "id": guide.id,
        "key": guide.key,
        "kind": guide.kind,
        "version": guide.version,
        "content": guide.content_in(language),
        "page": guide.page,
        "priority": guide.priority,
        "frequency": guide.frequency,
        "run": _run(verdict, answers or {}),
    }
    if guide.id in usual_seconds:
        wire["usual_seconds"] = usual_seconds[guide.id]
    if guide.starts_when:
        wire["starts_when"] = guide.starts_when
    if guide.level:
        wire["level"] = guide.level
    if guide.theme:
        wire["theme"] = guide.theme
    if verdict.completed_guides:
        wire["completed_guides"] = list(verdict.completed_guides)
    if guide.branches:
        wire["decided"] = decided(person, guide, clock.now())
    return wire


def _run(verdict: Verdict, answers: Mapping[str, Mapping[str, Answer]]) -> dict[str, Any] | None:
    """Say where a run stands, and what was done and answered in it on any device."""
    run = verdict.run
    if run is None:
        return None
    wire: dict[str, Any] = {"id": run.id, "step_id": run.step_id}
    if run.done:
        wire["done"] = sorted(run.done, key=lambda step_id: (run.done[step_id], step_id))
    asked = verdict.guide.asks
    given = {step: one for step, one in answers.get(run.id, {}).items() if step in asked}
    if given:
        wire["answers"] = given
    return wire


def _ask_above(
    env: EnvironmentRef, person: Person, judged: Judged, language: str | None
) -> dict[str, Any]:
    """Let the domains above add what they know."""
    extras: dict[str, Any] = {"usual_seconds": {}, "rescue": {"enabled": False}}
    verdicts = [verdict for verdict in judged.verdicts if verdict.eligible]
    for _receiver, answer in signals.composing_state.send(
        env,
        person=person,
        language=language,
        user_id=person.external_id,
        guides=[verdict.guide_id for verdict in verdicts],
        verdicts=judged.verdicts,
        journeys=judged.journeys,
    ):
        for name, value in (answer or {}).items():
            extras.setdefault(name, {}).update(value)
    return extras


def _themes(env: EnvironmentRef, verdicts: list[Verdict]) -> dict[str, Any]:
    """Return the environment's theme, under the empty key, and those that these guides chose."""
    worn = {"", *(verdict.guide.theme or "" for verdict in verdicts)}
    return {key: tokens for key, tokens in catalogue_of(env).themes.items() if key in worn}


def variables(person: Person, verdicts: list[Verdict]) -> dict[str, str]:
    """Return the facts that texts name, and only those: the rest is nobody's business there."""
    facts = person.facts()
    named = sorted({fact for verdict in verdicts for fact in verdict.guide.variables})
    values = {name: lookup(facts, name) for name in named}
    return {name: _written(value) for name, value in values.items() if not is_missing(value)}


def _written(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_written(element) for element in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
