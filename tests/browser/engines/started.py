"""Starting each engine, once for a run of tests."""

from collections.abc import Callable

import pytest

from tests.browser.engines.chromium import Chromium
from tests.browser.engines.driver import Engine


def _chromium(request: pytest.FixtureRequest) -> Engine:
    # Playwright starts only once in a process: the browser is the one that the other tests drive.
    return Chromium(request.getfixturevalue("browser"))


ENGINES: dict[str, Callable[[pytest.FixtureRequest], Engine]] = {"chromium": _chromium}


def start(name: str, request: pytest.FixtureRequest) -> Engine:
    return ENGINES[name](request)
