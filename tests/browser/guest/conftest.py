"""A host page that is watched by the browser itself: nothing of it is replaced by the test."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page

from tests.browser.guest.census import BIRTH
from tests.browser.runtime.conftest import go, host, service, until
from tests.browser.site import Site
from tests.browser.stagehand import Stagehand

__all__ = ["go", "host", "service", "until"]

FAULTS = """(() => {
  const faults = (window.__faults = []);
  addEventListener("securitypolicyviolation", (e) => faults.push(`${e.violatedDirective} ${e.blockedURI}`));
  addEventListener("error", (e) => faults.push(String(e.message)));
  addEventListener("unhandledrejection", (e) => faults.push(String(e.reason)));
})();"""


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    context.add_init_script(FAULTS)
    context.add_init_script(BIRTH)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(f"exception: {error}"))
    yield opened
    if not opened.is_closed():
        faults += opened.evaluate("window.__faults ?? []")
    assert faults == []


@pytest.fixture
def cdp(page: Page) -> CDPSession:
    """The browser's own account of the page."""
    session = page.context.new_cdp_session(page)
    for domain in ("Performance", "DOM", "Runtime", "HeapProfiler"):
        session.send(f"{domain}.enable")
    return session


@pytest.fixture
def visit(page: Page, site: Site) -> Callable[[str], Stagehand]:
    def open_page(name: str) -> Stagehand:
        page.goto(site.page(name))
        page.wait_for_function("() => !!window.GuideEngine?.preview")
        return Stagehand(page)

    return open_page
