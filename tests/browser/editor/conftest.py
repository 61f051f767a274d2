"""The editor in a real browser: the app of the test run, served on a free port."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from guide_engine.core.db import db
from guide_engine.identity import sessions
from guide_engine.identity.models import Member
from tests.support.actors import Cast
from tests.support.serving import served

SIZES = {"desktop": (1280, 860), "phone": (390, 844)}
SignIn = Callable[[Member], Page]


@pytest.fixture(scope="session")
def editor_url(shared_app: Flask) -> Iterator[str]:
    with served(shared_app) as url:
        yield url


@pytest.fixture
def enter(context: BrowserContext, page: Page, editor_url: str, cast: Cast) -> SignIn:
    """Gives the browser a session of a member. Pages are then opened by `open_page`."""

    def let_in(member: Member) -> Page:
        _login, token = sessions.start_session(member)
        db.session.commit()
        context.add_cookies([{"name": "ge_session", "value": token, "url": editor_url}])
        return page

    return let_in


@pytest.fixture
def open_page(page: Page, editor_url: str) -> Callable[[str], Page]:
    """Opens a path of the editor. What the test wrote before is committed first."""

    def goto(path: str) -> Page:
        db.session.commit()
        page.goto(editor_url + path)
        return page

    return goto


@pytest.fixture
def look(context: BrowserContext, page: Page, editor_url: str) -> Callable[..., None]:
    """Changes how the browser looks at pages: size, theme, language."""

    def change(size: str = "desktop", theme: str = "light", locale: str = "en") -> None:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        context.add_cookies(
            [
                {"name": "ge_theme", "value": theme, "url": editor_url},
                {"name": "ge_locale", "value": locale, "url": editor_url},
            ]
        )

    return change
