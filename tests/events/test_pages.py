"""Settings, Incoming events: a debugger for host developers. And the same over the machine API."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from guide_engine.core import clock
from guide_engine.events import signals
from guide_engine.identity.permissions import Role
from tests.support.actors import Cast, api_token, sign_in
from tests.support.events import NOON, wire_event


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


def send(client: FlaskClient, key: str, *events: Any, user_id: str = "u-1", **fields: Any) -> None:
    body = {
        "sdk": "test/1",
        "user_id": user_id,
        "sent_at": clock.to_millis(NOON),
        "tab": "t",
        "events": list(events),
    } | fields
    assert client.post(f"/v1/env/{key}/events", data=json.dumps(body)).status_code == 202


def test_the_page_lists_what_arrived_in_this_environment(cast: Cast, client: FlaskClient) -> None:
    send(client, cast.production.public_key, wire_event("custom", name="invoice_<b>sent"))
    send(client, cast.staging.public_key, wire_event("custom", name="elsewhere"))
    page = sign_in(client, cast.vera).get("/settings/events").get_data(as_text=True)
    assert "invoice_&lt;b&gt;sent" in page
    assert "Did something in your product" in page
    assert "elsewhere" not in page


def test_an_empty_page_says_what_will_appear(cast: Cast, client: FlaskClient) -> None:
    page = sign_in(client, cast.vera).get("/settings/events").get_data(as_text=True)
    assert "Nothing has arrived yet" in page


def test_the_page_speaks_japanese(cast: Cast, client: FlaskClient) -> None:
    client.set_cookie("ge_locale", "ja")
    page = sign_in(client, cast.vera).get("/settings/events").get_data(as_text=True)
    assert "まだ何も届いていません" in page


def test_one_end_user_can_be_watched(cast: Cast, client: FlaskClient) -> None:
    key = cast.production.public_key
    send(client, key, wire_event("custom", name="mine"), user_id="u-1")
    send(client, key, wire_event("custom", name="theirs"), user_id="u-2")
    page = sign_in(client, cast.vera).get("/settings/events?user=u-1").get_data(as_text=True)
    assert "mine" in page
    assert "theirs" not in page


def test_the_page_is_cut_and_leads_to_what_is_older(cast: Cast, client: FlaskClient) -> None:
    key = cast.production.public_key
    send(client, key, wire_event("custom", name="the-first"))
    send(client, key, *(wire_event("page_viewed") for _ in range(60)))
    sign_in(client, cast.vera)
    page = client.get("/settings/events").get_data(as_text=True)
    assert "the-first" not in page
    before = page.split("before=")[1].split('"')[0]
    assert "the-first" in client.get(f"/settings/events?before={before}").get_data(as_text=True)


def test_news_are_what_came_after(cast: Cast, client: FlaskClient) -> None:
    key = cast.production.public_key
    send(client, key, wire_event("custom", name="old"))
    sign_in(client, cast.vera)
    [old] = client.get("/settings/events/news").json["rows"]
    send(client, key, wire_event(path="/x"))
    [new] = client.get(f"/settings/events/news?after={old['seq']}").json["rows"]
    assert (new["what"], new["path"], new["user_id"]) == ("Started a guide", "/x", "u-1")
    assert client.get(f"/settings/events/news?after={new['seq']}").json["rows"] == []
    assert client.get("/settings/events/news?after=nonsense").status_code == 200


def test_guides_are_named_by_who_knows_their_names(cast: Cast, client: FlaskClient) -> None:
    def name(_app: object, *, workspace_id: str, guide_ids: set[str]) -> dict[str, str]:
        assert workspace_id == cast.workspace.id
        return dict.fromkeys(guide_ids, "First invoice")

    send(client, cast.production.public_key, wire_event())
    with signals.naming_guides.connected_to(name):
        page = sign_in(client, cast.vera).get("/settings/events").get_data(as_text=True)
    assert "First invoice · v1" in page


def test_refusals_are_shown_with_reason_and_as_they_came(cast: Cast, client: FlaskClient) -> None:
    send(
        client,
        cast.production.public_key,
        wire_event("hologram_seen"),
        wire_event("step_seen", step_id=None, path="/<script>"),
    )
    sign_in(client, cast.vera)
    page = client.get("/settings/events/refused").get_data(as_text=True)
    assert "unknown_type" in page
    assert "Is the SDK in the page newer" in page
    assert "needs `step_id`" in page
    assert "<script>/" not in page
    only = client.get("/settings/events/refused?reason=unknown_type").get_data(as_text=True)
    assert "needs `step_id`" not in only


def test_losses_told_by_browsers_are_explained(cast: Cast, client: FlaskClient) -> None:
    lost = [
        {"reason": "overflow", "type": "step_seen", "count": 7},
        {"reason": "refused_422", "type": "custom", "count": 2},
    ]
    send(client, cast.production.public_key, lost=lost)
    page = sign_in(client, cast.vera).get("/settings/events").get_data(as_text=True)
    assert "Too many waited" in page
    assert "The service refused the batch" in page


def test_strangers_are_asked_to_sign_in(cast: Cast, client: FlaskClient) -> None:
    for path in ("/settings/events", "/settings/events/refused", "/settings/events/news"):
        assert client.get(path).status_code == 302


def test_the_machine_api_lists_events_refusals_and_the_account(
    cast: Cast, client: FlaskClient
) -> None:
    event = wire_event("offer_shown", guide_id="gd_1")
    send(client, cast.production.public_key, event, wire_event("hologram_seen"))
    send(client, cast.production.public_key, wire_event("page_viewed"), user_id="u-2")
    headers = api_token(cast.workspace, Role.VIEWER)
    rows = client.get("/api/events?user=u-1&guide=gd_1", headers=headers).json
    assert [row["id"] for row in rows] == [event["id"]]
    assert rows[0]["properties"] == {"offer_id": "of_1"}
    assert rows[0]["occurred_at"].startswith("2026-05-04T12:00:00")
    rows = client.get("/api/events?limit=1", headers=headers).json
    assert [row["user_id"] for row in rows] == ["u-2"]
    older = client.get(f"/api/events?before={rows[0]['seq']}", headers=headers).json
    assert [row["id"] for row in older] == [event["id"]]
    [refused] = client.get("/api/events/rejected", headers=headers).json
    assert refused["reason"] == "unknown_type"
    assert json.loads(refused["payload"])["type"] == "hologram_seen"
    account = client.get("/api/events/account", headers=headers).json
    assert {"outcome": "stored", "reason": "", "type": "offer_shown", "count": 1} in account


def test_the_machine_api_shows_nothing_of_other_workspaces(cast: Cast, client: FlaskClient) -> None:
    send(client, cast.production.public_key, wire_event(), wire_event("hologram_seen"))
    headers = api_token(cast.other_workspace, Role.OWNER)
    for path in ("/api/events", "/api/events/rejected", "/api/events/account"):
        assert client.get(path, headers=headers).json == []
        assert client.get(path).status_code == 401


def test_a_wrong_limit_is_refused(cast: Cast, client: FlaskClient) -> None:
    answer = client.get("/api/events?limit=0", headers=api_token(cast.workspace, Role.VIEWER))
    assert answer.status_code == 422
    assert "limit" in answer.json["error"]["fields"]
