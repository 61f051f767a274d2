"""Announcements: the feed of past ones, and what of it is news to whom."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from guide_engine.core import clock
from guide_engine.events import projector
from guide_engine.help import feed
from guide_engine.help.panel import Panel
from tests.help.conftest import Desk, Publish
from tests.support.events import run_id, wire_event

Set = Callable[..., Panel]
LATER = datetime.now(UTC) + timedelta(minutes=1)


def now() -> int:
    return clock.to_millis(datetime.now(UTC))


@pytest.fixture
def known(desk: Desk, panel: Set) -> None:
    """u-1 was here before anything was announced."""
    panel()
    desk.state()


def opened(guide_id: str, **fields: Any) -> list[dict[str, Any]]:
    run = {"guide_id": guide_id, "run_id": run_id(1)} | fields
    return [wire_event(kind, at=now(), **run) for kind in ("guide_started", "guide_completed")]


@pytest.mark.usefixtures("known")
def test_lists_the_newest_first_with_what_is_unread(desk: Desk, publish: Publish) -> None:
    publish("one", "Dark mode", "Easy on the eyes.", kind="announcement")
    publish("two", "Seals on invoices", kind="announcement")
    found = desk.look()["announcements"]
    assert [one["title"] for one in found] == ["Seals on invoices", "Dark mode"]
    assert all(one["unread"] for one in found)
    assert found[0]["at"] > found[1]["at"] > now() - 60_000
    assert desk.state()["help"]["unread"] == 2
    assert desk.look()["unread"] == 2


@pytest.mark.usefixtures("known")
def test_one_that_was_opened_stays_and_is_read_at_once(desk: Desk, publish: Publish) -> None:
    guide = publish("one", "Dark mode", kind="announcement", frequency={"type": "once"})
    desk.send(*opened(guide.id))
    assert desk.state()["help"]["unread"] == 0
    found = desk.look()["announcements"]
    assert [(one["title"], one["unread"]) for one in found] == [("Dark mode", False)]


@pytest.mark.usefixtures("known")
def test_what_was_announced_before_somebody_came_is_no_news(desk: Desk, publish: Publish) -> None:
    publish("one", "Dark mode", kind="announcement")
    desk.state("u-new")
    assert desk.state("u-new")["help"]["unread"] == 0
    assert desk.titles("announcements", user_id="u-new") == ["Dark mode"]


@pytest.mark.usefixtures("known")
def test_all_can_be_marked_as_read(desk: Desk, publish: Publish) -> None:
    publish("one", "Dark mode", kind="announcement")
    all_read = {"kind": "all_announcements", "id": "*"}
    desk.send(wire_event("help_result_opened", at=now(), properties=all_read))
    projector.catch_up()
    assert desk.state()["help"]["unread"] == 0
    publish("two", "Seals", kind="announcement")
    assert desk.state()["help"]["unread"] == 1
    # A rebuild gives the same.
    projector.rebuild()
    assert desk.state()["help"]["unread"] == 1


@pytest.mark.usefixtures("known")
def test_a_new_version_is_not_news_again(desk: Desk, publish: Publish, cast: Any) -> None:
    from guide_engine.core.db import db
    from guide_engine.delivery import service as delivery
    from guide_engine.guides import service as guides

    guide = publish("one", "Dark mod", kind="announcement")
    desk.send(*opened(guide.id))
    before = desk.look()["announcements"][0]["at"]
    steps = [{**guide.draft["steps"][0], "title": "Dark mode"}]
    guides.save_draft(guide.id, {**guide.draft, "steps": steps}, guide.draft_revision)
    delivery.publish(guide.id, cast.production.id)
    db.session.commit()
    found = desk.look()["announcements"][0]
    assert (found["title"], found["unread"], found["at"]) == ("Dark mode", False, before)


@pytest.mark.usefixtures("known")
def test_audience_and_schedule_hold_for_news_too(desk: Desk, publish: Publish) -> None:
    over = {"starts_at": None, "ends_at": "2020-01-01T00:00:00Z"}
    admins = {"fact": "user.role", "op": "eq", "value": "admin"}
    publish("one", "Sale until Friday", kind="announcement", schedule=over)
    publish("two", "For admins", kind="announcement", audience=admins)
    assert desk.look()["announcements"] == []
    assert desk.state()["help"]["unread"] == 0


def test_no_more_than_thirty_are_listed() -> None:
    assert feed.MAX_ANNOUNCEMENTS == 30
