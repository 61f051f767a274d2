"""The endpoint: a batch in, a result for each event in the order sent, after the commit."""

import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.ids import uuid7
from guide_engine.events import queries, signals, store
from guide_engine.events.catalogue import MAX_EVENTS
from guide_engine.events.record import EventRecord
from guide_engine.identity.permissions import Role
from tests.support.actors import Cast, api_token
from tests.support.events import NOON, wire_event


@pytest.fixture(autouse=True)
def _at_noon() -> Any:
    with clock.frozen(NOON):
        yield


def body(*events: Any, **fields: Any) -> dict[str, Any]:
    return {
        "sdk": "test/1",
        "user_id": "u-1",
        "sent_at": clock.to_millis(NOON),
        "tab": "t1",
        "events": list(events),
    } | fields


def post(client: FlaskClient, cast: Cast, data: Any, **options: Any) -> Any:
    text = data if isinstance(data, str | bytes) else json.dumps(data)
    return client.post(
        f"/v1/env/{cast.production.public_key}/events",
        data=text,
        content_type="text/plain;charset=UTF-8",
        **options,
    )


def stored(cast: Cast) -> list[EventRecord]:
    return queries.recent(cast.production.id)


def test_a_batch_is_stored_and_each_event_has_its_result(cast: Cast, client: FlaskClient) -> None:
    first, second = wire_event(path="/invoices?token=secret#top"), wire_event("step_seen")
    answer = post(client, cast, body(first, second))
    assert answer.status_code == 202
    assert answer.json == {
        "results": [{"id": first["id"], "status": "ok"}, {"id": second["id"], "status": "ok"}]
    }
    seen, started = stored(cast)
    assert (started.id, started.user_id, started.occurred_at) == (first["id"], "u-1", NOON)
    assert started.path == "/invoices"
    assert seen.step_id == "one"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_duplicates_within_and_across_batches_change_nothing(
    cast: Cast, client: FlaskClient
) -> None:
    event = wire_event()
    answer = post(client, cast, body(event, event))
    assert [r["status"] for r in answer.json["results"]] == ["ok", "duplicate"]
    answer = post(client, cast, body(event))
    assert [r["status"] for r in answer.json["results"]] == ["duplicate"]
    assert len(stored(cast)) == 1


