"""“Open on my site”: each thing an author may meet, and where it leads."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from guide_engine.identity import origins
from tests.support.actors import Cast, sign_in
from tests.support.builder import SITE, Builder, open_builder, trade

PAGE = f"{SITE}/invoices"


@pytest.fixture
def bob(client: FlaskClient, cast: Cast) -> FlaskClient:
    return sign_in(client, cast.bob)


def test_the_form_leads_to_the_page_with_a_code_that_works(
    bob: FlaskClient, cast: Cast, guide: Guide
):
    _heard_from(cast, SITE)
    answer = bob.send(f"/guides/{guide.id}/open", address=PAGE)
    assert answer.status_code == 303
    page, _hash, fragment = answer.location.partition("#")
    assert page == PAGE
    told = trade(bob, fragment.removeprefix("guide-engine=")).get_json()
    assert (told["guide_id"], told["member"]["name"]) == (guide.id, "Bob")


def test_the_code_is_kept_by_nothing_in_between(bob: FlaskClient, cast: Cast, guide: Guide):
    _heard_from(cast, SITE)
    answer = bob.send(f"/guides/{guide.id}/open", address=PAGE)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not urlsplit(answer.location).query


def test_without_a_guide_the_builder_opens_too(bob: FlaskClient, cast: Cast):
    _heard_from(cast, SITE)
    code = bob.send("/guides/open", address=PAGE).location.partition("guide-engine=")[2]
    assert trade(bob, code).get_json()["guide_id"] is None


def test_the_address_is_remembered_for_the_member_and_the_environment(
    app: Flask, bob: FlaskClient, cast: Cast, guide: Guide
):
    _heard_from(cast, SITE)
    bob.send(f"/guides/{guide.id}/open", address=PAGE)
    bob.send(f"/guides/{guide.id}/open", address=f"{PAGE}/2")
    assert _typed(bob, f"/guides/{guide.id}/open") == f"{PAGE}/2"
    alice = sign_in(app.test_client(), cast.alice)
    assert _typed(alice, f"/guides/{guide.id}/open") == ""


def test_an_address_may_be_handed_over(bob: FlaskClient):
    assert _typed(bob, "/guides/open?address=http%3A%2F%2F127.0.0.1%3A9000%2F") == (
        "http://127.0.0.1:9000/"
    )


def test_a_site_that_was_heard_from_says_so(bob: FlaskClient, cast: Cast):
    _heard_from(cast, SITE)
    told = bob.get(f"/guides/open/seen?address={PAGE}").get_json()
    assert told["standing"] == "there"
    assert SITE in told["sentence"]


def test_a_site_not_heard_from_is_told_where_it_was(bob: FlaskClient, cast: Cast):
    _heard_from(cast, "https://www.acme.test")
    told = bob.get(f"/guides/open/seen?address={PAGE}").get_json()
    assert told["standing"] == "elsewhere"
    assert "https://www.acme.test" in told["sentence"]


def test_before_the_first_install_it_says_what_to_do(bob: FlaskClient, cast: Cast, guide: Guide):
    answer = bob.send(f"/guides/{guide.id}/open", address=PAGE)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Nothing was heard from" in page
    assert f"guide-engine try {PAGE}" in page
    assert "/settings/install" in page


def test_it_opens_all_the_same_for_who_insists(bob: FlaskClient, guide: Guide):
    answer = bob.send(f"/guides/{guide.id}/open", address=PAGE, anyway="yes")
    assert answer.status_code == 303


@pytest.mark.parametrize(
    "address", ["", "not a page", "ftp://a.test", "https://bob:x@a.test", "http://127.0.0.1:8000/"]
)
def test_an_address_that_is_none_is_told_beside_the_field(
    bob: FlaskClient, guide: Guide, address: str
):
    answer = bob.send(f"/guides/{guide.id}/open", address=address)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in page
    assert 'id="field-address-error"' in page


def test_what_the_sdk_sends_is_what_counts_as_heard(bob: FlaskClient, cast: Cast):
    path = f"/v1/env/{cast.production.public_key}/manifest.json"
    bob.get(path, headers={"Origin": SITE})
    assert bob.get(f"/guides/open/seen?address={PAGE}").get_json()["standing"] == "there"


def test_a_viewer_reads_why_not(app: Flask, cast: Cast, guide: Guide):
    vera = sign_in(app.test_client(), cast.vera)
    page = vera.get(f"/guides/{guide.id}/open").get_data(as_text=True)
    assert "Your role may look" in page
    assert "data-open-form" not in page
    assert vera.send(f"/guides/{guide.id}/open", address=PAGE).status_code == 403


def test_an_archived_guide_is_not_worked_on(bob: FlaskClient, guide: Guide):
    guides.archive(guide.id)
    assert bob.get(f"/guides/{guide.id}/open").status_code == 409


def test_forms_of_this_page_alone_may_lead_elsewhere(bob: FlaskClient, guide: Guide):
    here = bob.get(f"/guides/{guide.id}/open").headers["Content-Security-Policy"]
    other = bob.get(f"/guides/{guide.id}/build").headers["Content-Security-Policy"]
    assert "form-action 'self' https: http:;" in here
    assert "form-action 'self';" in other


def test_open_builders_are_listed_and_closed(
    app: Flask, bob: FlaskClient, builder: Builder, cast: Cast
):
    alices = open_builder(app, cast.alice, cast.production, origin="https://alice.acme.test")
    page = bob.get("/guides/open").get_data(as_text=True)
    assert SITE in page
    assert "https://alice.acme.test" not in page
    [path] = re.findall(r'action="(/guides/open/sessions/[^"]+/end)"', page)
    assert bob.send(path).status_code == 303
    assert builder.ask("GET", "/guides").status_code == 401
    assert alices.ask("GET", "/guides").status_code == 200
    bob.get("/guides/open")
    assert SITE not in bob.get("/guides/open").get_data(as_text=True)


def test_an_owner_sees_and_closes_everybodys(app: Flask, builder: Builder, cast: Cast):
    alice = sign_in(app.test_client(), cast.alice)
    page = alice.get("/guides/open").get_data(as_text=True)
    [path] = re.findall(r'action="(/guides/open/sessions/[^"]+/end)"', page)
    assert "Bob" in page
    alice.send(path)
    assert builder.ask("GET", "/guides").status_code == 401


def test_nobody_else_closes_a_builder(app: Flask, builder: Builder, cast: Cast):
    alice = sign_in(app.test_client(), cast.alice)
    page = alice.get("/guides/open").get_data(as_text=True)
    [path] = re.findall(r'action="(/guides/open/sessions/[^"]+/end)"', page)
    vera = sign_in(app.test_client(), cast.vera)
    assert vera.send(path).status_code == 404
    assert builder.ask("GET", "/guides").status_code == 200


def test_builders_that_are_over_are_not_listed(bob: FlaskClient, builder: Builder):
    with clock.frozen(clock.now() + timedelta(hours=2)):
        assert SITE not in bob.get("/guides/open").get_data(as_text=True)


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_the_page_speaks_both_languages(bob: FlaskClient, cast: Cast, guide: Guide, locale: str):
    cast.bob.locale = locale
    page = bob.get(f"/guides/{guide.id}/open").get_data(as_text=True)
    assert ("自分のサイトで開く" in page) == (locale == "ja")


def test_it_is_reached_from_the_build_tab(bob: FlaskClient, guide: Guide):
    page = bob.get(f"/guides/{guide.id}/build").get_data(as_text=True)
    assert f'href="/guides/{guide.id}/open"' in page
    assert f'data-presence="/guides/{guide.id}/presence"' in page


def test_a_new_guide_may_be_begun_on_the_site(bob: FlaskClient):
    answer = bob.send("/guides/new", begin="flow", name="New", language="en", then="open")
    assert answer.location.endswith("/open")


def _heard_from(cast: Cast, origin: str) -> None:
    origins.note(cast.workspace.id, cast.production.id, origin)
    db.session.commit()


def _typed(client: FlaskClient, path: str) -> str:
    page = client.get(path).get_data(as_text=True)
    found = re.search(r'<input class="input"[^>]*name="address" value="([^"]*)"', page)
    assert found, "the page has no field for the address"
    return found[1]
