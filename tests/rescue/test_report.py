"""Episodes and outcomes come from the log, whatever its order, and a rebuild makes the same."""

import random
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from guide_engine.audience import service as audience
from guide_engine.community.models import Source
from guide_engine.core import clock
from guide_engine.core.db import Model, db
from guide_engine.core.ids import uuid7
from guide_engine.delivery.state import compose
from guide_engine.events import projector
from guide_engine.guides.models import Guide
from guide_engine.rescue import usual
from guide_engine.rescue.models import OfferOutcome, StepTime, StuckEpisode
from tests.rescue.conftest import Host
from tests.support.actors import Cast, sign_in
from tests.support.events import run_id, wire_event

PROJECTIONS: tuple[type[Model], ...] = (StuckEpisode, OfferOutcome, StepTime)


def event(kind: str, seconds_ago: float = 0, **fields: Any) -> dict[str, Any]:
    at = clock.to_millis(clock.now() - timedelta(seconds=seconds_ago))
    return wire_event(kind, id=uuid7(at), at=at, **fields)


def offer_event(kind: str, offer_id: str, seconds_ago: float = 0, **fields: Any) -> dict[str, Any]:
    return event(f"offer_{kind}", seconds_ago, properties={"offer_id": offer_id}, **fields)


def contents() -> list[list[tuple[Any, ...]]]:
    """Return every projected row, in order."""
    with db.engine.connect() as connection:
        return [
            sorted(map(tuple, connection.execute(select(model.__table__))), key=repr)
            for model in PROJECTIONS
        ]


def outcome(session: Session, offer_id: str, user_id: str = "u-1") -> OfferOutcome:
    session.expire_all()
    found = session.scalars(
        select(OfferOutcome).where(
            OfferOutcome.offer_id == offer_id, OfferOutcome.user_id == user_id
        )
    )
    return found.one()


def test_an_offer_is_followed_through_its_events(
    host: Host, source: Source, guide: Guide, session: Session
) -> None:
    offer = host.stuck(guide_id=guide.id, step_id="st_invite")
    host.send(
        event("stuck_detected", 9, guide_id=guide.id, step_id="st_invite", path="/settings/7"),
        offer_event("shown", offer["id"], 8),
        offer_event("opened", offer["id"], 5),
        offer_event("solved", offer["id"], 1),
    )
    assert projector.catch_up() == 4
    found = outcome(session, offer["id"])
    assert (found.guide_id, found.step_id, found.path) == (
        guide.id,
        "st_invite",
        "/settings/members",
    )
    assert found.shown_at is not None
    assert found.opened_at is not None
    assert found.shown_at < found.opened_at
    assert found.solved_at is not None
    assert (found.asked_at, found.declined_at) == (None, None)
    episode = session.scalars(select(StuckEpisode)).one()
    assert (episode.reason, episode.path) == ("slow_step", "/settings/…")


def test_an_offer_that_was_never_stored_here_counts_too(
    host: Host, source: Source, people: None, session: Session
) -> None:
    host.send(offer_event("shown", "of_imported", guide_id="gd_9", step_id="st_9"), user_id="u-low")
    projector.catch_up()
    found = outcome(session, "of_imported", "u-low")
    assert (found.guide_id, found.step_id, found.tier) == ("gd_9", "st_9", "low")


def test_nobody_speaks_for_anothers_offer(host: Host, source: Source, session: Session) -> None:
    offer = host.stuck()
    host.send(offer_event("shown", offer["id"]))
    host.send(offer_event("declined", offer["id"]), user_id="u-2")
    projector.catch_up()
    assert outcome(session, offer["id"]).declined_at is None


def test_an_offer_id_that_can_be_none_is_left_out(host: Host, session: Session) -> None:
    host.send(offer_event("shown", "x" * 61), offer_event("shown", ""))
    projector.catch_up()
    assert session.scalars(select(OfferOutcome)).all() == []


def test_order_and_repeats_change_nothing_and_a_rebuild_makes_the_same(
    host: Host, source: Source, guide: Guide
) -> None:
    events = [
        made
        for n in range(6)
        for made in (
            event("stuck_detected", 50 + n, guide_id=guide.id, step_id="st_invite"),
            offer_event("shown", f"of_{n % 3}", 40 + n),
            offer_event("opened", f"of_{n % 3}", 30 + n),
            offer_event("declined", f"of_{n % 2}", 20 + n),
        )
    ]
    random.Random(4).shuffle(events)
    for start in range(0, len(events), 5):
        host.send(*events[start : start + 5])
        projector.advance(3)
    projector.catch_up()
    before = contents()
    assert len(before[0]) == 6
    assert len(before[1]) == 3
    projector.rebuild()
    assert contents() == before


