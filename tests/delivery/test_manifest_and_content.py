"""GET manifest.json and content: caching, kill switches, and what stays hidden."""

import hashlib

from guide_engine.core.db import db
from guide_engine.delivery import service
from guide_engine.identity import service as identity
from tests.delivery.conftest import Host, change_guide, make_guide, publish_guide
from tests.support.actors import Cast
from tests.support.guides import make_hint


def test_manifest_says_that_there_is_something(cast: Cast, host: Host) -> None:
    publish_guide(cast)
    response = host.get("manifest.json")
    assert response.json == {
        "v": 1,
        "revision": 2,
        "enabled": True,
        "has_guides": True,
        "killed": [],
        "poll_seconds": 60,
    }
    assert response.headers["Cache-Control"] == (
        "public, max-age=30, stale-while-revalidate=300, stale-if-error=604800"
    )
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_manifest_of_an_empty_environment_says_so(cast: Cast, host: Host) -> None:
    make_guide(cast)
    assert host.get("manifest.json").json["has_guides"] is False


def test_manifest_not_changed_is_not_sent_again(cast: Cast, host: Host) -> None:
    guide = publish_guide(cast)
    etag = host.get("manifest.json").headers["ETag"]
    again = host.get("manifest.json", If_None_Match=etag)
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
    service.kill(guide.id, cast.production.id)
    assert host.get("manifest.json", If_None_Match=etag).status_code == 200


def test_kill_is_in_the_manifest_at_once_and_can_be_undone(cast: Cast, host: Host) -> None:
    guide = publish_guide(cast)
    service.kill(guide.id, cast.production.id)
    killed = host.get("manifest.json").json
    assert (killed["killed"], killed["has_guides"], killed["revision"]) == ([guide.id], False, 3)
    service.revive(guide.id, cast.production.id)
    revived = host.get("manifest.json").json
    assert (revived["killed"], revived["has_guides"], revived["revision"]) == ([], True, 4)


def test_unpublishing_raises_the_revision(cast: Cast, host: Host) -> None:
    guide = publish_guide(cast)
    service.unpublish(guide.id, cast.production.id)
    manifest = host.get("manifest.json").json
    assert (manifest["has_guides"], manifest["revision"]) == (False, 3)


def test_environment_switched_off_says_so(cast: Cast, host: Host) -> None:
    cast.production.enabled = False
    identity.bump_revision(cast.production.id)
    assert host.get("manifest.json").json["enabled"] is False


def test_unknown_key_is_refused(cast: Cast, host: Host) -> None:
    response = Host(host.client, "pk_nonsense").get("manifest.json")
    assert (response.status_code, response.json["error"]["code"]) == (401, "unknown_key")


def test_content_is_what_its_hash_says_and_never_changes(cast: Cast, host: Host) -> None:
    guide = publish_guide(cast)
    [sent] = host.state()["guides"]
    response = host.get(f"content/{sent['content']}.json")
    assert hashlib.sha256(response.data).hexdigest() == sent["content"]
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert set(response.json) == {"kind", "language", "steps", "goal", "completes_on"}
    change_guide(guide, language="ja")
    service.publish(guide.id, cast.production.id)
    assert host.get(f"content/{sent['content']}.json").data == response.data
    assert host.state()["guides"][0]["content"] != sent["content"]


def test_content_of_a_hint_carries_its_look(cast: Cast, host: Host) -> None:
    publish_guide(cast, **make_hint())
    [sent] = host.state()["guides"]
    content = host.get(f"content/{sent['content']}.json").json
    assert content["hint"] == {"show_on": "beacon", "open_on": "click"}


def test_equal_contents_have_one_hash(cast: Cast, host: Host) -> None:
    publish_guide(cast)
    publish_guide(cast, key="twin", name="Another name", priority=1)
    one, other = host.state()["guides"]
    assert one["content"] == other["content"]


def test_unknown_hash_is_not_found(cast: Cast, host: Host) -> None:
    response = host.get(f"content/{'0' * 64}.json")
    assert (response.status_code, response.json["error"]["code"]) == (404, "not_found")


def test_content_of_another_workspace_or_environment_is_not_found(cast: Cast, host: Host) -> None:
    publish_guide(cast)
    digest = host.state()["guides"][0]["content"]
    for key in (cast.other_production.public_key, cast.staging.public_key):
        assert Host(host.client, key).get(f"content/{digest}.json").status_code == 404


def test_draft_is_no_content(cast: Cast, host: Host) -> None:
    guide = publish_guide(cast)
    before = host.state()
    change_guide(guide, name="Changed", language="ja")
    db.session.commit()
    assert host.state() == before
