from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.identity import passwords, throttle
from guide_engine.identity.models import LoginSession
from tests.support.actors import PASSWORD, Cast
from tests.support.client import form_token


def enter(client: FlaskClient, email: str, password: str, **more: str):
    token = form_token(client, "/sign-in")
    fields = {"csrf_token": token, "email": email, "password": password, **more}
    return client.post("/sign-in", data=fields)


def test_the_right_password_opens_the_page_that_was_wanted(client: FlaskClient, cast: Cast) -> None:
    answer = enter(client, " Alice@ACME.test ", PASSWORD, next="/account")
    assert (answer.status_code, answer.location) == (302, "/account")
    assert "Alice" in client.get("/account").text


def test_unknown_people_and_wrong_passwords_get_the_same_answer(
    client: FlaskClient, cast: Cast
) -> None:
    wrong = enter(client, "alice@acme.test", "not my password")
    unknown = enter(client, "nobody@acme.test", "not my password")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace("alice@acme.test", "") == unknown.text.replace("nobody@acme.test", "")


def test_an_unknown_person_costs_as_much_work(
    client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str | None] = []

    def verify(password_hash: str | None, password: str) -> bool:
        checked.append(password_hash)
        return False

    monkeypatch.setattr(passwords, "verify", verify)
    enter(client, "nobody@acme.test", "whatever it is")
    assert checked == [None]


def test_what_was_typed_stays_but_the_password(client: FlaskClient, cast: Cast) -> None:
    page = enter(client, "alice@acme.test", "not my password").text
    assert 'value="alice@acme.test"' in page
    assert "not my password" not in page


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.test/",
        "//evil.test/",
        "/\\evil.test",
        "/\t/evil.test",
        "https:evil.test",
        "evil.test",
        "/ /evil.test",
        "\n//evil.test",
    ],
)
def test_sign_in_leads_nowhere_else(client: FlaskClient, cast: Cast, elsewhere: str) -> None:
    assert enter(client, "alice@acme.test", PASSWORD, next=elsewhere).location == "/"


def test_the_session_of_before_ends_and_a_planted_one_is_not_taken_over(
    client: FlaskClient, cast: Cast
) -> None:
    client.set_cookie("ge_session", "gs_planted")
    enter(client, "alice@acme.test", PASSWORD)
    first = client.get_cookie("ge_session")
    assert first is not None
    assert first.value != "gs_planted"
    stored = db.session.scalars(select(LoginSession)).all()
    assert [row.member_id for row in stored] == [cast.alice.id]
    assert first.value not in {row.token_hash for row in stored}


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: FlaskClient, cast: Cast) -> None:
    cookie = next(
        value
        for value in enter(client, "alice@acme.test", PASSWORD).headers.getlist("Set-Cookie")
        if value.startswith("ge_session=")
    )
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Domain" not in cookie


def test_under_https_the_cookie_is_secure_and_bound_to_the_host(
    client: FlaskClient, cast: Cast
) -> None:
    secure = {"base_url": "https://localhost"}
    page = client.get("/sign-in", **secure)
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post(
        "/sign-in",
        data={"csrf_token": token, "email": "alice@acme.test", "password": PASSWORD},
        **secure,
    )
    assert answer.status_code == 302
    cookie = next(
        v for v in answer.headers.getlist("Set-Cookie") if v.startswith("__Host-ge_session=")
    )
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert answer.headers["Strict-Transport-Security"]


def test_a_session_idles_out_and_ends_for_good(client: FlaskClient, cast: Cast) -> None:
    enter(client, "alice@acme.test", PASSWORD)
    now = datetime.now(UTC)
    with clock.frozen(now + timedelta(hours=23)):
        assert client.get("/account").status_code == 200
    with clock.frozen(now + timedelta(hours=46)):
        assert client.get("/account").status_code == 200
    with clock.frozen(now + timedelta(hours=71)):
        assert client.get("/account").status_code == 302


def test_a_session_ends_after_a_fortnight_however_busy(client: FlaskClient, cast: Cast) -> None:
    enter(client, "alice@acme.test", PASSWORD)
    now = datetime.now(UTC)
    for hours in range(20, 14 * 24, 20):
        with clock.frozen(now + timedelta(hours=hours)):
            assert client.get("/account").status_code == 200
    with clock.frozen(now + timedelta(days=14, minutes=1)):
        assert client.get("/account").status_code == 302


def test_guessing_is_slowed_down_then_forgiven(client: FlaskClient, cast: Cast) -> None:
    for _ in range(throttle.ACCOUNT.free + 1):
        assert enter(client, "alice@acme.test", "a wrong password").status_code == 422
    answer = enter(client, "alice@acme.test", PASSWORD)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    with clock.frozen(datetime.now(UTC) + timedelta(seconds=61)):
        assert enter(client, "alice@acme.test", PASSWORD).status_code == 302


def test_one_address_can_not_try_everybody(client: FlaskClient, cast: Cast) -> None:
    for number in range(throttle.ADDRESS.free + 1):
        enter(client, f"person{number}@acme.test", "Spring2026!")
    assert enter(client, "alice@acme.test", PASSWORD).status_code == 429


def test_signing_out_ends_the_session_on_the_server(client: FlaskClient, cast: Cast) -> None:
    enter(client, "alice@acme.test", PASSWORD)
    kept = client.get_cookie("ge_session")
    assert kept is not None
    token = form_token(client, "/account")
    assert client.post("/sign-out", data={"csrf_token": token}).location == "/sign-in"
    client.set_cookie("ge_session", kept.value)
    assert client.get("/account").status_code == 302


def test_whoever_lost_every_workspace_is_signed_out(client: FlaskClient, cast: Cast) -> None:
    from guide_engine.identity import members, queries

    enter(client, "bob@acme.test", PASSWORD)
    bobs = next(m for m in queries.memberships_of(cast.bob.id))
    members.remove(bobs)
    assert client.get("/account").status_code == 302
