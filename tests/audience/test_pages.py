"""The pages under People, as members see them."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from guide_engine.audience import queries, service
from guide_engine.audience.models import Company, EndUser, Segment
from guide_engine.audience.rulebook import rulebook
from guide_engine.core.db import bind_workspace
from tests.support.actors import Cast, sign_in

PRO: dict[str, Any] = {"fact": "user.plan", "op": "eq", "value": "pro"}


@pytest.fixture
def people(cast: Cast, session: Session) -> Cast:
    """Two companies with three people, and somebody without."""
    env = cast.env
    rich = ("c1", {"name": "Aoyama Design", "ltv": 2_000_000})
    service.identify(env, "u1", {"name": "Hanako Sato", "plan": "pro"}, *rich)
    service.identify(env, "u2", {"name": "Taro Suzuki", "plan": "free"}, *rich)
    service.identify(env, "u3", {"email": "ken@b.test", "plan": "pro"}, "c2", {"name": "Beta"})
    service.identify(env, "u4", {"plan": "free"})
    service.create_segment("Pro people", PRO)
    session.commit()
    return cast


@pytest.fixture
def bob(people: Cast, client: FlaskClient) -> FlaskClient:
    return sign_in(client, people.bob)


def segment_of(session: Session, name: str = "Pro people") -> Segment:
    session.expire_all()
    return session.scalars(select(Segment).where(Segment.name == name)).one()


def test_everybody_is_listed(bob: FlaskClient) -> None:
    page = bob.get("/people").text
    for name in ("Hanako Sato", "Taro Suzuki", "ken@b.test", "u4", "Aoyama Design", "Pro people"):
        assert name in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("q=hanako", {"Hanako Sato"}),
        ("q=ＴＡＲＯ", {"Taro Suzuki"}),
        ("q=aoyama", {"Hanako Sato", "Taro Suzuki"}),
        ("q=100%25", set()),
        ("tier=high", {"Hanako Sato", "Taro Suzuki"}),
        ("tier=tech", {"ken@b.test"}),
        ("tier=none", {">u4<"}),
    ],
)
def test_list_is_narrowed(bob: FlaskClient, query: str, shown: set[str]) -> None:
    page = bob.get(f"/people?{query}").text
    everybody = {"Hanako Sato", "Taro Suzuki", "ken@b.test", ">u4<"}
    assert {name for name in everybody if name in page} == shown


def test_list_is_narrowed_to_a_segment(bob: FlaskClient, session: Session) -> None:
    page = bob.get(f"/people?segment={segment_of(session).id}").text
    assert "Hanako Sato" in page
    assert "ken@b.test" in page
    assert "Taro Suzuki" not in page


def test_long_list_goes_on_where_it_stopped(people: Cast, client: FlaskClient) -> None:
    for number in range(60):
        service.identify(people.env, f"many-{number:02}")
    sign_in(client, people.bob)
    first = client.get("/people?q=many").text
    link = first.split('href="/people?')[-1]
    links = [part.split('"')[0] for part in first.split('href="')[1:] if "after=" in part]
    assert links, link
    second = client.get(links[0].replace("&amp;", "&")).text
    named = [name for name in (f"many-{n:02}" for n in range(60)) if name in first]
    assert len(named) == 50
    assert sum(f"many-{n:02}" in second for n in range(60)) == 10


def test_bad_place_in_the_list_begins_at_the_front(bob: FlaskClient) -> None:
    assert bob.get("/people?after=nonsense").status_code == 200
    assert bob.get("/people?after=2026-01-01,x").status_code == 200


def test_person_shows_facts_company_and_segments(bob: FlaskClient, session: Session) -> None:
    row = session.scalars(select(EndUser).where(EndUser.external_id == "u1")).one()
    page = bob.get(f"/people/{row.id}").text
    for text in ("Hanako Sato", "Aoyama Design", "High touch", "Pro people", "2,000,000"):
        assert text in page


def test_hostile_facts_are_text(people: Cast, client: FlaskClient, session: Session) -> None:
    evil = '"><script>alert(1)</script>'
    service.identify(people.env, evil, {"name": evil, evil[:60]: evil})
    row = session.scalars(select(EndUser).where(EndUser.external_id == evil)).one()
    sign_in(client, people.bob)
    for path in ("/people", f"/people/{row.id}", "/people/segments/new"):
        assert "<script>alert" not in client.get(path).text


def test_company_shows_its_people_and_takes_a_tier_by_hand(
    bob: FlaskClient, session: Session
) -> None:
    row = session.scalars(select(Company).where(Company.external_id == "c1")).one()
    assert "Taro Suzuki" in bob.get(f"/people/companies/{row.id}").text
    bob.send(f"/people/companies/{row.id}/tier", tier="tech")
    session.expire_all()
    assert row.tier_override == "tech"
    assert bob.send(f"/people/companies/{row.id}/tier", tier="gold").status_code == 422


def test_companies_are_listed_and_narrowed(bob: FlaskClient) -> None:
    page = bob.get("/people/companies").text
    assert page.index("Aoyama Design") < page.index("Beta")
    assert "Beta" not in bob.get("/people/companies?tier=high").text


def test_segment_is_created_changed_and_deleted(bob: FlaskClient, session: Session) -> None:
    answer = bob.send("/people/segments/new", name="Free", rule=json.dumps({"not": PRO}))
    assert answer.status_code == 303
    segment = segment_of(session, "Free")
    page = bob.get(f"/people/segments/{segment.id}").text
    assert "No guide and no other segment uses it." in page
    bob.send(f"/people/segments/{segment.id}", name="Not pro", rule=json.dumps({"not": PRO}))
    segment = segment_of(session, "Not pro")
    former = segment.id
    bob.send(f"/people/segments/{segment.id}/delete")
    assert bob.get(f"/people/segments/{former}").status_code == 404
    # Undo brings it back as what it was.
    bob.send("/people/segments/new", name="Not pro", rule=json.dumps({"not": PRO}), id=former)
    assert segment_of(session, "Not pro").id == former


@pytest.mark.parametrize("rule", ["", "{", "[]", json.dumps({"fact": "user.plan", "op": "eq"})])
def test_faulty_segment_is_shown_again_with_what_was_typed(bob: FlaskClient, rule: str) -> None:
    answer = bob.send("/people/segments/new", name="My name", rule=rule)
    assert answer.status_code == 422
    assert "My name" in answer.text


def test_segment_in_use_is_not_deleted(bob: FlaskClient, people: Cast, session: Session) -> None:
    segment = segment_of(session)
    bind_workspace(session, people.workspace.id)
    service.create_segment("Other", {"segment": segment.id})
    bob.send(f"/people/segments/{segment.id}/delete")
    assert queries.segment(segment.id) is not None


def test_count_says_how_many_match_and_names_some(bob: FlaskClient) -> None:
    answer = count(bob, PRO).json
    assert (answer["matched"], answer["total"], answer["exact"]) == (2, 4, True)
    assert sorted(answer["sample"]) == ["Hanako Sato", "ken@b.test"]
    assert answer["sentence"].startswith("2 of 4 people match (50%).")


def test_count_is_honest_when_time_runs_out(
    bob: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guide_engine.audience.people.BUDGET_SECONDS", -1)
    monkeypatch.setattr("guide_engine.audience.people.CHUNK", 2)
    answer = count(bob, {"all": []}).json
    assert (answer["matched"], answer["exact"]) == (4, False)
    assert "judged by 2 of them" in answer["sentence"]


@pytest.mark.parametrize(
    "rule", [None, {}, {"segment": "sg_none"}, {"fact": "page.path", "op": "set"}]
)
def test_faulty_rule_is_not_counted(bob: FlaskClient, rule: Any) -> None:
    assert count(bob, rule).status_code == 422


def test_count_needs_the_csrf_token(bob: FlaskClient) -> None:
    assert bob.post("/people/count", json={"rule": PRO}).status_code in {400, 403}


def test_values_that_people_have_are_offered(bob: FlaskClient) -> None:
    assert bob.get("/people/values?fact=user.plan").json == {"values": ["free", "pro"]}
    assert bob.get("/people/values?fact=page.path").json == {"values": []}


def test_tier_board_previews_and_saves(bob: FlaskClient, people: Cast) -> None:
    assert "Aoyama Design" in bob.get("/people/tiers").text
    seen = bob.get("/people/tiers/preview?high_from=3000000&low_from=5").json["tiers"]
    assert (seen["high"]["companies"], seen["low"]["companies"]) == ("0 companies", "1 company")
    answer = bob.send("/people/tiers", high_from="3,000,000", low_from="5")
    assert answer.status_code == 303
    assert rulebook(people.workspace.id).thresholds.high_from == 3_000_000


@pytest.mark.parametrize(
    ("high", "low"), [("x", "5"), ("5", "5"), ("1", "2"), ("9", "0"), ("nan", "1")]
)
def test_bad_thresholds_are_refused(bob: FlaskClient, high: str, low: str) -> None:
    assert bob.send("/people/tiers", high_from=high, low_from=low).status_code == 422
    assert "errors" in bob.get(f"/people/tiers/preview?high_from={high}&low_from={low}").json


def test_viewer_reads_and_changes_nothing(
    people: Cast, client: FlaskClient, session: Session
) -> None:
    sign_in(client, people.vera)
    segment = segment_of(session)
    for path in ("/people", "/people/segments", f"/people/segments/{segment.id}", "/people/tiers"):
        assert client.get(path).status_code == 200
    rule = json.dumps(PRO)
    assert client.send("/people/segments/new", name="x", rule=rule).status_code == 403
    assert client.send(f"/people/segments/{segment.id}", name="x", rule=rule).status_code == 403
    assert client.send(f"/people/segments/{segment.id}/delete").status_code == 403
    assert client.send("/people/tiers", high_from="9", low_from="5").status_code == 403


def test_other_workspace_sees_nothing(people: Cast, client: FlaskClient, session: Session) -> None:
    segment = segment_of(session)
    row = session.scalars(select(EndUser).where(EndUser.external_id == "u1")).one()
    company = session.scalars(select(Company).where(Company.external_id == "c1")).one()
    sign_in(client, people.mallory)
    assert "Hanako" not in client.get("/people").text
    for path in (
        f"/people/{row.id}",
        f"/people/segments/{segment.id}",
        f"/people/companies/{company.id}",
    ):
        assert client.get(path).status_code == 404


def test_empty_places_teach(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, cast.alice)
    assert "Nobody here yet" in client.get("/people").text
    assert "No companies yet" in client.get("/people/companies").text
    assert "No segments yet" in client.get("/people/segments").text
    assert client.get("/people/tiers").status_code == 200


def count(client: FlaskClient, rule: Any) -> Any:
    headers = {"X-CSRF-Token": client.csrf_token, "Accept": "application/json"}
    return client.post("/people/count", json={"rule": rule}, headers=headers)


def test_segments_are_listed_with_how_many_are_in_them(
    bob: FlaskClient, people: Cast, session: Session
) -> None:
    bind_workspace(session, people.workspace.id)
    nobody = service.create_segment("Nobody at all", {"any": []})
    page = bob.get("/people/segments").text
    assert f'href="/people?segment={segment_of(session).id}">2</a>' in page
    assert f'href="/people?segment={nobody.id}"' not in page
