"""Nothing that was written is lost, and nobody overwrites anybody silently."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from guide_engine.core.db import db
from guide_engine.guides import queries
from tests.browser.builder.writing.conftest import Open
from tests.support.actors import Cast

Tab = Callable[[], Page]
SAVES = "**/v1/builder/guides/gd_*"


def titles(guide_id: str) -> list[str]:
    db.session.rollback()
    return [step["title"] for step in queries.guide(guide_id).draft["steps"]]


def test_undo_and_redo_go_back_and_forth_and_are_saved(open_builder: Open, guide_id: str) -> None:
    author = open_builder(guide_id=guide_id)
    author.write("Title", "Another title")
    author.cards.nth(1).hover()
    author.press("Delete step 2")
    expect(author.cards).to_have_count(1)
    author.builder.locator("[data-key=undo]").click()
    expect(author.cards).to_have_count(2)
    author.field("Title").press("Control+z")
    expect(author.field("Title")).to_have_value("Step one")
    author.press("Redo")
    expect(author.field("Title")).to_have_value("Another title")
    author.expect_saved()
    assert titles(guide_id) == ["Another title", "Step two"]


def test_the_service_being_away_costs_nothing(
    open_builder: Open, page: Page, guide_id: str
) -> None:
    author = open_builder(guide_id=guide_id)
    expect(author.field("Title")).to_be_visible()
    page.route(
        SAVES,
        lambda route: (
            route.fulfill(status=503) if route.request.method == "PUT" else route.continue_()
        ),
    )
    author.write("Title", "Written offline")
    author.expect_said("Your work is kept in this browser")
    page.unroute(SAVES)
    page.evaluate("dispatchEvent(new Event('online'))")
    author.expect_saved()
    assert titles(guide_id)[0] == "Written offline"


def test_a_session_that_ends_while_writing_keeps_the_work(
    open_builder: Open, guide_id: str, another_tab: Tab, cast: Cast
) -> None:
    author = open_builder(guide_id=guide_id)
    expect(author.field("Title")).to_be_visible()
    author.page.evaluate(
        """() => {
          const session = JSON.parse(sessionStorage["guide-engine.builder"]);
          return fetch(document.querySelector("script[data-service]").dataset.service + "/v1/builder/session",
            { method: "DELETE", headers: { Authorization: `Bearer ${session.token}` } });
        }"""
    )
    author.write("Title", "Kept")
    author.expect_said("The session has ended")
    later = open_builder(guide_id=guide_id, tab=another_tab())
    later.press("Go on with it")
    expect(later.field("Title")).to_have_value("Kept")
    later.expect_saved()


def test_two_authors_of_different_steps_lose_nothing(
    open_builder: Open, guide_id: str, another_tab: Tab, cast: Cast
) -> None:
    alice = open_builder(guide_id=guide_id)
    expect(alice.field("Title")).to_be_visible()
    bob = open_builder(guide_id=guide_id, member=cast.bob, tab=another_tab())
    bob.cards.nth(1).get_by_role("button").nth(1).click()
    expect(bob.field("Title")).to_have_value("Step two")
    bob.write("Title", "By Bob")
    bob.expect_saved()
    alice.write("Title", "By Alice")
    alice.expect_said("Bob changed other parts meanwhile")
    alice.expect_saved()
    assert titles(guide_id) == ["By Alice", "By Bob"]
    expect(alice.cards.nth(1)).to_contain_text("By Bob")


def test_two_authors_of_one_step_are_shown_both_and_choose(
    open_builder: Open, guide_id: str, another_tab: Tab, cast: Cast
) -> None:
    alice = open_builder(guide_id=guide_id)
    expect(alice.field("Title")).to_be_visible()
    bob = open_builder(guide_id=guide_id, member=cast.bob, tab=another_tab())
    bob.write("Title", "By Bob")
    bob.expect_saved()
    alice.write("Title", "By Alice")
    dialog = alice.builder.get_by_role("dialog")
    expect(dialog).to_contain_text("Bob saved while you were writing")
    expect(dialog).to_contain_text("By Alice")
    expect(dialog).to_contain_text("By Bob")
    dialog.get_by_label("Theirs").check()
    dialog.get_by_role("button", name="Keep the chosen").click()
    expect(alice.field("Title")).to_have_value("By Bob")
    alice.expect_saved()
    assert titles(guide_id)[0] == "By Bob"


def test_others_are_named_on_the_steps_they_are_in(
    open_builder: Open, guide_id: str, another_tab: Tab, cast: Cast
) -> None:
    bob = open_builder(guide_id=guide_id, member=cast.bob)
    expect(bob.field("Title")).to_be_visible()
    alice = open_builder(guide_id=guide_id, tab=another_tab())
    alice.expect_said("Also here: Bob")
    expect(alice.cards.first).to_contain_text("Bob is here")


def test_a_paste_too_long_is_refused_whole(open_builder: Open, page: Page, guide_id: str) -> None:
    author = open_builder(guide_id=guide_id)
    for label, before in (("Title", "Step one"), ("Text", "Do one.")):
        author.paste(label, "x" * 5 * 1024 * 1024)
        author.expect_said("5242880 characters")
        said = author.field(label).evaluate("(node) => node.value ?? node.textContent")
        assert said == before


def test_pasted_markup_is_plain_text(open_builder: Open, page: Page, guide_id: str) -> None:
    author = open_builder(guide_id=guide_id)
    author.field("Text").press("End")
    author.paste("Text", " <img src=x onerror=alert(1)>", html="<img src=x onerror=alert(1)>")
    expect(author.bubble).to_contain_text("Do one. <img src=x onerror=alert(1)>")
    expect(author.bubble.locator("img")).to_have_count(0)
    author.expect_saved()


def test_closing_the_tab_saves_what_was_just_written(
    open_builder: Open, page: Page, guide_id: str, another_tab: Tab
) -> None:
    author = open_builder(guide_id=guide_id)
    author.write("Title", "At the last moment")
    page.goto("about:blank")
    later = open_builder(guide_id=guide_id, tab=another_tab())
    offered = later.builder.get_by_text("There is unsaved work from")
    arrived = later.builder.locator("[data-key=title]")
    expect(offered.or_(arrived).first).to_be_visible()
    if offered.is_visible():
        later.press("Go on with it")
    expect(later.field("Title")).to_have_value("At the last moment")
