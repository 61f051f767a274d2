"""A builder as it speaks from the author's own site: a token in the header and an origin."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from guide_engine.builder import sessions
from guide_engine.core.db import bind_workspace, db
from guide_engine.identity import service as identity
from guide_engine.identity.models import Environment, Member

SITE = "https://app.acme.test"


def make_code(
    member: Member, environment: Environment, *, origin: str = SITE, guide_id: str | None = None
) -> str:
    """Make a code as the editor does, for a fresh sign-in of the member."""
    login, _token = identity.start_session(member)
    before = db.session.info.get("workspace_id")
    bind_workspace(db.session, environment.workspace_id)
    code = sessions.make_code(login, environment.id, origin, guide_id)
    db.session.commit()
    if before is not None:
        bind_workspace(db.session, before)
    return code


def trade(client: FlaskClient, code: object, origin: str | None = SITE) -> TestResponse:
    headers = {"Origin": origin} if origin is not None else {}
    return client.post("/v1/builder/session", json={"code": code}, headers=headers)


class Builder:
    """One open builder. `ask` sends what its page would send."""

    def __init__(self, client: FlaskClient, token: str, origin: str = SITE) -> None:
        self.client, self.token, self.origin = client, token, origin

    def ask(self, method: str, path: str, **options: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}", "Origin": self.origin}
        return self.client.open(f"/v1/builder{path}", method=method, headers=headers, **options)

    def get(self, path: str) -> Any:
        answer = self.ask("GET", path)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.get_json()


def open_builder(
    app: Flask,
    member: Member,
    environment: Environment,
    *,
    origin: str = SITE,
    guide_id: str | None = None,
) -> Builder:
    client = app.test_client()
    answer = trade(client, make_code(member, environment, origin=origin, guide_id=guide_id), origin)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return Builder(client, answer.get_json()["token"], origin)
