"""A session is bound to its origin and environment, and to what its member may do now."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from guide_engine.builder.models import BuilderSession
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.guides.models import Guide
from guide_engine.identity import members, queries
from guide_engine.identity import sessions as logins
from guide_engine.identity.permissions import Capability, Role
from tests.support.actors import Cast
from tests.support.builder import Builder, open_builder
from tests.support.foreign_ids import make_foreign_ids
from tests.support.guides import make_flow
from tests.support.routes import Route, routes, rows_of


def test_a_builder_asks_who_it_is(builder: Builder, cast: Cast, guide: Guide):
    told = builder.get("/session")
    assert (told["member"]["name"], told["guide_id"]) == ("Bob", guide.id)
    assert "token" not in told


def test_a_closed_builder_is_over(builder: Builder):
    assert builder.ask("DELETE", "/session").status_code == 204
    _refused(builder)


def test_an_idle_builder_is_over_after_an_hour(builder: Builder):
    opened = clock.now()
    with clock.frozen(opened + timedelta(minutes=59)):
        builder.get("/guides")
    with clock.frozen(opened + timedelta(minutes=118)):
        builder.get("/guides")
    with clock.frozen(opened + timedelta(minutes=179)):
        _refused(builder)


def test_no_builder_lasts_longer_than_twelve_hours(builder: Builder):
    opened = clock.now()
    for half_hours in range(1, 24):
        with clock.frozen(opened + timedelta(minutes=30 * half_hours)):
            builder.get("/session")
    with clock.frozen(opened + timedelta(hours=12)):
        _refused(builder)


@pytest.mark.parametrize("origin", ["https://evil.test", "http://app.acme.test", "null", ""])
def test_a_token_speaks_from_its_origin_only(builder: Builder, origin: str):
    builder.origin = origin
    _refused(builder)


def test_a_request_without_an_origin_is_refused(builder: Builder):
    headers = {"Authorization": f"Bearer {builder.token}"}
    assert builder.client.get("/v1/builder/guides", headers=headers).status_code == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer gb_nothing", "Basic eDp5"])
def test_without_a_good_token_nothing_is_told(client: FlaskClient, builder: Builder, header: str):
    headers = {"Authorization": header, "Origin": builder.origin}
    answer = client.get("/v1/builder/guides", headers=headers)
    assert answer.get_json()["error"]["code"] == "builder_session_over"


def test_signing_out_everywhere_closes_every_builder(builder: Builder, cast: Cast):
    logins.end_all_sessions(cast.bob.id)
    _refused(builder)


def test_a_new_password_closes_every_builder(builder: Builder, cast: Cast):
    logins.change_password(cast.bob, "correct horse battery", "another horse battery")
    _refused(builder)


def test_a_removed_member_is_out_at_once(builder: Builder, cast: Cast):
    members.remove(queries.memberships_of(cast.bob.id)[0])
    _refused(builder)


def test_a_demoted_member_may_look_but_not_save(builder: Builder, cast: Cast, guide: Guide):
    members.change_role(queries.memberships_of(cast.bob.id)[0], Role.VIEWER)
    assert builder.get("/session")["role"] == "viewer"
    document = {**guide.draft, "name": "Mine now"}
    path = f"/guides/{guide.id}"
    saved = builder.ask("PUT", path, json={"revision": 1, "document": document})
    published = builder.ask("POST", f"{path}/publish", json={"revision": 1, "note": ""})
    assert (saved.status_code, published.status_code) == (403, 403)
    assert builder.get(path)["document"]["name"] != "Mine now"


def test_every_door_of_the_builder_is_shut_without_a_token(app: Flask, client: FlaskClient):
    wrong = {
        str(route): answer.status
        for route in _doors(app)
        if (answer := client.open(route.path({"guide_id": "gd_x"}), method=route.method))
        and answer.status_code != 401
    }
    assert wrong == {}


def test_a_viewer_passes_only_the_doors_that_look(app: Flask, cast: Cast):
    viewer = open_builder(app, cast.vera, cast.production)
    wrong = {
        str(route): answer.status
        for route in _doors(app)
        if route.access != f"builder:{Capability.VIEW}"
        and (answer := viewer.ask(route.method, _path(route, {"guide_id": "gd_x"})))
        and answer.status_code != 403
    }
    assert wrong == {}


def test_a_foreign_guide_looks_like_none_and_stays_untouched(
    app: Flask, builder: Builder, cast: Cast
):
    foreign = make_foreign_ids(cast)
    nothing = {"guide_id": "gd_" + "0" * 26}
    body = {"revision": 1, "document": make_flow(), "note": "", "tab": "t1", "step_id": None}
    untouched = rows_of(cast.other_workspace.id)
    wrong = {}
    for route in (r for r in _doors(app) if r.parameters):
        theirs = builder.ask(route.method, _path(route, foreign), json=body)
        none = builder.ask(route.method, _path(route, nothing), json=body)
        if theirs.status_code != 404 or theirs.get_data() != none.get_data():
            wrong[str(route)] = f"{theirs.status}, and for no thing {none.status}"
    assert wrong == {}
    assert rows_of(cast.other_workspace.id) == untouched


def test_a_preflight_is_answered_to_any_origin(client: FlaskClient):
    answer = client.options(
        "/v1/builder/guides/gd_x",
        headers={
            "Origin": "https://app.acme.test",
            "Access-Control-Request-Method": "PUT",
            "Access-Control-Request-Headers": "authorization,content-type",
        },
    )
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "PUT" in answer.headers["Access-Control-Allow-Methods"]
    assert {"Authorization", "Content-Type"} <= set(
        answer.headers["Access-Control-Allow-Headers"].split(", ")
    )


def test_a_refusal_can_be_read_by_the_page_too(client: FlaskClient, builder: Builder):
    answer = client.get("/v1/builder/guides", headers={"Origin": builder.origin})
    assert answer.status_code == 401
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_use_is_noted_once_a_minute(builder: Builder):
    opened = db.session.scalar(select(BuilderSession.last_used_at))
    with clock.frozen(opened + timedelta(seconds=30)):
        builder.get("/session")
    assert db.session.scalar(select(BuilderSession.last_used_at)) == opened
    db.session.commit()
    with clock.frozen(opened + timedelta(seconds=90)):
        builder.get("/session")
    assert db.session.scalar(select(BuilderSession.last_used_at)) == opened + timedelta(seconds=90)


def _doors(app: Flask) -> list[Route]:
    return [route for route in routes(app) if str(route.access).startswith("builder:")]


def _path(route: Route, values: dict[str, str]) -> str:
    return route.path(values).removeprefix("/v1/builder")


def _refused(builder: Builder) -> None:
    answer = builder.ask("GET", "/guides")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (401, "builder_session_over")
