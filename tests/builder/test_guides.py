"""Drafts from the host page: read, made, saved, published."""

from typing import Any

import pytest
from flask import Flask

from guide_engine.audience import segments
from guide_engine.audience import service as audience
from guide_engine.core.db import db
from guide_engine.delivery import service as publishing
from guide_engine.guides import queries
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from tests.support.actors import Cast
from tests.support.builder import Builder, open_builder


def test_the_list_says_how_each_guide_stands_here(builder: Builder, guide: Guide, cast: Cast):
    publishing.publish(guide.id, cast.production.id)
    guides.create(kind="hint", name="Tax", language="ja", by=cast.bob.id)
    told = {one["name"]: one for one in builder.get("/guides")["guides"]}
    assert told["Tax"]["state"] == "draft"
    assert told["Tax"]["updated_by"] == "Bob"
    first = told[guide.name]
    assert (first["id"], first["key"], first["kind"]) == (guide.id, guide.key, "flow")
    assert (first["state"], first["page"]) == ("published", guide.draft["page"])


def test_a_guide_comes_with_its_revision_and_what_to_mend(builder: Builder, guide: Guide):
    told = builder.get(f"/guides/{guide.id}")
    assert (told["id"], told["revision"], told["published"]) == (guide.id, 1, None)
    assert told["document"] == guide.draft
    assert all(set(one) == {"path", "level", "message", "step_id"} for one in told["findings"])


def test_a_new_guide_has_a_step_to_begin_with(builder: Builder):
    page = {"fact": "page.path", "op": "eq", "value": "/invoices"}
    sent = {"kind": "hint", "name": "What is this?", "language": "ja", "page": page}
    answer = builder.ask("POST", "/guides", json=sent)
    told = answer.get_json()
    assert (answer.status_code, told["revision"]) == (201, 1)
    assert (told["document"]["kind"], told["document"]["page"]) == ("hint", page)
    assert len(told["document"]["steps"]) == 1
    assert [one["level"] for one in told["findings"]].count("error") > 0


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"kind": "banner"}, "/kind"),
        ({"name": " "}, "/name"),
        ({"name": "x" * 201}, "/name"),
        ({"page": "/invoices"}, "/page"),
        ({"page": {"fact": "user.plan", "op": "eq", "value": "pro"}}, "/page/fact"),
    ],
)
def test_a_new_guide_with_a_fault_is_not_made(builder: Builder, sent: dict[str, Any], field: str):
    whole = {"kind": "flow", "name": "A", "language": "en", "page": None, **sent}
    answer = builder.ask("POST", "/guides", json=whole)
    assert answer.status_code == 422
    assert list(answer.get_json()["error"]["fields"]) == [field]
    assert queries.count() == 1


def test_a_save_gives_the_next_revision(builder: Builder, guide: Guide, cast: Cast):
    document = {**guide.draft, "name": "Renamed"}
    answer = _save(builder, guide, 1, document)
    assert (answer.status_code, answer.get_json()["revision"]) == (200, 2)
    db.session.expire_all()
    assert (guide.draft["name"], guide.updated_by) == ("Renamed", cast.bob.id)


def test_who_saves_later_gets_both_versions_and_loses_nothing(
    builder: Builder, guide: Guide, cast: Cast
):
    theirs, mine = {**guide.draft, "name": "Theirs"}, {**guide.draft, "name": "Mine"}
    guides.save_draft(guide.id, theirs, 1, by=cast.alice.id)
    answer = _save(builder, guide, 1, mine)
    told = answer.get_json()
    assert (answer.status_code, told["error"]["code"]) == (409, "stale_draft")
    assert (told["revision"], told["document"]["name"]) == (2, "Theirs")
    assert told["by"]["name"] == "Alice"
    assert _save(builder, guide, 2, mine).status_code == 200


def test_a_faulty_document_is_told_by_pointer_in_the_members_language(
    app: Flask, cast: Cast, guide: Guide
):
    cast.bob.locale = "ja"
    builder = open_builder(app, cast.bob, cast.production)
    document = {**guide.draft, "priority": 1000}
    answer = _save(builder, guide, 1, document)
    error = answer.get_json()["error"]
    assert answer.status_code == 422
    assert list(error["fields"]) == ["/priority"]
    assert not error["fields"]["/priority"][0].isascii()
    assert not error["message"].isascii()


