"""Coming in, the account and the settings, as people with and without a mouse use them."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from guide_engine.identity import members, service, tokens
from guide_engine.identity.permissions import Role
from tests.support.accessibility import axe_faults, sideways_pixels, small_targets
from tests.support.actors import PASSWORD, Cast

Open = Callable[[str], Page]
PAGES = (
    "/account",
    "/settings",
    "/settings/members",
    "/settings/environments",
    "/settings/tokens",
)
LOOKS = [
    ("desktop", "light", "en"),
    ("desktop", "dark", "ja"),
    ("phone", "light", "ja"),
    ("phone", "contrast", "en"),
]


@pytest.mark.parametrize("looks", LOOKS, ids=" ".join)
def test_pages_are_accessible_in_every_look(
    enter: Callable[..., Page], open_page: Open, look, cast: Cast, looks: tuple[str, str, str]
) -> None:
    members.invite(cast.workspace.id, Role.EDITOR, "佐藤さん")
    tokens.create(cast.workspace.id, "pipeline", Role.EDITOR)
    cast.production.identity_mode = "report"
    enter(cast.alice)
    look(*looks)
    for path in PAGES:
        page = open_page(path)
        assert axe_faults(page) == [], path
        assert sideways_pixels(page) == 0, path
        if looks[0] == "phone":
            assert small_targets(page) == [], path


@pytest.mark.parametrize("looks", LOOKS, ids=" ".join)
def test_visitors_pages_are_accessible(
    open_page: Open, look, cast: Cast, looks: tuple[str, str, str]
) -> None:
    look(*looks)
    for path in ("/sign-in", "/join"):
        page = open_page(path)
        assert axe_faults(page) == [], path
        assert sideways_pixels(page) == 0, path


def test_the_first_run_leads_from_the_printed_link_into_the_editor(
    app: Flask, open_page: Open
) -> None:
    page = open_page(f"/setup#{service.setup_token(app)}")
    assert page.url.endswith("/setup")
    page.get_by_label("Workspace").fill("Acme")
    page.get_by_label("E-mail address").fill("first@acme.test")
    page.get_by_label("Password", exact=True).fill("a long enough one")
    page.get_by_role("button", name="Create the workspace").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Your workspace is ready.")


def test_a_wrong_password_is_told_and_the_right_one_opens(
    context: BrowserContext, editor_url: str, cast: Cast
) -> None:
    # A page of its own: the browser itself reports the refusal (422) as an error on the console.
    page = context.new_page()
    page.goto(f"{editor_url}/sign-in?next=/account")
    page.get_by_label("E-mail address").fill("alice@acme.test")
    page.get_by_label("Password", exact=True).fill("not my password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("don't go together")
    assert axe_faults(page) == []
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Show the password").check()
    expect(page.get_by_label("Password", exact=True)).to_have_attribute("type", "text")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Account", level=1)).to_be_visible()


def test_everything_is_reached_by_keyboard(
    enter: Callable[..., Page], open_page: Open, cast: Cast
) -> None:
    enter(cast.alice)
    page = open_page("/account")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_a_menu_opens_walks_and_closes_by_keyboard(
    enter: Callable[..., Page], open_page: Open, cast: Cast
) -> None:
    enter(cast.alice)
    page = open_page("/account")
    summary = page.locator("summary", has_text="Production")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Staging")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="Staging")).to_be_focused()
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(page.get_by_role("button", name="Staging")).to_be_hidden()


def test_the_environment_is_switched_and_looks_different(
    enter: Callable[..., Page], open_page: Open, cast: Cast
) -> None:
    enter(cast.alice)
    page = open_page("/settings/members")
    page.locator("summary", has_text="Production").click()
    page.get_by_role("button", name="Staging").click()
    expect(page.locator("summary", has_text="Staging")).to_be_visible()
    assert page.url.endswith("/settings/members")
    expect(page.locator(".bar")).to_have_css("box-shadow", re.compile("inset"))


def test_the_theme_changes_at_once_and_stays(
    enter: Callable[..., Page], open_page: Open, cast: Cast
) -> None:
    enter(cast.alice)
    page = open_page("/account")
    page.locator("summary[aria-label=Theme]").click()
    with page.expect_response("**/preferences"):
        page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_language_changes_where_one_stands(
    enter: Callable[..., Page], open_page: Open, cast: Cast
) -> None:
    enter(cast.alice)
    page = open_page("/settings/tokens")
    page.locator("summary[aria-label=Language]").click()
    page.get_by_role("button", name="日本語").click()
    expect(page.get_by_role("heading", name="設定", level=1)).to_be_visible()
    assert page.url.endswith("/settings/tokens")


def test_an_invitation_is_made_and_followed(
    enter: Callable[..., Page],
    open_page: Open,
    cast: Cast,
    context: BrowserContext,
    editor_url: str,
) -> None:
    enter(cast.alice)
    page = open_page("/settings/members")
    page.get_by_role("button", name="Invite").click()
    dialog = page.get_by_role("dialog", name="Invite somebody")
    dialog.get_by_label("Whom is it for?").fill("Carol")
    dialog.get_by_label("Viewer").check()
    dialog.get_by_role("button", name="Make the link").click()
    link = page.locator(".notice code").inner_text()
    context.clear_cookies(name="ge_session")
    page.goto(f"{editor_url}/join#{link.partition('#')[2]}")
    page.get_by_label("Your name").fill("Carol")
    page.get_by_label("E-mail address").fill("carol@acme.test")
    page.get_by_label("Password", exact=True).fill("a long enough one")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("status")).to_contain_text("You joined the workspace.")


def test_a_removed_member_is_brought_back_by_undo(
    enter: Callable[..., Page], open_page: Open, cast: Cast
) -> None:
    enter(cast.alice)
    page = open_page("/settings/members")
    page.get_by_role("button", name="Remove Bob").click()
    expect(page.get_by_role("cell", name="bob@acme.test")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("cell", name="bob@acme.test")).to_be_visible()


def test_a_token_is_shown_once_and_its_dialog_returns_the_focus(
    enter: Callable[..., Page], open_page: Open, cast: Cast
) -> None:
    enter(cast.alice)
    page = open_page("/settings/tokens")
    opener = page.get_by_role("button", name="New token").first
    opener.click()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    opener.click()
    page.get_by_label("Name").fill("pipeline")
    page.get_by_role("button", name="Make the token").click()
    expect(page.locator(".notice code").first).to_contain_text("ge_")
    assert axe_faults(page) == []


def test_a_refused_form_names_the_fault_next_to_the_field(
    enter: Callable[..., Page], context: BrowserContext, editor_url: str, cast: Cast
) -> None:
    enter(cast.alice)
    # A page of its own: the browser itself reports the refusal (422) as an error on the console.
    page = context.new_page()
    page.goto(f"{editor_url}/account")
    page.get_by_label("Present password").fill("not the one I have")
    page.get_by_label("New password").fill("another long password")
    page.get_by_role("button", name="Change the password").click()
    field = page.get_by_label("Present password")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("This is not your present password.")
    assert axe_faults(page) == []
