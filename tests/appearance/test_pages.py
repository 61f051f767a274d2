"""Settings › Themes, without a script."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from guide_engine.appearance import queries, samples, service
from guide_engine.core.db import bind_workspace, db
from guide_engine.guides import document
from guide_engine.guides import service as guides
from guide_engine.identity import queries as identity
from tests.support.actors import Cast, sign_in
from tests.support.guides import make_flow

HERE = "/settings/themes"
SOUND = {"name": "Brand", "scheme": "light", "light.accent": "#0b6b4c", "radius": "6"}
PALE = {**SOUND, "light.accent": "#f97316"}


@pytest.fixture
def bob(cast: Cast, client: FlaskClient) -> FlaskClient:
    return sign_in(client, cast.bob)


def only_theme() -> Any:
    db.session.expire_all()
    [theme] = queries.themes()
    return theme


def test_a_theme_is_made_and_changed(bob: FlaskClient, cast: Cast) -> None:
    assert "No theme yet" in bob.get(HERE).get_data(as_text=True)
    assert bob.send(f"{HERE}/new", **SOUND).status_code == 303
    theme = only_theme()
    assert (theme.key, theme.tokens["light"]) == ("brand", {"accent": "#0b6b4c"})
    assert bob.send(f"{HERE}/{theme.id}", **SOUND | {"name": "Ours"}).status_code == 303
    assert (only_theme().key, only_theme().name) == ("brand", "Ours")


def test_colours_that_are_hard_to_read_are_refused_without_a_reason(bob: FlaskClient) -> None:
    answer = bob.send(f"{HERE}/new", **PALE)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "2.8 to 1 on its ground; 4.5 to 1 is needed." in page
    assert 'value="#f97316"' in page
    assert bob.send(f"{HERE}/new", **PALE, reason="It is our brand colour.").status_code == 422
    assert bob.send(f"{HERE}/new", **PALE, accept="on", reason="brand").status_code == 422
    assert queries.themes() == []


def test_with_a_reason_they_are_taken_and_the_reason_is_kept(bob: FlaskClient, cast: Cast) -> None:
    reason = "The colour is fixed by our brand book."
    assert bob.send(f"{HERE}/new", **PALE, accept="on", reason=reason).status_code == 303
    theme = only_theme()
    assert (theme.contrast_reason, theme.contrast_accepted_by) == (reason, cast.bob.id)
    assert "Low contrast" in bob.get(HERE).get_data(as_text=True)
    bob.send(f"{HERE}/{theme.id}", **SOUND, accept="on", reason=reason)
    assert (only_theme().contrast_reason, only_theme().contrast_accepted_by) == ("", None)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"light.accent": "green"}, "Write a colour as in"),
        ({"font": "a;b"}, "Name font families"),
        ({"font_size": "99"}, "too small or too large"),
        ({"logo.src": "javascript:x"}, "An address of a picture begins"),
        ({"layer": "below", "layer_number": "x"}, "Write a whole number"),
        ({"name": ""}, "Give the theme a name"),
    ],
)
def test_a_fault_is_told_beside_its_field(
    bob: FlaskClient, wrong: dict[str, str], sentence: str
) -> None:
    answer = bob.send(f"{HERE}/new", **SOUND | wrong)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)


def test_an_environment_wears_a_theme_and_browsers_are_told(bob: FlaskClient, cast: Cast) -> None:
    bob.send(f"{HERE}/new", **SOUND)
    theme = only_theme()
    before = identity.environment(cast.production.id).revision
    bob.send(f"{HERE}/worn", environment=cast.production.id, theme=theme.id)
    db.session.expire_all()
    assert identity.environment(cast.production.id).revision > before
    assert queries.tokens_for(cast.production.id, []) == {"": theme.tokens}
    assert queries.tokens_for(cast.staging.id, []) == {}
    bob.send(f"{HERE}/worn", environment=cast.production.id, theme="")
    assert queries.tokens_for(cast.production.id, []) == {}


def test_a_theme_in_use_is_not_deleted(bob: FlaskClient, cast: Cast) -> None:
    bob.send(f"{HERE}/new", **SOUND)
    theme = only_theme()
    guides.create_from(make_flow(theme="brand"))
    db.session.commit()
    assert "Your first invoice" in bob.get(f"{HERE}/{theme.id}").get_data(as_text=True)
    bob.send(f"{HERE}/{theme.id}/delete")
    assert only_theme().id == theme.id


def test_a_theme_that_nothing_uses_is_deleted(bob: FlaskClient) -> None:
    bob.send(f"{HERE}/new", **SOUND)
    bob.send(f"{HERE}/{only_theme().id}/delete")
    assert queries.themes() == []


def test_a_form_is_measured_while_it_is_filled_in(bob: FlaskClient) -> None:
    told = bob.send(f"{HERE}/measure", **PALE | {"dark.text": "no"}).json
    assert told["theme"]["light"] == {"accent": "#f97316"}
    assert "dark" not in told["theme"] or told["theme"]["dark"] == {}
    assert list(told["faults"]) == ["/dark/text"]
    [link] = [pair for pair in told["pairs"] if not pair["holds"]]
    assert (link["ink"], link["better"]) == ("accent", "#c55405")


@pytest.mark.parametrize("name", samples.NAMES)
def test_each_sample_is_a_guide_that_could_be_saved(bob: FlaskClient, name: str) -> None:
    page = bob.get(f"{HERE}/sample/{name}?scheme=dark").get_data(as_text=True)
    assert 'data-scheme="dark"' in page
    sample = samples.document(name)
    assert sample is not None
    assert document.faults(sample) == []


def test_a_sample_that_is_none_looks_missing(bob: FlaskClient) -> None:
    assert bob.get(f"{HERE}/sample/other").status_code == 404


def test_a_viewer_looks_and_changes_nothing(client: FlaskClient, cast: Cast) -> None:
    bind_workspace(db.session, cast.workspace.id)
    theme = service.create(service.Wish("Brand", {}))
    db.session.commit()
    vera = sign_in(client, cast.vera)
    assert vera.get(f"{HERE}/{theme.id}").status_code == 200
    assert vera.send(f"{HERE}/{theme.id}", **SOUND).status_code == 403
