"""The tab “Targets”, repairs in one click, alerts, and who may do what."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.delivery import queries as delivery_queries
from guide_engine.delivery import service as delivery
from guide_engine.guides import queries as guide_queries
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from guide_engine.health import repair
from guide_engine.health.models import RepairAnswer, TargetAlert
from guide_engine.health.standing import standings
from tests.health.story import NOON, drifted, failed, found, missing
from tests.support.actors import Cast, sign_in
from tests.support.guides import make_flow

SAVE = {
    "v": 1,
    "tag": "button",
    "role": "button",
    "name": "Save invoice",
    "attributes": {"data-testid": "save-invoice"},
}
SEND = {"v": 1, "tag": "button", "role": "button", "name": "Send invoice"}


def agreeing(people: int = 3, proposal=SAVE, prefix: str = "u"):
    return [drifted(f"{prefix}{number}", proposal) for number in range(people)]


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def the_repair(cast: Cast, guide: Guide) -> repair.Repair:
    known = standings(cast.production.id, {guide.id: 1}, NOON.date())[guide.id]
    return repair.repair_of(cast.production.id, guide_queries.guide(guide.id), known.steps[0])


def form_of(cast: Cast, guide: Guide) -> dict[str, str]:
    return {
        "step_id": "st_one",
        "element": the_repair(cast, guide).element,
        "revision": str(guide_queries.guide(guide.id).draft_revision),
    }


def target_of(guide: Guide):
    db.session.expire_all()
    return guide_queries.guide(guide.id).draft["steps"][0]["target"]


def test_each_step_says_how_its_target_fares(client, cast: Cast, guide: Guide, watch) -> None:
    watch(
        *[missing(f"u{n}", "ambiguous") for n in range(12)],
        *[found(f"f{n}", step_id="st_two") for n in range(20)],
    )
    shown = page(sign_in(client, cast.vera), f"/guides/{guide.id}/targets")
    assert "Missing for 100% (76–100%) of the last 12 people." in shown
    assert "several things look alike" in shown
    assert "Found for 100% of the last 20 people" in shown
    assert "no repair can be proposed" in shown


def test_the_same_numbers_can_be_taken_away(client, cast: Cast, guide: Guide, watch) -> None:
    watch(missing("mika", "hidden"), found("ken"), found("yui", days_ago=1))
    text = page(sign_in(client, cast.vera), f"/guides/{guide.id}/targets.csv")
    assert "1,Step one,2026-11-19,/invoices/new,1,1,0,0,0,0,0" in text
    assert "1,Step one,2026-11-20,/invoices/new,1,1,0,0,0,1,0" in text


def test_a_guide_that_is_not_published_here_says_so(client, cast: Cast, noon: None) -> None:
    made = guides.create_from(make_flow())
    assert "Not published here" in page(sign_in(client, cast.vera), f"/guides/{made.id}/targets")


def test_a_link_of_a_message_opens_its_own_environment(
    client, cast: Cast, guide: Guide, watch
) -> None:
    sign_in(client, cast.vera)
    here = f"/guides/{guide.id}/targets?environment="
    assert "Not published here" in page(client, here + cast.staging.id)
    assert client.get(here + cast.other_production.id).status_code == 404


def test_a_repair_that_people_agree_on_is_accepted_in_one_click(
    client, cast: Cast, guide: Guide, watch
) -> None:
    watch(*agreeing(3))
    sign_in(client, cast.bob)
    shown = page(client, f"/guides/{guide.id}/targets")
    assert "The browsers of 3 people agree on what it has become." in shown
    assert "button “Button one”" in shown
    assert "button “Save invoice”" in shown
    before = target_of(guide)
    answer = client.send(f"/guides/{guide.id}/targets/accept", **form_of(cast, guide))
    assert answer.status_code == 303
    assert target_of(guide) == SAVE
    assert "Repaired in the draft" in page(client, f"/guides/{guide.id}/targets")
    revision = guide_queries.guide(guide.id).draft_revision
    client.send(f"/guides/{guide.id}/undo", revision=revision)
    assert target_of(guide) == before


def test_what_the_author_knew_of_the_place_is_kept(client, cast: Cast, guide, watch) -> None:
    document = make_flow("one", "two")
    document["steps"][0]["target"] |= {"label": "Invoice", "selector": "#old"}
    guides.save_draft(guide.id, document, guide.draft_revision)
    delivery.publish(guide.id, cast.production.id)
    watch(*[{**event, "version": 2} for event in agreeing(3)])
    known = standings(cast.production.id, {guide.id: 2}, NOON.date())[guide.id]
    proposed = repair.repair_of(cast.production.id, guide_queries.guide(guide.id), known.steps[0])
    sign_in(client, cast.bob)
    form = {"step_id": "st_one", "element": proposed.element, "revision": "2"}
    client.send(f"/guides/{guide.id}/targets/accept", **form)
    assert target_of(guide) == {**SAVE, "label": "Invoice"}


def test_fewer_people_propose_nothing_and_it_says_how_many_are_missing(
    client, cast: Cast, guide: Guide, watch
) -> None:
    watch(*agreeing(2))
    shown = page(sign_in(client, cast.bob), f"/guides/{guide.id}/targets")
    assert "2 people found a button “Save invoice” instead; from 3 on" in shown
    assert "targets/accept" not in shown


def test_browsers_that_contradict_propose_nothing_and_it_says_so(
    client, cast: Cast, guide: Guide, watch
) -> None:
    watch(*agreeing(4), *agreeing(3, SEND, "v"))
    shown = page(sign_in(client, cast.bob), f"/guides/{guide.id}/targets")
    assert "Browsers found different things" in shown
    assert "targets/accept" not in shown


def test_what_was_declined_is_not_proposed_again(client, cast: Cast, guide: Guide, watch) -> None:
    watch(*agreeing(3))
    form = form_of(cast, guide)
    sign_in(client, cast.bob)
    client.send(f"/guides/{guide.id}/targets/decline", **form)
    watch(*agreeing(9, prefix="w"))
    shown = page(client, f"/guides/{guide.id}/targets")
    assert "You declined: a button “Save invoice”." in shown
    assert "targets/accept" not in shown
    client.send(f"/guides/{guide.id}/targets/propose-again", **form)
    assert "targets/accept" in page(client, f"/guides/{guide.id}/targets")


def test_a_draft_saved_in_between_is_not_overwritten(client, cast: Cast, guide, watch) -> None:
    watch(*agreeing(3))
    form = form_of(cast, guide)
    changed = make_flow("one", "two")
    changed["steps"][0]["title"] = "Changed"
    guides.save_draft(guide.id, changed, guide.draft_revision)
    sign_in(client, cast.bob)
    answer = client.send(f"/guides/{guide.id}/targets/accept", **form)
    assert answer.status_code == 303
    assert "saved by somebody else" in page(client, f"/guides/{guide.id}/targets")
    assert target_of(guide)["text"] == "Button one"


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"element": "another"}, 409),
        ({"step_id": "st_gone"}, 404),
        ({"revision": "now"}, 422),
    ],
)
def test_an_answer_to_something_else_is_refused(
    client, cast: Cast, guide: Guide, watch, changed: dict[str, str], status: int
) -> None:
    watch(*agreeing(3))
    sign_in(client, cast.bob)
    form = form_of(cast, guide) | changed
    assert client.send(f"/guides/{guide.id}/targets/accept", **form).status_code == status
    assert db.session.scalars(select(RepairAnswer)).all() == []


def test_a_step_the_draft_has_no_more_cannot_be_repaired(client, cast, guide, watch) -> None:
    watch(*agreeing(3))
    guides.save_draft(guide.id, make_flow("two"), guide.draft_revision)
    sign_in(client, cast.bob)
    form = form_of(cast, guide)
    assert client.send(f"/guides/{guide.id}/targets/accept", **form).status_code == 409


@pytest.mark.parametrize("verb", ["accept", "decline", "propose-again", "resume"])
def test_viewers_only_look(client, cast: Cast, guide: Guide, watch, verb: str) -> None:
    watch(*agreeing(3))
    form = form_of(cast, guide)
    sign_in(client, cast.vera)
    assert "targets/accept" not in page(client, f"/guides/{guide.id}/targets")
    assert client.send(f"/guides/{guide.id}/targets/{verb}", **form).status_code == 403
    assert target_of(guide)["text"] == "Button one"


def test_another_workspace_sees_nothing(client, cast: Cast, guide: Guide, watch) -> None:
    watch(*agreeing(3))
    form = form_of(cast, guide)
    sign_in(client, cast.mallory)
    assert client.get(f"/guides/{guide.id}/targets").status_code == 404
    assert client.send(f"/guides/{guide.id}/targets/accept", **form).status_code == 404
    assert guide.name not in page(client, "/alerts")


def test_alerts_stand_on_the_front_page_and_in_their_list_until_muted(
    client, cast: Cast, guide: Guide, watch
) -> None:
    watch(*[missing(f"u{n}") for n in range(8)])
    sentence = "lost its target on /invoices/new: missing for 8 people since November 20, 2026"
    sign_in(client, cast.bob)
    assert sentence in page(client, "/")
    (alert,) = db.session.scalars(select(TargetAlert))
    client.send(f"/alerts/{alert.id}/mute")
    assert sentence not in page(client, "/")
    shown = page(client, "/alerts")
    assert sentence in shown
    assert "muted by Bob" in shown
    client.send(f"/alerts/{alert.id}/unmute")
    assert sentence in page(client, "/")


def test_the_list_of_guides_has_one_health_with_the_reason(
    client, cast: Cast, guide: Guide, watch
) -> None:
    watch(*[missing(f"u{n}") for n in range(8)])
    with clock.frozen(NOON):
        shown = page(sign_in(client, cast.vera), "/guides")
    assert shown.count("Needs attention") == 1
    assert "Step 1: target lost" in shown


def test_a_paused_guide_says_why_and_is_resumed_in_one_click(
    client, cast: Cast, guide: Guide, watch
) -> None:
    rule = {"failure_percent": 50, "min_users": 5}
    guides.save_draft(
        guide.id, {**make_flow("one", "two"), "auto_pause": rule}, guide.draft_revision
    )
    with clock.frozen(NOON.replace(day=10)):
        delivery.publish(guide.id, cast.production.id)
        db.session.commit()
    watch(*[failed(f"u{n}", version=2) for n in range(6)])
    sign_in(client, cast.bob)
    shown = page(client, f"/guides/{guide.id}/targets")
    assert "6 of 6 people who were due it within 24 hours could not be shown it." in shown
    assert "paused itself: 6 of 6 people" in page(client, "/")
    client.send(f"/guides/{guide.id}/targets/resume")
    publication = delivery_queries.publication(guide.id, cast.production.id)
    assert publication is not None
    db.session.refresh(publication)
    assert not publication.killed
    shown = page(client, f"/guides/{guide.id}/targets")
    assert "Shown again by Bob" in shown
    assert "who were due it" not in shown
