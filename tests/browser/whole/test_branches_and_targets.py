"""From publishing to the log, with the real service: branches about the person, and targets told of."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Response, expect

from guide_engine.core.db import bind_workspace, db
from guide_engine.delivery import service as delivery
from guide_engine.events import queries
from guide_engine.events.record import EventRecord
from guide_engine.guides import service as guides
from tests.browser.builder.writing import conftest as authors
from tests.browser.site import SDK
from tests.support.actors import Cast
from tests.support.guides import make_flow, make_step

service_url = authors.service_url
host = authors.host

BUTTON = {"v": 1, "selector": "#new"}
PAYING: dict[str, Any] = {"fact": "user.plan", "op": "eq", "value": "pro"}


class Visitor:
    """An end user of the host app; keeps what the service answered."""

    def __init__(self, page: Page, app: authors.App, cast: Cast) -> None:
        self.page, self.app, self.cast = page, app, cast
        self.answers: list[str] = []
        page.on("response", self._keep)

    def _keep(self, answer: Response) -> None:
        if "/content/" in answer.url or answer.url.endswith("/state"):
            self.answers.append(answer.text())

    def publishes(self, *steps: dict[str, Any]) -> None:
        bind_workspace(db.session, self.cast.workspace.id)
        guide = guides.create_from(make_flow(page={"all": []}, steps=list(steps)))
        delivery.publish(guide.id, self.cast.production.id, by=self.cast.alice.id)
        db.session.commit()

    def arrives(self, user: str = "ann") -> None:
        self.page.goto(f"{self.app.origin}/invoices?user={user}")

    def sees(self, title: str) -> None:
        expect(self.page.locator("guide-engine [data-part=bubble]")).to_contain_text(title)

    def presses(self, part: str) -> None:
        """Presses a button of the bubble; what it sends has been answered afterwards."""
        with self.page.expect_response(lambda answer: answer.url.endswith("/events")):
            self.page.locator(f"guide-engine [data-part={part}]").click()

    def told(self, kind: str) -> list[EventRecord]:
        db.session.expire_all()
        return [event for event in queries.recent(self.cast.production.id) if event.type == kind]


@pytest.fixture
def visitor(page: Page, host: authors.App, cast: Cast) -> Visitor:
    return Visitor(page, host, cast)


@pytest.fixture
def captured(page: Page, host: authors.App) -> dict[str, Any]:
    """The button as the builder takes it."""
    page.goto(f"{host.origin}/elsewhere?user=nobody")
    page.evaluate((SDK / "locator.js").read_text())
    taken: dict[str, Any] = page.evaluate("Locator.capture(document.querySelector('#new'))")
    return taken


def test_a_person_is_led_by_a_rule_that_their_browser_never_gets(visitor: Visitor) -> None:
    for_paying = [{"when": PAYING, "go_to": "st_three"}]
    visitor.publishes(
        make_step("one", target=BUTTON, branches=for_paying),
        make_step("two", target={"v": 1, "selector": "#save"}),
        make_step("three", target={"v": 1, "selector": "#plus"}),
    )
    visitor.arrives()
    visitor.sees("Step one")
    visitor.presses("next")
    visitor.sees("Step three")
    assert visitor.answers
    assert not [text for text in visitor.answers if "user.plan" in text or '"pro"' in text]


def test_how_a_target_was_found_is_in_the_log(visitor: Visitor, captured: dict[str, Any]) -> None:
    visitor.publishes(make_step("one", target=captured), make_step("two", target=BUTTON))
    visitor.arrives()
    visitor.sees("Step one")
    visitor.presses("next")
    [seen] = [event for event in visitor.told("step_seen") if event.step_id == "st_one"]
    assert seen.properties == {"match": {"tier": "exact", "score": 1, "margin": 1}}


def test_a_changed_target_is_in_the_log_with_its_proposal(
    visitor: Visitor, page: Page, captured: dict[str, Any]
) -> None:
    changed = captured | {"text": "New invoices", "name": "New invoices"}
    visitor.publishes(make_step("one", target=changed), make_step("two", target=BUTTON))
    visitor.arrives()
    visitor.sees("Step one")
    page.wait_for_function("seen.includes('target_drifted')")
    visitor.presses("next")
    [drift] = visitor.told("target_drifted")
    assert drift.properties is not None
    assert drift.properties.keys() == {"match", "proposal"}, json.dumps(drift.properties)
    assert drift.properties["proposal"]["text"] == "New invoice"


def test_a_missing_target_is_in_the_log_with_its_reason(visitor: Visitor, page: Page) -> None:
    gone = {"v": 1, "tag": "button", "role": "button", "text": "Archive", "name": "Archive"}
    visitor.publishes(
        make_step("one", target=gone, missing="skip", wait_seconds=0),
        make_step("two", target=BUTTON),
    )
    visitor.arrives()
    visitor.sees("Step two")
    visitor.presses("next")
    [missing] = visitor.told("target_missing")
    assert (missing.step_id, missing.reason) == ("st_one", "not_found")
