"""What is told before a guide is published."""

from datetime import UTC, datetime
from typing import Any

import pytest

from guide_engine.guides import blank, richtext
from guide_engine.guides.checks import findings, has_errors
from guide_engine.guides.kinds import Kind
from tests.support.guides import (
    MAKE,
    make_banner,
    make_checklist,
    make_flow,
    make_hint,
    make_step,
    make_survey,
)

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def told(document: dict[str, Any], **options: Any) -> list[tuple[str, str, str]]:
    return [(f.severity.value, f.code, f.path) for f in findings(document, NOW, **options)]


def button(action: str, label: str = "Go", **details: Any) -> dict[str, Any]:
    return {
        "id": f"bt_{action}",
        "label": label,
        "style": "primary",
        "action": {"type": action, **details},
    }


@pytest.mark.parametrize("kind", Kind)
def test_finished_guides_are_ready(kind: str):
    assert told(MAKE[kind](), guide_keys={"first-invoice"}) == []


@pytest.mark.parametrize("kind", Kind)
def test_a_new_guide_of_any_kind_is_not_ready_before_it_says_something(kind: str):
    found = told(blank.guide(kind, "a", "A", "ja"))
    assert ("error", "empty_text", "/steps/0/title") in found
    assert {path.split("/")[1] for _severity, _code, path in found} == {"steps"}


def test_a_new_guide_lacks_target_and_text():
    document = blank.guide("flow", "a", "A", "en")
    assert told(document) == [
        ("error", "missing_target", "/steps/0/target"),
        ("error", "empty_text", "/steps/0/title"),
    ]
    assert has_errors(findings(document, NOW))


def test_a_guide_without_steps_is_an_error():
    assert told(make_flow(steps=[])) == [("error", "no_steps", "/steps")]


@pytest.mark.parametrize(
    ("change", "severity", "code", "path"),
    [
        ({"target": {"v": 1}}, "error", "empty_target", "/target"),
        ({"target": {"v": 1, "role": "button"}}, "error", "empty_target", "/target"),
        (
            {"target": {"v": 1, "selector": "div > a:nth-child(2)"}},
            "warning",
            "fragile_target",
            "/target",
        ),
        ({"title": " "}, "warning", "no_title", "/title"),
        ({"buttons": []}, "error", "dead_end", "/buttons"),
        ({"buttons": [button("back")]}, "error", "dead_end", "/buttons"),
        ({"buttons": [button("next", label=" ")]}, "error", "empty_label", "/buttons/0/label"),
        (
            {"buttons": [button("next"), button("open_url", url="")]},
            "error",
            "no_url",
            "/buttons/1/action/url",
        ),
        (
            {"buttons": [button("start_guide", guide_key="")]},
            "error",
            "no_guide",
            "/buttons/0/action/guide_key",
        ),
        (
            {"buttons": [button("start_guide", guide_key="gone")]},
            "error",
            "no_such_guide",
            "/buttons/0/action/guide_key",
        ),
        ({"advance": {"on": "event", "event": " "}}, "error", "no_event", "/advance/event"),
        (
            {"type": "modal", "target": None, "advance": {"on": "click"}},
            "error",
            "advance_without_target",
            "/advance",
        ),
    ],
)
def test_a_step_is_checked(change: dict[str, Any], severity: str, code: str, path: str):
    document = make_flow(steps=[make_step("a"), make_step("b", **change)])
    assert told(document, guide_keys={"known"}) == [(severity, code, f"/steps/1{path}")]


def test_a_selector_that_says_something_is_not_fragile():
    assert told(make_flow(steps=[make_step(target={"v": 1, "selector": "#new-invoice"})])) == []


def test_a_step_that_moves_on_by_a_click_needs_no_button():
    assert told(make_flow(steps=[make_step(buttons=[], advance={"on": "click"})])) == []


def test_a_hint_without_buttons_is_only_advised_against():
    assert told(make_hint(steps=[make_step(buttons=[])])) == [
        ("warning", "dead_end", "/steps/0/buttons")
    ]


def test_a_circle_is_an_error():
    steps = [
        make_step("a", buttons=[button("next")]),
        make_step("b", buttons=[button("go_to", step_id="st_a")]),
    ]
    assert told(make_flow(steps=steps)) == [("error", "never_completes", "/steps")]


