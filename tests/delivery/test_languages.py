"""One content for each language, and each person's own in their state."""

import json
from typing import Any

import pytest

from guide_engine.appearance import service as themes
from guide_engine.core.db import bind_workspace, db
from guide_engine.guides import languages
from tests.delivery.conftest import Host, publish_guide
from tests.support.actors import Cast
from tests.support.guides import make_flow

FRENCH = {"steps/st_one/title": "Première étape"}
CANADIAN = {"steps/st_one/title": "Première étape, là"}


@pytest.fixture
def published(cast: Cast) -> Any:
    document = languages.put(make_flow(), "fr", FRENCH)
    document = languages.put(document, "fr-CA", CANADIAN)
    parts = ("translations", "translated_from")
    return publish_guide(cast, **{name: document[name] for name in parts})


def guide_for(host: Host, language: str | None) -> Any:
    asked = {"sdk": "test", "user": {"id": "u1"}, **({"language": language} if language else {})}
    [guide] = host.post("state", asked).json["guides"]
    return host.get(f"content/{guide['content']}.json").json


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fr-CA", "Première étape, là"),
        ("fr-BE", "Première étape"),
        ("fr", "Première étape"),
        ("ja", "Step one"),
        (None, "Step one"),
        ("no tag at all", "Step one"),
    ],
)
def test_each_person_gets_the_content_in_their_language(
    host: Host, published: Any, language: str | None, title: str
) -> None:
    assert guide_for(host, language)["steps"][0]["title"] == title


def test_content_says_its_language_and_carries_no_other(host: Host, published: Any) -> None:
    content = guide_for(host, "fr")
    assert content["language"] == "fr"
    assert content["steps"][1]["language"] == "en"
    assert "translations" not in content
    assert "Première étape, là" not in json.dumps(content, ensure_ascii=False)


def test_an_answer_to_events_is_in_the_language_of_the_batch(host: Host, published: Any) -> None:
    french = guide_for(host, "fr")
    batch = {
        "sdk": "test",
        "user_id": "u1",
        "language": "fr-BE",
        "sent_at": 1_800_000_000_000,
        "tab": "t1",
        "revision": 0,
        "events": [],
    }
    [guide] = host.post("events", batch).json["state"]["guides"]
    assert host.get(f"content/{guide['content']}.json").json == french


def test_content_of_another_environment_looks_missing(
    cast: Cast, host: Host, published: Any
) -> None:
    asked = {"sdk": "test", "user": {"id": "u1"}, "language": "fr"}
    digest = host.post("state", asked).json["guides"][0]["content"]
    elsewhere = Host(host.client, cast.staging.public_key)
    assert elsewhere.get(f"content/{digest}.json").status_code == 404


def test_the_state_carries_the_themes_that_its_guides_wear(cast: Cast, host: Host) -> None:
    bind_workspace(db.session, cast.workspace.id)
    own = themes.create(themes.Wish("Ours", {"radius": 4}))
    brand = themes.create(themes.Wish("Brand", {"radius": 8}))
    themes.create(themes.Wish("Unused", {"radius": 16}))
    themes.wear(cast.production.id, own)
    publish_guide(cast, theme=brand.key)
    assert host.state()["themes"] == {"": {"radius": 4}, "brand": {"radius": 8}}

    bind_workspace(db.session, cast.workspace.id)
    themes.update(brand, themes.Wish("Brand", {"radius": 9}))
    db.session.commit()
    assert host.state()["themes"]["brand"] == {"radius": 9}


def test_a_state_without_themes_says_nothing_of_them(host: Host, published: Any) -> None:
    assert "themes" not in host.state()
