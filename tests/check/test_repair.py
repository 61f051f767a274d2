"""Proposed fingerprints put into a draft or a file."""

import json
from pathlib import Path

from guide_engine.check import sources
from guide_engine.check.plan import Subject
from guide_engine.check.repair import Proposal, difference, repair
from guide_engine.guides import queries, service
from tests.support.actors import Cast
from tests.support.guides import make_flow

NEW = {"v": 1, "text": "Button uno", "role": "button", "tag": "button"}


def proposal(document: dict, step: str = "st_one") -> Proposal:
    target = next(s["target"] for s in document["steps"] if s["id"] == step)
    return Proposal(step, target, NEW)


def test_only_the_proposed_steps_change():
    document = make_flow("one", "two")
    repaired = repair(document, [proposal(document)])
    assert (repaired.changed, repaired.kept) == (["st_one"], [])
    assert repaired.document["steps"][0]["target"] == NEW
    assert repaired.document["steps"][1] == document["steps"][1]
    assert document["steps"][0]["target"] != NEW


def test_what_an_author_has_changed_meanwhile_is_left_alone():
    checked = make_flow("one", "two")
    now = make_flow("one", "two")
    now["steps"][0]["target"] = {"v": 1, "selector": "#typed"}
    del now["steps"][1]
    repaired = repair(now, [proposal(checked), proposal(checked, "st_two")])
    assert (repaired.document, repaired.kept) == (now, ["st_one", "st_two"])


def test_a_difference_is_what_a_person_would_notice():
    before = {"role": "button", "name": "Go", "selector": "#a"}
    assert difference(before, {"role": "button", "name": "Go on", "selector": "#b"}) == [
        ("name", "Go", "Go on")
    ]


def test_a_draft_is_repaired_and_may_be_undone(cast: Cast):
    guide = service.create_from(make_flow("one", "two"))
    before = guide.draft_revision
    said = sources.repair_draft(Subject(guide.draft, guide.id), [proposal(guide.draft)])
    guide = queries.guide(guide.id)
    assert guide.draft["steps"][0]["target"] == NEW
    assert guide.draft_revision == before + 1
    assert service.can_undo(guide)
    assert said == "draft of first-invoice: new targets for st_one; nothing was published."


def test_a_repair_that_changes_nothing_saves_nothing(cast: Cast):
    guide = service.create_from(make_flow("one"))
    other = make_flow("one")
    other["steps"][0]["target"] = {"v": 1, "text": "something else"}
    said = sources.repair_draft(Subject(other, guide.id), [proposal(other)])
    assert queries.guide(guide.id).draft_revision == guide.draft_revision
    assert "left as somebody changed them: st_one" in said


def test_a_file_keeps_all_that_is_not_repaired(tmp_path: Path):
    path = tmp_path / "guides.json"
    first, second = make_flow("one"), make_flow("one", key="other")
    file = {"format": "guide-engine/file@1", "guides": [first, second], "segments": []}
    said = sources.repair_file(path, file, {"other": [proposal(second)]})
    written = json.loads(path.read_text())
    assert written["guides"][0] == make_flow("one")
    assert written["guides"][1]["steps"][0]["target"] == NEW
    assert said == ["guides.json, other: new targets for st_one; nothing was published."]


def test_a_lone_guide_in_a_file_is_repaired_too(tmp_path: Path):
    path = tmp_path / "guide.json"
    document = make_flow("one")
    sources.repair_file(path, document, {"first-invoice": [proposal(document)]})
    assert json.loads(path.read_text())["steps"][0]["target"] == NEW
