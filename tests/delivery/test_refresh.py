"""The answer to a batch of events carries a fresh state when it may have changed."""

from typing import Any

import pytest

from guide_engine.core import clock
from guide_engine.core.ids import uuid7
from guide_engine.delivery import service
from tests.delivery.conftest import Host, change_guide, publish_guide
from tests.support.actors import Cast


def batch(host: Host, revision: int, *events: dict[str, Any], user_id: str = "u1") -> Any:
    now = clock.to_millis(clock.now())
    own = [{"id": uuid7(), "at": now, "seq": place, **event} for place, event in enumerate(events)]
    body = {"sdk": "t", "user_id": user_id, "sent_at": now, "tab": "a", "revision": revision}
    response = host.post("events", {**body, "events": own})
    assert response.status_code == 202, response.text
    assert [result["status"] for result in response.json["results"]] == ["ok"] * len(events)
    return response.json


def of_run(kind: str, guide_id: str, run: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "guide_id": guide_id, "version": 1, "run_id": run, **more}


def test_completing_a_guide_takes_it_off_the_state_at_once(cast: Cast, host: Host) -> None:
    guide = publish_guide(cast)
    revision, run = host.state()["revision"], uuid7()
    answer = batch(
        host,
        revision,
        of_run("guide_started", guide.id, run),
        of_run("guide_completed", guide.id, run),
    )
    assert answer["state"]["guides"] == []


@pytest.mark.parametrize(
    "event",
    [{"type": "custom", "name": "invoice_sent"}, {"type": "page_viewed", "path": "/invoices"}],
)
def test_state_comes_only_with_what_may_change_it(
    cast: Cast, host: Host, event: dict[str, Any]
) -> None:
    publish_guide(cast)
    answer = batch(host, host.state()["revision"], event)
    assert ("state" in answer) == (event["type"] == "custom")


def test_browser_behind_the_newest_revision_gets_the_newest_state(cast: Cast, host: Host) -> None:
    guide = publish_guide(cast)
    before = host.state()
    change_guide(guide, language="ja")
    service.publish(guide.id, cast.production.id)
    answer = batch(host, before["revision"], {"type": "page_viewed", "path": "/"})
    assert answer["state"]["guides"][0]["version"] == 2


def test_somebody_never_identified_gets_no_state(cast: Cast, host: Host) -> None:
    publish_guide(cast)
    assert "state" not in batch(host, 0, {"type": "custom", "name": "x"}, user_id="stranger")
