"""Starting a browser: the one that is named, an installed Chromium, or Playwright's own."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from guide_engine.core.errors import DomainError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

VARIABLE = "GUIDE_ENGINE_CHECK_BROWSER"
INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing that calls home, and nothing that asks before the first page.
FLAGS = (
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(DomainError):
    """No browser can be started. The message says what to do."""

    code = "no_browser"


def executable(named: Path | None, environ: Mapping[str, str]) -> str | None:
    """Say which browser to start; None leaves it to Playwright. Raises NoBrowser."""
    for origin, path in (("--browser", named), (VARIABLE, environ.get(VARIABLE))):
        if path:
            found = shutil.which(str(path))
            if found is None:
                raise NoBrowser(f"{origin}: “{path}” is not a program that can be started.")
            return found
    return next((path for name in INSTALLED if (path := shutil.which(name))), None)


def require_playwright() -> None:
    """Raise NoBrowser when the extra isn't installed."""
    if find_spec("playwright") is None:
        raise NoBrowser(
            "`guide-engine check` needs Playwright:"
            ' install it with `pip install "guide-engine[check]"`.'
        )


@contextmanager
def started(named: Path | None) -> Iterator["Browser"]:
    """Start a browser and end it afterwards. Raises NoBrowser."""
    from playwright.sync_api import Error, sync_playwright

    path = executable(named, os.environ)
    # As root Chromium refuses its sandbox, in a container there is nobody else.
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = [*FLAGS, *(["--no-sandbox"] if as_root else [])]
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=flags)
        except Error as error:
            raise NoBrowser(_sentence(path, error.message)) from None
        try:
            yield browser
        finally:
            browser.close()


def _sentence(path: str | None, message: str) -> str:
    if path is None:
        return (
            "No browser was found. Install Chromium, or run `playwright install chromium`,"
            f" or name one with --browser or {VARIABLE}."
        )
    return f"The browser {path} doesn't start: {message.strip().splitlines()[0]}"
