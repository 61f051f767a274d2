"""What the decorators let in, seen on small routes of their own."""

from collections.abc import Iterator

import pytest
from flask import Flask, g, jsonify
from flask.testing import FlaskClient

from guide_engine.app import create_app
from guide_engine.core.db import Model, db
from guide_engine.core.settings import Settings
from guide_engine.identity import service
from guide_engine.identity.access import Capability, machine, signed_in
from guide_engine.identity.keys import public_environment
from guide_engine.identity.permissions import Role
from tests.conftest import SECRET_KEY
from tests.support.actors import Cast, api_token, make_cast, sign_in
from tests.support.client import FreshClient


@pytest.fixture(scope="module")
def door_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = create_app(Settings(data=tmp_path_factory.mktemp("doors"), secret_key=SECRET_KEY))
    app.test_client_class = FreshClient
    app.testing = True

    @app.route("/probe/page", methods=["GET", "POST"])
    @signed_in(Capability.EDIT_GUIDES)
    def page() -> str:
        return f"{g.member.name} {g.workspace.name} {g.environment.name}"

    @app.get("/api/probe")
    @machine(Capability.PUBLISH)
    def api() -> str:
        return f"{g.workspace.name} {g.environment.name}"

    @app.route("/v1/env/<key>/probe", methods=["GET", "POST"])
    @public_environment
    def sdk() -> object:
        return jsonify(g.env.name)

    with app.app_context():
        Model.metadata.create_all(db.engine)
        yield app


@pytest.fixture(scope="module")
def people(door_app: Flask) -> Cast:
    return make_cast()


@pytest.fixture
def visitor(door_app: Flask) -> FlaskClient:
    return door_app.test_client()


def test_a_page_knows_who_and_where(visitor: FlaskClient, people: Cast) -> None:
    answer = sign_in(visitor, people.bob).get("/probe/page")
    assert answer.text == "Bob Acme production"


def test_a_page_sends_the_signed_out_to_sign_in(visitor: FlaskClient, people: Cast) -> None:
    answer = visitor.get("/probe/page?tab=2")
    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=/probe/page%3Ftab%3D2"


def test_a_page_refuses_a_role_without_the_capability(visitor: FlaskClient, people: Cast) -> None:
    assert sign_in(visitor, people.vera).get("/probe/page").status_code == 403


def test_a_post_needs_the_token_of_our_own_form(visitor: FlaskClient, people: Cast) -> None:
    sign_in(visitor, people.bob)
    assert visitor.post("/probe/page").status_code == 403
    assert visitor.send("/probe/page").status_code == 200


def test_an_api_route_takes_a_token(visitor: FlaskClient, people: Cast) -> None:
    headers = api_token(people.workspace)
    assert visitor.get("/api/probe", headers=headers).text == "Acme production"
    assert visitor.get("/api/probe?environment=staging", headers=headers).text == "Acme staging"
    assert visitor.get("/api/probe?environment=moon", headers=headers).status_code == 404


def test_an_api_route_refuses_weak_unknown_and_missing_tokens(
    visitor: FlaskClient, people: Cast
) -> None:
    weak = api_token(people.workspace, Role.VIEWER)
    assert visitor.get("/api/probe", headers=weak).status_code == 403
    wrong = visitor.get("/api/probe", headers={"Authorization": "Bearer ge_nothing"})
    assert (wrong.status_code, wrong.json["error"]["code"]) == (401, "bad_token")
    missing = visitor.get("/api/probe")
    assert (missing.status_code, missing.json["error"]["code"]) == (401, "token_needed")


def test_a_public_key_opens_its_environment_to_any_origin(
    visitor: FlaskClient, people: Cast
) -> None:
    answer = visitor.get(f"/v1/env/{people.staging.public_key}/probe")
    assert answer.json == "staging"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_an_unknown_public_key_is_told_so(visitor: FlaskClient, people: Cast) -> None:
    answer = visitor.get("/v1/env/pk_nothing/probe")
    assert (answer.status_code, answer.json["error"]["code"]) == (401, "unknown_key")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_origin_of_the_sdk_is_noted(visitor: FlaskClient, people: Cast) -> None:
    path = f"/v1/env/{people.production.public_key}/probe"
    visitor.get(path, headers={"Origin": "http://127.0.0.1:8001"})
    db.session.refresh(people.production)
    assert people.production.last_seen_origin == "http://127.0.0.1:8001"
    assert people.production.last_seen_at is not None


def test_the_switches_of_an_environment_are_felt_at_once(
    visitor: FlaskClient, people: Cast
) -> None:
    before = people.env.revision
    assert service.bump_revision(people.production.id) == before + 1
    db.session.commit()
    assert people.env.revision == before + 1
