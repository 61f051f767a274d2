"""Authors at one guide see each other, in builders and in the editor."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from guide_engine.builder import presence
from guide_engine.builder.models import BuilderPresence
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.guides.models import Guide
from tests.support.actors import Cast, sign_in
from tests.support.builder import Builder, open_builder


def test_alone_there_is_nobody_else(builder: Builder, guide: Guide):
    assert _say(builder, guide) == {"others": [], "revision": 1}


def test_two_builders_see_each_other_with_their_steps(
    app: Flask, builder: Builder, guide: Guide, cast: Cast
):
    alices = open_builder(app, cast.alice, cast.production)
    _say(alices, guide, tab="a", step_id="st_2")
    assert _say(builder, guide)["others"] == [
        {"name": "Alice", "where": "builder", "step_id": "st_2"}
    ]
    assert _say(alices, guide, tab="a")["others"] == [
        {"name": "Bob", "where": "builder", "step_id": None}
    ]


def test_builder_and_editor_see_each_other(
    client: FlaskClient, builder: Builder, guide: Guide, cast: Cast
):
    sign_in(client, cast.alice)
    _say(builder, guide)
    seen = client.send(f"/guides/{guide.id}/presence", tab="editor-1", step_id="st_1")
    assert [one["name"] for one in seen.get_json()["others"]] == ["Bob"]
    assert _say(builder, guide)["others"] == [
        {"name": "Alice", "where": "editor", "step_id": "st_1"}
    ]


def test_who_says_nothing_for_three_quarters_of_a_minute_is_gone(
    app: Flask, builder: Builder, guide: Guide, cast: Cast
):
    _say(open_builder(app, cast.alice, cast.production), guide)
    with clock.frozen(clock.now() + timedelta(seconds=44)):
        assert len(_say(builder, guide)["others"]) == 1
    with clock.frozen(clock.now() + timedelta(seconds=46)):
        assert _say(builder, guide)["others"] == []


def test_who_leaves_the_editor_is_gone_at_once(
    client: FlaskClient, builder: Builder, guide: Guide, cast: Cast
):
    sign_in(client, cast.alice)
    client.send(f"/guides/{guide.id}/presence", tab="editor-1")
    assert len(_say(builder, guide)["others"]) == 1
    client.send(f"/guides/{guide.id}/presence", tab="editor-1", leaving="yes")
    assert _say(builder, guide)["others"] == []


def test_one_person_in_two_tabs_is_named_once(
    app: Flask, builder: Builder, guide: Guide, cast: Cast
):
    alices = open_builder(app, cast.alice, cast.production)
    _say(alices, guide, tab="one")
    _say(alices, guide, tab="two")
    assert len(_say(builder, guide)["others"]) == 1


def test_somebody_at_another_guide_is_not_here(
    app: Flask, builder: Builder, guide: Guide, cast: Cast
):
    sent = {"kind": "flow", "name": "Other", "language": "en", "page": None}
    other = builder.ask("POST", "/guides", json=sent).get_json()
    alices = open_builder(app, cast.alice, cast.production)
    alices.ask("POST", f"/guides/{other['id']}/presence", json={"tab": "a", "step_id": None})
    assert _say(builder, guide)["others"] == []


@pytest.mark.parametrize("tab", [None, "", "a b", "x" * 65, 5])
def test_a_tab_without_a_name_is_refused(builder: Builder, guide: Guide, tab: object):
    answer = builder.ask("POST", f"/guides/{guide.id}/presence", json={"tab": tab})
    assert answer.status_code == 422


def test_old_notes_are_swept_away(builder: Builder, guide: Guide):
    _say(builder, guide)
    assert presence.sweep() == {"tabs": 0}
    with clock.frozen(clock.now() + timedelta(hours=2)):
        assert presence.sweep() == {"tabs": 1}
    assert db.session.query(BuilderPresence).count() == 0


def _say(builder: Builder, guide: Guide, tab: str = "t1", step_id: str | None = None) -> Any:
    sent = {"tab": tab, "step_id": step_id}
    answer = builder.ask("POST", f"/guides/{guide.id}/presence", json=sent)
    assert answer.status_code == 200
    return answer.get_json()
