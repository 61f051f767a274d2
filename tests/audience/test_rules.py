"""The rule language: the shared cases, the laws behind them, and the checks before saving."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from guide_engine.audience import glob
from guide_engine.audience import rules as rules_module
from guide_engine.audience.operators import NEGATIONS, OPERATORS
from guide_engine.audience.rules import (
    MAX_LEAVES,
    WORDS,
    evaluate,
    explain,
    faults,
    segments_used,
    used_facts,
)

CASES = [
    case
    for name in ("rules.json", "rules-people.json")
    for case in json.loads(Path("tests/contract/cases", name).read_text(encoding="utf-8"))
]
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

scalars = st.one_of(
    st.booleans(),
    st.integers(-5, 5),
    st.sampled_from(["", "pro", "PRO", "free", "2026-11-20", "*"]),
)
values = st.one_of(st.none(), scalars, st.lists(scalars, max_size=3))
facts = st.fixed_dictionaries(
    {
        "user": st.dictionaries(st.sampled_from(["a", "b"]), values, max_size=2),
        "segments": st.lists(st.sampled_from(["s1", "s2"]), max_size=2, unique=True),
    }
)
conditions = st.fixed_dictionaries(
    {
        "fact": st.sampled_from(["user.a", "user.b"]),
        "op": st.sampled_from([*sorted(OPERATORS), "like"]),
        "value": values,
    }
)
rules = st.recursive(
    st.one_of(conditions, st.sampled_from(["s1", "s2"]).map(lambda name: {"segment": name})),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=8,
)
anything = st.recursive(
    st.one_of(values, st.floats(), st.text(max_size=3)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["all", "any", "not", "segment", "fact", "op", "value"]), inner
        ),
    ),
    max_leaves=10,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_shared_case(case: dict[str, Any]) -> None:
    now = datetime.fromisoformat(case["now"])
    assert evaluate(case["rule"], case["facts"], now) is case["expect"]


@given(condition=conditions, facts=facts)
def test_negative_operator_is_exactly_the_opposite(condition: Any, facts: Any) -> None:
    for negative, positive in NEGATIONS.items():
        one = {**condition, "op": negative}
        other = {"not": {**condition, "op": positive}}
        assert evaluate(one, facts, NOW) == evaluate(other, facts, NOW)


@given(parts=st.lists(rules, max_size=3), facts=facts)
def test_de_morgan_holds(parts: Any, facts: Any) -> None:
    one = {"not": {"all": parts}}
    other = {"any": [{"not": part} for part in parts]}
    assert evaluate(one, facts, NOW) == evaluate(other, facts, NOW)


@given(rule=anything, facts=facts)
def test_no_input_raises(rule: Any, facts: Any) -> None:
    assert evaluate(rule, facts, NOW) in (True, False)
    explain(rule, facts, NOW)
    used_facts(rule)
    segments_used(rule)
    faults(rule, "audience")


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(rule=rules, facts=facts)
def test_explanation_is_empty_exactly_when_a_well_formed_rule_holds(rule: Any, facts: Any) -> None:
    assume(not faults(rule, "audience"))
    failed = explain(rule, facts, NOW)
    if evaluate(rule, facts, NOW):
        assert failed == []
    elif used_facts(rule) or segments_used(rule):
        assert all(evaluate(failure.leaf, facts, NOW) is not failure.wanted for failure in failed)


def test_explanation_names_the_condition_and_what_was_found() -> None:
    wanted = {"fact": "user.plan", "op": "eq", "value": "pro"}
    unwanted = {"fact": "user.admin", "op": "eq", "value": True}
    held = {"fact": "user.seats", "op": "gt", "value": 1}
    rule = {"all": [wanted, {"not": unwanted}, held]}
    found = {"user": {"plan": "free", "admin": True, "seats": 3}}
    assert [(f.leaf, f.wanted, f.actual) for f in explain(rule, found, NOW)] == [
        (wanted, True, "free"),
        (unwanted, False, True),
    ]


@given(pattern=st.text("ab/*", max_size=8), text=st.text("ab/", max_size=10))
def test_glob_agrees_with_its_definition_by_regular_expression(pattern: str, text: str) -> None:
    def translate(pattern: str) -> str:
        pieces = re.findall(r"\*+|[^*]", pattern)
        return "".join(
            {True: "[^/]*", False: ".*"}[piece == "*"] if "*" in piece else re.escape(piece)
            for piece in pieces
        )

    bare = pattern.removesuffix("/**") if pattern.endswith("/**") else pattern
    expected = any(re.fullmatch(translate(form), text) for form in (pattern, bare))
    assert glob.matches(pattern, text) is expected


@pytest.mark.parametrize(
    ("rule", "scope", "expected"),
    [
        ({"all": []}, "audience", []),
        ({"fact": "user.plan", "op": "eq", "value": "pro"}, "audience", []),
        ({"segment": "sg_1"}, "audience", []),
        ({"fact": "page.path", "op": "matches", "value": "/a/**"}, "page", []),
        (None, "audience", [("", "not_a_rule")]),
        ({"all": [{"some": []}]}, "audience", [("/all/0", "not_a_rule")]),
        ({"all": [], "any": []}, "audience", [("", "not_a_rule")]),
        ({"segment": "sg_1"}, "page", [("/segment", "segment_not_here")]),
        (
            {"fact": "page.query.n", "op": "gt", "value": 3},
            "page",
            [("/op", "operator_not_here")],
        ),
        ({"not": {"segment": ""}}, "audience", [("/not/segment", "no_segment")]),
        ({"op": "set"}, "audience", [("/fact", "no_fact")]),
        ({"fact": "page.path", "op": "set"}, "audience", [("/fact", "fact_not_here")]),
        ({"fact": "user.", "op": "set"}, "audience", [("/fact", "fact_not_here")]),
        ({"fact": "user.a", "op": "like", "value": 1}, "audience", [("/op", "unknown_operator")]),
        ({"fact": "user.a", "op": "eq"}, "audience", [("/value", "value_missing")]),
        ({"fact": "user.a", "op": "in", "value": []}, "audience", [("/value", "value_missing")]),
        ({"fact": "user.a", "op": "not_in", "value": "x"}, "audience", [("/value", "value_type")]),
        ({"fact": "user.a", "op": "set", "value": 1}, "audience", [("/value", "value_not_needed")]),
        (
            {"fact": "user.a", "op": "set", "extra": 1},
            "audience",
            [("/extra", "unknown_field")],
        ),
        (
            {"any": [{"fact": "user.a", "op": "eq", "value": "x" * 501}]},
            "audience",
            [("/any/0/value", "text_too_long")],
        ),
        (
            {"fact": "user.a", "op": "in", "value": ["x"] * 201},
            "audience",
            [("/value", "list_too_long")],
        ),
        (
            {"fact": "user.a", "op": "eq", "value": "\ud800"},
            "audience",
            [("/value", "text_not_storable")],
        ),
    ],
)
def test_faults(rule: Any, scope: Any, expected: list[tuple[str, str]]) -> None:
    assert [(fault.path, fault.code) for fault in faults(rule, scope)] == expected


def test_too_many_conditions_are_refused() -> None:
    rule = {"all": [{"fact": "user.a", "op": "set"}] * (MAX_LEAVES + 1)}
    assert [fault.code for fault in faults(rule, "audience")] == ["too_many"]


def test_too_deep_a_tree_is_refused() -> None:
    rule: dict[str, Any] = {"fact": "user.a", "op": "set"}
    for _ in range(8):
        rule = {"not": rule}
    assert [fault.code for fault in faults(rule, "audience")] == ["too_deep"]


@given(rule=rules)
def test_facts_and_segments_are_collected_from_every_branch(rule: Any) -> None:
    text = json.dumps(rule)
    assert all(f'"{name}"' in text for name in used_facts(rule) | segments_used(rule))
    assert ("user.a" in used_facts(rule)) == ('"user.a"' in text)
    assert ("s1" in segments_used(rule)) == ('"segment": "s1"' in text)


def test_every_fault_has_a_sentence() -> None:
    source = (Path(rules_module.__file__)).read_text(encoding="utf-8")
    codes = set(re.findall(r'Fault\([^,]+, "(\w+)"', source))
    assert codes <= set(WORDS)
    for text in WORDS.values():
        assert text % dict.fromkeys(re.findall(r"%\((\w+)\)s", text), "x")
