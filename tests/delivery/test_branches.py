"""Branches: the service answers for rules about the person, and never sends them."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.audience.person import Person
from guide_engine.audience.rules import evaluate
from guide_engine.core.db import db
from guide_engine.delivery.compile import compile_content, compile_settings
from guide_engine.delivery.decide import decided
from guide_engine.delivery.models import Release
from guide_engine.delivery.published import PublishedGuide
from guide_engine.guides import branches
from tests.delivery.conftest import Host, publish_guide
from tests.support.actors import Cast
from tests.support.events import NOON
from tests.support.guides import make_flow, make_step

ON_TRIAL: dict[str, Any] = {"fact": "user.plan", "op": "eq", "value": "trial"}
ON_BILLING: dict[str, Any] = {"fact": "page.path", "op": "matches", "value": "/billing/**"}
CASES = json.loads(Path("tests/contract/cases/branches.json").read_text("utf-8"))


def guide_of(steps: list[dict[str, Any]]) -> PublishedGuide:
    kept = compile_settings(make_flow(steps=steps))["branches"]
    return PublishedGuide("gd_1", version=1, branches=kept)


def person_of(facts: dict[str, Any]) -> Person:
    return Person(
        "eu_1",
        "u-1",
        facts.get("user", {}),
        company=facts.get("company", {}),
        segments=tuple(facts.get("segments", ())),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_contract(case: dict[str, Any]) -> None:
    step = make_step() | case["step"]
    body, _digest = compile_content(make_flow(steps=[step]))
    [sent] = json.loads(body)["steps"]
    answers = decided(person_of(case["person"]), guide_of([step]), NOON)
    assert sent.get("branches", []) == case["content"]
    assert answers == case["decided"]
    facts = {"page": case["page"], "decided": answers, "answer": case.get("answer", {})}
    holding = [
        one["go_to"] for one in sent.get("branches", []) if evaluate(one["when"], facts, NOON)
    ]
    assert (holding or [None])[0] == case["goes_to"]


def test_the_state_carries_the_answers_and_nothing_carries_the_rules(
    cast: Cast, host: Host
) -> None:
    canary = "canary-51ce"
    secret = {"any": [ON_TRIAL, {"fact": "company.deal", "op": "eq", "value": canary}]}
    steps = [
        make_step("one", branches=[{"when": ON_BILLING, "go_to": "st_three"}, {"when": secret, "go_to": "st_two"}]),
        make_step("two"),
        make_step("three"),
    ]  # fmt: skip
    publish_guide(cast, steps=steps)
    [on_trial] = host.state("u1", plan="trial")["guides"]
    [paying] = host.state("u2", plan="pro")["guides"]
    [dealing] = host.state("u3", {"id": "c1", "attributes": {"deal": canary}})["guides"]
    assert on_trial["decided"] == {"st_one/1": True}
    assert paying["decided"] == {"st_one/1": False}
    assert dealing["decided"] == {"st_one/1": True}
    content = host.get(f"content/{on_trial['content']}.json").text
    for leaked in (canary, "deal", "trial", "user.", "company."):
        assert leaked not in content + json.dumps([on_trial, paying, dealing])
    assert "/billing/**" in content


def test_a_guide_without_such_branches_has_no_answers(cast: Cast, host: Host) -> None:
    only_page = make_step("one", branches=[{"when": ON_BILLING, "go_to": "st_two"}])
    publish_guide(cast, steps=[only_page, make_step("two")])
    [sent] = host.state()["guides"]
    assert "decided" not in sent


def test_a_version_from_before_there_were_branches_is_still_shown(cast: Cast, host: Host) -> None:
    guide = publish_guide(cast)
    release = db.session.query(Release).filter_by(guide_id=guide.id).one()
    release.settings = {k: v for k, v in release.settings.items() if k != "branches"}
    db.session.commit()
    [sent] = host.state()["guides"]
    assert "decided" not in sent


def test_the_content_of_a_guide_without_branches_is_as_it_was() -> None:
    document = make_flow()
    body, _digest = compile_content(document)
    assert json.loads(body)["steps"] == document["steps"]


def test_pausing_by_itself_is_no_business_of_browsers() -> None:
    body, _digest = compile_content(make_flow(auto_pause={"failure_percent": 5, "min_users": 9}))
    assert b"auto_pause" not in body


about_people = st.recursive(
    st.sampled_from([ON_TRIAL, {"segment": "sg_1"}, {"fact": "company.tier", "op": "set"}]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=5,
)
rules = st.one_of(about_people, st.sampled_from([ON_BILLING, {"all": []}, {"not": ON_BILLING}]))
people = st.builds(
    Person,
    st.just("eu_1"),
    st.just("u-1"),
    user=st.sampled_from([{}, {"plan": "trial"}, {"plan": "pro"}]),
    company=st.sampled_from([{}, {"tier": "high"}]),
    segments=st.sampled_from([(), ("sg_1",)]),
)


@given(st.lists(rules, max_size=5), people, st.sampled_from(["/", "/billing/x"]))
def test_what_is_sent_leads_where_the_authors_rules_lead(
    authored: list[dict[str, Any]], person: Person, path: str
) -> None:
    turns = [{"when": rule, "go_to": f"st_{place}"} for place, rule in enumerate(authored)]
    step = make_step("one", branches=turns)
    document = make_flow(steps=[step])
    kept = deepcopy(document)
    [sent] = json.loads(compile_content(document)[0])["steps"]
    assert document == kept
    answers = decided(person, guide_of([step]), NOON)
    here = {"page": {"path": path}}
    for turn, one in zip(turns, sent["branches"], strict=True):
        wanted = evaluate(turn["when"], {**person.facts(), **here}, NOON)
        assert evaluate(one["when"], {**here, "decided": answers}, NOON) == wanted
        assert branches.scope_of(turn["when"]) == "page" or "decided." in json.dumps(one["when"])
    text = json.dumps(sent)
    assert not any(word in text for word in ("user.", "company.", "segment", "trial"))
