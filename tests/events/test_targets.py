"""What a browser tells of a target: taken into the log, or left out with the reason."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.core import clock
from guide_engine.events import queries
from guide_engine.events.journey import concerns_journey, fold
from guide_engine.events.targets import MAX_PROPOSAL_BYTES, NOT_TAKEN, told_of_target
from tests.support.actors import Cast
from tests.support.events import NOON, record, wire_event

MATCH = {"tier": "similar", "score": 0.81, "margin": 0.3}
PROPOSAL = {
    "v": 1,
    "tag": "button",
    "role": "button",
    "name": "請求書を作る",
    "text": "請求書を作る",
    "attributes": {"data-testid": "create"},
    "heading": "請求書",
    "landmark": "main",
    "ancestors": ["div", "main#content"],
    "ordinal": {"index": 0, "count": 2},
    "icon": "plus.svg",
    "lang": "ja",
    "classes": ["toolbar-action"],
    "box": [120, 32],
    "scope": "place",
    "hosts": ["x-app"],
}


def send(client: FlaskClient, cast: Cast, *events: dict[str, Any]) -> list[dict[str, str]]:
    batch = {
        "sdk": "test/1",
        "user_id": "u-1",
        "sent_at": clock.to_millis(NOON),
        "tab": "t1",
        "events": events,
    }
    with clock.frozen(NOON):
        answer = client.post(f"/v1/env/{cast.production.public_key}/events", data=json.dumps(batch))
    assert answer.status_code == 202
    results: list[dict[str, str]] = answer.get_json()["results"]
    return results


def test_the_log_keeps_how_a_target_was_found_and_what_it_is_now(
    cast: Cast, client: FlaskClient
) -> None:
    seen = wire_event("step_seen", match=MATCH | {"score": 0.8149})
    drifted = wire_event("target_drifted", proposal=PROPOSAL, path="/invoices?secret")
    missing = wire_event("target_missing", reason="ambiguous")
    results = send(client, cast, seen, drifted, missing)
    assert [result["status"] for result in results] == ["ok"] * 3
    lost, changed, found = queries.recent(cast.production.id)
    assert found.properties == {"match": MATCH}
    assert changed.properties == {"match": MATCH, "proposal": PROPOSAL}
    assert changed.path == "/invoices"
    assert (lost.reason, lost.properties) == ("ambiguous", None)


def test_a_missing_target_may_have_no_reason(cast: Cast, client: FlaskClient) -> None:
    [result] = send(client, cast, wire_event("target_missing"))
    assert result["status"] == "ok"


@pytest.mark.parametrize(
    ("reason", "event"),
    [
        ("bad_field", wire_event("target_missing", reason="bored")),
        ("missing_field", wire_event("target_drifted", match=None)),
        ("unknown_field", wire_event("step_seen", proposal=PROPOSAL)),
        ("unknown_field", wire_event("step_completed", match=MATCH)),
    ],
)
def test_an_event_that_can_not_speak_of_a_target_so_is_refused(
    cast: Cast, client: FlaskClient, reason: str, event: dict[str, Any]
) -> None:
    [result] = send(client, cast, event)
    assert (result["status"], result["reason"]) == ("rejected", reason)


@pytest.mark.parametrize(
    "match",
    [
        7,
        {},
        {"tier": "similar", "score": 1},
        MATCH | {"extra": 1},
        MATCH | {"tier": "guessed"},
        MATCH | {"tier": ["similar"]},
        MATCH | {"score": True},
        MATCH | {"score": 1.01},
        MATCH | {"margin": float("nan")},
        MATCH | {"margin": "0.2"},
    ],
)
def test_a_flawed_match_costs_itself_not_the_step(
    cast: Cast, client: FlaskClient, match: Any
) -> None:
    [result] = send(client, cast, wire_event("step_seen", match=match))
    assert result["status"] == "ok"
    [seen] = queries.recent(cast.production.id)
    assert seen.properties is not None
    assert list(seen.properties) == [NOT_TAKEN]
    assert "`match" in seen.properties[NOT_TAKEN]["match"]


@pytest.mark.parametrize(
    "proposal",
    [
        "button",
        {},
        {"v": 2},
        {"v": True},
        PROPOSAL | {"neighbours": ["Salary of Alice"]},
        PROPOSAL | {"row": "Alice"},
        PROPOSAL | {"label": "Password"},
        PROPOSAL | {"selector": "#x"},
        PROPOSAL | {"text": "x" * 81},
        PROPOSAL | {"text": ""},
        PROPOSAL | {"name": "\0"},
        PROPOSAL | {"name": "\ud800"},
        PROPOSAL | {"attributes": {"a": 1}},
        PROPOSAL | {"attributes": {str(n): "x" for n in range(21)}},
        PROPOSAL | {"ancestors": ["x"] * 31},
        PROPOSAL | {"ordinal": {"index": 2, "count": 2}},
        PROPOSAL | {"ordinal": {"index": 0}},
        PROPOSAL | {"scope": "page"},
        PROPOSAL | {"twin": {"neighbours": ["Salary of Bob"]}},
        PROPOSAL | {"heading": {"a": [[[[["deep"]]]]]}},
        PROPOSAL | {"box": [1, 2, 3]},
        PROPOSAL | {"box": [-1, 2]},
        PROPOSAL | {"box": [True, 2]},
        PROPOSAL | {"classes": [1]},
        PROPOSAL | {"ancestors": ["あ" * 900, "い" * 900]},
    ],
)
def test_a_flawed_proposal_costs_itself_not_the_drift(
    cast: Cast, client: FlaskClient, proposal: Any
) -> None:
    [result] = send(client, cast, wire_event("target_drifted", proposal=proposal))
    assert result["status"] == "ok"
    [drifted] = queries.recent(cast.production.id)
    assert drifted.properties is not None
    assert drifted.properties["match"] == MATCH
    assert "proposal" not in drifted.properties
    assert drifted.properties[NOT_TAKEN]["proposal"].startswith("`proposal")


def test_progress_is_the_same_with_and_without_a_match() -> None:
    bare = record("step_seen")
    assert fold(None, [bare]) == fold(None, [bare._replace(properties={"match": MATCH})])
    assert not concerns_journey(record("target_drifted"))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
ALMOST = st.dictionaries(st.sampled_from([*sorted(PROPOSAL), "row", "label"]), JSON).map(
    lambda changes: PROPOSAL | changes
)


@given(match=JSON, proposal=JSON | ALMOST)
def test_whatever_comes_only_the_closed_list_is_kept(match: Any, proposal: Any) -> None:
    told = told_of_target({"match": match, "proposal": proposal})
    assert ("match" in told) != ("match" in told.get(NOT_TAKEN, {}))
    kept = told.get("proposal", {})
    assert kept.keys() <= PROPOSAL.keys()
    assert len(json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()) <= (
        MAX_PROPOSAL_BYTES
    )
