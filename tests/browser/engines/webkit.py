"""WebKit, as WebKitGTK's MiniBrowser, by its WebDriver over HTTP, on a screen that nobody sees."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import httpx

from tests.browser.engines.driver import CALL, Ability, ScriptFailed
from tests.support.browsers import WebKit as Programs
from tests.support.browsers import ensure_webkit
from tests.support.ports import free_port

COMMAND_SECONDS = 60
# GTK's word for reduced motion; WebKit asks it.
GTK_SETTINGS = "[Settings]\ngtk-enable-animations=0\n"
SCRIPT = f"""const done = arguments[1];
({CALL})(FUNCTION, arguments[0]).then(done);"""


class Refused(Exception):
    """The driver refused a command. The message is its own."""


class WebKit:
    """The driver and its screen. Each visitor is a process of their own: profiles can't be shared."""

    name = "webkit"

    def __init__(self) -> None:
        programs: Programs = ensure_webkit()
        self.browser = programs.browser
        self.folder = Path(tempfile.mkdtemp(prefix="guide-engine-webkit-"))
        settings = self.folder / "gtk-3.0"
        settings.mkdir()
        (settings / "settings.ini").write_text(GTK_SETTINGS)
        self.screen, display = _start_screen(programs.screen)
        port = free_port()
        environ = {
            **os.environ,
            "DISPLAY": display,
            "XDG_CONFIG_HOME": str(self.folder),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "LANG": "en_US.UTF-8",
            "LANGUAGE": "en_US",
        }
        self.process = subprocess.Popen(
            [programs.driver, f"--port={port}"],
            env=environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        # The window that is spoken to now; each session begins with its own.
        self.window: str | None = None
        transport = httpx.HTTPTransport(retries=8)
        self.http = httpx.Client(
            base_url=f"http://127.0.0.1:{port}", transport=transport, timeout=COMMAND_SECONDS
        )

    def tab(self, width: int, height: int) -> "WebKitTab":
        options = {"binary": self.browser, "args": ["--automation"]}
        wanted = {"webkitgtk:browserOptions": options, "pageLoadStrategy": "normal"}
        answer = self.ask("POST", "/session", capabilities={"alwaysMatch": wanted})
        opened = WebKitTab(self, f"/session/{answer['sessionId']}")
        opened.resize(width, height)
        return opened

    def ask(self, method: str, path: str, **body: Any) -> Any:
        answer = self.http.request(method, path, json=body if method == "POST" else None)
        value = answer.json()["value"]
        if answer.is_error:
            raise Refused(f"{path}: {value['error']}: {value['message']}")
        return value

    def stop(self) -> None:
        self.http.close()
        for process in (self.process, self.screen):
            process.terminate()
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class WebKitTab:
    engine = "webkit"
    abilities = frozenset({Ability.REDUCED_MOTION, Ability.SECOND_TAB})

    def __init__(self, webkit: WebKit, session: str, window: str | None = None) -> None:
        self.webkit = webkit
        self.session = session
        self.owns = window is None
        self.window = window or webkit.ask("GET", f"{session}/window")

    def open(self, url: str) -> None:
        self._post("/url", url=url)

    def reload(self) -> None:
        self._post("/refresh")

    def back(self) -> None:
        self._post("/back")

    def forward(self) -> None:
        self._post("/forward")

    def run(self, function: str, argument: Any = None) -> Any:
        script = SCRIPT.replace("FUNCTION", function)
        try:
            answer = self._post("/execute/async", script=script, args=[json.dumps(argument)])
        except Refused as error:
            raise ScriptFailed(str(error)) from None
        said = json.loads(answer)
        if "error" in said:
            raise ScriptFailed(said["error"])
        return said["value"]

    def perform(self, actions: list[dict[str, Any]]) -> None:
        self._post("/actions", actions=actions)

    def resize(self, width: int, height: int) -> None:
        """Set the window, then again by what its toolbar took."""
        outer_width, outer_height = width, height
        for _ in range(3):
            self._post("/window/rect", width=outer_width, height=outer_height)
            inner_width, inner_height = self.run("() => [innerWidth, innerHeight]")
            outer_width += width - inner_width
            outer_height += height - inner_height
            if (inner_width, inner_height) == (width, height):
                break

    def picture(self, path: Path) -> None:
        self._choose_window()
        path.write_bytes(base64.b64decode(self.webkit.ask("GET", f"{self.session}/screenshot")))

    def another(self) -> "WebKitTab":
        """Open a window: a tab in the background would draw no frame."""
        opened = self._post("/window/new", type="window")
        return WebKitTab(self.webkit, self.session, opened["handle"])

    def console_errors(self) -> list[str]:
        return []

    def close(self) -> None:
        if self.owns:
            self.webkit.ask("DELETE", self.session)
        else:
            self._choose_window()
            self.webkit.ask("DELETE", f"{self.session}/window")

    def _post(self, path: str, **body: Any) -> Any:
        self._choose_window()
        return self.webkit.ask("POST", self.session + path, **body)

    def _choose_window(self) -> None:
        """A session speaks to one of its windows at a time."""
        if self.webkit.window != self.window:
            self.webkit.ask("POST", f"{self.session}/window", handle=self.window)
            self.webkit.window = self.window


def _start_screen(program: str) -> tuple[subprocess.Popen[str], str]:
    """Start Xvfb on a number that is free; it says which on its standard output."""
    size = ["-screen", "0", "1600x1400x24"]
    screen = subprocess.Popen(
        [program, "-displayfd", "1", *size, "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with screen.stdout or open(os.devnull) as said:  # noqa: PTH123
        number = said.readline().strip()
    return screen, f":{number}"
