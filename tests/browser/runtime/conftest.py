"""The SDK at work: a host app, a service that may misbehave, and a visitor."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.documents import DONE, guide, step
from tests.browser.ledger import LEDGER
from tests.browser.runtime.host import Host, running_host
from tests.browser.runtime.service import Service, running_service
from tests.browser.stagehand import Stagehand


def tour(*steps: Any, **changes: Any) -> dict[str, Any]:
    """A flow of two steps on the invoices page."""
    steps = steps or (step("New", "#new"), step("Save", "#save", buttons=[DONE]))
    page = {"fact": "page.path", "op": "eq", "value": "/invoices"}
    return guide(*steps, **({"key": "tour", "page": page, "priority": 50} | changes))


@pytest.fixture
def service() -> Iterator[Service]:
    with running_service() as running:
        running.documents = [tour()]
        yield running


@pytest.fixture
def host(service: Service) -> Iterator[Host]:
    with running_host(service.origin) as running:
        yield running


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A visitor. Exceptions and policy violations fail the test; failed requests may be its point."""
    opened, faults = open_page(context)
    yield opened
    if not opened.is_closed():
        faults += opened.evaluate("window.__faults ?? []")
    assert faults == []


def open_page(context: BrowserContext) -> tuple[Page, list[str]]:
    faults: list[str] = []
    opened = context.new_page()
    opened.add_init_script(LEDGER)
    opened.on("pageerror", lambda error: faults.append(f"exception: {error}"))
    return opened, faults


def wait_until_true(page: Page, expression: str, seconds: float = 20) -> None:
    """Ask again and again from outside: a wait inside the page is an eval, which its policy forbids."""
    for _ in range(int(seconds * 20)):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{expression} did not come true in time")


def wait_for_engine(page: Page) -> None:
    """Wait until the script has taken over from the stub."""
    wait_until_true(page, "!!window.GuideEngine?.version")


@pytest.fixture
def go(page: Page, host: Host) -> Callable[[str], Stagehand]:
    """Loads a page of the host app."""

    def load(path: str) -> Stagehand:
        page.goto(host.origin + path)
        return Stagehand(page)

    return load


@pytest.fixture
def until(page: Page) -> Callable[[Callable[[], object]], None]:
    """Waits until something holds outside the browser, letting the browser work meanwhile."""

    def wait(holds: Callable[[], object], seconds: float = 20) -> None:
        for _ in range(int(seconds * 20)):
            if holds():
                return
            page.wait_for_timeout(50)
        pytest.fail("it did not come true in time")

    return wait