POISON: list[tuple[str, str]] = [
    ("not_an_object", "7"),
    ("not_an_object", "null"),
    ("bad_id", json.dumps(wire_event(id="x"))),
    ("bad_id", json.dumps(wire_event(id="\ud800"))),
    ("bad_id", json.dumps(wire_event(id={"a": 1}))),
    ("unknown_type", json.dumps(wire_event("hologram_seen"))),
    ("unknown_type", json.dumps(wire_event() | {"type": None})),
    ("unknown_type", json.dumps(wire_event() | {"type": ["\ud800"]})),
    ("reserved_type", json.dumps(wire_event("guide_abandoned"))),
    ("missing_field", json.dumps(wire_event("step_seen", step_id=None))),
    ("missing_field", json.dumps(wire_event(at=None))),
    ("missing_field", json.dumps(wire_event("offer_shown", properties={}))),
    ("unknown_field", json.dumps(wire_event(role="owner"))),
    ("unknown_field", json.dumps(wire_event(**{"\ud800": 1}))),
    ("bad_field", json.dumps(wire_event(version="1"))),
    ("bad_field", json.dumps(wire_event(version=True))),
    ("bad_field", json.dumps(wire_event(version=2**40))),
    ("bad_field", json.dumps(wire_event(at=10**15))),
    ("bad_field", json.dumps(wire_event(guide_id="g" * 201))),
    ("bad_field", json.dumps(wire_event("guide_dismissed", reason="bored"))),
    ("bad_field", json.dumps(wire_event("custom", properties={"a": [1]}))),
    ("bad_field", json.dumps(wire_event("custom", properties={str(n): n for n in range(65)}))),
    ("bad_field", json.dumps(wire_event("custom", properties={"n": 10**20}))),
    ("missing_field", json.dumps(wire_event("question_answered", answer=None))),
    ("missing_field", json.dumps(wire_event("guide_snoozed", hours=None))),
    ("unknown_field", json.dumps(wire_event("guide_completed", answer=1))),
    ("bad_field", json.dumps(wire_event("guide_snoozed", hours=0))),
    ("bad_field", json.dumps(wire_event("guide_snoozed", hours=1.5))),
    ("bad_field", json.dumps(wire_event("question_answered", answer=True))),
    ("bad_field", json.dumps(wire_event("question_answered", answer={"a": 1}))),
    ("bad_field", json.dumps(wire_event("question_answered", answer=["x"] * 51))),
    ("bad_field", json.dumps(wire_event("question_answered", answer=[1]))),
    ("bad_field", json.dumps(wire_event("question_answered", answer="x" * 4001))),
    ("bad_field", json.dumps(wire_event("question_answered", answer=float("inf")))),
    ("bad_field", json.dumps(wire_event("question_answered", answer="\x00"))),
    ("bad_field", json.dumps(wire_event("question_answered", other="\ud800"))),
    ("missing_field", json.dumps(wire_event("help_result_opened", properties={"kind": "x"}))),
    ("bad_text", json.dumps(wire_event(path="/\x00"))),
    ("bad_text", json.dumps(wire_event(path="/\ud800"))),
    ("bad_text", json.dumps(wire_event("custom", properties={"\x00": 1}))),
    ("bad_number", json.dumps(wire_event("custom", properties={"n": float("nan")}))),
    ("bad_number", json.dumps(wire_event("custom")).replace('"seq": 1', '"seq": 1e309')),
    ("bad_number", json.dumps(wire_event()).replace('"seq": 1', f'"seq": {"9" * 5000}')),
    (
        "too_large",
        json.dumps(wire_event("custom", properties={str(n): "x" * 4000 for n in range(9)})),
    ),
    ("too_large", json.dumps(wire_event(**{f"f{n}": 1 for n in range(80)}))),
    ("too_deep", json.dumps(wire_event("custom", properties={"a": [[[[1]]]]}))),
    (
        "too_deep",
        json.dumps(wire_event("custom")).replace(
            "}", f', "properties": {"[" * 9000 + "]" * 9000}}}'
        ),
    ),
]


@pytest.mark.parametrize("answer", [9, 0, 4.5, "ch_1", "", [], ["ch_1", "other"], "長い話" * 900])
def test_an_answer_is_kept_as_it_was_given(cast: Cast, client: FlaskClient, answer: Any) -> None:
    event = wire_event("question_answered", answer=answer, other="Something else")
    assert post(client, cast, body(event)).json["results"][0]["status"] == "ok"
    [kept] = stored(cast)
    assert kept.properties == {"answer": answer, "other": "Something else"}


def test_how_long_a_guide_was_put_off_is_kept(cast: Cast, client: FlaskClient) -> None:
    post(client, cast, body(wire_event("guide_snoozed", hours=720, step_id="one")))
    [kept] = stored(cast)
    assert (kept.step_id, kept.properties) == ("one", {"hours": 720})


@pytest.mark.parametrize("kind", ["help_opened", "help_searched", "help_result_opened"])
def test_the_help_panel_tells_its_news(cast: Cast, client: FlaskClient, kind: str) -> None:
    answer = post(client, cast, body(wire_event(kind, path="/a")))
    assert answer.json["results"][0]["status"] == "ok"


@pytest.mark.parametrize(("reason", "poison"), POISON)
def test_a_poisonous_event_is_kept_aside_and_harms_nothing(
    cast: Cast, client: FlaskClient, reason: str, poison: str
) -> None:
    before, after = wire_event(), wire_event()
    text = json.dumps(body(before, "POISON", after)).replace('"POISON"', poison)
    answer = post(client, cast, text)
    assert answer.status_code == 202, answer.get_data(as_text=True)
    results = answer.json["results"]
    assert [r["status"] for r in results] == ["ok", "rejected", "ok"]
    assert results[1]["reason"] == reason
    assert {event.id for event in stored(cast)} == {before["id"], after["id"]}
    [kept] = queries.rejected(cast.production.id)
    assert (kept.reason, kept.user_id) == (reason, "u-1")
    assert kept.detail
    assert len(kept.payload) <= 4_096


