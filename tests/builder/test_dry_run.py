"""Why a person would see each guide, or wouldn't, asked from the host page."""

import pytest

from guide_engine.audience import service as audience
from guide_engine.core.db import db
from guide_engine.delivery import service as publishing
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from tests.support.actors import Cast
from tests.support.builder import Builder

PRO = {"fact": "user.plan", "op": "eq", "value": "pro"}


@pytest.fixture(autouse=True)
def hanako(cast: Cast) -> None:
    attributes = {"plan": "free", "name": "Hanako"}
    audience.identify(cast.env, "u-hanako", attributes, "acme", {"ltv": 9e9, "name": "Acme"})
    db.session.commit()


def test_people_are_found_by_name_and_company(builder: Builder):
    wanted = [
        {"id": "u-hanako", "name": "Hanako", "company": "Acme", "tier": "high"},
    ]
    assert builder.get("/people?q=hana")["people"] == wanted
    assert builder.get("/people?q=acme")["people"] == wanted
    assert builder.get("/people?q=nobody")["people"] == []


def test_each_guide_is_judged_with_a_sentence(builder: Builder, guide: Guide, cast: Cast):
    publishing.publish(guide.id, cast.production.id)
    shown, *others = _run(builder)
    assert others == []
    assert (shown["guide_id"], shown["name"], shown["kind"]) == (guide.id, guide.name, "flow")
    assert (shown["shows"], shown["reason"]) == (True, None)
    assert shown["page"] == guide.draft["page"]


def test_a_draft_is_not_shown_and_says_so(builder: Builder, guide: Guide):
    (verdict,) = _run(builder)
    assert (verdict["shows"], verdict["reason"]) == (False, "not_published")
    assert verdict["page"] == guide.draft["page"]


def test_a_draft_is_judged_as_if_it_were_published(builder: Builder, guide: Guide, cast: Cast):
    publishing.publish(guide.id, cast.production.id)
    guides.save_draft(guide.id, {**guide.draft, "audience": PRO}, 1)
    (published,) = _run(builder)
    (drafted,) = _run(builder, guide_id=guide.id)
    assert (published["shows"], published["draft"]) == (True, False)
    assert (drafted["shows"], drafted["reason"], drafted["draft"]) == (False, "audience", True)
    assert len(drafted["lines"]) == 1
    assert "free" in drafted["lines"][0]


def test_a_draft_without_steps_is_simply_not_published(builder: Builder, guide: Guide):
    guides.save_draft(guide.id, {**guide.draft, "steps": []}, 1)
    (verdict,) = _run(builder, guide_id=guide.id)
    assert verdict["reason"] == "not_published"


def test_a_dry_run_leaves_no_trace(builder: Builder, guide: Guide, cast: Cast):
    publishing.publish(guide.id, cast.production.id)
    assert _run(builder) == _run(builder)


def test_nobody_of_that_id_is_said_plainly(builder: Builder):
    answer = builder.ask("POST", "/dry-run", json={"user_id": "u-nobody"})
    assert answer.status_code == 404
    assert "u-nobody" in answer.get_json()["error"]["message"]


def test_without_a_person_nothing_is_judged(builder: Builder):
    assert builder.ask("POST", "/dry-run", json={}).status_code == 422


def _run(builder: Builder, guide_id: str | None = None) -> list[dict[str, object]]:
    sent = {"user_id": "u-hanako", "guide_id": guide_id}
    answer = builder.ask("POST", "/dry-run", json=sent)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()["verdicts"]
