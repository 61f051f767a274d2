"""What every answer has: its headers, and errors in one shape."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from guide_engine.core.db import db
from guide_engine.core.web import flatten
from tests.support.actors import Cast, sign_in
from tests.support.foreign_ids import PUBLIC_PARAMETERS, make_foreign_ids
from tests.support.routes import routes

POLICY = {
    "default-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
    "form-action": "'self'",
    "style-src": "'self'",
    "require-trusted-types-for": "'script'",
}

# Their form's answer leads to the author's own site, wherever that is.
LEADING_AWAY = {
    "/guides/open": "'self' https: http:",
    "/guides/<guide_id>/open": "'self' https: http:",
}


def test_every_page_is_strict_refusals_too(app: Flask, client: FlaskClient, cast: Cast) -> None:
    ids = make_foreign_ids(cast)
    for visitor in (app.test_client(), sign_in(client, cast.alice)):
        for route in routes(app):
            if route.method != "GET" or route.is_sdk or route.parameters & PUBLIC_PARAMETERS:
                continue
            answer = visitor.get(route.path(ids))
            assert answer.status_code < 500, str(route)
            assert answer.headers["X-Content-Type-Options"] == "nosniff", str(route)
            assert answer.headers["Referrer-Policy"], str(route)
            if answer.mimetype == "text/html" and answer.status_code == 200:
                strict(answer.headers, LEADING_AWAY.get(route.rule, "'self'"))
            elif answer.mimetype == "text/html":
                strict(answer.headers)


def strict(headers, forms_to: str = "'self'") -> None:
    policy = dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )
    assert (POLICY | {"form-action": forms_to}).items() <= policy.items()
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_the_nonce_is_never_the_same(client: FlaskClient, cast: Cast) -> None:
    policies = {client.get("/sign-in").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3


def test_https_is_remembered_by_browsers(client: FlaskClient, cast: Cast) -> None:
    assert "Strict-Transport-Security" not in client.get("/sign-in").headers
    secure = client.get("/sign-in", base_url="https://localhost")
    assert "max-age=31536000" in secure.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("path", ["/nothing/here", "/static/../setup.py"])
def test_an_unknown_page_says_so(client: FlaskClient, cast: Cast, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.text
    strict(answer.headers)


def test_an_unknown_machine_route_answers_in_the_one_shape(client: FlaskClient) -> None:
    for path in ("/api/nothing", "/v1/nothing"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert set(answer.json["error"]) == {"code", "message", "fields"}
        assert answer.json["error"]["code"] == "not_found"


def test_a_wrong_method_names_the_right_ones(client: FlaskClient, cast: Cast) -> None:
    answer = client.delete("/api/workspace")
    assert answer.status_code == 405
    assert answer.json["error"]["code"] == "method_not_allowed"


def test_a_crash_tells_a_number_and_nothing_else(
    client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_member_id: str) -> None:
        raise RuntimeError("the secret is 42")

    monkeypatch.setattr("guide_engine.identity.queries.session_count", crash)
    client.application.testing = False
    try:
        answer = sign_in(client, cast.alice).get("/account")
    finally:
        client.application.testing = True
    assert answer.status_code == 500
    assert "It was logged as" in answer.text
    assert "42" not in answer.text.split("logged as")[0]
    assert "RuntimeError" not in answer.text


def test_a_busy_database_asks_to_come_back(
    client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_member_id: str) -> None:
        raise OperationalError("UPDATE", {}, Exception("database is locked"))

    monkeypatch.setattr("guide_engine.identity.queries.session_count", locked)
    answer = sign_in(client, cast.alice).get("/account", headers={"Accept": "application/json"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert answer.json["error"]["code"] == "unavailable"


def test_what_a_refused_request_wrote_is_not_kept(client: FlaskClient, cast: Cast) -> None:
    name = cast.workspace.name
    sign_in(client, cast.alice).send("/settings", name="x" * 500)
    db.session.refresh(cast.workspace)
    assert cast.workspace.name == name


def test_messages_of_schemas_are_flattened_to_paths() -> None:
    messages = {"json": {"steps": {0: {"title": ["Missing."]}}, "name": "Wrong."}}
    assert flatten(messages) == {"steps/0/title": ["Missing."], "name": ["Wrong."]}


def test_pages_speak_the_readers_language(client: FlaskClient, cast: Cast) -> None:
    assert 'lang="ja"' in client.get("/sign-in", headers={"Accept-Language": "ja,en"}).text
    assert 'lang="en"' in client.get("/sign-in", headers={"Accept-Language": "fr"}).text
    client.set_cookie("ge_locale", "ja")
    assert 'lang="ja"' in client.get("/sign-in", headers={"Accept-Language": "en"}).text
