"""The Languages tab, without a script."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from guide_engine.core.db import db
from guide_engine.guides import languages, queries, service
from guide_engine.guides.models import Guide
from tests.support.actors import Cast, sign_in
from tests.support.forms import form_of
from tests.support.guides import make_flow


@pytest.fixture
def bob(cast: Cast, client: FlaskClient) -> FlaskClient:
    return sign_in(client, cast.bob)


@pytest.fixture
def guide(cast: Cast) -> Guide:
    document = languages.put(make_flow(), "fr", {"steps/st_one/title": "Première étape"})
    return service.create_from(document, by=cast.alice.id)


def draft_of(guide: Guide) -> dict[str, Any]:
    db.session.expire_all()
    return queries.guide(guide.id).draft


def at(guide: Guide, *more: str) -> str:
    return "/".join([f"/guides/{guide.id}/languages", *more])


def sent(client: FlaskClient, address: str, **changes: str) -> Any:
    fields = form_of(client, address).to_dict()
    return client.send(address, **{**fields, **changes})


def test_it_says_how_far_each_language_has_come(bob: FlaskClient, guide: Guide) -> None:
    page = bob.get(at(guide)).get_data(as_text=True)
    assert "French" in page
    assert "1 of 6 texts" in page


def test_a_language_is_added_by_name_or_tag(bob: FlaskClient, guide: Guide) -> None:
    answer = bob.send(at(guide), language="de", other="", revision="1")
    assert answer.location == at(guide, "de")
    assert languages.languages(draft_of(guide)) == ["de", "fr"]
    bob.send(at(guide), language="", other="fr_ca", revision="2")
    assert languages.languages(draft_of(guide)) == ["de", "fr", "fr-CA"]


@pytest.mark.parametrize("tag", ["not a tag", "FR", "en", ""])
def test_a_language_that_makes_no_sense_is_refused(
    bob: FlaskClient, guide: Guide, tag: str
) -> None:
    assert bob.send(at(guide), language="", other=tag, revision="1").status_code == 422
    assert languages.languages(draft_of(guide)) == ["fr"]


def test_texts_are_saved_and_cleared_beside_their_source(bob: FlaskClient, guide: Guide) -> None:
    new = {"line.steps/st_one/body#1": "Faites un.", "line.steps/st_one/title": ""}
    assert sent(bob, at(guide, "fr"), **new).status_code == 303
    held = draft_of(guide)["translations"]["fr"]
    assert list(held) == ["steps/st_one/body"]


def test_what_cannot_be_taken_stays_in_its_field(bob: FlaskClient, guide: Guide) -> None:
    answer = sent(bob, at(guide, "fr"), **{"line.steps/st_one/body#1": "<3>Faites</3> un."})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "&lt;3&gt;Faites&lt;/3&gt; un." in page
    assert "The codes are not those of the source" in page
    assert "steps/st_one/body" not in draft_of(guide)["translations"]["fr"]


def test_a_stale_text_is_said_to_be_still_right(bob: FlaskClient, guide: Guide) -> None:
    changed = make_flow()["steps"]
    changed[0]["title"] = "The first step"
    service.save_draft(guide.id, {**guide.draft, "steps": changed}, 1)
    db.session.commit()
    assert "The source has changed" in bob.get(at(guide, "fr")).get_data(as_text=True)
    sent(bob, at(guide, "fr"))
    assert languages.progress(draft_of(guide), "fr").stale == ("steps/st_one/title",)
    sent(bob, at(guide, "fr"), right="steps/st_one/title")
    assert languages.progress(draft_of(guide), "fr").stale == ()


def test_a_language_is_removed_and_brought_back(bob: FlaskClient, guide: Guide) -> None:
    bob.send(at(guide, "fr", "remove"), revision="1")
    assert languages.languages(draft_of(guide)) == []
    bob.send(f"/guides/{guide.id}/undo", revision="2")
    assert languages.languages(draft_of(guide)) == ["fr"]


@pytest.mark.parametrize(("form", "kind"), [("csv", "text/csv"), ("xlf", "application/xliff+xml")])
def test_files_go_out_and_come_back(bob: FlaskClient, guide: Guide, form: str, kind: str) -> None:
    file = bob.get(at(guide, "fr", f"file?form={form}"))
    assert file.mimetype == kind
    assert f"first-invoice.fr.{form}" in file.headers["Content-Disposition"]
    body = file.get_data().replace("Première".encode(), "Toute première".encode())
    answer = bob.send(at(guide, "import"), file=(io.BytesIO(body), f"back.{form}"), language="fr")
    assert answer.location == at(guide, "fr")
    held = draft_of(guide)["translations"]["fr"]
    assert held["steps/st_one/title"] == "Toute première étape"


def test_a_bad_file_says_what_is_wrong_with_it(bob: FlaskClient, guide: Guide) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    answer = bob.send(at(guide, "import"), file=(io.BytesIO(bomb), "a.xlf"), language="")
    assert answer.status_code == 422
    assert "declares a document type" in answer.get_data(as_text=True)


def test_a_language_that_is_not_there_looks_missing(bob: FlaskClient, guide: Guide) -> None:
    assert bob.get(at(guide, "ko")).status_code == 404
    assert bob.get(at(guide, "ko", "file")).status_code == 404


def test_a_viewer_reads_and_changes_nothing(client: FlaskClient, cast: Cast, guide: Guide) -> None:
    vera = sign_in(client, cast.vera)
    assert "readonly" in vera.get(at(guide, "fr")).get_data(as_text=True)
    assert vera.send(at(guide), other="de", revision="1").status_code == 403
