"""The help panel as an end user meets it: opening, reading, searching, starting, and leaving it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.help.conftest import HelpHost, Publish, Set, Visitor
from tests.support.accessibility import axe_faults


def test_the_launcher_says_how_much_is_unread(furnished: Visitor) -> None:
    furnished.arrives()
    expect(furnished.launcher).to_have_accessible_name("How can we help?, 2 unread announcements")
    expect(furnished.launcher).to_have_attribute("aria-expanded", "false")
    furnished.opens()
    expect(furnished.launcher).to_have_attribute("aria-expanded", "true")
    expect(furnished.panel).to_have_accessible_name("How can we help?")
    furnished.launcher.click()
    expect(furnished.panel).to_have_count(0)


def test_everything_that_helps_is_in_it(furnished: Visitor) -> None:
    furnished.arrives().opens()
    here = furnished.panel.locator("section", has=furnished.page.get_by_text("For this page"))
    expect(here).to_contain_text("Send your first invoice")
    expect(here).not_to_contain_text("Invite your team")
    for text in ("First steps", "0 of 1 done", "Invite your team", "User manual", "Hanako Sato"):
        expect(furnished.panel).to_contain_text(text)
    mail = furnished.panel.get_by_role("link", name="Write a mail")
    expect(mail).to_have_attribute("href", re.compile(r"^mailto:sato@acme\.test\?subject="))
    book = furnished.panel.get_by_role("link", name="Book a meeting")
    expect(book).to_have_attribute("href", "https://acme.test/book")
    expect(book).to_have_attribute("rel", "noopener noreferrer")
    ask = furnished.row("Ask the community")
    expect(ask).to_have_attribute("href", re.compile("^https://community.example.com/new"))


def test_every_picture_has_a_shape(furnished: Visitor) -> None:
    furnished.arrives().opens()
    expect(furnished.row("User manual")).to_be_visible()
    shapes = furnished.panel.locator("svg path").evaluate_all(
        "(paths) => paths.map((path) => path.getAttribute('d'))"
    )
    assert len(shapes) > 5
    assert [shape for shape in shapes if not re.match("[Mm][0-9. ]", shape)] == []


def test_opening_is_told(furnished: Visitor) -> None:
    furnished.arrives().opens()
    [opened] = furnished.has_told("help_opened")
    assert opened.reason == "launcher"


def test_a_guide_starts_and_the_panel_makes_room(furnished: Visitor) -> None:
    furnished.arrives().opens()
    furnished.row("Invite your team").click()
    expect(furnished.bubble).to_contain_text("Invite your team")
    expect(furnished.panel).to_have_count(0)
    [opened] = furnished.has_told("help_result_opened")
    assert opened.properties["kind"] == "guide"


def test_a_guide_that_was_completed_can_be_had_again(furnished: Visitor, publish: Publish) -> None:
    publish("once", "Only once", frequency={"type": "once"}, page={"all": []})
    furnished.arrives().opens()
    for _ in range(2):
        if furnished.panel.count() == 0:
            furnished.opens()
        furnished.row("Only once").click()
        expect(furnished.bubble).to_contain_text("Only once")
        furnished.bubble.locator("[data-part=next]").click()
        expect(furnished.bubble).to_have_count(0)
    assert len(furnished.has_told("guide_completed", 2)) == 2


def test_an_announcement_is_read_in_the_panel(furnished: Visitor) -> None:
    furnished.arrives().opens()
    furnished.row("Seals on invoices").click()
    expect(furnished.panel.get_by_role("heading", name="Seals on invoices")).to_be_focused()
    expect(furnished.panel.locator("article")).to_contain_text(
        "Invoices can carry your company seal"
    )
    expect(furnished.launcher).to_have_accessible_name("How can we help?, 1 unread announcement")
    furnished.panel.get_by_role("button", name="Back").click()
    expect(furnished.row("Seals on invoices")).to_have_count(0)
    furnished.row("All announcements").click()
    expect(furnished.row("Seals on invoices")).to_be_visible()
    assert {one.type for one in furnished.has_told("guide_completed")}
    assert furnished.told("step_seen")
    # The service agrees, on the next page too.
    furnished.arrives("/reports")
    expect(furnished.launcher).to_have_accessible_name("How can we help?, 1 unread announcement")


def test_all_announcements_can_be_marked_as_read(furnished: Visitor) -> None:
    furnished.arrives().opens()
    furnished.row("All announcements").click()
    furnished.panel.get_by_role("button", name="Mark all as read").click()
    expect(furnished.launcher).to_have_accessible_name("How can we help?")
    expect(furnished.panel.get_by_role("button", name="Mark all as read")).to_have_count(0)
    [told] = furnished.has_told("help_result_opened")
    assert told.properties["kind"] == "all_announcements"


def test_results_come_while_somebody_types(furnished: Visitor) -> None:
    furnished.arrives().opens()
    furnished.search.press_sequentially("invit", delay=20)
    expect(furnished.row("Invite your team")).to_be_visible()
    expect(furnished.row("Invite a team member, invitation mail missing")).to_be_visible()
    expect(furnished.row("Import your customers")).to_have_count(0)
    expect(furnished.page.locator("guide-engine [role=status]")).to_contain_text("result")
    furnished.search.press("ArrowDown")
    expect(furnished.row("Invite your team")).to_be_focused()
    furnished.row("Invite your team").press("ArrowUp")
    expect(furnished.search).to_be_focused()
    furnished.search.press("Escape")
    expect(furnished.search).to_have_value("")
    expect(furnished.row("Import your customers")).to_be_visible()
    [searched] = furnished.has_told("help_searched")
    assert searched.properties == {"query_length": 5, "results": 2}


def test_a_search_without_a_result_leads_to_who_can_help(furnished: Visitor) -> None:
    furnished.arrives().opens()
    furnished.search.fill("zzyzx")
    expect(furnished.panel).to_contain_text("Nothing was found for “zzyzx”.")
    expect(furnished.row("Ask the community")).to_have_attribute("href", re.compile("zzyzx"))
    expect(furnished.panel).to_contain_text("Hanako Sato")


def test_the_key_opens_it_but_never_while_somebody_types(furnished: Visitor) -> None:
    page = furnished.arrives().page
    expect(furnished.launcher).to_be_visible()
    page.locator("#customer").focus()
    page.keyboard.type("why?")
    expect(page.locator("#customer")).to_have_value("why?")
    expect(furnished.panel).to_have_count(0)
    page.locator("#save").focus()
    page.keyboard.type("?")
    expect(furnished.panel).to_be_visible()
    expect(furnished.search).to_be_focused()
    page.keyboard.press("Escape")
    expect(furnished.panel).to_have_count(0)
    expect(page.locator("#save")).to_be_focused()


def test_a_key_alone_can_be_switched_off(furnished: Visitor) -> None:
    furnished.arrives().opens()
    furnished.panel.get_by_label("Open help with ?").uncheck()
    furnished.page.keyboard.press("Escape")
    furnished.arrives()
    expect(furnished.launcher).to_be_visible()
    furnished.page.locator("#save").press("?")
    expect(furnished.panel).to_have_count(0)


def test_the_host_opens_it_by_its_own_button(panel: Set, visitor: Visitor) -> None:
    panel(launcher="none")
    visitor.arrives()
    visitor.page.evaluate("GuideEngine.help.open()")
    expect(visitor.panel).to_be_visible()
    expect(visitor.launcher).to_have_count(0)
    [opened] = visitor.has_told("help_opened")
    assert opened.reason == "call"


def test_beside_it_the_page_stays_usable(furnished: Visitor) -> None:
    furnished.arrives().opens()
    furnished.page.locator("#customer").fill("Acme")
    expect(furnished.page.locator("#customer")).to_have_value("Acme")
    expect(furnished.panel).to_be_visible()


def test_a_phone_is_covered_and_the_page_behind_is_inert(furnished: Visitor, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    furnished.arrives().opens()
    assert furnished.panel.evaluate("dialog => dialog.matches(':modal')")
    box = furnished.panel.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (390, 844)
    page.set_viewport_size({"width": 1200, "height": 844})
    expect(furnished.panel).to_be_visible()
    assert not furnished.panel.evaluate("dialog => dialog.matches(':modal')")


def test_when_the_service_is_away_it_says_so(furnished: Visitor, page: Page) -> None:
    page.route("**/help", lambda route: route.abort())
    furnished.arrives().opens()
    expect(furnished.panel.get_by_role("alert")).to_contain_text("Help can’t be reached just now.")
    page.unroute("**/help")
    furnished.panel.get_by_role("button", name="Try again").click()
    expect(furnished.row("Invite your team")).to_be_visible()


def test_it_speaks_the_language_of_the_page(furnished: Visitor, host: HelpHost) -> None:
    host.language = "ja"
    furnished.arrives().opens()
    expect(furnished.panel).to_have_accessible_name("お困りですか?")
    expect(furnished.search).to_have_attribute("placeholder", "ヘルプを検索")
    expect(furnished.panel).to_contain_text("佐藤 花子")
    expect(furnished.panel).to_have_attribute("lang", "ja")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_launcher_stands_at_the_end_of_the_line(
    furnished: Visitor, host: HelpHost, language: str
) -> None:
    host.language = language
    furnished.arrives()
    expect(furnished.launcher).to_be_visible()
    box = furnished.launcher.bounding_box()
    assert box is not None
    assert (box["x"] < 100) == (language == "ar")


def test_nothing_is_left_when_it_is_taken_away(furnished: Visitor, page: Page) -> None:
    furnished.arrives().opens()
    page.evaluate("GuideEngine.destroy()")
    expect(page.locator("guide-engine")).to_have_count(0)
    page.locator("#save").press("?")
    expect(page.locator("guide-engine")).to_have_count(0)


@pytest.mark.parametrize("look", ["light", "dark", "forced"])
def test_the_panel_is_accessible(furnished: Visitor, page: Page, look: str) -> None:
    page.emulate_media(
        color_scheme="dark" if look == "dark" else "light",
        forced_colors="active" if look == "forced" else "none",
    )
    furnished.arrives().opens()
    expect(furnished.row("Invite your team")).to_be_visible()
    assert [fault for fault in axe_faults(page) if "guide-engine" in fault] == []
    furnished.search.fill("invite")
    expect(furnished.row("Import your customers")).to_have_count(0)
    assert [fault for fault in axe_faults(page) if "guide-engine" in fault] == []


def test_at_320_pixels_nothing_is_cut_off_and_targets_are_large(
    furnished: Visitor, page: Page
) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    furnished.arrives().opens()
    expect(furnished.row("Invite your team")).to_be_visible()
    assert furnished.panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") == 0
    small = furnished.panel.evaluate(
        """panel => [...panel.querySelectorAll("button, a, input, label")]
          .map((one) => [one.textContent, one.getBoundingClientRect()])
          .filter(([, box]) => box.width && (box.width < 24 || box.height < 24) && box.height !== 16)
          .map(([text]) => text)"""
    )
    assert small == []
