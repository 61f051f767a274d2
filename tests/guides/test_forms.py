"""Forms read into documents, and back without loss."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.guides import document, forms, simple_rules
from guide_engine.guides.describe import Describer
from guide_engine.guides.forms import Form
from tests.support.guides import make_flow, make_step

ADDRESSES = st.lists(st.sampled_from(["/a", "/b/*", "https://x.test/**", "/c?d=1"]), unique=True)


@given(ADDRESSES, ADDRESSES)
def test_addresses_survive_the_rule(only: list[str], never: list[str]):
    assert simple_rules.pages_of(simple_rules.pages_rule(only, never)) == (only, never)


@pytest.mark.parametrize(
    "rule",
    [
        {"any": []},
        {"fact": "page.path", "op": "eq", "value": "/"},
        {"fact": "page.hash", "op": "matches", "value": "#a"},
        {"not": {"not": {"fact": "page.path", "op": "matches", "value": "/a"}}},
        {
            "all": [
                {"fact": "page.path", "op": "matches", "value": "/a"},
                {"fact": "page.title", "op": "set"},
            ]
        },
        {"all": "x"},
        None,
    ],
)
def test_a_rule_that_says_more_than_addresses_is_left_to_the_rule_editor(rule: Any):
    assert simple_rules.pages_of(rule) is None


@given(st.lists(st.sampled_from(["s1", "s2", "s3"]), unique=True))
def test_segments_survive_the_rule(ids: list[str]):
    assert simple_rules.segments_of(simple_rules.segments_rule(ids)) == ids


@pytest.mark.parametrize(
    "rule", [{"all": []}, {"not": {"segment": "a"}}, {"any": [{"segment": "a"}, {"all": []}]}]
)
def test_a_rule_that_says_more_than_segments_is_told_apart(rule: Any):
    assert simple_rules.segments_of(rule) is None


SIGNAL = st.text("abc あ", min_size=1, max_size=5).map(str.strip).filter(bool)
FINGERPRINTS = st.fixed_dictionaries(
    {"v": st.just(1)},
    optional={
        "text": SIGNAL,
        "name": SIGNAL,
        "role": st.sampled_from(["button", "textbox", "slider"]),
        "selector": SIGNAL,
        "heading": SIGNAL,
        "tag": SIGNAL,
        "label": SIGNAL,
        "attributes": st.dictionaries(st.sampled_from(["id", "data-testid"]), SIGNAL, min_size=1),
        "ancestors": st.lists(SIGNAL, max_size=2),
    },
)


@given(FINGERPRINTS)
def test_a_captured_target_survives_the_form(target: dict[str, Any]):
    shown = {
        "t.says": forms.says(target),
        "t.role": target.get("role", ""),
        "t.selector": target.get("selector", ""),
        "t.heading": target.get("heading", ""),
        "t.test_id": target.get("attributes", {}).get(forms.TEST_ID, ""),
        "t.rest": json.dumps(forms.hidden_signals(target)),
    }
    expected = target if set(target) - {"v"} else None
    assert forms.target(Form(shown.items()), "t") == expected


def test_what_a_field_says_is_its_name():
    typed = Form([("t.says", "Customer"), ("t.role", "textbox")])
    assert forms.target(typed, "t") == {"v": 1, "name": "Customer", "role": "textbox"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("5", 5),
        (" 2.5 ", 2.5),
        ("", ""),
        ("five", "five"),
        ("nan", "nan"),
        ("inf", "inf"),
        ("1e2", 100),
    ],
)
def test_what_is_no_number_stays_as_typed(typed: str, read: object):
    assert forms.number(typed) == read


@pytest.mark.parametrize(
    ("offset", "zone"),
    [("540", "+09:00"), ("-210", "-03:30"), ("0", "Z"), ("", "Z"), ("9999", "Z"), ("x", "Z")],
)
def test_a_moment_carries_the_authors_offset(offset: str, zone: str):
    assert forms.local_moment("2026-12-01T09:00", offset) == f"2026-12-01T09:00{zone}"


def test_an_empty_form_is_refused_by_the_check_not_by_the_reading():
    for read in (forms.build, forms.when, forms.audience):
        assert isinstance(document.faults(read(Form([]), make_flow())), list)


def test_values_are_said_in_words():
    say = Describer(lambda text: text, {"s1": "Pro users"}, ["st_a", "st_b"])
    steps = make_step("a")
    assert say.value("target", {"v": 1, "text": "New", "role": "button"}) == "“New” (a button)"
    assert say.value("target", {"v": 1, "selector": "#x"}) == "#x"
    assert say.value("target", None) == "–"
    assert say.value("buttons", steps["buttons"]) == "“Next” → Go to the next step"
    assert say.value("frequency", {"type": "every_days", "days": 7}) == "Again after some days: 7"
    assert say.value("audience", {"all": []}) == "no limits"
    assert say.value("audience", {"any": []}) == "nobody"
    rule = {
        "all": [
            {"segment": "s1"},
            {"not": {"any": [{"fact": "user.age", "op": "lt", "value": 3}, {"segment": "x"}]}},
        ]
    }
    assert say.value("audience", rule) == "[Pro users] and not: (user.age is less than 3 or [x])"
    assert (
        say.value("advance", {"on": "event", "event": "paid"})
        == "when something has happened (an event): paid"
    )
    assert say.value("steps", ["st_b", "st_a", "st_gone"]) == "2, 1, ?"
    assert (
        say.value("hint", {"show_on": "beacon", "open_on": "click"})
        == "a dot beside the element, opens by a click"
    )
    assert say.value("wait_seconds", 5) == "5"
    assert say.value("title", "") == "–"
