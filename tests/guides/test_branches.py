"""Branches, videos, help buttons, elements that appear, and pausing by itself: in every part of a guide."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from guide_engine.audience import service as audience
from guide_engine.core.db import bind_workspace
from guide_engine.guides import branches, editing, queries, richtext, service, transfer
from guide_engine.guides.checks import findings
from guide_engine.guides.describe import Describer
from guide_engine.guides.difference import difference, take
from guide_engine.guides.document import faults
from guide_engine.guides.words import FINDINGS
from tests.support.actors import Cast
from tests.support.guides import make_flow, make_hint, make_step

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ON_TRIAL: dict[str, Any] = {"fact": "user.plan", "op": "eq", "value": "trial"}
ON_BILLING: dict[str, Any] = {"fact": "page.path", "op": "matches", "value": "/billing/**"}
ALWAYS: dict[str, Any] = {"all": []}


def to(step: str, when: dict[str, Any] = ON_TRIAL) -> dict[str, Any]:
    return {"when": when, "go_to": f"st_{step}"}


def video(**attrs: Any) -> dict[str, Any]:
    attrs = {"src": "/media/abc.mp4", "title": "How it is done", **attrs}
    return {"type": "doc", "content": [{"type": "video", "attrs": attrs}]}


def button(action: str) -> dict[str, Any]:
    return {"id": "bt_x", "label": "Go", "style": "primary", "action": {"type": action}}


def branching(*found: dict[str, Any], **step: Any) -> dict[str, Any]:
    """Three steps; the first has these branches."""
    return make_flow(
        steps=[make_step("one", branches=list(found), **step), make_step("two"), make_step("three")]
    )


def told(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(f.severity.value, f.code, f.path) for f in findings(document, NOW)]


def codes(document: dict[str, Any]) -> dict[str, str]:
    return {fault.path: fault.code for fault in faults(document)}


def test_a_guide_with_every_new_part_may_be_saved_and_published():
    appears = {"on": "element", "target": {"v": 1, "text": "Saved"}}
    document = branching(
        to("three"), to("three", ON_BILLING), body=video(width=640), advance=appears
    )
    document["steps"][1]["buttons"].append(button("open_help"))
    document["auto_pause"] = {"failure_percent": 30, "min_users": 20}
    assert faults(document) == []
    assert told(document) == []


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"branches": [to("gone")]}, "/branches/0/go_to", "no_such_step"),
        ({"branches": [to("two")] * 6}, "/branches", "too_many"),
        ({"branches": [{"go_to": "st_two"}]}, "/branches/0/when", "missing"),
        ({"branches": [to("two", {"all": [ON_TRIAL, ON_BILLING]})]}, "/branches/0/when", "mixed_rule"),
        (
            {"branches": [to("two", {"any": [{"segment": "sg_1"}, {"not": ON_BILLING}]})]},
            "/branches/0/when",
            "mixed_rule",
        ),
        (
            {"branches": [to("two", {"fact": "decided.x", "op": "eq", "value": True})]},
            "/branches/0/when/fact",
            "rule_fact_not_here",
        ),
        ({"branches": [to("two", {"fact": "page.path"})]}, "/branches/0/when/op", "rule_unknown_operator"),
        ({"branches": None}, "/branches", "wrong_type"),
        ({"advance": {"on": "element"}}, "/advance/target", "missing"),
        (
            {"advance": {"on": "element", "target": {"v": 1, "xpath": "//a"}}},
            "/advance/target/xpath",
            "unknown_field",
        ),
        ({"body": video(src="javascript:alert(1)")}, "/body/content/0/attrs/src", "unsafe_link"),
        ({"body": video(src="https://x.test/film.mov")}, "/body/content/0/attrs/src", "not_a_video"),
        ({"body": video(src="https://x.test/?f=a.mp4")}, "/body/content/0/attrs/src", "not_a_video"),
        ({"body": video(autoplay=True)}, "/body/content/0/attrs/autoplay", "unknown_field"),
        ({"body": video(src="")}, "/body/content/0/attrs/src", "empty"),
    ],
)  # fmt: skip
def test_a_wrong_part_is_told_where_it_is(change: dict[str, Any], path: str, code: str):
    document = make_flow(steps=[make_step("one", **change), make_step("two")])
    assert codes(document) == {f"/steps/0{path}": code}


@pytest.mark.parametrize(
    ("value", "path", "code"),
    [
        ({"failure_percent": 0, "min_users": 1}, "/auto_pause/failure_percent", "too_small"),
        ({"failure_percent": 101, "min_users": 1}, "/auto_pause/failure_percent", "too_big"),
        ({"failure_percent": 1, "min_users": 0}, "/auto_pause/min_users", "too_small"),
        ({"failure_percent": 1, "min_users": 10_001}, "/auto_pause/min_users", "too_big"),
        ({"failure_percent": 1.5, "min_users": 1}, "/auto_pause/failure_percent", "wrong_type"),
        ({"failure_percent": 1}, "/auto_pause/min_users", "missing"),
        (True, "/auto_pause", "wrong_type"),
    ],
)
def test_pausing_by_itself_has_limits(value: Any, path: str, code: str):
    assert codes(make_flow(auto_pause=value)) == {path: code}


def test_pausing_by_itself_may_be_off():
    assert faults(make_flow(auto_pause=None)) == []


@pytest.mark.parametrize(
    "src",
    ["https://x.test/a.mp4?v=2#t=3", "/media/a.WEBM", "http://127.0.0.1:8000/media/a.mp4", "a.webm"],
)  # fmt: skip
def test_a_video_may_lie_anywhere_a_picture_may(src: str):
    assert faults(make_flow(steps=[make_step(body=video(src=src))])) == []


class TestWhatIsAdvised:
    def test_a_step_that_only_a_branch_leads_to_is_reached(self):
        document = branching(to("three"))
        document["steps"][1]["buttons"] = [button("finish")]
        assert told(document) == []
        del document["steps"][0]["branches"]
        assert told(document) == [("warning", "unreachable", "/steps/2")]

    def test_a_branch_that_always_holds_leaves_the_next_step_out(self):
        document = branching(to("three", ALWAYS))
        assert told(document) == [("warning", "unreachable", "/steps/1")]

    def test_branches_alone_are_no_way_on(self):
        document = branching(to("three"), buttons=[])
        assert ("error", "dead_end", "/steps/0/buttons") in told(document)

    def test_branches_where_nothing_moves_on_are_never_judged(self):
        document = branching(to("three"), buttons=[button("finish")])
        assert ("warning", "branch_never", "/steps/0/branches") in told(document)

    def test_a_branch_after_one_that_always_holds_is_never_judged(self):
        document = branching(to("two", ALWAYS), to("three"))
        assert ("warning", "branch_always", "/steps/0/branches/0/when") in told(document)

    def test_a_branch_to_its_own_step_is_an_error(self):
        assert told(branching(to("one"))) == [
            ("error", "branch_to_itself", "/steps/0/branches/0/go_to")
        ]

    def test_a_circle_of_branches_is_an_error(self):
        document = make_flow(
            steps=[
                make_step("one", branches=[to("two", ALWAYS)]),
                make_step("two", branches=[to("one", ALWAYS)]),
            ]
        )
        assert ("error", "never_completes", "/steps") in told(document)

    def test_an_element_to_wait_for_must_be_described(self):
        document = branching(advance={"on": "element", "target": {"v": 1}})
        assert told(document) == [("error", "advance_without_element", "/steps/0/advance/target")]

    def test_a_modal_may_wait_for_an_element(self):
        appears = {"on": "element", "target": {"v": 1, "text": "Saved"}}
        assert told(branching(type="modal", target=None, buttons=[], advance=appears)) == []

    def test_opening_help_alone_is_no_way_on(self):
        assert told(branching(buttons=[button("open_help")])) == [
            ("error", "dead_end", "/steps/0/buttons")
        ]

    def test_a_video_needs_words_and_may_be_all_there_is(self):
        assert told(branching(title="", body=video())) == [
            ("warning", "no_title", "/steps/0/title")
        ]
        assert told(branching(body=video(title=" "))) == [
            ("warning", "video_without_title", "/steps/0/body/content/0/attrs/title")
        ]

    def test_each_is_a_sentence(self):
        for code in ("branch_to_itself", "branch_never", "branch_always", "video_without_title"):
            assert FINDINGS[code].endswith(".")


def test_what_a_rule_is_about():
    assert branches.scope_of(ON_TRIAL) == "audience"
    assert branches.scope_of({"not": {"segment": "sg_1"}}) == "audience"
    assert branches.scope_of({"any": [ON_BILLING, ON_BILLING]}) == "page"
    assert branches.scope_of(ALWAYS) == "page"
    assert branches.scope_of({"all": [ON_TRIAL, ON_BILLING]}) is None


def test_what_changed_is_said_in_words():
    before, after = make_flow(), make_flow()
    after["auto_pause"] = {"failure_percent": 30, "min_users": 20}
    after["steps"][0] |= {
        "branches": [to("two")],
        "advance": {"on": "element", "target": {"v": 1, "text": "Saved"}},
        "buttons": [button("open_help")],
    }
    say = Describer(lambda text: text, {}, ["st_one", "st_two"])
    changes = {d.field: say.value(d.field, d.after) for d in difference(before, after)}
    assert changes == {
        "auto_pause": "when 30% of at least 20 people in a day can't be shown it",
        "buttons": "“Go” → Open help",
        "advance": "when an element appears: “Saved”",
        "branches": "when user.plan is trial: go to step 2",
    }
    assert say.value("branches", None) == "–"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "“Delete” (a button)"),
        ({"row": "ACME"}, "“Delete” (a button)"),
        ({"row": "ACME", "scope": "row"}, "“Delete” (a button), in the row “ACME”"),
        (
            {"scope": "place", "ordinal": {"index": 2, "count": 12}},
            "“Delete” (a button), the one in place 3 of 12",
        ),
    ],
)
def test_which_of_several_look_alikes_is_said(more: dict[str, Any], said: str):
    target = {"v": 1, "text": "Delete", "role": "button", **more}
    assert Describer(lambda text: text).value("target", target) == said


def test_no_branches_and_an_empty_list_of_them_are_the_same():
    assert difference(make_flow(), branching_with_none()) == []


def branching_with_none() -> dict[str, Any]:
    document = make_flow(auto_pause=None)
    document["steps"][0]["branches"] = []
    return document


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    document = make_flow()
    if draw(st.booleans()):
        document["auto_pause"] = {"failure_percent": draw(st.integers(1, 2)), "min_users": 1}
    for step in document["steps"]:
        if draw(st.booleans()):
            step["branches"] = [to("two", draw(st.sampled_from([ON_TRIAL, ON_BILLING])))]
    return document


@given(documents(), documents())
def test_taking_all_changes_gives_the_other(before: dict[str, Any], after: dict[str, Any]):
    kept = deepcopy(before)
    assert take(before, after) == after
    assert before == kept


@pytest.mark.usefixtures("cast")
def test_an_old_document_comes_back_byte_for_byte():
    for document in (make_flow(), make_hint()):
        saved = service.create_from(document)
        assert json.dumps(queries.guide(saved.id).draft) == json.dumps(document)
        [exported] = transfer.export_file([document["key"]])["guides"]
        assert json.dumps(exported) == json.dumps(document)


def test_removing_a_step_removes_the_branches_to_it():
    document = branching(to("two"), to("three"))
    assert editing.apply(document, "remove", "st_two")["steps"][0]["branches"] == [to("three")]


def test_segments_of_branches_travel_with_the_file(cast: Cast, session: Session):
    segment = audience.create_segment("On trial", ON_TRIAL)
    service.create_from(branching(to("three", {"segment": segment.id})))
    file = transfer.export_file(None)
    [carried] = file["segments"]
    assert file["guides"][0]["steps"][0]["branches"][0]["when"] == {"segment": carried["key"]}
    session.commit()
    bind_workspace(session, cast.other_workspace.id)
    report = transfer.import_file(file)
    assert report.segments_created == ["On trial"]
    [when] = branches.audience_rules(queries.guides()[0].draft)[1:]
    assert when["segment"] not in (segment.id, carried["key"])
    assert transfer.export_file(None) == file


@pytest.mark.usefixtures("cast")
def test_a_file_whose_branch_names_an_unknown_segment_is_refused():
    guide = branching(to("three", {"segment": "who"}))
    file = {"format": "guide-engine/file@1", "guides": [guide], "segments": []}
    found = {fault.path: fault.code for fault in transfer.files.faults(file)}
    assert found == {"/guides/0/steps/0/branches/0/when": "no_such_segment"}


@pytest.mark.usefixtures("cast")
def test_a_segment_that_a_branch_uses_is_named_with_its_page():
    segment = audience.create_segment("On trial", ON_TRIAL)
    guide = service.create_from(branching(to("three", {"segment": segment.id})))
    users = service.users_of_segment(None, workspace_id="", segment_id=segment.id)
    assert users == [(guide.name, f"/guides/{guide.id}/build")]


def test_videos_are_found_wherever_they_stand():
    rich = {"type": "doc", "content": [{"type": "bullet_list", "content": [
        {"type": "list_item", "content": video()["content"]}]}]}  # fmt: skip
    assert [path for path, _attrs in richtext.videos(rich)] == [
        "/content/0/content/0/content/0/attrs"
    ]
