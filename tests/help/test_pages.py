"""Settings › Help panel: what an author sets, what is refused, and the preview of what isn't saved."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from guide_engine.help import forms, queries
from guide_engine.help.panel import Link, Panel, Way
from tests.help.conftest import Publish
from tests.support.actors import Cast, sign_in

FIELDS = {
    "enabled": "on",
    "languages": "en",
    "title.en": " How can we  help? ",
    "launcher": "bottom_start",
    "inset.side": "16",
    "inset.bottom": "90",
    "hotkey": "?",
    "sections": "links",
    "links.0.label.en": "Manual",
    "links.0.url": "https://docs.acme.test",
    "links.1.label.en": "",
    "links.1.url": "",
    "ways.high.kind": "person",
    "ways.high.name.en": "Sato",
    "ways.high.mail": "sato@acme.test",
    "ways.low.kind": "event",
    "ways.tech.kind": "community",
}


def post(client: Any, path: str, fields: Any) -> Any:
    """Post a form as the page does; several values of a name are kept."""
    data = MultiDict(fields)
    data["csrf_token"] = client.csrf()
    return client.post(path, data=data)


@pytest.fixture
def alice(cast: Cast, client: FlaskClient) -> FlaskClient:
    return sign_in(client, cast.alice)


def test_what_is_typed_is_saved(alice: FlaskClient, cast: Cast, session: Session) -> None:
    answer = post(alice, "/settings/help", FIELDS)
    assert answer.status_code == 303, answer.text
    session.rollback()
    saved = queries.saved_panel(cast.production.id)
    assert saved is not None
    assert saved.enabled
    assert saved.title == {"en": "How can we help?"}
    assert (saved.launcher, saved.inset, saved.hotkey) == ("bottom_start", (16, 90), "?")
    assert saved.sections == {"links"}
    assert saved.links == (Link({"en": "Manual"}, "https://docs.acme.test"),)
    assert saved.ways["high"] == Way("person", {"en": "Sato"}, {}, "sato@acme.test")
    page = alice.get("/settings/help").text
    assert 'value="How can we help?"' in page


def test_a_fault_is_told_beside_its_field_and_nothing_typed_is_lost(
    alice: FlaskClient, cast: Cast, session: Session
) -> None:
    wrong = FIELDS | {"links.0.url": "javascript:alert(1)", "ways.high.mail": "nobody"}
    answer = post(alice, "/settings/help", wrong)
    assert answer.status_code == 422
    assert "Write an address starting with https://" in answer.text
    assert "Write a mail address" in answer.text
    assert 'value="javascript:alert(1)"' in answer.text
    assert 'value="Sato"' in answer.text
    session.rollback()
    assert queries.saved_panel(cast.production.id) is None


def test_a_viewer_sees_but_does_not_save(cast: Cast, client: FlaskClient) -> None:
    vera = sign_in(client, cast.vera)
    page = vera.get("/settings/help")
    assert page.status_code == 200
    assert ">Save<" not in page.text
    assert post(vera, "/settings/help", FIELDS).status_code == 403


def test_the_preview_shows_what_is_not_saved(
    alice: FlaskClient, cast: Cast, publish: Publish, session: Session
) -> None:
    publish("invoices", "Make an invoice")
    asked = MultiDict(FIELDS | {"preview.tier": "high", "preview.language": "en"})
    asked.add("sections", "guides")
    asked.add("sections", "contact")
    asked.add("listed", "invoices")
    drawn = post(alice, "/settings/help/preview", asked).json
    assert drawn["look"]["title"] == "How can we help?"
    assert drawn["help"]["contact"]["name"] == "Sato"
    assert [one["title"] for one in drawn["help"]["guides"]] == ["Make an invoice"]
    asked["preview.tier"] = "tech"
    asked.poplist("listed")
    drawn = post(alice, "/settings/help/preview", asked).json
    assert drawn["help"]["contact"] is None
    assert drawn["help"]["guides"] == []
    session.rollback()
    assert queries.saved_panel(cast.production.id) is None


def test_languages_are_added_and_removed() -> None:
    form = MultiDict(
        [
            ("languages", "ja"),
            ("languages", "en"),
            ("remove_language", "en"),
            ("add_language", "pt-BR"),
            ("title.ja", "ヘルプ"),
            ("title.en", "Help"),
        ]
    )
    read = forms.read(form, {}, Panel())
    assert read.languages == ("ja", "pt-BR")
    assert read.title == {"ja": "ヘルプ"}


def test_what_was_left_out_stays_out_while_it_is_not_published() -> None:
    form = MultiDict([("languages", "en"), ("listed", "a")])
    read = forms.read(form, {"a": "A", "b": "B"}, Panel(unlisted=frozenset({"b", "gone"})))
    assert read.unlisted == {"b", "gone"}


@pytest.mark.parametrize("text", ["", "-1", "9" * 9, "１２", "x"])
def test_an_odd_number_is_a_fault_and_no_crash(alice: FlaskClient, text: str) -> None:
    answer = post(alice, "/settings/help", FIELDS | {"inset.side": text})
    assert answer.status_code == 422
    assert "A whole number from 0 to 300." in answer.text