@pytest.mark.parametrize(
    "sent",
    [
        {"document": {}},
        {"revision": 1},
        {"revision": "1", "document": {}},
        {"revision": True, "document": {}},
        {"revision": 1, "document": []},
        [],
    ],
)
def test_a_save_that_is_none_is_refused(builder: Builder, guide: Guide, sent: Any):
    assert builder.ask("PUT", f"/guides/{guide.id}", json=sent).status_code == 422


def test_a_huge_document_is_refused_with_its_size(builder: Builder, guide: Guide):
    document = {**guide.draft, "name": "x" * 1_100_000}
    answer = _save(builder, guide, 1, document)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (413, "too_large")


def test_what_was_seen_is_published_here(builder: Builder, guide: Guide, cast: Cast):
    answer = _publish(builder, guide, 1)
    assert (answer.status_code, answer.get_json()["version"]) == (200, 1)
    told = builder.get(f"/guides/{guide.id}")["published"]
    assert (told["version"], told["current"]) == (1, True)
    assert queries.version(guide.id, 1).note == "From the page"
    _save(builder, guide, 1, {**guide.draft, "name": "Later"})
    assert builder.get(f"/guides/{guide.id}")["published"]["current"] is False


def test_it_is_published_in_the_environment_of_the_session_only(
    app: Flask, builder: Builder, guide: Guide, cast: Cast
):
    staging = open_builder(app, cast.bob, cast.staging)
    _publish(builder, guide, 1)
    assert staging.get(f"/guides/{guide.id}")["published"] is None


def test_what_somebody_changed_meanwhile_is_not_published_unseen(
    builder: Builder, guide: Guide, cast: Cast
):
    guides.save_draft(guide.id, {**guide.draft, "name": "Theirs"}, 1, by=cast.alice.id)
    answer = _publish(builder, guide, 1)
    assert (answer.status_code, answer.get_json()["document"]["name"]) == (409, "Theirs")
    assert builder.get(f"/guides/{guide.id}")["published"] is None


def test_an_unfinished_guide_is_not_published(builder: Builder):
    sent = {"kind": "flow", "name": "Empty", "language": "en", "page": None}
    made = builder.ask("POST", "/guides", json=sent).get_json()
    answer = builder.ask("POST", f"/guides/{made['id']}/publish", json={"revision": 1, "note": ""})
    told = answer.get_json()
    assert (answer.status_code, told["error"]["code"]) == (422, "not_ready")
    assert "/steps/0/target" in told["error"]["fields"]
    assert {"error"} <= {one["level"] for one in told["findings"]}


def test_a_guide_that_was_archived_meanwhile_says_so(builder: Builder, guide: Guide):
    guides.archive(guide.id)
    for answer in (_save(builder, guide, 1, guide.draft), _publish(builder, guide, 1)):
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (422, "archived")


def test_the_vocabulary_names_facts_with_examples(builder: Builder, guide: Guide, cast: Cast):
    audience.identify(cast.env, "u1", {"plan": "pro"}, "acme", {"ltv": 5, "name": "Acme"})
    segments.create_segment("Payers", {"fact": "user.plan", "op": "eq", "value": "pro"})
    draft = {**guide.draft, "goal": {"event": "invoice_sent", "window_days": 7}}
    guides.save_draft(guide.id, draft, 1)
    told = builder.get("/vocabulary")
    facts = {fact["fact"]: fact for fact in told["facts"]}
    assert facts["user.plan"]["examples"] == ["pro"]
    assert facts["user.plan"]["type"] == "string"
    assert facts["company.name"]["examples"] == ["Acme"]
    assert facts["company.tier"]["type"] == "tier"
    assert facts["page.path"]["examples"] == []
    assert [segment["name"] for segment in told["segments"]] == ["Payers"]
    assert told["guides"] == [{"key": guide.key, "name": guide.name}]
    assert "invoice_sent" in told["events"]


def test_another_workspaces_builder_sees_none_of_it(app: Flask, guide: Guide, cast: Cast):
    theirs = open_builder(app, cast.mallory, cast.other_production)
    told = theirs.get("/vocabulary")
    assert (told["segments"], told["guides"]) == ([], [])
    assert theirs.get("/guides")["guides"] == []
    assert theirs.ask("GET", f"/guides/{guide.id}").status_code == 404


def _save(builder: Builder, guide: Guide, revision: int, document: dict[str, Any]) -> Any:
    sent = {"revision": revision, "document": document}
    return builder.ask("PUT", f"/guides/{guide.id}", json=sent)


def _publish(builder: Builder, guide: Guide, revision: int) -> Any:
    sent = {"revision": revision, "note": "From the page"}
    return builder.ask("POST", f"/guides/{guide.id}/publish", json=sent)
