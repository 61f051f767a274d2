"""People, segments and tiers in a real browser: the rule editor by hand and by keyboard."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Page, expect
from sqlalchemy import select

from guide_engine.audience import service as audience
from guide_engine.audience.models import EndUser, Segment
from guide_engine.audience.rules import evaluate
from guide_engine.core.db import db
from guide_engine.delivery import service as delivery
from guide_engine.guides import service as guides
from tests.audience.test_rules import facts, rules
from tests.support.accessibility import axe_faults, sideways_pixels
from tests.support.actors import Cast
from tests.support.guides import make_flow

Open = Callable[[str], Page]
NOW = datetime(2026, 11, 21, tzinfo=UTC)
PRO: dict[str, Any] = {"fact": "user.plan", "op": "eq", "value": "pro"}


@pytest.fixture
def bob(cast: Cast, enter: Callable[..., Page]) -> Page:
    env = cast.env
    rich = ("c1", {"name": "Aoyama Design", "ltv": 2_000_000})
    signed_up = {"signed_up_at": "2026-11-01"}
    audience.identify(env, "u1", {"name": "Hanako", "plan": "pro", "seats": 5, **signed_up}, *rich)
    audience.identify(env, "u2", {"name": "Taro", "plan": "free", "seats": 1}, *rich)
    audience.identify(env, "u3", {"name": "Ken", "plan": "pro"}, "c2", {"ltv": 5_000})
    return enter(cast.bob)


def saved_rule(name: str) -> Any:
    db.session.expire_all()
    return db.session.scalars(select(Segment).where(Segment.name == name)).one().rule


def test_segment_is_written_without_knowing_any_syntax(bob: Page, open_page: Open) -> None:
    page = open_page("/people/segments/new")
    page.get_by_label("Name", exact=True).fill("Pro with seats")
    count = page.locator("[data-rule-count]")
    expect(count).to_contain_text("3 of 3 people match")
    page.get_by_role("button", name="Add a condition").click()
    expect(count).to_have_text("Fill in every condition to see who matches.")
    page.get_by_label("What it looks at").select_option("user.plan")
    page.get_by_label("Value").fill("pro")
    expect(count).to_contain_text("2 of 3 people match")
    page.get_by_role("button", name="Add a condition").click()
    page.get_by_label("What it looks at").nth(1).select_option("user.seats")
    page.get_by_label("Comparison").nth(1).select_option("gte")
    page.get_by_label("Value").nth(1).fill("5")
    expect(count).to_contain_text("1 of 3 people match (33.3%). Among them: Hanako")
    page.get_by_role("button", name="Create segment").click()
    expect(page.get_by_role("link", name="Pro with seats")).to_be_visible()
    seats = {"fact": "user.seats", "op": "gte", "value": 5}
    assert saved_rule("Pro with seats") == {"all": [PRO, seats]}


def test_count_can_be_read_while_it_is_on_its_way(
    bob: Page, open_page: Open, look: Callable[..., None]
) -> None:
    look("phone", "dark", "en")
    bob.route("**/people/count", lambda _route: None)
    page = open_page("/people/segments/new")
    expect(page.locator("[data-rule-count][data-waiting]")).to_be_visible()
    assert axe_faults(page) == []


def test_groups_tiers_days_and_segments_are_written(bob: Page, open_page: Open) -> None:
    other = audience.create_segment("Pro people", PRO)
    page = open_page("/people/segments/new")
    page.get_by_label("Name", exact=True).fill("Mixed")
    page.get_by_role("button", name="Add a group").click()
    page.get_by_label("Holds when").nth(1).select_option("none")
    page.get_by_label("What it looks at").select_option("company.tier")
    page.get_by_label("Value").select_option("high")
    page.get_by_role("button", name="Add a condition").last.click()
    page.get_by_label("What it looks at").nth(1).select_option("segment")
    page.get_by_label("Comparison").nth(1).select_option("out")
    page.get_by_label("Segment").select_option(other.id)
    page.get_by_role("button", name="Add a condition").last.click()
    page.get_by_label("What it looks at").nth(2).select_option("user.signed_up_at")
    page.get_by_label("Value").nth(1).fill("30")
    page.get_by_role("button", name="Create segment").click()
    expect(page.get_by_role("link", name="Mixed")).to_be_visible()
    tier = {"fact": "company.tier", "op": "eq", "value": "high"}
    days = {"fact": "user.signed_up_at", "op": "within_days", "value": 30}
    out = {"not": {"segment": other.id}}
    assert saved_rule("Mixed") == {"all": [{"not": {"any": [tier]}}, out, days]}


def test_rule_is_written_by_keyboard_alone(bob: Page, open_page: Open) -> None:
    page = open_page("/people/segments/new")
    page.get_by_label("Name", exact=True).fill("By keyboard")
    page.get_by_role("button", name="Add a condition").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("What it looks at")).to_be_focused()
    page.get_by_label("What it looks at").select_option("user.plan")
    expect(page.get_by_label("What it looks at")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Comparison")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("pro")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Remove this condition")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Add a condition")).to_be_focused()


def test_attribute_nobody_has_sent_yet_can_be_named(bob: Page, open_page: Open) -> None:
    page = open_page("/people/segments/new")
    page.get_by_label("Name", exact=True).fill("Ahead of time")
    page.get_by_role("button", name="Add a condition").click()
    page.get_by_label("What it looks at").select_option("other:user.")
    page.get_by_label("Name of the attribute").press_sequentially("trial_days")
    page.get_by_label("Kind of value").select_option("number")
    page.get_by_label("Comparison").select_option("lt")
    page.get_by_label("Value", exact=True).fill("7")
    page.get_by_role("button", name="Create segment").click()
    expect(page.get_by_role("link", name="Ahead of time")).to_be_visible()
    assert saved_rule("Ahead of time") == {
        "all": [{"fact": "user.trial_days", "op": "lt", "value": 7}]
    }


def test_rule_not_touched_is_saved_as_it_was(bob: Page, open_page: Open) -> None:
    rule = {"not": {"all": [{"not": PRO}, {"any": []}]}}
    segment = audience.create_segment("Odd", rule)
    page = open_page(f"/people/segments/{segment.id}")
    page.get_by_label("Name", exact=True).fill("Still odd")
    page.get_by_role("button", name="Save segment").click()
    expect(page.get_by_role("link", name="Still odd")).to_be_visible()
    assert saved_rule("Still odd") == rule


def test_every_rule_means_the_same_after_a_way_through_the_editor(
    bob: Page, open_page: Open
) -> None:
    page = open_page("/people/segments/new")
    through = """async (rules) => {
      const { fromRule, toRule } = await import("/static/js/audience/rule-model.js");
      return rules.map((rule) => toRule(fromRule(rule)));
    }"""

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(rule=rules, found=facts)
    def check(rule: Any, found: Any) -> None:
        [back] = page.evaluate(through, [rule])
        assert evaluate(back, found, NOW) == evaluate(rule, found, NOW), json.dumps(rule)

    check()


def test_tier_board_follows_the_thresholds_while_typing(bob: Page, open_page: Open) -> None:
    page = open_page("/people/tiers")
    low = page.locator('.tier-column[data-tier="low"] [data-figure="companies"]')
    expect(low).to_have_text("0 companies")
    page.get_by_label("Low touch from an LTV of").fill("4000")
    expect(low).to_have_text("1 company")
    page.get_by_label("Low touch from an LTV of").fill("a lot")
    expect(page.locator("[data-tier-error]")).to_contain_text("Write a number")
    page.get_by_label("Low touch from an LTV of").fill("4000")
    page.get_by_role("button", name="Save tiers").click()
    expect(page.get_by_text("Saved. The new tiers count from now on.")).to_be_visible()


def test_publish_and_why_tell_the_same_story(bob: Page, cast: Cast, open_page: Open) -> None:
    guide = guides.create_from(make_flow(audience=PRO))
    page = open_page(f"/guides/{guide.id}/publish")
    expect(page.get_by_text("2 of 3 people match")).to_be_visible()
    page.get_by_role("button", name="Publish to Production").click()
    expect(page.get_by_text("Published as version 1.")).to_be_visible()
    page.get_by_role("link", name="Why does somebody see it, or not?").click()
    page.get_by_role("link", name="Taro").click()
    expect(page.get_by_text("Needed: plan is pro. It is: free.")).to_be_visible()


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize(("theme", "locale"), [("light", "en"), ("dark", "ja")])
def test_pages_fit_and_are_accessible(
    bob: Page, cast: Cast, open_page: Open, look: Callable[..., None],
    size: str, theme: str, locale: str,
) -> None:  # fmt: skip
    segment = audience.create_segment("Pro people", {"all": [PRO, {"not": {"any": [PRO]}}]})
    guide = guides.create_from(make_flow(audience={"segment": segment.id}))
    delivery.publish(guide.id, cast.production.id)
    person = db.session.scalars(select(EndUser).where(EndUser.external_id == "u1")).one()
    look(size, theme, locale)
    for path in (
        "/people",
        f"/people/{person.id}",
        "/people/companies",
        "/people/segments",
        f"/people/segments/{segment.id}",
        "/people/tiers",
        f"/guides/{guide.id}/publish",
        f"/guides/{guide.id}/why?user=u2",
        "/settings/install",
    ):
        page = open_page(path)
        expect(page.locator("html")).to_have_attribute("lang", re.compile(locale))
        assert sideways_pixels(page) == 0, path
        assert axe_faults(page) == [], path
