"""Publish, why, install, and a person's panels, as members see them."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from guide_engine.audience import service as audience
from guide_engine.audience.models import EndUser
from guide_engine.core import clock
from guide_engine.core.db import bind_workspace
from guide_engine.delivery import queries, service
from guide_engine.delivery.models import Publication
from tests.delivery.conftest import Host, change_guide, make_guide, publish_guide
from tests.delivery.test_state import happened
from tests.support.actors import Cast, sign_in
from tests.support.guides import make_step

PRO: dict[str, Any] = {"fact": "user.plan", "op": "eq", "value": "pro"}


@pytest.fixture
def bob(cast: Cast, client: FlaskClient) -> FlaskClient:
    audience.identify(cast.env, "u1", {"name": "Hanako", "plan": "pro"})
    audience.identify(cast.env, "u2", {"name": "Taro", "plan": "free"})
    return sign_in(client, cast.bob)


def shown(session: Session, cast: Cast, guide_id: str) -> Publication | None:
    session.expire_all()
    bind_workspace(session, cast.workspace.id)
    return queries.publication(guide_id, cast.production.id)


def test_page_says_who_will_see_it(cast: Cast, bob: FlaskClient) -> None:
    guide = make_guide(cast, audience=PRO)
    page = bob.get(f"/guides/{guide.id}/publish").text
    assert "1 of 2 people match (50%). Among them: Hanako" in page
    assert "plan is pro" in page
    assert "Ready to publish." in page
    assert "all of it would be new" in page


def test_publishing_and_taking_back(cast: Cast, bob: FlaskClient, session: Session) -> None:
    guide = make_guide(cast)
    here = {"environment_id": cast.production.id}
    answer = bob.send(f"/guides/{guide.id}/publish", note="First", **here)
    assert answer.status_code == 303
    publication = shown(session, cast, guide.id)
    assert publication is not None
    assert (publication.version, publication.published_by) == (1, cast.bob.id)
    bob.send(f"/guides/{guide.id}/stop", **here)
    assert shown(session, cast, guide.id).killed is True  # type: ignore[union-attr]
    bob.send(f"/guides/{guide.id}/go-on", **here)
    assert shown(session, cast, guide.id).killed is False  # type: ignore[union-attr]
    bob.send(f"/guides/{guide.id}/unpublish", **here)
    assert shown(session, cast, guide.id).version is None  # type: ignore[union-attr]
    bob.send(f"/guides/{guide.id}/publish-version", version="1", **here)
    assert shown(session, cast, guide.id).version == 1  # type: ignore[union-attr]


def test_difference_to_what_is_shown_is_read(
    cast: Cast, bob: FlaskClient, session: Session
) -> None:
    guide = publish_guide(cast)
    assert "Version 1 is shown" in bob.get(f"/guides/{guide.id}/publish").text
    bind_workspace(session, cast.workspace.id)
    change_guide(guide, steps=[make_step("one", title="A brand new title"), make_step("two")])
    page = bob.get(f"/guides/{guide.id}/publish").text
    assert "<ins>" in page
    assert "Unpublished changes" in page


def test_unfinished_guide_cannot_be_published(
    cast: Cast, bob: FlaskClient, session: Session
) -> None:
    guide = make_guide(cast, steps=[make_step("one", target=None)])
    assert "Mend the errors first." in bob.get(f"/guides/{guide.id}/publish").text
    answer = bob.send(f"/guides/{guide.id}/publish", environment_id=cast.production.id)
    assert answer.status_code == 422
    assert shown(session, cast, guide.id) is None


def test_starting_over_is_chosen_while_publishing(
    cast: Cast, bob: FlaskClient, session: Session
) -> None:
    guide = publish_guide(cast)
    change_guide(guide, name="Changed")
    bob.send(f"/guides/{guide.id}/publish", environment_id=cast.production.id, running="restart")
    assert shown(session, cast, guide.id).resume_from == 2  # type: ignore[union-attr]


@pytest.mark.parametrize("verb", ["publish", "unpublish", "stop", "go-on", "publish-version"])
def test_viewer_and_foreign_environment_are_refused(
    cast: Cast, client: FlaskClient, verb: str
) -> None:
    guide = publish_guide(cast)
    sign_in(client, cast.vera)
    here = cast.production.id
    assert client.get(f"/guides/{guide.id}/publish").status_code == 200
    assert client.send(f"/guides/{guide.id}/{verb}", environment_id=here).status_code == 403
    sign_in(client, cast.bob)
    foreign = cast.other_production.id
    assert client.send(f"/guides/{guide.id}/{verb}", environment_id=foreign).status_code == 404
    sign_in(client, cast.mallory)
    assert client.send(f"/guides/{guide.id}/{verb}", environment_id=here).status_code == 404


def test_why_names_the_failing_condition(cast: Cast, bob: FlaskClient) -> None:
    guide = publish_guide(cast, audience=PRO)
    yes = bob.get(f"/guides/{guide.id}/why?user=u1").text
    assert "Shown, on the pages it is meant for." in yes
    no = bob.get(f"/guides/{guide.id}/why?user=u2").text
    assert "not in its audience" in no
    assert "Needed: plan is pro. It is: free." in no


def test_why_of_a_draft_and_of_nobody(cast: Cast, bob: FlaskClient) -> None:
    guide = make_guide(cast)
    assert "not published" in bob.get(f"/guides/{guide.id}/why?user=u1").text
    assert "Nobody of this name or ID" in bob.get(f"/guides/{guide.id}/why?user=nobody").text
    assert "Hanako" in bob.get(f"/guides/{guide.id}/why?user=hana").text


def test_why_names_what_comes_first(cast: Cast, bob: FlaskClient) -> None:
    publish_guide(cast, key="urgent", name="Urgent news", priority=99)
    guide = publish_guide(cast)
    assert "Urgent news" in bob.get(f"/guides/{guide.id}/why?user=u1").text


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        ("guide_completed", "Not shown: completed"),
        ("guide_dismissed", "Not shown: this person closed it; it rests until"),
        ("guide_failed", "Not shown: it broke lately"),
        ("step_seen", "in the middle of version 1"),
    ],
)
def test_why_knows_what_happened(cast: Cast, bob: FlaskClient, end: str, sentence: str) -> None:
    guide = publish_guide(cast)
    happened(cast, guide.id, "guide_started", end)
    assert sentence in bob.get(f"/guides/{guide.id}/why?user=u1").text


def test_person_shows_verdicts_and_journeys(cast: Cast, bob: FlaskClient, session: Session) -> None:
    guide = publish_guide(cast)
    make_guide(cast, key="draft-only", name="Only a draft")
    happened(cast, guide.id, "guide_started", "guide_completed")
    row = session.scalars(select(EndUser).where(EndUser.external_id == "u1")).one()
    page = bob.get(f"/people/{row.id}").text
    assert "Not shown: completed" in page
    assert "Only a draft" in page
    assert "Guides this person was shown" in page


def test_install_shows_the_snippet_of_the_environment(
    app: Flask, cast: Cast, bob: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "_static_folder", str(tmp_path))
    assert "make build" in bob.get("/settings/install").text
    (tmp_path / "sdk").mkdir()
    (tmp_path / "sdk" / "stub.js").write_text("window.GuideEngine=1")
    files = {"stub": {"csp": "'sha256-abc='"}, "core": {"integrity": "sha384-def"}}
    release = f"0.1.0-{'0d' * 8}"
    built = {"release": release, "files": files}
    (tmp_path / "sdk" / "build.json").write_text(json.dumps(built))
    page = bob.get("/settings/install").text
    assert "&lt;script&gt;window.GuideEngine=1&lt;/script&gt;" in page
    assert f"data-key=&#34;{cast.production.public_key}&#34;" in page
    assert "&#39;sha256-abc=&#39; http://127.0.0.1:8000" in page
    assert "npm install guide-engine" in page
    pinned = f"/sdk/{release}/guide-engine.js&#34; integrity=&#34;sha384-def&#34; crossorigin"
    assert pinned in page


def test_install_says_from_where_it_was_heard(cast: Cast, bob: FlaskClient, host: Host) -> None:
    assert bob.get("/settings/install/seen").json["heard"] is False
    host.get("manifest.json")
    seen = bob.get("/settings/install/seen").json
    assert (seen["fresh"], seen["sentence"]) == (True, "Seen a moment ago from http://app.test.")
    with clock.frozen(clock.now() + timedelta(hours=2)):
        assert bob.get("/settings/install/seen").json["fresh"] is False


def test_archived_guide_has_no_publish_page(cast: Cast, bob: FlaskClient) -> None:
    guide = publish_guide(cast)
    bob.send(f"/guides/{guide.id}/archive")
    assert bob.get(f"/guides/{guide.id}/publish").status_code == 409


def test_unpublished_everywhere_is_unpublished(cast: Cast, bob: FlaskClient) -> None:
    guide = publish_guide(cast)
    service.unpublish_everywhere(guide.id)
    assert "Nobody sees it here now." in bob.get(f"/guides/{guide.id}/publish").text