def test_the_same_refusal_again_is_one_row(cast: Cast, client: FlaskClient) -> None:
    bad = wire_event("hologram_seen")
    for _ in range(3):
        post(client, cast, body(bad))
    assert len(queries.rejected(cast.production.id)) == 1


def test_losses_are_taken_into_the_account(cast: Cast, client: FlaskClient) -> None:
    lost = [
        {"reason": "queue_full", "type": "step_seen", "count": 3},
        {"reason": "no such\nreason", "type": "what?", "count": 1},
        {"reason": "queue_full", "type": "step_seen", "count": -5},
        "nonsense",
    ]
    assert post(client, cast, body(lost=lost)).status_code == 202
    account = {(r.outcome, r.reason, r.type): r.times for r in queries.account(cast.production.id)}
    assert account == {("lost", "queue_full", "step_seen"): 3, ("lost", "other", ""): 1}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"user_id": "undefined"}, "user_id"),
        ({"user_id": ""}, "user_id"),
        ({"user_id": 7}, "user_id"),
        ({"user_id": "\ud800"}, "user_id"),
        ({"sent_at": "now"}, "sent_at"),
        ({"sent_at": 10**30}, "sent_at"),
        ({"sdk": None}, "sdk"),
        ({"tab": 1}, "tab"),
        ({"token": 1}, "token"),
        ({"revision": "1"}, "revision"),
        ({"events": {}}, "events"),
        ({"events": [1] * (MAX_EVENTS + 1)}, "events"),
        ({"workspace_id": "ws_1"}, "workspace_id"),
    ],
)
def test_a_batch_that_can_not_be_read_names_its_fault(
    cast: Cast, client: FlaskClient, change: dict[str, Any], field: str
) -> None:
    answer = post(client, cast, body(wire_event()) | change)
    assert answer.status_code == 422
    assert list(answer.json["error"]["fields"]) == [field]
    assert stored(cast) == []


@pytest.mark.parametrize(
    "text", ["", "{", "\xff", "[" * 100_000, '{"a": 1} x', '"' + '\\"' * 50_000]
)
def test_what_is_not_json_is_refused(cast: Cast, client: FlaskClient, text: str) -> None:
    answer = post(client, cast, text.encode("latin-1"))
    assert answer.status_code == 400
    assert answer.json["error"]["code"] == "not_json"


def test_a_list_is_not_a_batch(cast: Cast, client: FlaskClient) -> None:
    assert post(client, cast, []).status_code == 422


def test_a_body_over_the_limit_is_refused_with_both_sizes(cast: Cast, client: FlaskClient) -> None:
    answer = post(client, cast, b" " * (512 * 1024 + 1))
    assert answer.status_code == 413
    assert "524289" in answer.json["error"]["message"]
    assert "524288" in answer.json["error"]["message"]


def test_an_unknown_key_is_refused(cast: Cast, client: FlaskClient) -> None:
    answer = client.post("/v1/env/pk_nobody/events", data=json.dumps(body()))
    assert (answer.status_code, answer.json["error"]["code"]) == (401, "unknown_key")


def test_an_unproven_person_is_refused_where_proof_is_enforced(
    cast: Cast, client: FlaskClient
) -> None:
    cast.production.identity_mode = "enforce"
    db.session.commit()
    answer = post(client, cast, body(wire_event()))
    assert (answer.status_code, answer.json["error"]["code"]) == (401, "identity_unverified")
    assert stored(cast) == []


def test_a_wrong_clock_is_corrected(cast: Cast, client: FlaskClient) -> None:
    hour = timedelta(hours=1)
    sent = NOON + hour
    happened = clock.to_millis(sent - timedelta(minutes=3))
    post(client, cast, body(wire_event(at=happened), sent_at=clock.to_millis(sent)))
    [event] = stored(cast)
    assert event.occurred_at == NOON - timedelta(minutes=3)
    assert event.received_at == NOON


