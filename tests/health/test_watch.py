"""An alert opens once, says what it must, and closes by itself."""

import pytest
from sqlalchemy import select

from guide_engine.core import clock
from guide_engine.core.db import bind_workspace, db
from guide_engine.delivery import queries as delivery_queries
from guide_engine.delivery import service as delivery
from guide_engine.guides import queries as guide_queries
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from guide_engine.health.models import GuidePause, TargetAlert
from guide_engine.health.watch import watch_targets
from tests.health.story import NOON, drifted, failed, found, missing, started
from tests.support.actors import Cast
from tests.support.guides import make_flow


def alerts() -> list[TargetAlert]:
    return list(db.session.scalars(select(TargetAlert).order_by(TargetAlert.opened_at)))


def lost(people: int = 8, **facts):
    return [missing(f"u{number}", **facts) for number in range(people)]


def test_a_lost_target_opens_an_alert_that_says_where_since_when_and_for_how_many(
    cast: Cast, guide: Guide, watch
) -> None:
    before = [found(f"b{number}", days_ago=5) for number in range(20)]
    assert watch(*before, *lost(6, days_ago=2), *lost(8, days_ago=1))["opened"] == 1
    (alert,) = alerts()
    assert (alert.kind, alert.guide_id, alert.step_id, alert.version) == (
        "lost", guide.id, "st_one", 1,
    )  # fmt: skip
    told = alert.facts
    assert (told["path"], told["people"], told["reason"]) == ("/invoices/new", 8, "not_found")
    assert (told["since"], told["step_number"]) == ("2026-11-18", 1)


def test_it_opens_once_however_often_one_looks(guide: Guide, watch) -> None:
    watch(*lost())
    assert watch()["opened"] == 0
    assert watch(missing("another"))["opened"] == 0
    (alert,) = alerts()
    assert alert.facts["people"] == 9


def test_a_drift_that_becomes_a_loss_is_the_same_alert(guide: Guide, watch) -> None:
    watch(*[drifted(f"d{number}") for number in range(10)])
    assert [alert.kind for alert in alerts()] == ["drifting"]
    watch(*lost(20))
    assert [alert.kind for alert in alerts()] == ["lost"]


def test_it_closes_by_itself_when_people_find_it_again(cast: Cast, guide: Guide, watch) -> None:
    watch(*lost(days_ago=1))
    assert watch(*[found(f"f{number}") for number in range(30)])["closed"] == 1
    (alert,) = alerts()
    assert (alert.closed_why, alert.open_key) == ("healthy", None)


def test_it_closes_when_the_target_is_replaced_and_stays_when_only_words_are(
    cast: Cast, guide: Guide, watch
) -> None:
    watch(*lost())
    draft = guide_queries.guide(guide.id)
    reworded = make_flow("one", "two")
    reworded["steps"][0]["title"] = "Better words"
    guides.save_draft(guide.id, reworded, draft.draft_revision)
    delivery.publish(guide.id, cast.production.id)
    watch()
    assert alerts()[0].closed_at is None
    retargeted = make_flow("one", "two")
    retargeted["steps"][0]["target"] = {"v": 1, "name": "Elsewhere"}
    guides.save_draft(guide.id, retargeted, guide_queries.guide(guide.id).draft_revision)
    delivery.publish(guide.id, cast.production.id)
    assert watch()["closed"] == 1
    assert alerts()[0].closed_why == "retargeted"


def test_it_closes_when_the_guide_is_taken_back(cast: Cast, guide: Guide, watch) -> None:
    watch(*lost())
    delivery.unpublish(guide.id, cast.production.id)
    watch()
    assert [alert.closed_why for alert in alerts()] == ["not_shown"]


def test_a_step_without_a_target_and_an_unknown_guide_raise_nothing(
    cast: Cast, guide: Guide, watch
) -> None:
    assert watch(*lost(step_id="st_gone"))["opened"] == 0


def test_two_tenants_with_one_name_of_a_step_are_apart(cast: Cast, guide: Guide, watch) -> None:
    bind_workspace(db.session, cast.other_workspace.id)
    theirs = guides.create_from(make_flow("one"))
    delivery.publish(theirs.id, cast.other_production.id)
    db.session.commit()
    bind_workspace(db.session, cast.workspace.id)
    watch(*lost())
    assert [alert.workspace_id for alert in alerts()] == [cast.workspace.id]
    bind_workspace(db.session, cast.other_workspace.id)
    assert alerts() == []
    bind_workspace(db.session, cast.workspace.id)


@pytest.fixture
def careful(cast: Cast, guide: Guide) -> Guide:
    """The guide, published with a rule: half of at least six people."""
    rule = {"failure_percent": 50, "min_users": 6}
    document = {**make_flow("one", "two"), "auto_pause": rule}
    guides.save_draft(guide.id, document, guide.draft_revision)
    with clock.frozen(NOON.replace(day=10)):
        delivery.publish(guide.id, cast.production.id)
        db.session.commit()
    return guide


def is_killed(guide: Guide, cast: Cast) -> bool:
    publication = delivery_queries.publication(guide.id, cast.production.id)
    assert publication is not None
    return publication.killed


def failing(people: int, **facts):
    return [failed(f"u{number}", version=2, **facts) for number in range(people)]


def test_a_failing_guide_pauses_itself_and_says_why(cast: Cast, careful: Guide, watch) -> None:
    fine = [started(f"s{number}", version=2) for number in range(3)]
    assert watch(*failing(5), *fine)["paused"] == 1
    assert is_killed(careful, cast)
    (pause,) = db.session.scalars(select(GuidePause)).all()
    assert (pause.failed, pause.due, pause.failure_percent) == (5, 8, 50)
    assert "paused" in [alert.kind for alert in alerts()]


@pytest.mark.parametrize(
    "events",
    [
        failing(5),
        [*failing(3), *(started(f"s{number}", version=2) for number in range(4))],
        failing(9, days_ago=2),
        # Shown after all: the last word counts.
        [*failing(6, days_ago=0.5), *(started(f"u{number}", version=2) for number in range(6))],
    ],
    ids=["too few", "below the share", "long ago", "shown after all"],
)
def test_without_enough_evidence_it_goes_on(cast: Cast, careful: Guide, watch, events) -> None:
    assert watch(*events)["paused"] == 0
    assert not is_killed(careful, cast)


def test_a_guide_without_a_rule_never_pauses(cast: Cast, guide: Guide, watch) -> None:
    assert watch(*[failed(f"u{number}") for number in range(50)])["paused"] == 0


def test_after_it_is_resumed_the_same_evidence_never_pauses_it_again(
    cast: Cast, careful: Guide, watch
) -> None:
    watch(*failing(8, days_ago=0.1))
    delivery.revive(careful.id, cast.production.id)
    assert watch()["paused"] == 0
    (pause,) = db.session.scalars(select(GuidePause)).all()
    assert pause.resumed_at == NOON
    assert [a.closed_why for a in alerts() if a.kind == "paused"] == ["resumed"]
    with clock.frozen(NOON.replace(hour=14)):
        again = [{**event, "occurred_at": NOON.replace(hour=13)} for event in failing(8)]
        assert watch(*again)["paused"] == 1


def test_a_second_look_at_a_paused_guide_changes_nothing(cast: Cast, careful: Guide, watch) -> None:
    watch(*failing(8))
    assert dict(watch_targets()) == {"opened": 0, "closed": 0, "paused": 0}
    bind_workspace(db.session, cast.workspace.id)
    assert len(alerts()) == len({alert.open_key for alert in alerts()})
