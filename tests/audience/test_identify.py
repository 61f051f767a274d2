"""Keeping who somebody is: merging, types, limits, races, refusals."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from guide_engine.audience import queries, service
from guide_engine.audience.errors import BadExternalId
from guide_engine.audience.models import AttributeDefinition, Company, EndUser
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import SignInNeeded
from guide_engine.core.ids import uuid7
from tests.support.actors import Cast
from tests.support.statements import collected_statements

MORNING = datetime(2026, 11, 21, 9, tzinfo=UTC)


def test_first_identify_keeps_the_person_and_the_company(cast: Cast) -> None:
    person = service.identify(
        cast.env, "u1", {"name": "Hanako", "seats": 3}, "c1", {"ltv": 250_000, "plan": "pro"}
    )
    assert person.user["name"] == "Hanako"
    assert person.company["plan"] == "pro"
    assert (person.company_id, person.tier) == ("c1", "low")
    assert queries.person(cast.env.id, "u1") == person


def test_person_without_a_company_has_no_tier(cast: Cast) -> None:
    person = service.identify(cast.env, "u1")
    assert (person.company_id, person.company, person.tier) == (None, {}, None)


def test_company_without_ltv_is_tech_touch(cast: Cast) -> None:
    assert service.identify(cast.env, "u1", {}, "c1").tier == "tech"


def test_unknown_person_is_none(cast: Cast) -> None:
    assert queries.person(cast.env.id, "nobody") is None


def test_person_of_one_environment_is_unknown_in_another(cast: Cast) -> None:
    service.identify(cast.env, "u1")
    assert queries.person(cast.staging.id, "u1") is None


def test_attributes_merge_and_null_removes(cast: Cast) -> None:
    service.identify(cast.env, "u1", {"plan": "pro", "seats": 3})
    person = service.identify(cast.env, "u1", {"plan": None, "city": "Osaka"})
    assert {key: person.user.get(key) for key in ("plan", "seats", "city")} == {
        "plan": None,
        "seats": 3,
        "city": "Osaka",
    }


def test_company_stays_when_it_is_not_named_again(cast: Cast) -> None:
    service.identify(cast.env, "u1", {}, "c1")
    assert service.identify(cast.env, "u1", {"seats": 1}).company_id == "c1"


def test_another_company_takes_the_place_of_the_first(cast: Cast) -> None:
    service.identify(cast.env, "u1", {}, "c1", {"ltv": 5_000_000})
    assert service.identify(cast.env, "u1", {}, "c2").tier == "tech"


def test_one_read_and_no_write_when_nothing_changed(cast: Cast, session: Session) -> None:
    env = cast.env
    with clock.frozen(MORNING):
        service.identify(env, "u1", {"plan": "pro"}, "c1", {"ltv": 5})
    session.commit()
    with clock.frozen(MORNING + timedelta(minutes=4)):
        service.identify(env, "u1")
        with collected_statements() as seen:
            service.identify(env, "u1", {"plan": "pro"}, "c1", {"ltv": 5})
    assert [text.split()[0] for text in seen] == ["SELECT"]


def test_being_seen_again_is_noted_after_five_minutes(cast: Cast, session: Session) -> None:
    with clock.frozen(MORNING):
        service.identify(cast.env, "u1")
    later = MORNING + timedelta(minutes=6)
    with clock.frozen(later):
        service.identify(cast.env, "u1")
    assert session.scalar(select(EndUser.last_seen_at)) == later


def test_override_comes_and_goes_with_the_tier_attribute(cast: Cast) -> None:
    assert service.identify(cast.env, "u1", {}, "c1", {"tier": "high"}).tier == "high"
    assert service.identify(cast.env, "u1", {}, "c1", {"plan": "x"}).tier == "high"
    assert service.identify(cast.env, "u1", {}, "c1", {"tier": None}).tier == "tech"


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ({"x": {"a": 1}}, "unknown_type"),
        ({"x": [["nested"]]}, "unknown_type"),
        ({"x": [None]}, "unknown_type"),
        ({"x": float("inf")}, "unknown_type"),
        ({"x": 2**60}, "number_too_large"),
        ({"x": "a" * 1001}, "text_too_long"),
        ({"x": list(range(51))}, "list_too_long"),
        ({"x": "half \ud800"}, "bad_text"),
        ({"x": "nul \0"}, "bad_text"),
        ({"": 1}, "bad_key"),
        ({"k" * 65: 1}, "bad_key"),
        ({"id": "other"}, "built_in"),
        ({"seats": "three"}, "other_type"),
        ({"seats": True}, "other_type"),
    ],
)
def test_faulty_attribute_is_refused_and_the_others_kept(
    cast: Cast, attributes: dict[str, Any], code: str
) -> None:
    service.identify(cast.env, "u0", {"seats": 3})
    person = service.identify(cast.env, "u1", {**attributes, "good": "yes"})
    assert [refused.code for refused in person.refused] == [code]
    assert person.user["good"] == "yes"
    assert not set(attributes) - {"id"} & set(person.user)


def test_unknown_tier_is_refused(cast: Cast) -> None:
    person = service.identify(cast.env, "u1", {}, "c1", {"tier": "gold", "ltv": 5_000_000})
    assert [refused.code for refused in person.refused] == ["unknown_tier"]
    assert person.tier == "high"


def test_ltv_is_a_number(cast: Cast) -> None:
    person = service.identify(cast.env, "u1", {}, "c1", {"ltv": "lots"})
    assert [refused.path for refused in person.refused] == ["company/attributes/ltv"]


def test_more_than_a_hundred_attributes_are_refused(cast: Cast) -> None:
    person = service.identify(cast.env, "u1", {f"a{n}": n for n in range(101)})
    assert [refused.code for refused in person.refused] == ["too_many"]
    again = service.identify(cast.env, "u1", {"a0": 7, "b": 1})
    assert [refused.path for refused in again.refused] == ["user/attributes/b"]
    assert again.user["a0"] == 7


def test_first_value_decides_the_type_and_empty_values_decide_nothing(
    cast: Cast, session: Session
) -> None:
    sent = {"a": "", "b": None, "c": [], "d": "2026-11-21", "e": True, "f": [1], "g": 1, "h": "x"}
    service.identify(cast.env, "u1", sent)
    kinds = {row.key: row.type for row in session.scalars(select(AttributeDefinition))}
    assert kinds == {
        "d": "datetime",
        "e": "boolean",
        "f": "list",
        "g": "number",
        "h": "string",
    }


def test_datetime_attribute_takes_milliseconds_too(cast: Cast) -> None:
    service.identify(cast.env, "u1", {"ends": "2026-11-21"})
    assert service.identify(cast.env, "u2", {"ends": 1_795_262_400_000}).refused == ()


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "  ",
        "undefined",
        "NULL",
        "[object Object]",
        "ＮａＮ",
        "x" * 201,
        "a\0b",
        "\ud800",
        42,
        None,
        ["u1"],
    ],
)
def test_id_of_nobody_is_refused_with_a_sentence(cast: Cast, session: Session, bad: Any) -> None:
    with pytest.raises(BadExternalId) as caught:
        service.identify(cast.env, bad)
    assert caught.value.fields == {"user/id": [caught.value.message]}
    assert session.scalar(select(func.count()).select_from(EndUser)) == 0


def test_bad_company_id_is_refused_before_the_person_is_kept(cast: Cast, session: Session) -> None:
    with pytest.raises(BadExternalId):
        service.identify(cast.env, "u1", {}, "undefined")
    assert session.scalar(select(func.count()).select_from(EndUser)) == 0


def test_unsigned_claim_is_refused_before_anything_is_written(cast: Cast, session: Session) -> None:
    strict = replace(cast.env, identity_mode="enforce")
    with pytest.raises(SignInNeeded):
        service.identify(strict, "u1", {"plan": "pro"}, "c1", {"ltv": 1})
    for model in (EndUser, Company, AttributeDefinition):
        assert session.scalar(select(func.count()).select_from(model)) == 0


def test_signed_and_anonymous_people_pass_in_enforce_mode(cast: Cast) -> None:
    strict = replace(cast.env, identity_mode="enforce")
    assert service.identify(strict, "u1", verified=True).user["anonymous"] is False
    assert service.identify(strict, f"anon_{uuid7()}").user["anonymous"] is True
    with pytest.raises(SignInNeeded):
        service.identify(strict, "anon_u1")


def test_two_first_identifies_at_once_both_succeed(app: Flask, cast: Cast) -> None:
    env = cast.env
    db.session.commit()
    barrier = Barrier(4)

    def identify(number: int) -> str:
        with app.app_context():
            barrier.wait()
            service.identify(env, "u1", {f"a{number}": number}, "c1", {f"b{number}": number})
            db.session.commit()
            return "done"

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(identify, range(4))) == ["done"] * 4
    person = queries.person(env.id, "u1")
    assert person is not None
    assert {f"a{n}" for n in range(4)} <= set(person.user)
    assert {f"b{n}" for n in range(4)} <= set(person.company)