def complete(host: Host, guide: Guide, number: int, seconds: float) -> None:
    common = {"guide_id": guide.id, "version": 1, "run_id": run_id(number)}
    host.send(
        event("guide_started", seconds + 1, **common),
        event("step_seen", seconds, step_id="st_invite", **common),
        event("step_completed", 0, step_id="st_invite", **common),
        event("guide_completed", 0, step_id="st_invite", **common),
        user_id=f"c-{number}",
    )


def test_the_state_tells_usual_seconds_once_enough_have_completed(
    cast: Cast, host: Host, source: Source, guide: Guide, session: Session
) -> None:
    with clock.frozen(clock.now()):
        for number in range(usual.ENOUGH_COMPLETERS - 1):
            complete(host, guide, number, 10 + number)
        projector.catch_up()
        assert usual.usual_seconds(cast.production.id) == {}
        complete(host, guide, 99, 40)
        projector.catch_up()
    before = contents()
    seconds = usual.usual_seconds(cast.production.id)[guide.id]["st_invite"]
    assert seconds == pytest.approx(19, rel=0.05)
    projector.rebuild()
    assert contents() == before
    usual.memory().clear()
    session.commit()
    state = compose(cast.env, audience.identify(cast.env, "fresh"))
    assert state["rescue"] == {"enabled": True}
    assert state["guides"][0]["usual_seconds"] == {"st_invite": seconds}


def test_the_state_says_when_there_is_no_help(cast: Cast, host: Host, guide: Guide) -> None:
    usual.memory().clear()
    assert compose(cast.env, audience.identify(cast.env, "fresh"))["rescue"] == {"enabled": False}


@pytest.fixture
def history(host: Host, source: Source, guide: Guide, people: None) -> None:
    """Twelve offers of tech touch: six opened, of them two solved; two declined. One of high."""
    for number in range(12):
        offer_id = f"of_{number}"
        events = [
            event("stuck_detected", 60, guide_id=guide.id, step_id="st_invite"),
            offer_event("shown", offer_id, 50, guide_id=guide.id, step_id="st_invite"),
        ]
        if number < 6:
            events.append(offer_event("opened", offer_id, 40))
        if number < 2:
            events.append(offer_event("solved", offer_id, 30))
        if number in (6, 7):
            events.append(offer_event("declined", offer_id, 30))
        host.send(*events, user_id="u-tech")
    host.send(
        event("stuck_detected", 5, reason="rage_click", path="/<script>"),
        offer_event("asked", "of_high", 3, path="/dashboard"),
        user_id="u-high",
    )
    projector.catch_up()


def test_the_report_shows_what_became_of_offers(
    cast: Cast, client: FlaskClient, history: None
) -> None:
    page = sign_in(client, cast.vera).get("/reports/rescue").text
    assert "Tech touch: 50% taken up, 95% interval 25–75%, of 12 offers" in page
    assert "High touch: not enough yet, 1 offer" in page
    assert "Invite your team › Invite a colleague" in page
    assert "<script>/" not in page
    assert "What the words mean" in page


def test_the_tables_can_be_taken_away(cast: Cast, client: FlaskClient, history: None) -> None:
    sign_in(client, cast.vera)
    lines = client.get("/reports/rescue.csv?table=tiers").text.splitlines()
    assert lines[1] == "High touch,1,1,0,1,0,0,,,"
    assert lines[2].startswith("Tech touch,12,12,6,0,2,2,0.5,")
    assert lines[3].startswith("All tiers,13,13,6,1,2,2,0.5385,")
    places = client.get("/reports/rescue.csv?table=places").text
    assert "Invite your team › Invite a colleague,12,12,6,0,2,2," in places
    assert client.get("/reports/rescue.csv?table=nonsense").status_code == 404


def test_the_report_of_another_workspace_is_empty(
    cast: Cast, client: FlaskClient, history: None
) -> None:
    page = sign_in(client, cast.mallory).get("/reports/rescue").text
    assert "Nobody was stuck in these days" in page


def test_older_days_can_be_left_out(cast: Cast, client: FlaskClient, history: None) -> None:
    with clock.frozen(clock.now() + timedelta(days=20)):
        sign_in(client, cast.vera)
        assert "Nobody was stuck" in client.get("/reports/rescue?days=7").text
        assert "Nobody was stuck" not in client.get("/reports/rescue?days=30").text
        assert client.get("/reports/rescue?days=x").status_code == 200


def test_help_is_switched_off_and_on_by_who_may_publish(
    cast: Cast, client: FlaskClient, source: Source, host: Host
) -> None:
    sign_in(client, cast.bob)
    assert "Help is on" in client.get("/reports/rescue").text
    answer = client.send("/reports/rescue/switch", enabled="off")  # type: ignore[attr-defined]
    assert answer.status_code == 303
    assert "Help is off" in client.get("/reports/rescue").text
    assert host.stuck() is None
    sign_in(client, cast.vera)
    answer = client.send("/reports/rescue/switch", enabled="on")  # type: ignore[attr-defined]
    assert answer.status_code == 403
