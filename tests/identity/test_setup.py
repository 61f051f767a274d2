from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from guide_engine.core.db import db, unscoped
from guide_engine.identity.models import Environment, Member, Membership, SetupToken, Workspace
from guide_engine.identity.service import setup_token
from tests.support.actors import Cast
from tests.support.client import form_token


def fill_in(client: FlaskClient, token: str | None, **fields: str):
    form = {
        "csrf_token": form_token(client, "/setup"),
        "token": token or "",
        "workspace": "Acme",
        "email": "first@acme.test",
        "password": "a long enough one",
        **fields,
    }
    return client.post("/setup", data=form)


def test_the_first_owner_is_made_and_signed_in(app: Flask, client: FlaskClient) -> None:
    answer = fill_in(client, setup_token(app))
    assert (answer.status_code, answer.location) == (302, "/")
    assert "first@acme.test" in client.get("/account").text
    with unscoped(db.session):
        assert db.session.scalar(select(Workspace)).name == "Acme"
        assert db.session.scalar(select(Membership)).role == "owner"
        names = set(db.session.scalars(select(Environment.name)))
    assert names == {"production", "staging"}


def test_a_fresh_instance_leads_to_its_setup(app: Flask, client: FlaskClient) -> None:
    assert client.get("/account").location == "/setup"
    assert client.get("/sign-in").location == "/setup"


def test_a_wrong_token_makes_nobody(app: Flask, client: FlaskClient) -> None:
    setup_token(app)
    answer = fill_in(client, "st_guessed")
    assert answer.status_code == 403
    assert "printed when it started" in answer.text
    assert db.session.scalar(select(Member)) is None


def test_a_faulty_form_does_not_use_the_token_up(app: Flask, client: FlaskClient) -> None:
    token = setup_token(app)
    assert fill_in(client, token, password="short").status_code == 422
    assert fill_in(client, token, email="nonsense").status_code == 422
    assert fill_in(client, token, workspace=" ").status_code == 422
    assert fill_in(client, token).status_code == 302


def test_a_new_token_ends_the_one_before(app: Flask, client: FlaskClient) -> None:
    old, new = setup_token(app), setup_token(app)
    assert fill_in(client, old).status_code == 403
    assert fill_in(client, new).status_code == 302


def test_the_token_is_kept_only_as_a_hash(app: Flask) -> None:
    token = setup_token(app)
    assert token is not None
    assert db.session.scalar(select(SetupToken)).token_hash != token


def test_once_set_up_there_is_no_setup(app: Flask, client: FlaskClient, cast: Cast) -> None:
    assert setup_token(app) is None
    assert client.get("/setup").status_code == 404
