"""Starting each engine, once for a run of tests."""

from collections.abc import Callable

import pytest

from tests.browser.engines.chromium import Chromium
from tests.browser.engines.driver import Engine
from tests.browser.engines.firefox import Firefox
from tests.browser.engines.webkit import WebKit

ENGINES: dict[str, Callable[[pytest.FixtureRequest], Engine]] = {
    # Playwright starts only once in a process: the browser is the one that the other tests drive.
    "chromium": lambda request: Chromium(request.getfixturevalue("browser")),
    "firefox": lambda _request: Firefox(),
    "webkit": lambda _request: WebKit(),
}
