"""Every alert reaches every receiver once: signed, retried, and never into a private network."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from guide_engine.core import clock
from guide_engine.core.db import bind_workspace, db
from guide_engine.core.errors import Invalid
from guide_engine.core.http import FetchError
from guide_engine.core.settings import Settings
from guide_engine.guides.models import Guide
from guide_engine.health import channels, muting, outbox, queries, retrying, webhook
from guide_engine.health.models import AlertDelivery, TargetAlert
from tests.health.receivers import Hook, Mailbox, hook, mailbox
from tests.health.story import NOON, drifted, found, missing
from tests.support.actors import Cast

FORM = {"webhook": "", "mail": "", "language": "en", "agreeing": "3"}


@pytest.fixture
def receiver() -> Iterator[Hook]:
    with hook() as opened:
        yield opened


@pytest.fixture
def inbox(app: Flask) -> Iterator[Mailbox]:
    """A mail server, which the service is set to use."""
    before = app.config["SETTINGS"]
    with mailbox() as opened:
        mail_from = "Guide Engine <guides@example.com>"
        app.config["SETTINGS"] = replace(before, smtp_url=opened.url, mail_from=mail_from)
        yield opened
        app.config["SETTINGS"] = before


@pytest.fixture
def send(cast: Cast) -> Callable[[], dict[str, int]]:
    def run() -> dict[str, int]:
        db.session.commit()
        counts = dict(outbox.send_due())
        bind_workspace(db.session, cast.workspace.id)
        return counts

    return run


def deliveries() -> list[AlertDelivery]:
    return list(db.session.scalars(select(AlertDelivery).order_by(AlertDelivery.created_at)))


def lost(people: int = 8):
    return [missing(f"u{number}") for number in range(people)]


def save(cast: Cast, **form: str) -> None:
    channels.save(cast.production.id, FORM | form)
    db.session.commit()


def test_an_alert_is_posted_signed_with_what_it_must_say(
    cast: Cast, guide: Guide, watch, send, receiver: Hook
) -> None:
    save(cast, webhook=receiver.url)
    watch(*lost())
    assert send() == {"sent": 1, "failed": 0, "more": 0}
    headers, body = receiver.got[0]
    told = json.loads(body)
    assert told["event"] == headers["guide-engine-event"] == "target.lost"
    assert (told["guide"]["id"], told["step"]["number"], told["page"], told["people"]) == (
        guide.id, 1, "/invoices/new", 8,
    )  # fmt: skip
    assert told["since"] == "2026-11-20"
    assert told["url"].endswith(f"/guides/{guide.id}/targets?environment={cast.production.id}")
    assert told["text"].startswith(
        "Step 1 “Step one” of “Your first invoice” lost its target on /invoices/new"
    )
    assert told["id"] == headers["guide-engine-delivery"] == deliveries()[0].id
    stamp, signature = (part.split("=")[1] for part in headers["guide-engine-signature"].split(","))
    secret = channels.secret(cast.production.id)
    expected = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256)
    assert signature == expected.hexdigest()
    assert int(stamp) == int(NOON.timestamp())


def test_nothing_is_told_twice_however_often_one_looks_and_sends(
    cast: Cast, guide: Guide, watch, send, receiver: Hook
) -> None:
    save(cast, webhook=receiver.url)
    watch(*lost())
    watch(missing("another"))
    send()
    send()
    assert len(receiver.got) == 1


def test_a_drift_that_becomes_a_loss_and_is_over_is_told_three_times(
    cast: Cast, guide: Guide, watch, send, receiver: Hook
) -> None:
    save(cast, webhook=receiver.url)
    watch(*[drifted(f"d{n}", days_ago=2) for n in range(10)])
    watch(*[missing(f"u{n}", days_ago=1) for n in range(30)])
    watch(*[found(f"f{n}") for n in range(40)])
    send()
    told = sorted(json.loads(body)["event"] for _headers, body in receiver.got)
    assert told == ["target.drifting", "target.healthy", "target.lost"]


def test_what_fails_is_tried_again_under_the_same_id(
    cast: Cast, guide: Guide, watch, send, receiver: Hook
) -> None:
    receiver.statuses = [503, 302]
    save(cast, webhook=receiver.url)
    watch(*lost())
    assert send()["failed"] == 1
    assert deliveries()[0].last_error == "127.0.0.1 answered with status 503."
    assert send() == {"sent": 0, "failed": 0, "more": 0}
    with clock.frozen(NOON + retrying.FIRST):
        assert send()["failed"] == 1
    # A redirect is not followed: what is signed for one address goes to no other.
    assert deliveries()[0].last_error == "127.0.0.1 answered with status 302."
    with clock.frozen(NOON + 4 * retrying.FIRST):
        assert send()["sent"] == 1
    ids = {headers["guide-engine-delivery"] for headers, _body in receiver.got}
    assert (len(receiver.got), len(ids)) == (3, 1)


def test_a_worker_that_died_while_sending_loses_nothing(
    cast: Cast, guide: Guide, watch, send, receiver: Hook
) -> None:
    save(cast, webhook=receiver.url)
    watch(*lost())
    assert outbox._claim(deliveries()[0].id)
    assert not outbox._claim(deliveries()[0].id)
    assert send()["sent"] == 0
    with clock.frozen(NOON + retrying.CLAIM):
        assert send()["sent"] == 1


def test_in_the_end_it_is_given_up(cast: Cast, guide: Guide, watch, send, receiver: Hook) -> None:
    save(cast, webhook=receiver.url)
    watch(*lost())
    receiver.statuses = [500] * retrying.ATTEMPTS
    for attempt in range(retrying.ATTEMPTS):
        with clock.frozen(NOON + attempt * retrying.LONGEST):
            assert send()["failed"] == 1
    assert deliveries()[0].state == "given_up"


def test_a_muted_alert_tells_nobody(cast: Cast, guide: Guide, watch, send, receiver: Hook) -> None:
    save(cast, webhook=receiver.url)
    watch(*[drifted(f"d{n}") for n in range(10)])
    send()
    (alert,) = db.session.scalars(select(TargetAlert))
    muting.mute(alert, by=cast.alice.id)
    watch(*lost(30))
    send()
    assert len(receiver.got) == 1


def test_a_webhook_taken_away_meanwhile_is_not_posted_to(
    cast: Cast, guide: Guide, watch, send, receiver: Hook
) -> None:
    save(cast, webhook=receiver.url)
    watch(*lost())
    save(cast, webhook="")
    assert send()["failed"] == 1
    assert receiver.got == []


def test_a_secret_that_can_not_be_opened_stands_in_nobodys_way(
    cast: Cast, guide: Guide, watch, send, receiver: Hook
) -> None:
    save(cast, webhook=receiver.url)
    watch(*lost())
    known = queries.channels(cast.production.id)
    assert known is not None
    known.sealed_secret = "sealed-by-another-key"
    assert send()["failed"] == 1
    assert "GUIDE_ENGINE_SECRET_KEY" in deliveries()[0].last_error


def test_mail_says_the_same_in_the_language_of_its_readers(
    cast: Cast, guide: Guide, watch, send, inbox: Mailbox
) -> None:
    save(cast, mail="mika@example.com\nken@example.com", language="ja")
    watch(*lost())
    assert send()["sent"] == 2
    assert {str(mail["To"]) for mail in inbox.got} == {"mika@example.com", "ken@example.com"}
    mail = inbox.got[0]
    assert str(mail["From"]) == "Guide Engine <guides@example.com>"
    assert guide.name in str(mail["Subject"])
    text = mail.get_content()
    assert f"/guides/{guide.id}/targets" in text
    assert "/invoices/new" in text
    assert mail["Message-ID"] != inbox.got[1]["Message-ID"]


def test_a_mail_server_that_refuses_is_tried_again(
    cast: Cast, guide: Guide, watch, send, inbox: Mailbox
) -> None:
    inbox.refuses = True
    save(cast, mail="mika@example.com")
    watch(*lost())
    assert send()["failed"] == 1
    assert "451 try again later" in deliveries()[0].last_error
    inbox.refuses = False
    with clock.frozen(NOON + retrying.FIRST):
        assert send()["sent"] == 1


def test_a_mail_server_that_is_away_is_a_sentence(
    app: Flask, cast: Cast, guide: Guide, watch, send, inbox: Mailbox
) -> None:
    save(cast, mail="mika@example.com")
    watch(*lost())
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(settings, smtp_url="smtp://127.0.0.1:1")
    assert send()["failed"] == 1
    assert "didn't answer" in deliveries()[0].last_error


def test_a_password_is_never_sent_without_tls(
    app: Flask, cast: Cast, guide: Guide, watch, send, inbox: Mailbox
) -> None:
    save(cast, mail="mika@example.com")
    watch(*lost())
    settings = app.config["SETTINGS"]
    url = settings.smtp_url.replace("smtp://", "smtp://user:hunter2@")
    app.config["SETTINGS"] = replace(settings, smtp_url=url)
    assert send()["failed"] == 1
    assert "no TLS" in deliveries()[0].last_error
    assert "hunter2" not in deliveries()[0].last_error


def test_a_guides_name_cannot_add_a_header(cast: Cast, guide: Guide, watch, send, inbox) -> None:
    save(cast, mail="mika@example.com")
    watch(*lost())
    (row,) = deliveries()
    name = "Evil\r\nBcc: all@example.com"
    row.message = {**row.message, "guide": {**row.message["guide"], "name": name}}
    send()
    assert inbox.got[0]["Bcc"] is None


def test_tenants_messages_are_apart(cast: Cast, guide: Guide, watch, send, receiver: Hook) -> None:
    bind_workspace(db.session, cast.other_workspace.id)
    channels.save(cast.other_production.id, FORM | {"webhook": receiver.url})
    db.session.commit()
    bind_workspace(db.session, cast.workspace.id)
    watch(*lost())
    send()
    assert receiver.got == []
    assert deliveries() == []


LOOPBACK = Settings(public_url="http://127.0.0.1:8000")
HOSTED = Settings(public_url="https://guides.example.com")


@pytest.mark.parametrize(
    ("settings", "url"),
    [
        (HOSTED, "https://hooks.example.com/abc"),
        (LOOPBACK, "http://localhost:9000/hook"),
        (LOOPBACK, "http://[::1]:9000/hook"),
        (replace(HOSTED, allow_private_webhooks=True), "http://chat.internal:9000/hook"),
    ],
)
def test_such_addresses_are_taken(settings: Settings, url: str) -> None:
    assert webhook.checked_url(settings, f" {url} ") == url


@pytest.mark.parametrize(
    ("settings", "url"),
    [
        (HOSTED, "http://hooks.example.com/abc"),
        (HOSTED, "http://127.0.0.1:9000/hook"),
        (LOOPBACK, "http://192.168.0.1/hook"),
        (HOSTED, "ftp://hooks.example.com"),
        (HOSTED, "https://user:password@hooks.example.com"),
        (HOSTED, "https://[::1"),
        (HOSTED, "hooks.example.com"),
        (HOSTED, "javascript:alert(1)"),
        (HOSTED, f"https://hooks.example.com/{'a' * 2_000}"),
    ],
)
def test_such_addresses_are_refused_with_a_sentence(settings: Settings, url: str) -> None:
    with pytest.raises(Invalid) as refused:
        webhook.checked_url(settings, url)
    assert refused.value.fields["webhook"]


def test_an_https_name_that_leads_into_a_private_network_is_refused(
    app: Flask, cast: Cast, guide: Guide, watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guide_engine.core.http.resolve", lambda _host, _port: ["10.0.0.7"])
    save(cast, webhook="https://hooks.example.com/abc")
    watch(*lost())
    (delivery,) = deliveries()
    known = queries.channels(cast.production.id)
    assert known is not None
    with pytest.raises(FetchError, match="private network"):
        webhook.send(app.config["SETTINGS"], known, delivery)


@given(st.integers(1, retrying.ATTEMPTS + 5))
def test_waits_grow_to_a_limit_and_end(attempts: int) -> None:
    wait, following = retrying.wait_after(attempts), retrying.wait_after(attempts + 1)
    if wait is None:
        assert attempts >= retrying.ATTEMPTS
        assert following is None
    else:
        assert retrying.FIRST <= wait <= retrying.LONGEST
        assert following is None or following >= wait
    waits = [retrying.wait_after(n) for n in range(1, retrying.ATTEMPTS)]
    assert sum((one for one in waits if one), timedelta()) > timedelta(days=1)
