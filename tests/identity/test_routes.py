"""Every route of the app, whoever wrote it: who may pass, and whose things can be reached."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from guide_engine.core.db import db
from guide_engine.identity.permissions import Capability, Role, allows
from tests.support.actors import Cast, api_token, sign_in
from tests.support.client import form_token
from tests.support.foreign_ids import PUBLIC_PARAMETERS, make_foreign_ids
from tests.support.routes import Route, routes, rows_of

KINDS_OF_ACCESS = (Capability, str)


@pytest.fixture
def foreign(cast: Cast) -> dict[str, str]:
    return make_foreign_ids(cast)


def test_every_route_says_who_may_pass(app: Flask) -> None:
    open_doors = [str(r) for r in routes(app) if not isinstance(r.access, KINDS_OF_ACCESS)]
    assert open_doors == []


def test_every_parameter_has_a_foreign_thing_to_try(app: Flask, foreign: dict[str, str]) -> None:
    known = {*foreign, *PUBLIC_PARAMETERS, "key", "digest"}
    unknown = {name for r in routes(app) for name in r.parameters} - known
    assert unknown == set(), "add these to tests/support/foreign_ids.py"


def test_the_signed_out_pass_no_door(
    app: Flask, client: FlaskClient, cast: Cast, foreign: dict[str, str]
) -> None:
    token = form_token(client, "/sign-in")
    wrong = {}
    for route in (r for r in routes(app) if r.needs_sign_in):
        answer = _ask(client, route, foreign, token)
        if route.is_machine:
            refused = answer.status_code == 401
        elif route.method == "GET":
            refused = answer.status_code == 302 and answer.location.startswith("/sign-in?next=")
        else:
            refused = answer.status_code == 401
        if not refused:
            wrong[str(route)] = answer.status
    assert wrong == {}


@pytest.mark.parametrize("role", [Role.EDITOR, Role.VIEWER])
def test_a_role_passes_only_its_doors(
    app: Flask, client: FlaskClient, cast: Cast, foreign: dict[str, str], role: Role
) -> None:
    sign_in(client, cast.bob if role is Role.EDITOR else cast.vera)
    machine = app.test_client()
    token = api_token(cast.workspace, role)
    wrong = {}
    for route in (r for r in routes(app) if r.needs_sign_in and not allows(role, r.access)):
        answer = _ask(client, route, foreign, client.csrf())
        if answer.status_code != 403:
            wrong[str(route)] = answer.status
        if route.is_machine:
            by_token = machine.open(route.path(foreign), method=route.method, headers=token)
            if by_token.status_code != 403:
                wrong[f"{route} by token"] = by_token.status
    assert wrong == {}


def test_a_foreign_thing_looks_like_no_thing_and_stays_untouched(
    app: Flask, client: FlaskClient, cast: Cast, foreign: dict[str, str]
) -> None:
    sign_in(client, cast.alice)
    untouched = rows_of(cast.other_workspace.id)
    wrong = {}
    for route in (r for r in routes(app) if r.needs_sign_in and r.parameters):
        nothing = {name: f"{_prefix(foreign, name)}_{'0' * 26}" for name in route.parameters}
        theirs = _ask(client, route, foreign, client.csrf())
        none = _ask(client, route, nothing, client.csrf())
        same = (theirs.status_code, _neutral(theirs, foreign)) == (
            none.status_code,
            _neutral(none, nothing),
        )
        refusals = (404,) if route.method == "GET" else (400, 404, 415, 422)
        if not same or theirs.status_code not in refusals:
            wrong[str(route)] = f"{theirs.status}, and for no thing {none.status}"
    assert wrong == {}
    assert rows_of(cast.other_workspace.id) == untouched


def test_an_api_token_reaches_nothing_foreign_either(
    app: Flask, client: FlaskClient, cast: Cast, foreign: dict[str, str]
) -> None:
    headers = api_token(cast.workspace, Role.OWNER)
    untouched = rows_of(cast.other_workspace.id)
    wrong = {}
    for route in (r for r in routes(app) if r.is_machine and r.needs_sign_in and r.parameters):
        answer = client.open(route.path(foreign), method=route.method, headers=headers)
        if answer.status_code not in (404, 422):
            wrong[str(route)] = answer.status
    assert wrong == {}
    assert rows_of(cast.other_workspace.id) == untouched


def test_a_public_route_wants_a_key_it_knows(app: Flask, client: FlaskClient) -> None:
    values = {"key": "pk_nothing", "digest": "0" * 64}
    wrong = {
        str(route): answer.status
        for route in routes(app)
        if route.access == "public_environment"
        and (answer := client.open(route.path(values), method=route.method)).status_code != 401
    }
    assert wrong == {}


def test_nothing_changes_without_the_token_of_our_own_form(
    app: Flask, client: FlaskClient, cast: Cast, foreign: dict[str, str]
) -> None:
    sign_in(client, cast.alice)
    values = foreign | {"name": "x", "filename": "x"}
    before = (rows_of(cast.workspace.id), rows_of(cast.other_workspace.id))
    wrong = {}
    changing = (r for r in routes(app) if r.method != "GET" and not r.is_sdk)
    for route in changing:
        for forgery, headers, data in _forgeries(client.csrf()):
            answer = client.open(
                route.path(values), method=route.method, headers=headers, data=data
            )
            if answer.status_code != 403:
                wrong[f"{route} with {forgery}"] = answer.status
    assert wrong == {}
    db.session.rollback()
    assert (rows_of(cast.workspace.id), rows_of(cast.other_workspace.id)) == before


def _forgeries(token: str) -> list[tuple[str, dict[str, str], Any]]:
    return [
        ("no token", {}, {}),
        ("a wrong token", {}, {"csrf_token": "ct_wrong"}),
        ("a text body", {"Content-Type": "text/plain"}, f"csrf_token={token}"),
        ("another site", {"Sec-Fetch-Site": "cross-site"}, {"csrf_token": token}),
        ("a sibling host", {"Sec-Fetch-Site": "same-site"}, {"csrf_token": token}),
        ("another origin", {"Origin": "https://evil.test"}, {"csrf_token": token}),
        ("no origin to name", {"Origin": "null"}, {"csrf_token": token}),
    ]


def test_reading_changes_nothing(app: Flask, client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.alice)
    before = rows_of(cast.workspace.id)
    broken = {
        str(route): answer.status
        for route in routes(app)
        if route.method == "GET"
        and route.needs_sign_in
        and not route.parameters
        and (answer := client.get(route.rule)).status_code >= 500
    }
    assert broken == {}
    assert rows_of(cast.workspace.id) == before


def test_only_the_public_api_is_open_to_other_origins(
    app: Flask, client: FlaskClient, cast: Cast, foreign: dict[str, str]
) -> None:
    sign_in(client, cast.alice)
    values = foreign | {"key": cast.production.public_key, "digest": "0" * 64}
    for route in routes(app):
        if route.method != "GET" or route.parameters & PUBLIC_PARAMETERS:
            continue
        for origin in ("https://host.test", "null"):
            headers = client.get(route.path(values), headers={"Origin": origin}).headers
            assert ("Access-Control-Allow-Origin" in headers) == route.is_sdk, str(route)
            assert "Access-Control-Allow-Credentials" not in headers, str(route)


def _ask(client: FlaskClient, route: Route, values: dict[str, str], token: str) -> TestResponse:
    headers = {"X-CSRF-Token": token} if route.is_machine else {}
    data = None if route.method == "GET" or route.is_machine else {"csrf_token": token}
    return client.open(route.path(values), method=route.method, headers=headers, data=data)


def _prefix(foreign: dict[str, str], name: str) -> str:
    return foreign[name].partition("_")[0]


def _neutral(answer: TestResponse, values: dict[str, str]) -> str:
    """The page without the ids that were asked for and without its messages for later."""
    text = answer.get_data(as_text=True)
    for value in values.values():
        text = text.replace(value, "ID")
    return text
