"""What an author meets on the way into the builder, and on the way out."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from guide_engine.core.db import db
from tests.browser.builder.writing.author import Author
from tests.browser.builder.writing.conftest import App, Open
from tests.support.actors import Cast
from tests.support.builder import make_code


def test_it_survives_going_to_another_page_of_the_site(open_builder: Open, page: Page) -> None:
    author = open_builder()
    author.press("New tutorial")
    author.write("Title", "Still here")
    author.press("Panel at the bottom")
    page.get_by_role("link", name="Reports").click()
    expect(page).to_have_url(re.compile("/reports$"))
    expect(author.field("Title")).to_have_value("Still here")
    expect(author.panel).to_have_attribute("data-side", "bottom")
    author.expect_saved()


def test_an_end_user_never_loads_it(page: Page, host: App) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{host.origin}/invoices")
    page.wait_for_function("() => window.GuideEngine?.version")
    page.wait_for_load_state("networkidle")
    assert asked
    assert not [url for url in asked if "builder" in url]


def test_a_used_code_is_said_plainly(
    page: Page, host: App, cast: Cast, another_tab: Callable[[], Page]
) -> None:
    code = make_code(cast.alice, cast.production, origin=host.origin)
    page.goto(f"{host.origin}/invoices#guide-engine={code}")
    Author(page).expect_said("Guides")
    author = Author(another_tab())
    author.page.goto(f"{host.origin}/invoices#guide-engine={code}")
    author.expect_said("This link doesn’t work any more")
    expect(author.builder.get_by_role("link", name="Open the editor")).to_be_visible()
    author.press("Close the builder")
    expect(author.builder).to_have_count(0)


def test_a_code_for_another_site_is_said_plainly(
    page: Page, host: App, cast: Cast, another_tab: Callable[[], Page]
) -> None:
    code = make_code(cast.alice, cast.production, origin="https://elsewhere.test")
    author = Author(another_tab())
    author.page.goto(f"{host.origin}/invoices#guide-engine={code}")
    author.expect_said(f"The link was made for another site than {host.origin}")


def test_a_service_that_is_away_can_be_tried_again(
    host: App, cast: Cast, another_tab: Callable[[], Page]
) -> None:
    code = make_code(cast.alice, cast.production, origin=host.origin)
    db.session.commit()
    tab = another_tab()
    tab.route("**/v1/builder/session", lambda route: route.abort())
    author = Author(tab)
    tab.goto(f"{host.origin}/invoices#guide-engine={code}")
    author.expect_said("can’t be reached")
    tab.unroute("**/v1/builder/session")
    author.press("Try again")
    author.expect_said("New tutorial")


def test_closing_it_ends_the_session_and_leaves_nothing(open_builder: Open, page: Page) -> None:
    author = open_builder()
    expect(author.button("New tutorial")).to_be_visible()
    with page.expect_response("**/v1/builder/session") as ended:
        author.press("Close the builder")
    assert ended.value.request.method == "DELETE"
    expect(author.builder).to_have_count(0)
    assert page.evaluate("sessionStorage.getItem('guide-engine.builder')") is None


def test_a_viewer_looks_and_changes_nothing(open_builder: Open, cast: Cast, guide_id: str) -> None:
    author = open_builder(member=cast.vera, guide_id=guide_id)
    author.expect_said("You can look at this guide")
    expect(author.field("Title")).to_be_disabled()
    expect(author.button("Publish")).to_have_count(0)
    expect(author.button("Add a step")).to_have_count(0)
