"""The panel as it opens: what is in it, for whom, and what never is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from guide_engine.community.models import Source
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.delivery import service as delivery
from guide_engine.help.panel import Link, Panel, Way
from guide_engine.identity.models import IdentityMode
from tests.help.conftest import Desk, Publish
from tests.support.actors import Cast
from tests.support.events import run_id, wire_event

Set = Callable[..., Panel]


def test_is_nothing_until_an_author_turns_it_on(desk: Desk, publish: Publish) -> None:
    publish("invoices", "Make an invoice")
    assert desk.look() is None
    assert "help" not in desk.state()


def test_lists_guides_by_what_they_say_first(desk: Desk, panel: Set, publish: Publish) -> None:
    panel()
    guide = publish("invoices", "Make your first invoice", "It takes two minutes.")
    found = desk.look()["guides"]
    assert [(one["title"], one["excerpt"]) for one in found] == [
        ("Make your first invoice", "It takes two minutes.")
    ]
    assert found[0]["guide"]["id"] == guide.id
    assert found[0]["guide"]["key"] == "invoices"
    assert found[0]["done"] is False


def test_a_variable_in_a_title_is_said_by_its_fallback(
    desk: Desk, panel: Set, publish: Publish
) -> None:
    panel()
    publish("hello", "Welcome, {user.name|everybody}")
    assert desk.titles("guides") == ["Welcome, everybody"]


def test_what_somebody_may_not_see_is_not_sent(desk: Desk, panel: Set, publish: Publish) -> None:
    panel()
    admins = {"fact": "user.role", "op": "eq", "value": "admin"}
    later = {"starts_at": "2099-01-01T00:00:00Z", "ends_at": None}
    publish("admins", "For admins", audience=admins)
    publish("later", "Next year", schedule=later)
    publish("all", "For all")
    desk.state(user={"id": "u-2", "attributes": {"role": "admin"}})
    assert desk.titles("guides") == ["For all"]
    assert set(desk.titles("guides", user_id="u-2")) == {"For all", "For admins"}
    assert "For admins" not in str(desk.look(query="admins"))


def test_what_was_shown_before_may_be_asked_for_again(
    desk: Desk, panel: Set, publish: Publish
) -> None:
    panel()
    guide = publish("invoices", "Make an invoice", frequency={"type": "once"})
    run = {"guide_id": guide.id, "run_id": run_id(1), "step_id": "st_invoices"}
    kinds = ("guide_started", "step_completed", "guide_completed")
    desk.send(*(wire_event(kind, at=now(), **run) for kind in kinds))
    assert desk.state()["guides"] == []
    found = desk.look()["guides"][0]
    assert found["done"] is True
    assert found["guide"]["run"] is None
    assert found["progress"] == {"done": 1, "total": 1}


def test_a_killed_guide_is_gone_from_the_panel(
    cast: Cast, desk: Desk, panel: Set, publish: Publish
) -> None:
    panel()
    guide = publish("invoices", "Make an invoice")
    delivery.kill(guide.id, cast.production.id)
    db.session.commit()
    assert desk.look()["guides"] == []


def test_an_author_may_leave_guides_and_sections_out(
    desk: Desk, panel: Set, publish: Publish, source: Source
) -> None:
    publish("invoices", "Make an invoice")
    publish("members", "Invite members")
    panel(unlisted=frozenset({"members"}))
    assert desk.titles("guides") == ["Make an invoice"]
    assert desk.titles("guides", query="members") == []
    panel(sections=frozenset({"links"}))
    found = desk.look()
    assert not any(found[name] for name in ("guides", "threads", "announcements"))
    assert found["ask"] is None
    assert found["contact"] is None


def test_a_checklist_says_how_far_somebody_is(desk: Desk, panel: Set, publish: Publish) -> None:
    panel()
    publish("begin", "First steps", kind="checklist")
    found = desk.look()
    assert found["guides"] == []
    assert found["checklists"][0]["title"] == "First steps"
    assert found["checklists"][0]["progress"] == {"done": 0, "total": 1}


def test_threads_fit_the_page_somebody_is_on(desk: Desk, panel: Set, source: Source) -> None:
    panel()
    found = desk.look(path="/settings/members", page_title="Invite a team member")
    assert found["threads"][0]["title"] == "Invite a team member, invitation mail missing"
    assert found["threads"][0]["source"] == "Community"
    assert len(found["threads"]) <= 3


def test_the_question_is_filled_in_and_holds_nothing_personal(
    desk: Desk, panel: Set, source: Source
) -> None:
    panel()
    asked = desk.look(path="/customers/8123/tanaka@example.com")["ask"]
    assert asked["url"].startswith("https://community.example.com/new?")
    assert "8123" not in str(asked)
    assert "tanaka" not in str(asked)


def test_texts_come_in_the_language_of_who_asks(desk: Desk, panel: Set) -> None:
    panel(
        languages=("ja", "en"),
        title={"ja": "お困りですか", "en": "Need a hand?"},
        greeting={"ja": "なんでもどうぞ"},
        links=(Link({"ja": "使い方", "en": "Manual"}, "https://docs.example.com"),),
    )
    assert desk.titles("links", language="en-GB") == ["Manual"]
    assert desk.titles("links", language="ja-JP") == ["使い方"]
    # What is not written in a language falls back to the panel's first.
    assert desk.look(language="fr")["greeting"] == "なんでもどうぞ"


@pytest.mark.parametrize("field", ["user_id", "path"])
def test_a_request_without_a_needed_field_is_refused(desk: Desk, panel: Set, field: str) -> None:
    panel()
    body = {"user_id": "u-1", "path": "/"}
    del body[field]
    response = desk.post("help", body)
    assert response.status_code == 422
    assert response.json is not None
    assert list(response.json["error"]["fields"]) == [field]


def test_unknown_fields_and_odd_texts(desk: Desk, panel: Set) -> None:
    panel()
    assert desk.post("help", {"user_id": "u", "path": "/", "x": 1}).status_code == 422
    assert desk.post("help", ["u"]).status_code == 422
    assert desk.post("help", {"user_id": "u\x00", "path": "/"}).status_code == 422
    assert desk.look(path="/\ud800\x00", query="\x00a" * 500) is not None


def test_identity_is_asked_for_where_it_is_enforced(cast: Cast, desk: Desk, panel: Set) -> None:
    cast.production.identity_mode = IdentityMode.ENFORCE
    panel()
    response = desk.post("help", {"user_id": "u-1", "path": "/"})
    assert response.status_code == 401


def test_an_environment_that_is_off_has_no_panel(cast: Cast, desk: Desk, panel: Set) -> None:
    cast.production.enabled = False
    panel()
    assert desk.look() is None


def test_each_environment_has_its_own(cast: Cast, desk: Desk, panel: Set) -> None:
    panel(cast.staging)
    assert desk.look() is None


@pytest.mark.usefixtures("people")
def test_who_may_help_depends_on_the_touch_tier(desk: Desk, panel: Set, source: Source) -> None:
    panel(
        ways={
            "high": Way("person", {"en": "Support"}, {"en": "Your contact"}, "help@acme.test"),
            "low": Way(
                "event", {"en": "Office hour"}, {"en": "Wednesdays, 15:00"}, url="https://x.test"
            ),
            "tech": Way("community"),
        }
    )
    high, low, tech = (
        desk.look(user_id=f"u-{tier}")["contact"] for tier in ("high", "low", "tech")
    )
    # The company's own contact goes before what was set for all, and takes no address along.
    assert high == {"kind": "person", "name": "Sato", "detail": "Your contact"}
    assert low == {
        "kind": "event", "name": "Office hour", "detail": "Wednesdays, 15:00", "url": "https://x.test"
    }  # fmt: skip
    assert tech is None
    assert desk.look(user_id="stranger")["contact"] is None


def test_a_mail_to_a_person_brings_the_question_along(desk: Desk, panel: Set) -> None:
    person = Way("person", {"en": "Sato"}, mail="sato@acme.test", url="/book")
    panel(ways=dict.fromkeys(("high", "low", "tech"), person))
    contact = desk.look(path="/invoices/81", query="vat number")["contact"]
    assert contact["mail"].startswith("mailto:sato@acme.test?subject=vat%20number&body=Page")
    assert contact["url"] == "/book"
    assert "81" not in contact["mail"]


def test_the_state_says_how_the_panel_is_reached(desk: Desk, panel: Set) -> None:
    panel(title={"en": "Help"}, launcher="bottom_start", inset=(24, 80), hotkey="?")
    assert desk.state()["help"] == {
        "title": "Help",
        "label": "",
        "launcher": "bottom_start",
        "inset": [24, 80],
        "hotkey": "?",
        "unread": 0,
    }


def test_saving_reaches_browsers_at_once(cast: Cast, desk: Desk, panel: Set) -> None:
    before = desk.client.get(f"/v1/env/{desk.key}/manifest.json").json
    panel()
    after = desk.client.get(f"/v1/env/{desk.key}/manifest.json").json
    assert before is not None
    assert after is not None
    assert (before["has_guides"], after["has_guides"]) == (False, True)
    assert after["revision"] > before["revision"]


def now() -> int:
    return clock.to_millis(datetime.now(UTC) - timedelta(seconds=5))
