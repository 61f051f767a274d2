"""The form of a guide document: what is taken, and how each fault is told."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.guides import blank, links, richtext
from guide_engine.guides.document import MAX_BYTES, faults
from guide_engine.guides.kinds import Kind
from tests.support.guides import (
    MAKE,
    make_checklist,
    make_flow,
    make_hint,
    make_step,
    make_survey,
)


def paths(document: object) -> list[str]:
    return [fault.path for fault in faults(document)]


def codes(document: object) -> dict[str, str]:
    return {fault.path: fault.code for fault in faults(document)}


def test_finished_guides_have_no_fault():
    assert faults(make_flow()) == []
    assert faults(make_hint()) == []


@pytest.mark.parametrize("kind", list(Kind))
def test_a_new_guide_may_be_saved_unfinished(kind: str):
    assert faults(blank.guide(kind, "a-key", "名前", "ja")) == []


def test_every_missing_field_is_named():
    assert set(paths({})) == {
        "/format", "/key", "/kind", "/name", "/language", "/steps", "/page", "/audience",
        "/frequency", "/priority", "/schedule", "/goal", "/completes_on",
    }  # fmt: skip


@pytest.mark.parametrize("value", [None, [], "text", 3])
def test_something_that_is_no_object_is_refused(value: object):
    assert codes(value) == {"": "wrong_type"}


def test_all_faults_are_told_at_once_with_their_paths():
    document = make_flow(extra=1, priority=101, key="Not A Key")
    document["steps"][1]["buttons"][0]["action"] = {"type": "go_to", "step_id": "st_gone"}
    document["steps"][0]["placement"] = "middle"
    assert codes(document) == {
        "/extra": "unknown_field",
        "/key": "wrong_form",
        "/priority": "too_big",
        "/steps/0/placement": "not_one_of",
        "/steps/1/buttons/0/action/step_id": "no_such_step",
    }


def test_a_fault_is_a_plain_sentence():
    (fault,) = faults(make_flow(key="Bad Key"))
    assert fault.message == "This must be lower-case letters, digits and single hyphens."


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"kind": "poll"}, "/kind", "not_one_of"),
        ({"name": ""}, "/name", "empty"),
        ({"name": "x" * 201}, "/name", "too_long"),
        ({"language": "English"}, "/language", "wrong_form"),
        ({"priority": True}, "/priority", "wrong_type"),
        ({"hint": {"show_on": "beacon", "open_on": "click"}}, "/hint", "not_allowed"),
        ({"frequency": {"type": "every_days"}}, "/frequency/days", "missing"),
        ({"frequency": {"type": "once", "days": 2}}, "/frequency/days", "unknown_field"),
        ({"goal": {"event": "paid", "window_days": 0}}, "/goal/window_days", "too_small"),
        ({"schedule": {"starts_at": "soon", "ends_at": None}}, "/schedule/starts_at", "wrong_form"),
        (
            {"schedule": {"starts_at": "2026-02-31T09:00:00Z", "ends_at": None}},
            "/schedule/starts_at",
            "no_such_moment",
        ),
        (
            {"page": {"fact": "user.plan", "op": "eq", "value": "x"}},
            "/page/fact",
            "rule_fact_not_here",
        ),
        ({"audience": {"all": [{"segment": ""}]}}, "/audience/all/0/segment", "rule_no_segment"),
        ({"steps": [make_step(str(i)) for i in range(51)]}, "/steps", "too_many"),
        ({"steps": [make_step("a"), make_step("a")]}, "/steps/1/id", "duplicate_id"),
        ({"name": "a\0b"}, "/name", "not_storable"),
        ({"name": "half \ud83d of a pair"}, "/name", "not_storable"),
    ],
)
def test_a_wrong_field_is_told_where_it_is(change: dict[str, Any], path: str, code: str):
    assert codes(make_flow(**change)) == {path: code}


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"type": "modal"}, "/target", "target_not_here"),
        ({"target": {"selector": "#x"}}, "/target/v", "missing"),
        ({"target": {"v": 1, "xpath": "//a"}}, "/target/xpath", "unknown_field"),
        ({"target": {"v": 1, "text": "x" * 81}}, "/target/text", "too_long"),
        ({"advance": {"on": "event"}}, "/advance/event", "missing"),
        ({"advance": {"on": "click", "event": "x"}}, "/advance/event", "unknown_field"),
        (
            {"advance": {"on": "page", "rule": {"fact": "page.path", "op": "is"}}},
            "/advance/rule/op",
            "rule_unknown_operator",
        ),
        ({"wait_seconds": -1}, "/wait_seconds", "too_small"),
    ],
)
def test_a_wrong_step_is_told_where_it_is(change: dict[str, Any], path: str, code: str):
    assert codes(make_flow(steps=[make_step(**change)])) == {f"/steps/0{path}": code}


def test_a_hint_has_a_look_and_at_most_one_step():
    hint = make_hint(steps=[make_step("a"), make_step("b")])
    del hint["hint"]
    assert codes(hint) == {"/hint": "missing", "/steps": "too_many"}


def test_a_hint_must_point_at_something():
    hint = make_hint(steps=[make_step("a", type="modal", target=None)])
    assert codes(hint) == {"/steps/0/type": "not_one_of"}


def test_a_document_has_a_largest_size():
    text = {"type": "text", "text": "x" * 5000}
    body = {"type": "doc", "content": [{"type": "paragraph", "content": [text] * 250}]}
    assert MAX_BYTES < 5000 * 250
    assert codes(make_flow(steps=[make_step(body=body)])) == {"": "document_too_big"}


def test_deep_nesting_is_refused_before_anything_walks_it():
    rule: dict[str, Any] = {"all": []}
    for _level in range(5000):
        rule = {"not": rule}
    assert codes(make_flow(audience=rule)) == {"": "too_deep"}


def marked(href: str) -> dict[str, Any]:
    mark = {"type": "link", "attrs": {"href": href}}
    text = {"type": "text", "text": "here", "marks": [mark]}
    return {"type": "doc", "content": [{"type": "paragraph", "content": [text]}]}


CASES = json.loads(Path("tests/contract/cases/links.json").read_text("utf-8"))
SAFE = [case["address"] for case in CASES if case["link"]]
UNSAFE = [case["address"] for case in CASES if not case["link"] and case["address"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["address"]))
def test_the_shared_addresses(case: dict[str, Any]):
    assert links.is_safe(case["address"]) is case["link"]
    assert links.is_safe(case["address"], links.IMAGE_SCHEMES) is case["image"]


@pytest.mark.parametrize("href", SAFE)
def test_a_harmless_link_is_taken(href: str):
    assert faults(make_flow(steps=[make_step(body=marked(href))])) == []


@pytest.mark.parametrize("href", UNSAFE)
def test_a_link_that_could_run_or_mislead_is_refused(href: str):
    path = "/steps/0/body/content/0/content/0/marks/0/attrs/href"
    assert codes(make_flow(steps=[make_step(body=marked(href))])) == {path: "unsafe_link"}
    button = {
        "id": "b",
        "label": "x",
        "style": "primary",
        "action": {"type": "open_url", "url": href},
    }
    assert codes(make_flow(steps=[make_step(buttons=[button])])) == {
        "/steps/0/buttons/0/action/url": "unsafe_link"
    }


def test_an_image_needs_an_address_of_the_web():
    body = {"type": "doc", "content": [{"type": "image", "attrs": {"src": "mailto:x", "alt": ""}}]}
    assert codes(make_flow(steps=[make_step(body=body)])) == {
        "/steps/0/body/content/0/attrs/src": "unsafe_link"
    }


@pytest.mark.parametrize(
    "node",
    [
        {"type": "script", "content": []},
        {"type": "paragraph", "content": [{"type": "html", "html": "<b>"}]},
        {"type": "paragraph", "onclick": "x"},
        {"type": "heading", "attrs": {"level": 1}},
        {
            "type": "paragraph",
            "content": [{"type": "variable", "attrs": {"fact": "page.url", "fallback": ""}}],
        },
    ],
)
def test_rich_text_is_a_closed_list(node: dict[str, Any]):
    body = {"type": "doc", "content": [node]}
    assert all(
        path.startswith("/steps/0/body/content/0")
        for path in paths(make_flow(steps=[make_step(body=body)]))
    )
    assert paths(make_flow(steps=[make_step(body=body)]))


def test_lists_may_nest_only_so_deep():
    node = {"type": "paragraph"}
    for _level in range(4):
        node = {"type": "bullet_list", "content": [{"type": "list_item", "content": [node]}]}
    body = {"type": "doc", "content": [node]}
    assert codes(make_flow(steps=[make_step(body=body)])) == {"/steps/0/body": "lists_too_deep"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSON, st.sampled_from(sorted(make_flow())), st.sampled_from(sorted(make_step())))
def test_no_json_whatever_makes_the_check_fail(value: Any, field: str, step_field: str):
    for document in (
        make_flow(**{field: value}),
        make_flow(steps=[make_step(**{step_field: value})]),
        value,
    ):
        for fault in faults(document):
            assert fault.message


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=300))
def test_any_plain_text_becomes_rich_text_without_fault(text: str):
    assert faults(make_flow(steps=[make_step(body=richtext.from_text(text))])) == []


@given(st.text(max_size=30))
def test_no_link_hides_a_scheme(text: str):
    assert not links.is_safe("javascript:" + text)
    assert not links.is_safe("\t" + text)


@pytest.mark.parametrize("kind", Kind)
def test_a_guide_of_any_kind_has_no_fault(kind: str):
    assert faults(MAKE[kind]()) == []


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.FLOW])
def test_each_kind_needs_its_own_settings_and_has_no_others(kind: str):
    document = MAKE[kind]()
    look = document.pop(kind)
    assert codes(document) == {f"/{kind}": "missing"}
    assert codes(make_flow(**{kind: look})) == {f"/{kind}": "not_allowed"}


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("flow", "task"),
        ("hint", "modal"),
        ("checklist", "tooltip"),
        ("banner", "card"),
        ("announcement", "tooltip"),
        ("survey", "banner"),
    ],
)
def test_each_kind_has_its_own_types_of_step(kind: str, shape: str):
    document = MAKE[kind]()
    bare = blank.step("flow", "en")
    document["steps"] = [{**bare, "type": shape, "buttons": []}]
    assert codes(document)["/steps/0/type"] == "not_one_of"


SNOOZE = {"id": "b", "label": "Later", "style": "secondary", "action": {"type": "snooze"}}
AWAY: dict[str, Any] = {"type": "open_url", "url": "javascript:x"}


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"type": "hidden"}, "/buttons", "buttons_not_here"),
        ({"type": "card"}, "/target", "target_not_here"),
        ({"type": "banner", "position": "top"}, "/target", "target_not_here"),
        ({"position": "top"}, "/position", "not_allowed"),
        ({"type": "card", "target": None, "position": "top"}, "/position", "not_one_of"),
        ({"type": "modal", "target": None, "spotlight": True}, "/spotlight", "not_allowed"),
        ({"action": None}, "/action", "not_allowed"),
        (
            {"type": "hidden", "buttons": [], "question": {"type": "nps", "required": True}},
            "/question",
            "not_allowed",
        ),
        ({"advance": {"on": "guide", "guide_key": "a"}}, "/advance", "advance_not_here"),
        ({"advance": {"on": "time"}}, "/advance/seconds", "missing"),
        ({"advance": {"on": "time", "seconds": 0}}, "/advance/seconds", "too_small"),
        (
            {"advance": {"on": "input", "test": {"op": "set", "value": "x"}}},
            "/advance/test/value",
            "unknown_field",
        ),
        (
            {"advance": {"on": "input", "test": {"op": "like", "value": "x"}}},
            "/advance/test/op",
            "not_one_of",
        ),
        (
            {"wait": {"until": {"on": "event", "event": "a"}, "otherwise": "show"}},
            "/wait/limit_seconds",
            "missing",
        ),
        (
            {"wait": {"until": {"on": "click"}, "limit_seconds": 5, "otherwise": "show"}},
            "/wait/until/on",
            "not_one_of",
        ),
        (
            {
                "wait": {
                    "until": {"on": "page", "rule": {"fact": "user.plan", "op": "set"}},
                    "limit_seconds": 5,
                    "otherwise": "show",
                }
            },
            "/wait/until/rule/fact",
            "rule_fact_not_here",
        ),
        ({"buttons": [SNOOZE]}, "/buttons/0/action/hours", "missing"),
        (
            {"buttons": [{**SNOOZE, "action": {"type": "next"}, "also": [AWAY]}]},
            "/buttons/0/also/0/url",
            "unsafe_link",
        ),
        (
            {"buttons": [{**SNOOZE, "action": {"type": "next"}, "also": [{"type": "next"}]}]},
            "/buttons/0/also/0/type",
            "not_one_of",
        ),
        ({"question": {"type": "nps"}}, "/question/required", "missing"),
        (
            {"question": {"type": "nps", "required": True, "max": 5}},
            "/question/max",
            "unknown_field",
        ),
        (
            {"question": {"type": "rating", "required": True, "icon": "star", "max": 6}},
            "/question/max",
            "not_one_of",
        ),
        (
            {
                "question": {
                    "type": "single",
                    "required": True,
                    "choices": [{"id": "other", "label": "Other"}],
                }
            },
            "/question/choices/0/id",
            "id_taken",
        ),
        (
            {
                "question": {
                    "type": "single",
                    "required": True,
                    "choices": [{"id": "a", "label": "A"}, {"id": "a", "label": "B"}],
                }
            },
            "/question/choices/1/id",
            "duplicate_id",
        ),
        (
            {
                "branches": [
                    {"when": {"fact": "answer.st_gone", "op": "set"}, "go_to": "st_one"},
                ]
            },
            "/branches/0/when",
            "no_such_step",
        ),
        (
            {
                "branches": [
                    {
                        "when": {
                            "all": [
                                {"fact": "answer.st_one", "op": "set"},
                                {"fact": "user.plan", "op": "set"},
                            ]
                        },
                        "go_to": "st_one",
                    },
                ]
            },
            "/branches/0/when",
            "mixed_rule",
        ),
        (
            {
                "branches": [
                    {"when": {"fact": "page.path", "op": "lt", "value": 3}, "go_to": "st_one"},
                ]
            },
            "/branches/0/when/op",
            "rule_operator_not_here",
        ),
    ],
)
def test_a_wrong_new_field_is_told_where_it_is(change: dict[str, Any], path: str, code: str):
    assert codes(make_flow(steps=[make_step(**change)])) == {f"/steps/0{path}": code}


def test_a_task_may_do_something_and_wait_for_a_guide():
    document = make_checklist()
    document["steps"][0]["action"] = AWAY
    assert codes(document) == {"/steps/0/action/url": "unsafe_link"}
    document["steps"][0]["action"] = {"type": "snooze", "hours": 1}
    assert set(codes(document)) == {"/steps/0/action/type"}


def test_an_answer_is_compared_by_size_in_a_branch():
    document = make_survey()
    document["steps"][0]["branches"] = [
        {"when": {"fact": "answer.st_nps", "op": "lte", "value": 6}, "go_to": "st_why"}
    ]
    assert faults(document) == []


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"starts_when": {"on": "click"}}, "/starts_when/on", "not_one_of"),
        ({"theme": "Not A Key"}, "/theme", "wrong_form"),
        ({"translations": {"English": {}}}, "/translations", "wrong_form"),
        ({"translations": {"en": {"steps/st_one/title": 3}}}, "/translations/en/steps~1st_one~1title", "wrong_type"),
        (
            {"translations": {"en": {"steps/st_one/body": marked("javascript:x")}}},
            "/translations/en/steps~1st_one~1body/content/0/content/0/marks/0/attrs/href",
            "unsafe_link",
        ),
        ({"translated_from": {"en": {"steps/st_one/title": "xyz"}}}, "/translated_from/en/steps~1st_one~1title", "wrong_form"),
    ],
)  # fmt: skip
def test_a_wrong_field_of_the_whole_is_told_where_it_is(
    changes: dict[str, Any], path: str, code: str
):
    assert codes(make_flow(**changes)) == {path: code}