def test_a_step_that_none_leads_to_is_advised_against():
    steps = [
        make_step("a", buttons=[button("go_to", step_id="st_c")]),
        make_step("b"),
        make_step("c"),
    ]
    assert told(make_flow(steps=steps)) == [("warning", "unreachable", "/steps/1")]


@pytest.mark.parametrize(
    ("text", "is_long"),
    [
        ("x" * 200, False),
        ("x" * 201, True),
        ("あ" * 60, False),
        ("あ" * 61, True),
        ("あ" * 30 + "x" * 101, True),
    ],
)
def test_long_text_is_advised_against(text: str, is_long: bool):
    document = make_flow(steps=[make_step(body=richtext.from_text(text))])
    assert (
        ("warning", "too_long", "/steps/0/body") in told(document)
        if is_long
        else told(document) == []
    )


def test_many_steps_are_advised_against():
    assert told(make_flow(*"abcdef")) == [("warning", "too_many_steps", "/steps")]


def test_an_image_needs_words_too():
    body = {"type": "doc", "content": [{"type": "image", "attrs": {"src": "/a.png", "alt": ""}}]}
    assert told(make_flow(steps=[make_step(body=body)])) == [
        ("warning", "image_without_text", "/steps/0/body/content/0/attrs/alt")
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"completes_on": "goal"}, ("error", "no_goal", "/goal")),
        (
            {"schedule": {"starts_at": "2026-12-02T00:00:00Z", "ends_at": "2026-12-01T00:00:00Z"}},
            ("error", "ends_before_start", "/schedule/ends_at"),
        ),
        (
            {"schedule": {"starts_at": None, "ends_at": "2026-11-01T00:00:00+09:00"}},
            ("warning", "already_over", "/schedule/ends_at"),
        ),
        ({"frequency": {"type": "always"}}, ("warning", "shown_always", "/frequency")),
    ],
)
def test_the_whole_is_checked(change: dict[str, Any], expected: tuple[str, str, str]):
    assert told(make_flow(**change)) == [expected]


def test_every_finding_is_a_sentence():
    steps = [
        make_step("a", target=None, title="", body=richtext.empty(), buttons=[]),
        make_step("b"),
    ]
    for finding in findings(make_flow(steps=steps), NOW):
        assert finding.message.endswith(".")
        assert "%" not in finding.message


def ask(**question: Any) -> dict[str, Any]:
    return {"type": "card", "target": None, "question": {"required": False, **question}}


SCORED: dict[str, Any] = {"fact": "answer.st_a", "op": "lte", "value": 6}


