"""Publishing, taking back, switching off; what lists and other domains hear of it."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from guide_engine.core import clock
from guide_engine.core.errors import Conflict, NotFound
from guide_engine.delivery import jobs, queries, receivers, service, signals
from guide_engine.delivery.errors import NotPublished, NotReady
from guide_engine.guides import queries as guide_queries
from guide_engine.guides import service as guides
from guide_engine.guides import signals as guide_signals
from guide_engine.guides.document import to_moment
from guide_engine.identity import queries as identity
from tests.delivery.conftest import Host, change_guide, make_guide, publish_guide
from tests.support.actors import Cast
from tests.support.guides import make_step


def standing(app: Flask, cast: Cast, guide_id: str) -> Any:
    told = receivers.tell_states(
        app,
        workspace_id=cast.workspace.id,
        environment_id=cast.production.id,
        guide_ids=[guide_id],
    )
    return told[guide_id]["state"], told[guide_id]["version"]


def test_guide_goes_through_its_standings(app: Flask, cast: Cast) -> None:
    guide = make_guide(cast)
    assert standing(app, cast, guide.id) == ("draft", None)
    service.publish(guide.id, cast.production.id)
    assert standing(app, cast, guide.id) == ("published", 1)
    change_guide(guide, name="Changed")
    assert standing(app, cast, guide.id) == ("changed", 1)
    service.publish(guide.id, cast.production.id)
    assert standing(app, cast, guide.id) == ("published", 2)
    service.kill(guide.id, cast.production.id)
    assert standing(app, cast, guide.id) == ("killed", 2)
    service.unpublish(guide.id, cast.production.id)
    assert standing(app, cast, guide.id) == ("unpublished", None)


def test_guide_whose_time_has_not_come_is_scheduled(app: Flask, cast: Cast) -> None:
    schedule = {"starts_at": "2199-01-01T00:00:00Z", "ends_at": None}
    guide = publish_guide(cast, schedule=schedule)
    assert standing(app, cast, guide.id) == ("scheduled", 1)


def test_publishing_an_unchanged_draft_makes_no_new_version(cast: Cast) -> None:
    guide = publish_guide(cast)
    service.publish(guide.id, cast.production.id)
    service.publish(guide.id, cast.staging.id)
    assert [version.number for version in guide_queries.versions(guide.id)] == [1]


def test_environments_are_published_to_apart(cast: Cast) -> None:
    guide = publish_guide(cast)
    change_guide(guide, name="Changed")
    service.publish(guide.id, cast.staging.id)
    shown = {p.environment_id: p.version for p in queries.publications_of(guide.id)}
    assert shown == {cast.production.id: 1, cast.staging.id: 2}


def test_earlier_version_can_be_shown_again(app: Flask, cast: Cast, host: Host) -> None:
    guide = publish_guide(cast)
    first = host.state()["guides"][0]["content"]
    change_guide(guide, language="ja")
    service.publish(guide.id, cast.production.id)
    service.publish_version(guide.id, cast.production.id, 1)
    assert host.state()["guides"][0]["content"] == first
    assert standing(app, cast, guide.id) == ("changed", 1)


def test_unfinished_guide_is_refused_with_its_faults(cast: Cast) -> None:
    guide = make_guide(cast, steps=[make_step("one", target=None)])
    with pytest.raises(NotReady) as caught:
        service.publish(guide.id, cast.production.id)
    assert [path for path in caught.value.fields if path.startswith("/steps/0")]
    assert queries.publication(guide.id, cast.production.id) is None
    assert guide_queries.versions(guide.id) == []


def test_archived_guide_is_refused(cast: Cast) -> None:
    guide = make_guide(cast)
    guides.archive(guide.id)
    with pytest.raises(Conflict):
        service.publish(guide.id, cast.production.id)


def test_archiving_takes_a_guide_back_everywhere(cast: Cast, host: Host) -> None:
    guide = publish_guide(cast)
    service.publish(guide.id, cast.staging.id)
    guides.archive(guide.id)
    assert [p.version for p in queries.publications_of(guide.id)] == [None, None]
    assert host.state()["guides"] == []


def test_guide_of_another_workspace_is_not_found(cast: Cast, session: Session) -> None:
    guide = publish_guide(cast)
    session.info["workspace_id"] = cast.other_workspace.id
    with pytest.raises(NotFound):
        service.publish(guide.id, cast.other_production.id)
    with pytest.raises(NotPublished):
        service.unpublish(guide.id, cast.production.id)


@pytest.mark.parametrize("verb", [service.unpublish, service.kill, service.revive])
def test_what_is_not_published_cannot_be_taken_back(cast: Cast, verb: Any) -> None:
    guide = make_guide(cast)
    with pytest.raises(NotPublished):
        verb(guide.id, cast.production.id)


def test_imported_guides_are_published_by_name_of_the_environment(app: Flask, cast: Cast) -> None:
    guide = make_guide(cast)
    asked = {"workspace_id": cast.workspace.id, "guide_ids": [guide.id], "member_id": None}
    guide_signals.publish_asked.send(app, environment="staging", **asked)
    assert standing(app, cast, guide.id) == ("draft", None)
    publication = queries.publication(guide.id, cast.staging.id)
    assert publication is not None
    assert publication.version == 1
    with pytest.raises(NotFound):
        guide_signals.publish_asked.send(app, environment="moon", **asked)


def test_domains_above_hear_of_a_publication(app: Flask, cast: Cast) -> None:
    heard: list[str] = []

    def listen(_app: Flask, *, workspace_id: str, environment_id: str, guide_id: str) -> None:
        assert (workspace_id, environment_id) == (cast.workspace.id, cast.production.id)
        heard.append(guide_id)

    with signals.publication_changed.connected_to(listen):
        guide = publish_guide(cast)
    assert heard == [guide.id]


def test_revision_rises_when_a_schedule_begins_and_when_it_ends(
    cast: Cast, session: Session
) -> None:
    schedule = {"starts_at": "2199-01-01T00:00:00Z", "ends_at": "2199-02-01T00:00:00Z"}
    publish_guide(cast, schedule=schedule)

    def turn(at: str) -> tuple[int, int]:
        moment = to_moment(at)
        assert moment is not None
        with clock.frozen(moment):
            turned = jobs.turn_schedules()["turned"]
        session.expire_all()
        return turned, identity.environments(cast.workspace.id)[0].revision

    assert turn("2198-12-31T00:00:00Z") == (0, 2)
    assert turn("2199-01-01T00:00:00Z") == (1, 3)
    assert turn("2199-01-02T00:00:00Z") == (0, 3)
    assert turn("2199-03-01T00:00:00Z") == (1, 4)
    assert turn("2199-04-01T00:00:00Z") == (0, 4)
