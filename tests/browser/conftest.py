"""A real browser on small host pages; every test ends with no page error and no policy violation."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from tests.browser.engines.fixtures import engine, tab  # noqa: F401  Fixtures of every folder here.
from tests.browser.ledger import LEDGER
from tests.browser.site import SDK, Site, served_site
from tests.browser.stagehand import Stagehand
from tests.support.browsers import FLAGS, ensure_chromium

# What must come true may take long on a busy machine; that alone is no fault.
PATIENCE_MILLIS = 15_000
expect.set_options(timeout=PATIENCE_MILLIS)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(
        executable_path=ensure_chromium(),
        args=list(FLAGS),
        ignore_default_args=["--hide-scrollbars"],
    )
    yield started
    started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not (SDK / "build.json").exists():
        pytest.fail("The SDK is not built: run `make build` first.")
    with served_site(tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture
def context_options() -> dict[str, object]:
    """What a test overrides to be another visitor: size, colour scheme, motion, language."""
    return {}


@pytest.fixture
def context(browser: Browser, context_options: dict[str, object]) -> Iterator[BrowserContext]:
    defaults: dict[str, object] = {
        "viewport": {"width": 1000, "height": 700},
        "locale": "en-US",
        "reduced_motion": "reduce",
    }
    opened = browser.new_context(**(defaults | context_options))  # type: ignore[arg-type]
    opened.set_default_timeout(PATIENCE_MILLIS)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page whose faults fail the test: exceptions, violations, errors on the console."""
    faults: list[str] = []
    context.add_init_script(LEDGER)
    opened = context.new_page()
    opened.on("pageerror", lambda error: faults.append(f"exception: {error}"))
    opened.on(
        "console",
        lambda message: (
            faults.append(f"console: {message.text}") if message.type == "error" else None
        ),
    )
    yield opened
    if not opened.is_closed():
        faults += opened.evaluate("window.__faults ?? []")
    assert faults == []


@pytest.fixture
def visit(page: Page, site: Site) -> Callable[[str], Stagehand]:
    """Opens a host page by name, with the SDK loaded from its own origin."""

    def open_page(name: str) -> Stagehand:
        page.goto(site.page(name))
        page.wait_for_function("() => !!window.GuideEngine?.preview")
        return Stagehand(page)

    return open_page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if "engine" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.engines)
