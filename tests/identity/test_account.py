from flask.testing import FlaskClient

from guide_engine.core.db import db
from guide_engine.identity import passwords, queries
from tests.support.actors import PASSWORD, Cast, sign_in

NEW = "another long password"


def test_name_and_language_are_changed(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.alice).send("/account", name="アリス", locale="ja")
    page = client.get("/account").text
    assert "アリス" in page
    assert '<html lang="ja"' in page


def test_a_new_password_ends_the_other_sessions_and_renews_this_one(
    client: FlaskClient, cast: Cast
) -> None:
    other = sign_in(client.application.test_client(), cast.alice)
    sign_in(client, cast.alice)
    before = client.get_cookie("ge_session").value
    answer = client.send("/account/password", old_password=PASSWORD, new_password=NEW)
    assert answer.status_code == 302
    assert client.get_cookie("ge_session").value != before
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 302
    db.session.refresh(cast.alice)
    assert passwords.verify(cast.alice.password_hash, NEW)


def test_a_wrong_or_poor_password_changes_nothing(client: FlaskClient, cast: Cast) -> None:
    other = sign_in(client.application.test_client(), cast.alice)
    sign_in(client, cast.alice)
    wrong = client.send("/account/password", old_password="not it at all", new_password=NEW)
    assert wrong.status_code == 422
    assert "present password" in wrong.text
    poor = client.send("/account/password", old_password=PASSWORD, new_password="short")
    assert poor.status_code == 422
    assert other.get("/account").status_code == 200


def test_other_browsers_are_signed_out(client: FlaskClient, cast: Cast) -> None:
    other = sign_in(client.application.test_client(), cast.alice)
    sign_in(client, cast.alice).send("/account/sessions")
    assert queries.session_count(cast.alice.id) == 1
    assert other.get("/account").status_code == 302


def test_nobody_makes_themselves_an_owner(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.vera).send(
        "/account", name="Vera", locale="en", role="owner", workspace_id=cast.other_workspace.id
    )
    assert queries.memberships_of(cast.vera.id)[0].role == "viewer"
    assert client.get("/settings").status_code == 403
