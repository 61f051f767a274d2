"""Targets, alerts and their settings in a real browser: for everybody, at every width."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from guide_engine.core import clock
from guide_engine.core.db import bind_workspace, db
from guide_engine.delivery import service as delivery
from guide_engine.events import projector
from guide_engine.guides import queries as guide_queries
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from guide_engine.health import channels
from guide_engine.health.watch import watch_targets
from tests.health import story
from tests.health.receivers import hook
from tests.health.story import drifted, failed, found, missing
from tests.support.accessibility import axe_faults, sideways_pixels
from tests.support.actors import Cast
from tests.support.guides import make_flow

pytestmark = pytest.mark.browser

PATHS = ("/guides/{id}/targets", "/alerts", "/settings/alerts", "/", "/guides")
SAVE = {
    "v": 1,
    "tag": "button",
    "role": "button",
    "name": "Save the invoice and send it to the customer",
    "attributes": {"data-testid": "save-invoice"},
}
SEND = {**SAVE, "name": "Send", "attributes": {"data-testid": "send"}}


@pytest.fixture
def guide(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Guide:
    """A guide with a step that holds, one that drifted, one lost, one told of in two ways; paused."""
    monkeypatch.setattr(story, "NOON", clock.now())
    rule = {"failure_percent": 20, "min_users": 5}
    made = guides.create_from({**make_flow("one", "two", "three", "four"), "auto_pause": rule})
    with clock.frozen(story.NOON - timedelta(days=20)):
        delivery.publish(made.id, cast.production.id, by=cast.alice.id)
    channels.save(
        cast.production.id,
        {"webhook": "https://hooks.example.com/a", "mail": "", "language": "en", "agreeing": "3"},
    )
    log = [found(f"u{n}", days_ago=n % 12) for n in range(60)]
    for number in range(30):
        place = {"step_id": "st_two", "days_ago": number % 6}
        log += [found(f"u{number}", tier="similar", score=0.7, **place)]
        log += [drifted(f"u{number}", SAVE, **place)]
        place["step_id"] = "st_three"
        log += [missing(f"u{number}", **place), failed(f"u{number}", **place)]
        place["step_id"] = "st_four"
        log += [drifted(f"u{number}", SAVE if number % 2 else SEND, **place)]
    story.write(cast.env, [{**event, "guide_id": made.id} for event in log])
    projector.catch_up()
    watch_targets()
    bind_workspace(db.session, cast.workspace.id)
    return guide_queries.guide(made.id)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_have_no_accessibility_faults(
    cast: Cast, guide: Guide, enter, open_page, look, path: str, theme: str
):
    page = enter(cast.alice)
    look(theme=theme)
    open_page(path.format(id=guide.id))
    for summary in page.locator("details > summary").all():
        if summary.is_visible():
            summary.click()
    assert axe_faults(page) == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("locale", ["en", "ja"])
def test_at_phone_width_nothing_sticks_out(
    cast: Cast, guide: Guide, enter, open_page, look, path: str, locale: str
):
    page = enter(cast.alice)
    look(size="phone", locale=locale)
    open_page(path.format(id=guide.id))
    for summary in page.locator("main details > summary").all():
        summary.click()
    assert sideways_pixels(page) == 0


def test_the_front_page_leads_to_the_step_and_its_repair(
    cast: Cast, guide: Guide, enter, open_page
):
    page: Page = enter(cast.bob)
    open_page("/")
    row = page.get_by_role("listitem").filter(has_text="Step 2 “Step two”")
    row.get_by_role("link", name="Look and mend").click()
    step = page.get_by_role("region", name="2 Step two")
    expect(step).to_be_in_viewport()
    expect(step.get_by_text("The browsers of 30 people agree")).to_be_visible()
    step.get_by_role("button", name="Accept the repair of step 2").click()
    expect(page.get_by_text("The draft points at the new element.")).to_be_visible()
    step.get_by_role("link", name="Check and publish").click()
    expect(page).to_have_url(f"{page.url.split('/guides')[0]}/guides/{guide.id}/publish")


def test_what_contradicts_is_said_and_not_proposed(cast: Cast, guide: Guide, enter, open_page):
    page: Page = enter(cast.bob)
    open_page(f"/guides/{guide.id}/targets")
    step = page.get_by_role("region", name="4 Step four")
    expect(step.get_by_text("Browsers found different things")).to_be_visible()
    expect(step.get_by_role("button", name="Accept")).to_have_count(0)


def test_a_paused_guide_is_shown_again_in_one_click(cast: Cast, guide: Guide, enter, open_page):
    page: Page = enter(cast.bob)
    open_page(f"/guides/{guide.id}/targets")
    page.get_by_role("button", name="Show it again").click()
    expect(page.get_by_text("It is shown again.")).to_be_visible()
    expect(page.get_by_text("This guide paused itself")).to_have_count(0)


def test_a_viewer_sees_all_and_changes_nothing(cast: Cast, guide: Guide, enter, open_page):
    page: Page = enter(cast.vera)
    open_page(f"/guides/{guide.id}/targets")
    expect(page.get_by_text("Proposed repair")).to_be_visible()
    expect(page.locator("main form").get_by_role("button")).to_have_count(0)


def test_the_owner_sets_a_webhook_and_tries_it(cast: Cast, guide: Guide, enter, open_page):
    page: Page = enter(cast.alice)
    with hook() as receiver:
        open_page("/settings/alerts")
        page.get_by_label("Webhook").fill(receiver.url)
        page.get_by_role("button", name="Save").click()
        page.get_by_role("button", name="Send a test").click()
        expect(page.get_by_text("The test has arrived everywhere.")).to_be_visible()
    assert receiver.got[-1][0]["guide-engine-event"] == "test"