@pytest.mark.parametrize(
    ("change", "severity", "code", "path"),
    [
        (ask(type="single", choices=[]), "error", "few_choices", "/question/choices"),
        (
            ask(type="single", choices=[{"id": "a", "label": "A"}]),
            "error",
            "few_choices",
            "/question/choices",
        ),
        (
            ask(type="multiple", choices=[{"id": "a", "label": "A"}, {"id": "b", "label": " "}]),
            "error",
            "empty_choice",
            "/question/choices/1/label",
        ),
        (
            ask(type="multiple", choices=[{"id": "a", "label": "A"}, {"id": "b", "label": "A"}]),
            "warning",
            "same_choice",
            "/question/choices/1/label",
        ),
        ({"type": "hidden", "target": None, "buttons": []}, "error", "dead_end", "/buttons"),
        (
            {"type": "card", "target": None, "advance": {"on": "hover"}},
            "error",
            "advance_without_target",
            "/advance",
        ),
        (
            {"type": "banner", "target": None, "position": "inline_before"},
            "error",
            "missing_target",
            "/target",
        ),
        (
            {
                "wait": {
                    "until": {"on": "event", "event": ""},
                    "limit_seconds": 5,
                    "otherwise": "show",
                }
            },
            "error",
            "no_event",
            "/wait/until/event",
        ),
        (
            {"advance": {"on": "value", "target": {"v": 1}, "test": {"op": "set"}}},
            "error",
            "advance_without_element",
            "/advance/target",
        ),
        (
            {"buttons": [{**button("next"), "also": [{"type": "track", "event": " "}]}]},
            "error",
            "no_tracked_event",
            "/buttons/0/also/0/event",
        ),
        (
            {"buttons": [{**button("next"), "also": [{"type": "open_url", "url": ""}]}]},
            "error",
            "no_url",
            "/buttons/0/also/0/url",
        ),
        (
            {"branches": [{"when": SCORED, "go_to": "st_a"}]},
            "error",
            "branch_without_question",
            "/branches/0/when",
        ),
        ({"buttons": [button("snooze", hours=24)]}, "error", "dead_end", "/buttons"),
    ],
)
def test_a_step_of_any_type_is_checked(change: dict[str, Any], severity: str, code: str, path: str):
    document = make_flow(steps=[make_step("a"), make_step("b", **change)])
    assert told(document) == [(severity, code, f"/steps/1{path}")]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (make_checklist(steps=[]), ("error", "no_tasks", "/steps")),
        (make_survey(steps=make_flow()["steps"]), ("error", "no_question", "/steps")),
        (
            make_checklist(completes_on="goal", goal={"event": "a", "window_days": 1}),
            ("error", "goal_for_tasks", "/completes_on"),
        ),
        (
            make_checklist(checklist={**make_checklist()["checklist"], "title": " "}),
            ("error", "no_list_title", "/checklist/title"),
        ),
        (
            make_flow(starts_when={"on": "event", "event": " "}),
            ("error", "no_event", "/starts_when/event"),
        ),
        (
            make_flow(starts_when={"on": "element", "target": {"v": 1}}),
            ("error", "advance_without_element", "/starts_when/target"),
        ),
        (make_banner(frequency={"type": "always"}), ("warning", "shown_always", "/frequency")),
        (
            make_flow(
                steps=[make_step(completes=True)],
                completes_on="goal",
                goal={"event": "a", "window_days": 1},
            ),
            ("warning", "completes_unused", "/steps/0/completes"),
        ),
        (
            make_banner(
                steps=[make_step(type="banner", target=None, position="top", buttons=[])],
            ),
            ("warning", "dead_end", "/steps/0/buttons"),
        ),
        (
            make_banner(
                steps=[make_step(type="banner", target=None, position="top", buttons=[])],
                banner={"dismissible": False},
            ),
            ("error", "dead_end", "/steps/0/buttons"),
        ),
    ],
)
def test_each_kind_is_checked(document: dict[str, Any], expected: tuple[str, str, str]):
    assert told(document) == [expected]


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("", "awaits_no_guide"),
        ("gone", "awaits_unknown_guide"),
        ("getting-started", "awaits_itself"),
    ],
)
def test_a_task_waits_for_a_guide_that_is_there(key: str, code: str):
    document = make_checklist()
    document["steps"][1]["advance"]["guide_key"] = key
    assert told(document, guide_keys={"first-invoice", "getting-started"}) == [
        ("error", code, "/steps/1/advance/guide_key")
    ]


def test_tasks_need_no_order_and_no_way_on():
    document = make_checklist()
    for step in document["steps"]:
        step["advance"] = {"on": "button"}
    assert told(document, guide_keys={"first-invoice"}) == []


def test_a_step_that_completes_may_lead_back_into_a_circle():
    steps = [
        make_step("a", completes=True),
        make_step("b", buttons=[button("go_to", step_id="st_a")]),
    ]
    assert told(make_flow(steps=steps)) == []


def test_coming_to_the_end_past_the_step_that_completes_is_not_enough():
    steps = [
        make_step("a", buttons=[button("go_to", step_id="st_c")]),
        make_step("b", completes=True),
        make_step("c"),
    ]
    assert ("error", "never_completes", "/steps") in told(make_flow(steps=steps))


def test_a_step_that_may_be_skipped_leads_on():
    target = {"v": 1, "text": "Perhaps"}
    steps = [
        make_step("a", buttons=[button("go_to", step_id="st_a")], target=target, missing="skip"),
        make_step("b"),
    ]
    assert told(make_flow(steps=steps)) == []


def test_a_translation_of_no_text_is_told():
    document = make_flow(translations={"fr": {"steps/st_gone/title": "Rien"}})
    assert told(document) == [("warning", "unknown_translation", "/translations/fr")]


@pytest.mark.parametrize("on", ["input", "value"])
def test_a_test_needs_something_to_compare_with(on: str):
    test = {"op": "contains", "value": ""}
    target = {"target": {"v": 1, "text": "Name"}} if on == "value" else {}
    step = make_step(advance={"on": on, "test": test, **target})
    assert told(make_flow(steps=[step])) == [
        ("error", "no_test_value", "/steps/0/advance/test/value")
    ]
