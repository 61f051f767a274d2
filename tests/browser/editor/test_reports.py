"""Reports in a real browser: usable by everybody, at every width, under the strict policy."""

import pytest
from playwright.sync_api import Page, expect

from guide_engine.core import clock
from guide_engine.delivery import service as delivery
from guide_engine.events import projector
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from tests.insights import log as happened
from tests.insights.log import completing, leaving, write
from tests.support.accessibility import axe_faults, sideways_pixels
from tests.support.actors import Cast
from tests.support.guides import make_flow

pytestmark = pytest.mark.browser

PATHS = ("/", "/reports/completion", "/guides/{id}/results?split=tier")


@pytest.fixture
def guide(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Guide:
    """A guide that 60 people of two tiers met today, a third of whom closed its second step."""
    monkeypatch.setattr(happened, "NOON", clock.now().replace(hour=0, minute=0, second=1))
    made = guides.create_from(make_flow("one", "two"))
    delivery.publish(made.id, cast.production.id, by=cast.alice.id)
    log = []
    for number in range(60):
        facts = {"guide": made.id, "tier": "high" if number < 15 else "tech"}
        if number % 3:
            log += completing(f"u{number}", ("st_one", "st_two"), **facts)
        else:
            log += leaving(f"u{number}", "dismissed", "st_two", **facts)
    write(cast.env, log)
    projector.catch_up()
    return made


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_reports_have_no_accessibility_faults(
    cast: Cast, guide: Guide, enter, open_page, look, path: str, theme: str
):
    enter(cast.alice)
    look(theme=theme)
    assert axe_faults(open_page(path.format(id=guide.id))) == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("locale", ["en", "ja"])
def test_at_phone_width_nothing_sticks_out(
    cast: Cast, guide: Guide, enter, open_page, look, path: str, locale: str
):
    enter(cast.alice)
    look(size="phone", locale=locale)
    assert sideways_pixels(open_page(path.format(id=guide.id))) == 0


def test_the_plots_draw_under_the_strict_policy(cast: Cast, guide: Guide, enter, open_page):
    page: Page = enter(cast.alice)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    open_page(f"/guides/{guide.id}/results")
    expect(page.get_by_role("img", name="High touch: 67% completed it")).to_be_visible()
    expect(page.get_by_role("img", name="Step two: 60 people reached it")).to_be_visible()
    # A dot at its place shows that the geometry was taken.
    place = page.evaluate(
        """() => {
          const plot = document.querySelector(".dots-plot");
          const dot = plot.querySelector(".dot").getBoundingClientRect();
          const box = plot.getBoundingClientRect();
          return (dot.x + dot.width / 2 - box.x) / box.width;
        }"""
    )
    assert abs(place - 2 / 3) < 0.01
    assert complaints == []


def test_changing_the_split_redraws_the_report(cast: Cast, guide: Guide, enter, open_page):
    page: Page = enter(cast.alice)
    open_page(f"/guides/{guide.id}/results")
    page.get_by_label("Split by").select_option(label="Segment")
    expect(page.get_by_role("heading", name="Completion by segment")).to_be_visible()


def test_a_tier_leads_to_its_own_funnel(cast: Cast, guide: Guide, enter, open_page):
    page: Page = enter(cast.alice)
    open_page(f"/guides/{guide.id}/results")
    page.get_by_role("navigation", name="Whose steps").get_by_text("High touch").click()
    expect(page.get_by_role("img", name="Step two: 15 people reached it")).to_be_visible()


def test_the_front_page_leads_to_where_people_leave(cast: Cast, guide: Guide, enter, open_page):
    page: Page = enter(cast.alice)
    open_page("/")
    expect(page.get_by_text("loses 33% of 60 people; most of them close it.")).to_be_visible()
    page.get_by_role("link", name="See where").click()
    expect(page.get_by_role("heading", name="Step by step")).to_be_visible()