def test_a_small_skew_is_believed_and_nothing_is_in_the_future(
    cast: Cast, client: FlaskClient
) -> None:
    soon = clock.to_millis(NOON + timedelta(seconds=20))
    post(client, cast, body(wire_event(at=soon), sent_at=soon))
    assert stored(cast)[0].occurred_at == NOON


def test_a_browser_reaches_back_a_week_at_most(cast: Cast, client: FlaskClient) -> None:
    post(client, cast, body(wire_event(at=clock.to_millis(NOON - timedelta(days=30)))))
    assert stored(cast)[0].occurred_at == NOON - timedelta(days=7)


def test_history_comes_in_with_an_api_token(cast: Cast, client: FlaskClient) -> None:
    cast.production.identity_mode = "enforce"
    db.session.commit()
    past = NOON - timedelta(days=300)
    ancient = wire_event(at=clock.to_millis(NOON - timedelta(days=500)))
    batch = body(
        wire_event(id=uuid7(clock.to_millis(past)), at=clock.to_millis(past)),
        ancient,
        sent_at=clock.to_millis(NOON + timedelta(days=1)),
    )
    answer = post(client, cast, batch, headers=api_token(cast.workspace))
    assert [r["status"] for r in answer.json["results"]] == ["ok", "rejected"]
    assert answer.json["results"][1]["reason"] == "too_old"
    assert stored(cast)[0].occurred_at == past


def test_history_needs_the_right_to_edit_in_this_workspace(cast: Cast, client: FlaskClient) -> None:
    viewer = api_token(cast.workspace, Role.VIEWER)
    assert post(client, cast, body(wire_event()), headers=viewer).status_code == 403
    foreign = api_token(cast.other_workspace, Role.OWNER)
    assert post(client, cast, body(wire_event()), headers=foreign).status_code == 401
    assert stored(cast) == []


def test_the_answer_carries_the_state_that_a_receiver_composes(
    cast: Cast, client: FlaskClient
) -> None:
    heard: list[Any] = []

    def compose(_env: Any, **news: Any) -> dict[str, Any]:
        heard.append(news)
        return {"v": 1, "revision": 9}

    with signals.batch_stored.connected_to(compose):
        event = wire_event("guide_completed")
        answer = post(client, cast, body(event, revision=3))
        assert answer.json["state"] == {"v": 1, "revision": 9}
        post(client, cast, body(event))
    first, second = heard
    assert first == {
        "user_id": "u-1",
        "types": frozenset({"guide_completed"}),
        "revision": 3,
        "language": None,
    }
    assert second["types"] == frozenset()


def test_a_receiver_that_fails_does_not_fail_the_batch(cast: Cast, client: FlaskClient) -> None:
    def fail(_env: Any, **_news: Any) -> None:
        raise RuntimeError("not today")

    with signals.batch_stored.connected_to(fail):
        answer = post(client, cast, body(wire_event()))
    assert answer.status_code == 202
    assert "state" not in answer.json
    assert len(stored(cast)) == 1


def test_a_database_that_is_locked_or_full_is_503_and_never_202(
    app: Flask, cast: Cast, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_group: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    monkeypatch.setattr(app.extensions["guide_engine.store"], "_write", fail)
    answer = post(client, cast, body(wire_event()))
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) >= 1


def test_a_full_queue_is_503_with_a_moment_to_come_back(
    app: Flask, cast: Cast, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_batch: object) -> None:
        raise store.later("More events are waiting than can be stored right now.")

    monkeypatch.setattr(app.extensions["guide_engine.store"], "append", full)
    answer = post(client, cast, body(wire_event()))
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) in range(2, 11)


def test_what_comes_in_is_what_is_accounted_for(cast: Cast, client: FlaskClient) -> None:
    event = wire_event()
    post(client, cast, body(event, event, wire_event("nonsense"), wire_event("page_viewed"), 7))
    post(client, cast, body(event))
    sums: dict[str, int] = {}
    for row in queries.account(cast.production.id):
        sums[row.outcome] = sums.get(row.outcome, 0) + row.times
    assert sums == {"stored": 2, "duplicate": 2, "rejected": 2}
