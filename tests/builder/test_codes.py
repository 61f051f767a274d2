"""A code is traded for a session: once, within ten minutes, by the origin it was made for."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from guide_engine.builder import sessions
from guide_engine.builder.models import BuilderCode, BuilderSession
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.guides.models import Guide
from guide_engine.identity import members, queries
from guide_engine.identity import sessions as logins
from tests.support.actors import Cast
from tests.support.builder import SITE, make_code, trade


def test_a_code_gives_a_session_with_all_the_builder_must_know(
    client: FlaskClient, cast: Cast, guide: Guide
):
    answer = trade(client, make_code(cast.bob, cast.production, guide_id=guide.id))
    told = answer.get_json()
    assert answer.status_code == 201
    assert told["token"].startswith("gb_")
    assert told["member"] == {"id": cast.bob.id, "name": "Bob"}
    assert (told["role"], told["workspace"]) == ("editor", {"name": "Acme"})
    assert told["environment"] == {
        "id": cast.production.id,
        "name": "production",
        "key": cast.production.public_key,
        "production": True,
    }
    assert told["guide_id"] == guide.id
    assert told["editor_url"] == f"http://127.0.0.1:8000/guides/{guide.id}/build"
    assert told["language"] == "en"


def test_the_answer_is_for_nobody_else(client: FlaskClient, cast: Cast):
    answer = trade(client, make_code(cast.bob, cast.production))
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_without_a_guide_it_leads_to_the_list(client: FlaskClient, cast: Cast):
    told = trade(client, make_code(cast.bob, cast.staging)).get_json()
    assert (told["guide_id"], told["environment"]["production"]) == (None, False)
    assert told["editor_url"].endswith("/guides")


def test_it_speaks_the_language_of_the_member(client: FlaskClient, cast: Cast):
    cast.bob.locale = "ja"
    told = trade(client, make_code(cast.bob, cast.production)).get_json()
    assert told["language"] == "ja"


def test_only_hashes_are_kept(client: FlaskClient, cast: Cast):
    code = make_code(cast.bob, cast.production)
    token = trade(client, code).get_json()["token"]
    kept = [row.code_hash for row in db.session.scalars(select(BuilderCode))]
    kept += [row.token_hash for row in db.session.scalars(select(BuilderSession))]
    assert len(kept) == 2
    assert not {code, token} & set(kept)


def test_a_code_works_once(client: FlaskClient, cast: Cast):
    code = make_code(cast.bob, cast.production)
    assert trade(client, code).status_code == 201
    again = trade(client, code)
    assert (again.status_code, again.get_json()["error"]["code"]) == (401, "bad_code")


def test_of_many_that_try_a_code_at_once_one_gets_a_session(app: Flask, cast: Cast):
    code = make_code(cast.bob, cast.production)
    barrier = Barrier(4)

    def attempt(_turn: int) -> int:
        with app.app_context():
            barrier.wait()
            return trade(app.test_client(), code).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(attempt, range(4)))
    assert statuses == [201, 401, 401, 401]


def test_a_code_runs_out_after_ten_minutes(client: FlaskClient, cast: Cast):
    code = make_code(cast.bob, cast.production)
    with clock.frozen(clock.now() + timedelta(minutes=10)):
        assert trade(client, code).status_code == 401


def test_used_old_and_unknown_codes_look_alike(client: FlaskClient, cast: Cast):
    used, old = make_code(cast.bob, cast.production), make_code(cast.bob, cast.production)
    trade(client, used)
    bodies = [trade(client, code).get_data() for code in (used, "gc_nothing")]
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        bodies.append(trade(client, old).get_data())
    assert len(set(bodies)) == 1


def test_a_page_of_another_origin_gets_nothing_and_spoils_the_code(client: FlaskClient, cast: Cast):
    code = make_code(cast.bob, cast.production)
    elsewhere = trade(client, code, "https://evil.test")
    error = elsewhere.get_json()["error"]
    assert (elsewhere.status_code, error["code"]) == (401, "code_elsewhere")
    assert SITE in error["message"]
    assert "https://evil.test" in error["message"]
    assert trade(client, code).status_code == 401


@pytest.mark.parametrize("origin", [None, "null", "file://", "https://" + "a" * 400])
def test_a_request_from_no_web_page_is_refused(client: FlaskClient, cast: Cast, origin: str | None):
    answer = trade(client, make_code(cast.bob, cast.production), origin)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (401, "no_origin")


@pytest.mark.parametrize("code", [None, "", 7, "x" * 201, ["gc_x"]])
def test_what_is_no_code_is_refused(client: FlaskClient, cast: Cast, code: object):
    assert trade(client, code).status_code == 422


def test_a_removed_member_trades_nothing(client: FlaskClient, cast: Cast):
    code = make_code(cast.bob, cast.production)
    members.remove(queries.memberships_of(cast.bob.id)[0])
    assert trade(client, code).get_json()["error"]["code"] == "bad_code"


def test_signing_out_everywhere_spoils_codes(client: FlaskClient, cast: Cast):
    code = make_code(cast.bob, cast.production)
    logins.end_all_sessions(cast.bob.id)
    assert trade(client, code).get_json()["error"]["code"] == "bad_code"


def test_guessing_is_slowed_down(client: FlaskClient, cast: Cast):
    statuses = [trade(client, f"gc_guess{number}").status_code for number in range(7)]
    slowed = trade(client, make_code(cast.bob, cast.production))
    assert statuses[:6] == [401] * 6
    assert (slowed.status_code, slowed.headers["Retry-After"]) == (429, "2")


def test_neither_code_nor_token_is_logged(
    app: Flask, client: FlaskClient, cast: Cast, caplog: pytest.LogCaptureFixture
):
    logging.getLogger("guide_engine").propagate = True
    caplog.set_level(logging.DEBUG)
    code = make_code(cast.bob, cast.production)
    token = trade(client, code).get_json()["token"]
    trade(client, code)
    headers = {"Authorization": f"Bearer {token}", "Origin": SITE}
    client.get("/v1/builder/guides", headers=headers)
    client.get("/v1/builder/guides", headers={**headers, "Origin": "https://evil.test"})
    logging.getLogger("guide_engine").propagate = False
    logged = "\n".join(record.getMessage() + str(vars(record)) for record in caplog.records)
    assert code not in logged
    assert token not in logged


def test_what_is_over_is_swept_away(client: FlaskClient, cast: Cast):
    trade(client, make_code(cast.bob, cast.production))
    make_code(cast.bob, cast.production)
    assert sessions.sweep() == {"codes": 0, "sessions": 0}
    with clock.frozen(clock.now() + timedelta(hours=2)):
        assert sessions.sweep() == {"codes": 2, "sessions": 1}
