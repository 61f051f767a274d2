"""Branches: rules that lead a forward move elsewhere than to the next step. Pure.

A rule is wholly about the page and what was answered, judged in the browser, or wholly about the
person, judged on the service and never sent. So no rule mixes the two.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from guide_engine.audience import rules
from guide_engine.audience.rules import Scope

MOST = 5
ANSWER = "answer."
_IN_BROWSER = ("page.", ANSWER)


def of(step: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the branches of a step; none in a document that knows of none."""
    found: list[dict[str, Any]] = step.get("branches", [])
    return found


def scope_of(rule: object) -> Scope | None:
    """Tell what a rule is about, None when it mixes both. One that asks nothing is the page's.

    What was answered counts as the page's: both are known in the browser.
    """
    about = {
        "page" if str(leaf.get("fact", "")).startswith(_IN_BROWSER) else "audience"
        for leaf in rules.leaves(rule)
    }
    if len(about) > 1:
        return None
    return "audience" if about == {"audience"} else "page"


def answers_used(rule: object) -> frozenset[str]:
    """Return the ids of the steps whose answers a rule asks about."""
    return frozenset(
        fact.removeprefix(ANSWER) for fact in rules.used_facts(rule) if fact.startswith(ANSWER)
    )


def holds_always(rule: object) -> bool:
    return rule == {"all": []}


def by_key(step: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return the branches of a step under the names that the service answers for them by."""
    for index, branch in enumerate(of(step)):
        yield f"{step['id']}/{index}", branch


def about_people(steps: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return the rules that are judged on the service, each with its key."""
    for step in steps:
        for key, branch in by_key(step):
            if scope_of(branch["when"]) == "audience":
                yield key, branch["when"]


def audience_rules_at(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Return every rule that may name segments, with its pointer. Tolerates any shape."""
    yield "/audience", document.get("audience")
    steps = document.get("steps")
    for place, step in enumerate(steps if isinstance(steps, list) else ()):
        branches = step.get("branches") if isinstance(step, Mapping) else None
        for index, branch in enumerate(branches if isinstance(branches, list) else ()):
            rule = branch.get("when") if isinstance(branch, Mapping) else None
            yield f"/steps/{place}/branches/{index}/when", rule


def audience_rules(document: Mapping[str, Any]) -> list[Any]:
    return [rule for _path, rule in audience_rules_at(document)]


def segments_used(document: Mapping[str, Any]) -> frozenset[str]:
    return frozenset().union(*map(rules.segments_used, audience_rules(document)))


def with_rules(document: Mapping[str, Any], change: Callable[[Any], Any]) -> dict[str, Any]:
    """Copy a well-formed guide with each of its audience rules changed."""
    copied = deepcopy(dict(document))
    copied["audience"] = change(copied["audience"])
    for step in copied["steps"]:
        for branch in of(step):
            branch["when"] = change(branch["when"])
    return copied
