"""The rule language: a condition tree judged against facts. docs/rules.md defines every operator.

The SDK judges page rules by the same definition (sdk/src/rules); both sides run
tests/contract/cases/rules.json, so a change here is a change there. What only people have
(moments, segments) is judged here alone: tests/contract/cases/rules-people.json.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypeAlias

from guide_engine.audience.operators import AMOUNTS, NEGATIONS, NUMBERS, OPERATORS, TAKES, judge
from guide_engine.audience.values import is_storable_text
from guide_engine.audience.words import WORDS as WORDS

Rule: TypeAlias = Mapping[str, Any]
Facts: TypeAlias = Mapping[str, Any]
Scope: TypeAlias = Literal["audience", "page", "run"]

MAX_DEPTH = 8
MAX_LEAVES = 100
MAX_TEXT = 500
MAX_LIST = 200

GROUPS = ("all", "any")

_PREFIXES: dict[Scope, tuple[str, ...]] = {
    "audience": ("user.", "company."),
    "page": ("page.",),
    # In the middle of a guide, where answers are known too.
    "run": ("page.", "answer."),
}


def evaluate(rule: object, facts: Facts, now: datetime) -> bool:
    """Tell whether the rule holds. A malformed part never makes it hold, not even under `not`."""
    return _judge(rule, facts, now) is True


def used_facts(rule: object) -> frozenset[str]:
    """Return the names of every fact the rule asks about."""
    return frozenset(leaf["fact"] for leaf in leaves(rule) if isinstance(leaf.get("fact"), str))


def segments_used(rule: object) -> frozenset[str]:
    """Return the ids of every segment the rule names."""
    return frozenset(
        leaf["segment"] for leaf in leaves(rule) if isinstance(leaf.get("segment"), str)
    )


def leaves(rule: object) -> Iterator[Rule]:
    """Walk the conditions and segment references of a tree, from left to right."""
    if not isinstance(rule, Mapping):
        return
    for group in GROUPS:
        if isinstance(parts := rule.get(group), list):
            for part in parts:
                yield from leaves(part)
    if "not" in rule:
        yield from leaves(rule["not"])
    if "fact" in rule or "segment" in rule:
        yield rule


def lookup(facts: Facts, name: str) -> Any:
    """Read a dotted name. A whole key wins over its parts, so keys may hold dots themselves."""
    if name in facts:
        return facts[name]
    head, dot, rest = name.partition(".")
    inner = facts.get(head)
    return lookup(inner, rest) if dot and isinstance(inner, Mapping) else None


@dataclass(frozen=True)
class Failure:
    """A leaf that kept a rule from holding. `wanted` is False where a `not` forbade it."""

    leaf: Rule
    wanted: bool
    actual: Any


def explain(rule: object, facts: Facts, now: datetime) -> list[Failure]:
    """Return the leaves that keep the rule from holding; none when it holds."""
    return list(_failures(rule, facts, now, wanted=True))


def _failures(rule: object, facts: Facts, now: datetime, *, wanted: bool) -> Iterator[Failure]:
    if _judge(rule, facts, now) is wanted or not isinstance(rule, Mapping):
        return
    for group in GROUPS:
        if isinstance(parts := rule.get(group), list):
            for part in parts:
                yield from _failures(part, facts, now, wanted=wanted)
    if "not" in rule:
        yield from _failures(rule["not"], facts, now, wanted=not wanted)
    if isinstance(name := rule.get("fact"), str):
        yield Failure(rule, wanted, lookup(facts, name))
    if "segment" in rule:
        yield Failure(rule, wanted, None)


def _judge(rule: object, facts: Facts, now: datetime) -> bool | None:
    """None stands for malformed, and spreads as an unknown does in three-valued logic."""
    if not isinstance(rule, Mapping):
        return None
    if len(rule) == 1:
        ((shape, part),) = rule.items()
        if shape in GROUPS and isinstance(part, list):
            return _judge_group(shape, [_judge(inner, facts, now) for inner in part])
        if shape == "not":
            inner = _judge(part, facts, now)
            return None if inner is None else not inner
        if shape == "segment" and isinstance(part, str):
            return part in facts.get("segments", ())
    return _judge_condition(rule, facts, now)


def _judge_group(shape: str, verdicts: list[bool | None]) -> bool | None:
    decisive = shape == "any"
    if decisive in verdicts:
        return decisive
    return None if None in verdicts else not decisive


def _judge_condition(rule: Rule, facts: Facts, now: datetime) -> bool | None:
    name, op = rule.get("fact"), rule.get("op")
    if not isinstance(name, str) or not isinstance(op, str):
        return None
    return judge(op, lookup(facts, name), rule.get("value"), now)


class Fault(NamedTuple):
    """`path` is a JSON Pointer into the rule. `params` fill the sentence of `code`."""

    path: str
    code: str
    params: dict[str, Any]


def faults(rule: object, scope: Scope) -> list[Fault]:
    """Return everything that keeps the rule from being saved, in the order of the tree."""
    found = list(_check(rule, scope, "", 1))
    count = sum(1 for _leaf in leaves(rule))
    if count > MAX_LEAVES:
        found.insert(0, Fault("", "too_many", {"count": count, "most": MAX_LEAVES}))
    return found


def _check(rule: object, scope: Scope, path: str, depth: int) -> Iterator[Fault]:
    if not isinstance(rule, Mapping):
        yield Fault(path, "not_a_rule", {})
    elif depth > MAX_DEPTH:
        yield Fault(path, "too_deep", {"most": MAX_DEPTH})
    elif "fact" in rule or "op" in rule:
        yield from _check_condition(rule, scope, path)
    elif len(rule) != 1:
        yield Fault(path, "not_a_rule", {})
    else:
        ((shape, part),) = rule.items()
        if shape in GROUPS and isinstance(part, list):
            for index, inner in enumerate(part):
                yield from _check(inner, scope, f"{path}/{shape}/{index}", depth + 1)
        elif shape == "not":
            yield from _check(part, scope, f"{path}/not", depth + 1)
        elif shape == "segment":
            yield from _check_segment(part, scope, f"{path}/segment")
        else:
            yield Fault(path, "not_a_rule", {})


def _check_segment(segment: object, scope: Scope, path: str) -> Iterator[Fault]:
    if scope != "audience":
        yield Fault(path, "segment_not_here", {})
    elif not isinstance(segment, str) or not segment:
        yield Fault(path, "no_segment", {})


def _check_condition(rule: Mapping[str, Any], scope: Scope, path: str) -> Iterator[Fault]:
    for key in sorted(set(rule) - {"fact", "op", "value"}):
        yield Fault(f"{path}/{key}", "unknown_field", {"field": key})
    fact, op = rule.get("fact"), rule.get("op")
    if not isinstance(fact, str) or not fact or len(fact) > MAX_TEXT:
        yield Fault(f"{path}/fact", "no_fact", {})
    elif not any(fact.startswith(prefix) and fact != prefix for prefix in _PREFIXES[scope]):
        yield Fault(f"{path}/fact", "fact_not_here", {"fact": fact, "scope": scope})
    if not isinstance(op, str) or op not in OPERATORS:
        yield Fault(f"{path}/op", "unknown_operator", {"op": str(op)[:MAX_TEXT]})
    elif op in AMOUNTS and not _has_amounts(fact, scope, op):
        yield Fault(f"{path}/op", "operator_not_here", {"op": op})
    else:
        yield from _check_value(rule, op, f"{path}/value")


def _has_amounts(fact: object, scope: Scope, op: str) -> bool:
    """Of a page there are texts only. An answer may be a number; moments are known of people alone."""
    if scope == "run" and isinstance(fact, str) and fact.startswith("answer."):
        return op in NUMBERS
    return scope == "audience"


def _check_value(rule: Mapping[str, Any], op: str, path: str) -> Iterator[Fault]:
    value = rule.get("value")
    if op in {"set", "unset"}:
        if value is not None:
            yield Fault(path, "value_not_needed", {"op": op})
    elif value is None or value in ("", []):
        yield Fault(path, "value_missing", {"op": op})
    elif not TAKES[NEGATIONS.get(op, op)](value):
        yield Fault(path, "value_type", {"op": op})
    else:
        yield from _check_size(value, path)


def _check_size(value: Any, path: str) -> Iterator[Fault]:
    elements = value if isinstance(value, list) else [value]
    if len(elements) > MAX_LIST:
        yield Fault(path, "list_too_long", {"count": len(elements), "most": MAX_LIST})
    texts = [element for element in elements if isinstance(element, str)]
    if any(len(text) > MAX_TEXT for text in texts):
        yield Fault(path, "text_too_long", {"most": MAX_TEXT})
    if not all(is_storable_text(text) for text in texts):
        yield Fault(path, "text_not_storable", {})
