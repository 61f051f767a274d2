"""Settings › Alerts: where they go, tried at once, kept sealed."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from guide_engine.core.db import db
from guide_engine.health.models import AlertChannels
from tests.health.receivers import hook
from tests.support.actors import Cast, sign_in

HERE = "/settings/alerts"
FORM = {"webhook": "", "mail": "", "language": "en", "agreeing": "3"}


@pytest.fixture
def owner(client: FlaskClient, cast: Cast) -> FlaskClient:
    return sign_in(client, cast.alice)


def test_an_address_is_kept_sealed_and_shown_again(owner: FlaskClient) -> None:
    url = "https://hooks.example.com/secret-part"
    assert owner.send(HERE, **FORM | {"webhook": url}).status_code == 303
    assert url in owner.get(HERE).get_data(as_text=True)
    row = db.session.scalars(select(AlertChannels)).one()
    assert "secret-part" not in row.sealed_url


def test_the_secret_is_shown_when_asked_for_and_can_be_replaced(owner: FlaskClient) -> None:
    owner.send(HERE, **FORM | {"webhook": "https://hooks.example.com/a"})
    assert "wh_" not in owner.get(HERE).get_data(as_text=True)
    first = owner.send(f"{HERE}/reveal").get_data(as_text=True)
    assert "wh_" in first
    second = owner.send(f"{HERE}/replace").get_data(as_text=True)
    assert "wh_" in second
    assert first.split("wh_")[1][:20] != second.split("wh_")[1][:20]


def test_a_test_is_sent_at_once_and_its_result_stands_beneath(owner: FlaskClient) -> None:
    with hook() as receiver:
        receiver.statuses = [204, 500]
        # The test app is served from loopback, as in development.
        owner.send(HERE, **FORM | {"webhook": receiver.url})
        owner.send(f"{HERE}/test")
        shown = owner.get(HERE).get_data(as_text=True)
        assert "The test has arrived everywhere." in shown
        owner.send(f"{HERE}/test")
        shown = owner.get(HERE).get_data(as_text=True)
    assert "did not arrive everywhere" in shown
    assert "answered with status 500" in shown
    assert len(receiver.got) == 2


def test_a_test_to_nowhere_says_what_is_missing(owner: FlaskClient) -> None:
    owner.send(f"{HERE}/test")
    assert "Set a webhook or a mail address first." in owner.get(HERE).get_data(as_text=True)
    assert owner.send(f"{HERE}/replace").status_code == 422


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"webhook": "http://hooks.example.com"}, "Use an https:// address"),
        ({"webhook": "nonsense"}, "Write a whole address"),
        ({"mail": "mika@example.com"}, "ask your operator to set GUIDE_ENGINE_SMTP_URL"),
        ({"agreeing": "1"}, "Write a whole number from 2 to 50."),
        ({"agreeing": "many"}, "Write a whole number from 2 to 50."),
        ({"language": "xx"}, "Choose one."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    owner: FlaskClient, typed: dict[str, str], says: str
) -> None:
    answer = owner.send(HERE, **FORM | {"webhook": "https://hooks.example.com/kept"} | typed)
    assert answer.status_code == 422
    shown = answer.get_data(as_text=True)
    assert says in shown
    assert typed.get("webhook", "https://hooks.example.com/kept") in shown
    assert db.session.scalars(select(AlertChannels)).all() == []


def test_editors_and_viewers_stay_outside(client: FlaskClient, cast: Cast) -> None:
    for member in (cast.bob, cast.vera):
        sign_in(client, member)
        assert client.get(HERE).status_code == 403
        assert client.send(HERE, **FORM).status_code == 403
