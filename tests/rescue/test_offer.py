"""Somebody stuck gets at most one offer: threads that fit the step, and the way to ask."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from guide_engine.community import service as community
from guide_engine.community.models import Source
from guide_engine.core import clock
from guide_engine.events import projector
from guide_engine.guides.models import Guide
from guide_engine.identity.models import IdentityMode
from guide_engine.rescue import service
from guide_engine.rescue.models import Offer
from tests.rescue.conftest import Host
from tests.support.actors import Cast
from tests.support.events import wire_event

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_offers_threads_that_fit_the_step(host: Host, source: Source, guide: Guide) -> None:
    offer = host.stuck(guide_id=guide.id, step_id="st_invite", page_title="")
    assert offer["threads"][0]["title"] == "Invite a team member, invitation mail missing"
    assert offer["threads"][0]["answered"] is True
    assert offer["threads"][0]["source"] == "Community"
    assert offer["threads"][0]["url"].startswith("https://community.example.com/")
    assert len(offer["threads"]) <= 3
    assert offer["reason"] == "Is this step taking long? Others met this too."


def test_carries_the_question_filled_in(host: Host, source: Source, guide: Guide) -> None:
    offer = host.stuck(guide_id=guide.id, step_id="st_invite")
    question = offer["ask"]["question"]
    assert question.startswith("Stuck at “Invite a colleague”\n\nPage: /settings/members\n")
    assert "Guide: Invite your team" in question
    asked = parse_qs(urlsplit(offer["ask"]["url"]).query)
    assert asked["t"] == ["Stuck at “Invite a colleague”"]
    assert asked["u"] == ["https://app.example.com/settings/members"]


def test_speaks_the_language_of_who_is_stuck(host: Host, source: Source) -> None:
    offer = host.stuck(language="ja-JP", path="/invoices/new", page_title="メンバーを招待する")
    assert offer["reason"] == "この手順でお困りですか。同じことで困った方がいます。"
    assert "「/invoices/new」" in offer["ask"]["question"]
    assert offer["threads"][0]["title"] == "メンバーを招待してもメールが来ない"


def test_carries_nothing_personal(host: Host, source: Source, session: Session) -> None:
    offer = host.stuck(
        path="/customers/8123/tanaka@example.com/edit?token=s3cret#x",
        page_title="Tanaka Taro, Invoices not sent by email",
    )
    assert offer is not None
    written = str(offer)
    for secret in ("8123", "tanaka", "Tanaka", "s3cret", "u-1"):
        assert secret not in written
    row = session.scalars(select(Offer)).one()
    assert row.path == "/customers/…/…/edit"


def test_offers_only_the_way_to_ask_where_no_thread_fits(host: Host, source: Source) -> None:
    offer = host.stuck(path="/calendar", page_title="Days off")
    assert offer["threads"] == []
    assert offer["ask"]["url"].startswith("https://community.example.com/new?")
    assert offer["reason"] == "Is this step taking long? You can ask."


def test_offers_nothing_where_nobody_can_be_asked_either(
    cast: Cast, host: Host, source: Source, session: Session
) -> None:
    source.ask_url = ""
    session.commit()
    assert host.stuck(path="/calendar", page_title="Days off") is None
    assert session.scalars(select(Offer)).all() == []


def test_without_a_community_nothing_is_offered(cast: Cast, host: Host) -> None:
    assert host.stuck() is None


def test_asks_where_the_language_is_spoken(
    cast: Cast, host: Host, source: Source, session: Session
) -> None:
    community.create_source("日本", language="ja", ask_url="https://ja.example.com/new?t={title}")
    session.commit()
    assert host.stuck(language="ja")["ask"]["url"].startswith("https://ja.example.com/")
    assert host.stuck(language="en", path="/b")["ask"]["url"].startswith("https://community.")


@pytest.mark.parametrize(("tier", "named"), [("high", True), ("low", False), ("tech", False)])
def test_names_the_contact_of_a_high_touch_company(
    host: Host, source: Source, people: None, session: Session, tier: str, named: bool
) -> None:
    offer = host.stuck(user_id=f"u-{tier}")
    assert ("Sato can help too." in offer["reason"]) is named
    assert session.scalars(select(Offer)).one().tier == tier


def test_offers_once_per_page_and_three_times_a_day(host: Host, source: Source) -> None:
    paths = ["/a", "/a", "/b", "/c", "/d"]
    made = [host.stuck(path=path) is not None for path in paths]
    assert made == [True, False, True, True, False]
    assert host.stuck(user_id="u-2", path="/a") is not None
    with clock.frozen(clock.now() + timedelta(days=1, minutes=1)):
        assert host.stuck(path="/a") is not None


def test_rests_after_two_declined_in_a_row(host: Host, source: Source) -> None:
    for path in ("/a", "/b"):
        offer = host.stuck(path=path)
        properties = {"offer_id": offer["id"]}
        at = clock.to_millis(clock.now())
        host.send(wire_event("offer_declined", properties=properties, at=at))
    projector.catch_up()
    with clock.frozen(clock.now() + timedelta(days=2)):
        assert host.stuck(path="/c") is None
        assert host.stuck(path="/c", reason="asked") is not None
    with clock.frozen(clock.now() + timedelta(days=8)):
        assert host.stuck(path="/c") is not None


def test_who_asks_for_help_gets_it_on_the_same_page_again(host: Host, source: Source) -> None:
    assert host.stuck(reason="asked") is not None
    assert host.stuck(reason="asked") is not None


def test_can_be_switched_off(cast: Cast, host: Host, source: Source, session: Session) -> None:
    service.switch(cast.production.id, enabled=False)
    session.commit()
    assert host.stuck() is None
    service.switch(cast.production.id, enabled=True)
    session.commit()
    assert host.stuck() is not None


def test_an_environment_switched_off_offers_nothing(
    cast: Cast, host: Host, source: Source, session: Session
) -> None:
    cast.production.enabled = False
    session.commit()
    host.client.application.extensions["guide_engine.environments"].forget(cast.production.id)
    assert host.stuck() is None


def test_a_foreign_guide_is_as_good_as_none(
    cast: Cast, host: Host, source: Source, guide: Guide
) -> None:
    for stranger in ("gd_unknown", guide.id):
        staging = Host(host.client, cast.staging.public_key)
        offer = staging.stuck(guide_id=stranger, step_id="st_invite", user_id=stranger)
        assert "Invite your team" not in offer["ask"]["question"]


def test_an_unsigned_user_is_refused_where_signing_is_enforced(
    cast: Cast, host: Host, source: Source, session: Session
) -> None:
    cast.production.identity_mode = IdentityMode.ENFORCE
    session.commit()
    host.client.application.extensions["guide_engine.environments"].forget(cast.production.id)
    response = host.post("rescue", host.request())
    assert response.status_code == 401
    assert response.json is not None
    assert response.json["error"]["code"] == "identity_unverified"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": "bored"}, "reason"),
        ({"reason": None}, "reason"),
        ({"user_id": None}, "user_id"),
        ({"user_id": 7}, "user_id"),
        ({"user_id": "x" * 201}, "user_id"),
        ({"path": None}, "path"),
        ({"path": 7}, "path"),
        ({"step_id": "a\x00"}, "step_id"),
        ({"run_id": "\ud800"}, "run_id"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_faulty_request_names_the_field(
    host: Host, source: Source, fields: dict[str, object], field: str
) -> None:
    response = host.post("rescue", host.request(**fields))
    assert response.status_code == 422
    assert response.json is not None
    assert list(response.json["error"]["fields"]) == [field]


def test_an_odd_or_endless_page_title_is_no_reason_to_refuse_help(
    host: Host, source: Source
) -> None:
    offer = host.stuck(page_title="Invite a colleague \x00\ud800" + "x" * 5_000)
    assert offer["threads"][0]["title"] == "Invite a team member, invitation mail missing"


@pytest.mark.parametrize("body", [[], "text", 7, None])
def test_what_is_no_object_is_refused(host: Host, source: Source, body: object) -> None:
    assert host.post("rescue", body).status_code == 422


def test_an_unknown_key_is_refused(cast: Cast, host: Host) -> None:
    response = Host(host.client, "pk_nobody").post("rescue", host.request())
    assert response.status_code == 401
