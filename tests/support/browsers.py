"""Finding a Chromium, or getting one: installed, else Playwright's own, else Debian's package."""

import os
import shutil
import subprocess
import sys

CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# As root Chromium needs --no-sandbox; the rest keeps it from calling home.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class BrowserMissing(Exception):
    """No browser could be found or installed. The message says what to do."""


def ensure_chromium() -> str:
    """Return the path of a Chromium that starts, installing one when there is none."""
    found = os.environ.get("GUIDE_ENGINE_TEST_BROWSER") or installed_chromium()
    if found:
        return found
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if found := playwrights_chromium():
        return found
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        packages = ["chromium", "fonts-noto-cjk"]
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=False
        )
    if found := installed_chromium():
        return found
    raise BrowserMissing(
        "install Chromium (Debian: apt-get install chromium), or name one in"
        " GUIDE_ENGINE_TEST_BROWSER."
    )


def installed_chromium() -> str | None:
    return next((path for name in CANDIDATES if (path := shutil.which(name))), None)


def playwrights_chromium() -> str | None:
    """Ask in a process of its own: Playwright starts only once in a process, and a test may have it."""
    ask = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as playwright: print(playwright.chromium.executable_path)"
    )
    command = [sys.executable, "-c", ask]
    path = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    return path if os.path.exists(path) else None  # noqa: PTH110
