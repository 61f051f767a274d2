"""Finding the browsers to test with, or getting them: installed, else Playwright's, else Debian's."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FIREFOXES = ("firefox-esr", "firefox")
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


@dataclass(frozen=True)
class WebKit:
    """The three programs that a test in WebKit needs."""

    driver: str
    browser: str
    screen: str


def ensure_chromium() -> str:
    """Return the path of a Chromium that starts, installing one when there is none."""
    found = os.environ.get("GUIDE_ENGINE_TEST_BROWSER") or installed(CHROMIUMS)
    if found:
        return found
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if found := playwrights_chromium():
        return found
    install_debian("chromium", "fonts-noto-cjk")
    if found := installed(CHROMIUMS):
        return found
    raise BrowserMissing(
        "install Chromium (Debian: apt-get install chromium), or name one in"
        " GUIDE_ENGINE_TEST_BROWSER."
    )


def ensure_firefox() -> str:
    """Return the path of a Firefox, installing Debian's when there is none."""
    if found := installed(FIREFOXES):
        return found
    install_debian("firefox-esr")
    if found := installed(FIREFOXES):
        return found
    raise BrowserMissing("install Firefox (Debian: apt-get install firefox-esr).")


def ensure_webkit() -> WebKit:
    """Return WebKitGTK's driver, its small browser and a screen, installing Debian's when missing."""
    if found := installed_webkit():
        return found
    install_debian("webkit2gtk-driver", "xvfb", "xauth")
    if found := installed_webkit():
        return found
    raise BrowserMissing(
        "install WebKitGTK's driver and a virtual screen (Debian: apt-get install"
        " webkit2gtk-driver xvfb xauth)."
    )


def installed(names: tuple[str, ...]) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)


def installed_webkit() -> WebKit | None:
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    browsers = sorted(Path("/usr").glob("lib*/**/webkit2gtk-4.*/MiniBrowser"))
    if driver and screen and browsers:
        return WebKit(driver, str(browsers[-1]), screen)
    return None


def install_debian(*packages: str) -> None:
    """Install with apt where that is ours to do: as root, and on a machine that has it."""
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        return
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quietly = ["install", "-y", "-qq", "--no-install-recommends"]
    for command in (["update", "-qq"], [*quietly, *packages]):
        subprocess.run(["apt-get", *command], check=False, env=environ)


def playwrights_chromium() -> str | None:
    """Ask in a process of its own: Playwright starts only once in a process, and a test may have it."""
    ask = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as playwright: print(playwright.chromium.executable_path)"
    )
    command = [sys.executable, "-c", ask]
    path = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    return path if os.path.exists(path) else None  # noqa: PTH110
