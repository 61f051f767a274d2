"""POST /state: who sees what, what never leaves the service, and every refusal."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from guide_engine.audience import service as audience
from guide_engine.audience.models import EndUser
from guide_engine.core.db import db
from guide_engine.core.ids import uuid7
from guide_engine.delivery import service, signals
from guide_engine.events import store
from guide_engine.identity import service as identity
from guide_engine.identity.models import IdentityMode
from guide_engine.identity.permissions import Role
from tests.delivery.conftest import Host, change_guide, make_guide, publish_guide
from tests.support.actors import Cast, api_token, environment_ref
from tests.support.events import batch_of, record, run_id
from tests.support.guides import make_hint, make_step
from tests.support.statements import collected_statements

PRO: dict[str, Any] = {"fact": "user.plan", "op": "eq", "value": "pro"}


def test_published_guide_reaches_the_person(cast: Cast, host: Host) -> None:
    guide = publish_guide(cast)
    state = host.state()
    assert (state["v"], state["user_id"], state["revision"]) == (1, "u1", 2)
    [sent] = state["guides"]
    content = sent.pop("content")
    assert len(content) == 64
    assert sent == {
        "id": guide.id,
        "key": "first-invoice",
        "kind": "flow",
        "version": 1,
        "page": {"fact": "page.path", "op": "matches", "value": "/invoices/**"},
        "priority": 50,
        "frequency": {"type": "until_completed"},
        "run": None,
    }


def test_nothing_published_gives_an_empty_state(cast: Cast, host: Host) -> None:
    make_guide(cast)
    assert host.state()["guides"] == []


def test_state_is_not_cached_and_open_to_every_origin(cast: Cast, host: Host) -> None:
    response = host.post("state", {"sdk": "t", "user": {"id": "u1"}})
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_guide_published_in_staging_is_not_in_production(cast: Cast, host: Host) -> None:
    guide = make_guide(cast)
    service.publish(guide.id, cast.staging.id)
    assert host.state()["guides"] == []


def test_guide_of_another_workspace_is_never_sent(cast: Cast, host: Host) -> None:
    publish_guide(cast)
    mallorys = Host(host.client, cast.other_production.public_key)
    assert mallorys.state()["guides"] == []


def test_audience_decides(cast: Cast, host: Host) -> None:
    publish_guide(cast, audience=PRO)
    assert host.state(plan="free")["guides"] == []
    assert len(host.state(plan="pro")["guides"]) == 1


def test_segment_and_tier_decide(cast: Cast, host: Host) -> None:
    segment = audience.create_segment("Pro", PRO)
    high = {"fact": "company.tier", "op": "eq", "value": "high"}
    publish_guide(cast, audience={"all": [{"segment": segment.id}, high]})
    rich = {"id": "c1", "attributes": {"ltv": 2_000_000}}
    assert host.state("u1", rich, plan="free")["guides"] == []
    assert len(host.state("u1", rich, plan="pro")["guides"]) == 1
    assert host.state("u2", {"id": "c2"}, plan="pro")["guides"] == []


def test_what_a_person_may_not_see_is_not_sent(cast: Cast, host: Host) -> None:
    canary = "canary-7f3a"
    audience.create_segment(f"{canary}-segment", PRO)
    secret = {"fact": "user.deal", "op": "eq", "value": f"{canary}-value"}
    publish_guide(cast, key="hidden", name=f"{canary}-hidden", audience=secret)
    publish_guide(
        cast,
        name=f"{canary}-name",
        audience={"not": secret},
        schedule={"starts_at": "2020-01-01T00:00:00Z", "ends_at": "2199-01-01T00:00:00Z"},
    )
    company = {"id": "c1", "attributes": {"ltv": 1_234_567, "note": f"{canary}-note"}}
    state = host.state("u1", company, mail=f"{canary}@x.test")
    text = json.dumps(state)
    assert [guide["key"] for guide in state["guides"]] == ["first-invoice"]
    for leaked in (canary, "hidden", "1234567", "audience", "schedule", "2199", "tier", "segment"):
        assert leaked not in text
    content = host.get(f"content/{state['guides'][0]['content']}.json").text
    for leaked in (canary, "audience", "schedule", "2199"):
        assert leaked not in content


def test_only_the_facts_that_shown_texts_name_are_sent(cast: Cast, host: Host) -> None:
    def text(fact: str) -> dict[str, Any]:
        inline = {"type": "variable", "attrs": {"fact": fact, "fallback": "you"}}
        return {"type": "doc", "content": [{"type": "paragraph", "content": [inline]}]}

    shown = [
        make_step("one", body=text("user.name")),
        make_step("two", body=text("company.seats")),
        make_step("three", body=text("user.absent")),
    ]
    publish_guide(cast, steps=shown)
    hidden = [make_step("one", body=text("user.salary"))]
    publish_guide(cast, key="hidden", steps=hidden, audience={"any": []})
    company = {"id": "c1", "attributes": {"seats": 3.0, "plan": "x"}}
    state = host.state("u1", company, name="花子", salary=5)
    assert state["variables"] == {"user.name": "花子", "company.seats": "3"}


def test_order_is_by_priority(cast: Cast, host: Host) -> None:
    for key, priority in (("low", 1), ("top", 99), ("middle", 50)):
        publish_guide(cast, key=key, priority=priority)
    assert [guide["key"] for guide in host.state()["guides"]] == ["top", "middle", "low"]


def test_unfinished_run_is_resumed_in_the_version_it_began_with(cast: Cast, host: Host) -> None:
    guide = publish_guide(cast)
    [first] = host.state()["guides"]
    happened(cast, guide.id, "guide_started", "step_seen")
    change_guide(guide, steps=[make_step("other")])
    service.publish(guide.id, cast.production.id)
    [sent] = host.state()["guides"]
    assert (sent["version"], sent["content"]) == (1, first["content"])
    assert sent["run"] == {"id": run_id(), "step_id": "st_one"}
    [fresh] = host.state("u2")["guides"]
    assert (fresh["version"], fresh["run"]) == (2, None)


def test_publishing_may_make_people_start_over(cast: Cast, host: Host) -> None:
    guide = publish_guide(cast)
    host.state()
    happened(cast, guide.id, "guide_started", "step_seen")
    change_guide(guide, steps=[make_step("other")])
    service.publish(guide.id, cast.production.id, restart=True)
    [sent] = host.state()["guides"]
    assert (sent["version"], sent["run"]) == (2, None)


def test_completed_guide_is_shown_no_more(cast: Cast, host: Host) -> None:
    guide = publish_guide(cast)
    host.state()
    happened(cast, guide.id, "guide_started", "guide_completed")
    assert host.state()["guides"] == []


def test_state_is_fresh_the_moment_something_is_published(cast: Cast, host: Host) -> None:
    guide = publish_guide(cast)
    assert len(host.state()["guides"]) == 1
    service.unpublish(guide.id, cast.production.id)
    assert host.state()["guides"] == []
    service.publish(guide.id, cast.production.id)
    assert len(host.state()["guides"]) == 1
    service.kill(guide.id, cast.production.id)
    assert host.state()["guides"] == []
    service.revive(guide.id, cast.production.id)
    assert len(host.state()["guides"]) == 1


def test_environment_switched_off_gives_nothing(cast: Cast, host: Host, session: Session) -> None:
    publish_guide(cast)
    cast.production.enabled = False
    identity.bump_revision(cast.production.id)
    assert host.state()["guides"] == []


def test_domains_above_may_add_what_they_know(cast: Cast, host: Host) -> None:
    guide = publish_guide(cast)
    publish_guide(cast, **make_hint())

    def usual(_env: object, user_id: str, guides: list[str], **_more: Any) -> dict[str, Any]:
        assert user_id == "u1"
        assert guide.id in guides
        return {"usual_seconds": {guide.id: {"st_one": 12.5}}, "weather": {"rain": True}}

    with signals.composing_state.connected_to(usual):
        state = host.state()
    by_id = {sent["id"]: sent for sent in state["guides"]}
    assert by_id[guide.id]["usual_seconds"] == {"st_one": 12.5}
    assert [sent for sent in by_id.values() if "usual_seconds" not in sent]
    assert state["weather"] == {"rain": True}


def test_refused_attribute_is_told_and_the_rest_kept(cast: Cast, host: Host) -> None:
    state = host.state(bad={"nested": 1}, plan="pro")
    assert [warning["path"] for warning in state["warnings"]] == ["user/attributes/bad"]


def test_few_statements_once_warm(cast: Cast, host: Host) -> None:
    publish_guide(cast)
    host.state(plan="pro")
    with collected_statements() as seen:
        host.state(plan="pro")
    reads = [text for text in seen if "rescue" not in text and "offer" not in text]
    assert len(reads) <= 8, reads


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ([], ""),
        ({}, "user"),
        ({"user": "u1"}, "user"),
        ({"user": {}}, "user/id"),
        ({"user": {"id": "u1", "attributes": []}}, "user/attributes"),
        ({"user": {"id": "u1", "plan": "pro"}}, "user/plan"),
        ({"user": {"id": "u1"}, "company": "c1"}, "company"),
        ({"user": {"id": "u1"}, "company": {"attributes": {}}}, "company/id"),
        ({"user": {"id": "u1"}, "token": 5}, "token"),
        ({"user": {"id": "u1"}, "usr": 1}, "usr"),
        ({"user": {"id": 42}}, "user/id"),
        ({"user": {"id": "undefined"}}, "user/id"),
        ({"user": {"id": ""}}, "user/id"),
        ({"user": {"id": "u1"}, "company": {"id": "[object Object]"}}, "company/id"),
    ],
)
def test_faulty_request_is_refused_with_its_path(
    cast: Cast, host: Host, session: Session, body: Any, path: str
) -> None:
    response = host.post("state", body)
    assert response.status_code == 422
    assert path in response.json["error"]["fields"]
    assert session.scalar(select(func.count()).select_from(EndUser)) == 0


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"a": NaN}', b"[" * 100 + b"]" * 100])
def test_body_that_is_not_json_is_refused(cast: Cast, host: Host, body: bytes) -> None:
    response = host.post("state", body)
    assert (response.status_code, response.json["error"]["code"]) == (400, "not_json")


def test_body_too_large_is_refused(cast: Cast, host: Host) -> None:
    response = host.post("state", b" " * (256 * 1024 + 1))
    assert (response.status_code, response.json["error"]["code"]) == (413, "too_large")


def test_unknown_key_is_refused(cast: Cast, host: Host) -> None:
    response = Host(host.client, "pk_nonsense").post("state", {"user": {"id": "u1"}})
    assert (response.status_code, response.json["error"]["code"]) == (401, "unknown_key")


def test_unsigned_claim_is_refused_where_signatures_are_wanted(
    cast: Cast, host: Host, session: Session
) -> None:
    enforce(cast)
    response = host.post("state", {"user": {"id": "u1"}})
    assert (response.status_code, response.json["error"]["code"]) == (401, "identity_unverified")
    assert session.scalar(select(func.count()).select_from(EndUser)) == 0


def test_signed_claim_and_anonymous_visitor_pass(cast: Cast, host: Host) -> None:
    enforce(cast)
    secret = environment_ref(cast.production).secret
    expires = datetime.now(UTC) + timedelta(minutes=5)
    token = jwt.encode({"sub": "u1", "exp": expires}, secret, algorithm="HS256")
    assert host.post("state", {"user": {"id": "u1"}, "token": token}).status_code == 200
    assert host.post("state", {"user": {"id": "u2"}, "token": token}).status_code == 401
    assert host.post("state", {"user": {"id": f"anon_{uuid7()}"}}).status_code == 200


def test_machine_may_speak_for_anybody(cast: Cast, host: Host) -> None:
    enforce(cast)
    editor = api_token(cast.workspace, Role.EDITOR)["Authorization"]
    viewer = api_token(cast.workspace, Role.VIEWER)["Authorization"]
    foreign = api_token(cast.other_workspace, Role.OWNER)["Authorization"]
    body = {"user": {"id": "u1"}}
    assert host.post("state", body, Authorization=editor).status_code == 200
    assert host.post("state", body, Authorization=viewer).status_code == 403
    assert host.post("state", body, Authorization=foreign).status_code == 401


def enforce(cast: Cast) -> None:
    cast.production.identity_mode = IdentityMode.ENFORCE
    identity.bump_revision(cast.production.id)
    db.session.commit()


def happened(cast: Cast, guide_id: str, *kinds: str) -> None:
    """Let the events of one run reach the log."""
    db.session.commit()
    now = datetime.now(UTC)
    records = [
        record(
            kind,
            workspace_id=cast.workspace.id,
            environment_id=cast.production.id,
            user_id="u1",
            guide_id=guide_id,
            step_id="st_one" if kind.startswith("step_") else None,
            occurred_at=now + timedelta(milliseconds=place),
            received_at=now,
        )
        for place, kind in enumerate(kinds)
    ]
    store.append(batch_of(records, now))
