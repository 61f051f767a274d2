"""`tab` in each engine that GUIDE_ENGINE_TEST_ENGINES names; Chromium when it names none.

`@pytest.mark.needs("narrow")` leaves a test out where the engine can't be driven to that (driver.py
lists the abilities, docs/engines.md why); `@pytest.mark.size(400, 700)` is another window.
"""

import os
from collections.abc import Iterator

import pytest

from tests.browser.engines.driver import Engine
from tests.browser.engines.started import ENGINES
from tests.browser.engines.tab import Tab
from tests.browser.site import Site

WANTED = os.environ.get("GUIDE_ENGINE_TEST_ENGINES", "chromium").replace(",", " ").split()
if unknown := set(WANTED) - set(ENGINES):
    raise pytest.UsageError(
        f"GUIDE_ENGINE_TEST_ENGINES names {', '.join(sorted(unknown))};"
        f" there are {', '.join(ENGINES)}."
    )


@pytest.fixture(scope="session", params=WANTED)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    started = ENGINES[request.param](request)
    yield started
    started.stop()


@pytest.fixture
def tab(request: pytest.FixtureRequest, engine: Engine, site: Site) -> Iterator[Tab]:
    """A fresh visitor's tab; faults of the page fail the test, as do errors on the console."""
    width, height = _window(request.node)
    driver = engine.tab(width, height)
    try:
        missing = _needs(request.node) - driver.abilities
        if missing:
            pytest.skip(f"{engine.name} can't be driven to: {', '.join(sorted(missing))}")
        opened = Tab(driver, site.watched_page)
        yield opened
        assert opened.faults() == []
    finally:
        driver.close()


def _needs(item: pytest.Item) -> set[str]:
    return {str(name) for mark in item.iter_markers("needs") for name in mark.args}


def _window(item: pytest.Item) -> tuple[int, int]:
    mark = item.get_closest_marker("size")
    return mark.args if mark else (1000, 700)
