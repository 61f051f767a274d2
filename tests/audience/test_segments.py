"""Segments: who is in which, and what keeps one from being saved or deleted."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from guide_engine.audience import queries, service, signals
from guide_engine.audience.errors import BadRule, BadThresholds, NameTaken, SegmentInUse
from guide_engine.audience.models import Company
from guide_engine.audience.tiers import Tier
from guide_engine.core.db import bind_workspace
from guide_engine.core.errors import Invalid
from guide_engine.identity import queries as identity_queries
from tests.support.actors import Cast

PRO: dict[str, Any] = {"fact": "user.plan", "op": "eq", "value": "pro"}


def segments_held(cast: Cast, attributes: dict[str, Any]) -> tuple[str, ...]:
    return service.identify(cast.env, "u1", attributes).segments


def test_person_is_in_the_segments_whose_rule_holds(cast: Cast) -> None:
    pro = service.create_segment("Pro", PRO)
    service.create_segment("Free", {"not": PRO})
    assert segments_held(cast, {"plan": "pro"}) == (pro.id,)


def test_segment_of_a_segment_follows_it(cast: Cast) -> None:
    pro = service.create_segment("Pro", PRO)
    seated = {"fact": "user.seats", "op": "gte", "value": 5}
    large = service.create_segment("Large pro", {"all": [{"segment": pro.id}, seated]})
    rest = service.create_segment("Not large", {"not": {"segment": large.id}})
    assert segments_held(cast, {"plan": "pro", "seats": 5}) == tuple(sorted((pro.id, large.id)))
    assert segments_held(cast, {"plan": "pro", "seats": 4}) == tuple(sorted((pro.id, rest.id)))


def test_changed_segment_counts_at_once_and_is_told_to_every_environment(
    cast: Cast, session: Session
) -> None:
    segment = service.create_segment("Pro", PRO)
    assert segments_held(cast, {"plan": "pro"}) == (segment.id,)
    before = {e.id: e.revision for e in identity_queries.environments(cast.workspace.id)}
    service.update_segment(segment, "Pro", {"not": PRO})
    session.expire_all()
    assert segments_held(cast, {"plan": "pro"}) == ()
    after = {e.id: e.revision for e in identity_queries.environments(cast.workspace.id)}
    assert all(after[key] == before[key] + 1 for key in before)


def test_faulty_rule_is_refused_with_its_path(cast: Cast) -> None:
    with pytest.raises(BadRule) as caught:
        service.create_segment("Bad", {"all": [PRO, {"fact": "user.a", "op": "like"}]})
    assert caught.value.fields == {"rule/all/1/op": ["“like” is no operator."]}


def test_unknown_segment_is_refused(cast: Cast) -> None:
    with pytest.raises(BadRule):
        service.create_segment("Bad", {"segment": "sg_none"})


def test_segment_of_another_workspace_is_unknown(cast: Cast, session: Session) -> None:
    foreign = service.create_segment("Pro", PRO)
    bind_workspace(session, cast.other_workspace.id)
    with pytest.raises(BadRule):
        service.create_segment("Mine", {"segment": foreign.id})
    assert queries.segment(foreign.id) is None


def test_circle_is_refused_and_named(cast: Cast) -> None:
    one = service.create_segment("One", PRO)
    two = service.create_segment("Two", {"segment": one.id})
    three = service.create_segment("Three", {"any": [{"segment": two.id}]})
    with pytest.raises(BadRule) as caught:
        service.update_segment(one, "One", {"not": {"segment": three.id}})
    assert "One → Three → Two → One" in str(caught.value.fields)
    with pytest.raises(BadRule):
        service.update_segment(one, "One", {"segment": one.id})


@pytest.mark.parametrize("name", ["", "  ", "x" * 101])
def test_name_is_needed_and_bounded(cast: Cast, name: str) -> None:
    with pytest.raises(Invalid):
        service.create_segment(name, PRO)


def test_name_is_taken_once(cast: Cast) -> None:
    service.create_segment("Pro", PRO)
    with pytest.raises(NameTaken):
        service.create_segment(" Pro ", PRO)


def test_deleting_ends_a_segment(cast: Cast) -> None:
    segment = service.create_segment("Pro", PRO)
    service.delete_segment(segment)
    assert segments_held(cast, {"plan": "pro"}) == ()


def test_segment_named_by_another_stays(cast: Cast) -> None:
    pro = service.create_segment("Pro", PRO)
    service.create_segment("Other", {"not": {"segment": pro.id}})
    with pytest.raises(SegmentInUse, match="Other"):
        service.delete_segment(pro)


def test_segment_that_a_domain_above_uses_stays(cast: Cast) -> None:
    pro = service.create_segment("Pro", PRO)

    def claim(_app: Flask, workspace_id: str, segment_id: str) -> list[tuple[str, str]]:
        assert (workspace_id, segment_id) == (cast.workspace.id, pro.id)
        return [("First invoice", "/guides/gd_1/audience")]

    with (
        signals.segment_leaving.connected_to(claim),
        pytest.raises(SegmentInUse, match="First invoice"),
    ):
        service.delete_segment(pro)


def test_thresholds_decide_tiers_at_once(cast: Cast) -> None:
    service.identify(cast.env, "u1", {}, "c1", {"ltv": 500})
    service.set_thresholds(400, 300)
    person = queries.person(cast.env.id, "u1")
    assert person is not None
    assert (person.tier, person.company["tier"]) == ("high", "high")
    with pytest.raises(BadThresholds):
        service.set_thresholds(300, 400)


def test_tier_put_by_hand_wins_until_it_is_lifted(cast: Cast, session: Session) -> None:
    service.identify(cast.env, "u1", {}, "c1", {"ltv": 5_000_000})
    company = session.query(Company).one()
    service.override_tier(company, Tier.TECH)
    assert service.identify(cast.env, "u1").tier == "tech"
    service.override_tier(company, None)
    assert service.identify(cast.env, "u1").tier == "high"
