"""Workspace, environments and API tokens, as an owner works with them."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.identity import service, tokens
from guide_engine.identity.permissions import Role
from tests.support.actors import Cast, environment_ref, sign_in


def make_token(client: FlaskClient, **fields: str) -> str:
    form = {"name": "pipeline", "role": "editor", "days": "90", **fields}
    page = client.send("/settings/tokens", **form).text
    return re.search(r'data-copy="(ge_[\w-]+)"', page)[1]


def test_the_workspace_is_renamed(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.alice).send("/settings", name="株式会社アクメ")
    assert "株式会社アクメ" in client.get("/settings").text


def test_a_workspace_needs_a_name(client: FlaskClient, cast: Cast) -> None:
    answer = sign_in(client, cast.alice).send("/settings", name="  ")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_a_token_is_shown_once_and_kept_as_a_hash(client: FlaskClient, cast: Cast) -> None:
    text = make_token(sign_in(client, cast.alice))
    page = client.get("/settings/tokens").text
    assert text not in page
    assert f"{text[:10]}…" in page
    assert all(text not in str(vars(token)) for token in tokens.listed())


def test_a_token_is_revoked_and_the_revocation_undone(client: FlaskClient, cast: Cast) -> None:
    make_token(sign_in(client, cast.alice))
    token = tokens.listed()[0]
    client.send(f"/settings/tokens/{token.id}/revoke")
    assert tokens.listed() == []
    client.send(f"/settings/tokens/{token.id}/restore")
    assert [each.id for each in tokens.listed()] == [token.id]


@pytest.mark.parametrize("fields", [{"name": ""}, {"role": "admin"}, {"days": "100000"}])
def test_a_faulty_token_is_not_made(
    client: FlaskClient, cast: Cast, fields: dict[str, str]
) -> None:
    form = {"name": "x", "role": "viewer", "days": "30", **fields}
    assert sign_in(client, cast.alice).send("/settings/tokens", **form).status_code == 422
    assert tokens.listed() == []


def test_a_token_stops_when_it_has_run_out(client: FlaskClient, cast: Cast) -> None:
    _row, text = tokens.create(cast.workspace.id, "short", Role.VIEWER, 30)
    headers = {"Authorization": f"Bearer {text}"}
    assert client.get("/api/workspace", headers=headers).status_code == 200
    with clock.frozen(datetime.now(UTC) + timedelta(days=31)):
        assert client.get("/api/workspace", headers=headers).status_code == 401


def test_a_token_reads_its_own_workspace(client: FlaskClient, cast: Cast) -> None:
    _row, text = tokens.create(cast.workspace.id, "reader", Role.VIEWER, None)
    answer = client.get("/api/workspace", headers={"Authorization": f"Bearer {text}"}).json
    assert answer["name"] == "Acme"
    assert [each["name"] for each in answer["environments"]] == ["production", "staging"]
    assert answer["environments"][0]["public_key"] == cast.production.public_key
    assert "secret" not in str(answer)


def test_the_secret_is_seen_only_when_asked_for(client: FlaskClient, cast: Cast) -> None:
    secret = environment_ref(cast.production).secret
    assert secret not in sign_in(client, cast.alice).get("/settings/environments").text
    shown = client.send(f"/settings/environments/{cast.production.id}/reveal")
    assert secret in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert secret not in client.get("/settings/environments").text


def test_the_secret_is_replaced(client: FlaskClient, cast: Cast) -> None:
    before = environment_ref(cast.production).secret
    page = sign_in(client, cast.alice).send(f"/settings/environments/{cast.production.id}/rotate")
    after = environment_ref(cast.production).secret
    assert after != before
    assert after in page.text


def test_a_secret_is_sealed_where_it_is_kept(cast: Cast) -> None:
    assert service.reveal_secret(cast.production) not in cast.production.sealed_secret


def test_proof_of_identity_is_switched(client: FlaskClient, cast: Cast) -> None:
    path = f"/settings/environments/{cast.production.id}/identity"
    sign_in(client, cast.alice).send(path, mode="enforce")
    assert environment_ref(cast.production).identity_mode == "enforce"
    assert client.send(path, mode="maybe").status_code == 422


def test_an_environment_is_switched_off_and_on(client: FlaskClient, cast: Cast) -> None:
    path = f"/settings/environments/{cast.production.id}/power"
    revision = cast.env.revision
    sign_in(client, cast.alice).send(path, enabled="no")
    assert environment_ref(cast.production).enabled is False
    assert environment_ref(cast.production).revision > revision
    client.send(path, enabled="yes")
    assert environment_ref(cast.production).enabled is True


def test_the_editor_stands_in_the_environment_that_was_chosen(
    client: FlaskClient, cast: Cast
) -> None:
    sign_in(client, cast.bob).send("/environment", environment=cast.staging.id, next="/account")
    assert 'data-environment="staging"' in client.get("/account").text.split("<main")[0]
    answer = client.send("/environment", environment=cast.other_production.id)
    assert answer.status_code == 404


def test_a_member_of_two_workspaces_walks_between_them(client: FlaskClient, cast: Cast) -> None:
    from guide_engine.identity import members

    members.join(cast.other_workspace.id, cast.alice, Role.VIEWER)
    db.session.commit()
    sign_in(client, cast.alice).send("/workspace", workspace=cast.other_workspace.id)
    assert "Mallory &amp; Co" in client.get("/account").text
    assert client.get("/settings").status_code == 403
    vera = sign_in(client.application.test_client(), cast.vera)
    assert vera.send("/workspace", workspace=cast.other_workspace.id).status_code == 404


def test_language_and_theme_are_kept_on_the_browser(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.alice).send("/preferences", locale="ja", next="/account")
    client.send("/preferences", theme="dark")
    page = client.get("/account").text
    assert '<html lang="ja" data-theme="dark">' in page
    assert client.send("/preferences", theme="pink").status_code == 422
    assert client.send("/preferences", locale="tlh").status_code == 422
