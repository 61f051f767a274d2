"""Signing in as the login script says."""

from urllib.parse import urlsplit

from playwright.sync_api import Error, Locator, Page
from playwright.sync_api import TimeoutError as TooLate

from guide_engine.check.addresses import joined
from guide_engine.check.script import Action, Where, hide

PATIENCE_SECONDS = 15


class LoginFailed(Exception):
    """An action of the script can't be done. The message says which, why and where."""


def sign_in(page: Page, actions: list[Action], base_url: str) -> None:
    """Do every action in turn. Raises LoginFailed; no message holds a secret."""
    for action in actions:
        try:
            _do(page, action, base_url)
        except TooLate:
            raise _failed(page, action, actions, _late(action)) from None
        except Error as error:
            raise _failed(page, action, actions, error.message.strip().splitlines()[0]) from None


def _failed(page: Page, action: Action, actions: list[Action], why: str) -> LoginFailed:
    place = hide(page.url.partition("?")[0], actions)
    return LoginFailed(
        f"Login script, action {hide(str(action), actions)}: {hide(why, actions)}."
        f" The page was {place}."
    )


def _late(action: Action) -> str:
    if action.do == "wait_for" and action.where is None:
        return f"that address didn't come within {PATIENCE_SECONDS} seconds"
    return f"no such element could be used within {PATIENCE_SECONDS} seconds"


def _do(page: Page, action: Action, base_url: str) -> None:
    patience = PATIENCE_SECONDS * 1000
    if action.do == "goto":
        _go(page, joined(base_url, action.value))
    elif action.do == "fill":
        _fill(_element(page, action.where), action, patience)
    elif action.do == "click":
        _element(page, action.where).click(timeout=patience)
    elif action.do == "press" and action.where is None:
        page.keyboard.press(action.value)
    elif action.do == "press":
        _element(page, action.where).press(action.value, timeout=patience)
    elif action.where is not None:
        _element(page, action.where).wait_for(state="visible", timeout=patience)
    else:
        page.wait_for_url(joined(base_url, action.value), timeout=patience)


def _go(page: Page, address: str) -> None:
    response = page.goto(address)
    if response is not None and response.status >= 400:
        raise Error(f"{urlsplit(address).path} answered {response.status}")


def _fill(element: Locator, action: Action, patience: int) -> None:
    is_password = element.get_attribute("type", timeout=patience) == "password"
    if is_password and not action.secret:
        raise Error('a password must not stand in the file; give it as {"env": "NAME"}')
    element.fill(action.value, timeout=patience)


def _element(page: Page, where: Where | None) -> Locator:
    assert where is not None  # noqa: S101 - `script` has seen to it; this tells the type.
    if where.by == "label":
        return page.get_by_label(where.text, exact=True).first
    if where.by == "role":
        name = {"name": where.name, "exact": True} if where.name else {}
        return page.get_by_role(where.text, **name).first  # type: ignore[arg-type]
    if where.by == "text":
        return page.get_by_text(where.text, exact=True).first
    return page.locator(where.text).first
