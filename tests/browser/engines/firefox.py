"""Firefox, by WebDriver BiDi over its own websocket: no geckodriver. Another user context is another visitor."""

import base64
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from websocket import create_connection

from tests.browser.engines.driver import CALL, Ability, ScriptFailed
from tests.support.browsers import ensure_firefox

START_SECONDS = 60
PREFERENCES = {
    "ui.prefersReducedMotion": 1,
    "intl.accept_languages": "en-US",
    "widget.gtk.overlay-scrollbars.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    # A test presses Tab to go through all that takes the focus, as on other systems.
    "accessibility.tabfocus": 7,
}


class Refused(Exception):
    """The browser refused a command. The message is its own."""


class Firefox:
    """One process; each tab is a fresh visitor's."""

    name = "firefox"

    def __init__(self) -> None:
        self.profile = Path(tempfile.mkdtemp(prefix="guide-engine-firefox-"))
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items()]
        (self.profile / "user.js").write_text("\n".join(lines))
        options = ["--headless", "--no-remote", "--remote-debugging-port", "0"]
        self.process = subprocess.Popen(
            [ensure_firefox(), *options, "--profile", str(self.profile), "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.socket = create_connection(
            f"{self._address()}/session", timeout=START_SECONDS, suppress_origin=True
        )
        self.sent = 0
        self.events: list[dict[str, Any]] = []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])

    def tab(self, width: int, height: int) -> "FirefoxTab":
        visitor = self.ask("browser.createUserContext")["userContext"]
        opened = FirefoxTab(self, visitor)
        opened.resize(width, height)
        return opened

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and wait for its answer; events that arrive meanwhile are kept."""
        self.sent += 1
        self.socket.send(json.dumps({"id": self.sent, "method": method, "params": params}))
        while True:
            message: dict[str, Any] = json.loads(self.socket.recv())
            if message["type"] == "event":
                self.events.append(message)
            elif message.get("id") == self.sent:
                if message["type"] == "error":
                    raise Refused(f"{method}: {message['error']}: {message['message']}")
                return dict(message["result"])

    def stop(self) -> None:
        self.socket.close()
        self.process.terminate()
        self.process.wait()
        if self.process.stderr:
            self.process.stderr.close()
        shutil.rmtree(self.profile, ignore_errors=True)

    def _address(self) -> str:
        """Read where it listens, which it says among other lines."""
        for line in self.process.stderr or ():
            if found := re.search(r"listening on (ws://\S+)", line):
                return found[1]
        raise Refused("Firefox ended before it said where it listens.")


class FirefoxTab:
    engine = "firefox"
    abilities = frozenset(Ability)

    def __init__(self, firefox: Firefox, visitor: str, *, owns: bool = True) -> None:
        self.firefox = firefox
        self.visitor = visitor
        self.owns = owns
        created = firefox.ask("browsingContext.create", type="tab", userContext=visitor)
        self.context: str = created["context"]

    def open(self, url: str) -> None:
        self._ask("browsingContext.navigate", url=url, wait="complete")

    def reload(self) -> None:
        self._ask("browsingContext.reload", wait="complete")

    def back(self) -> None:
        self._ask("browsingContext.traverseHistory", delta=-1)

    def forward(self) -> None:
        self._ask("browsingContext.traverseHistory", delta=1)

    def run(self, function: str, argument: Any = None) -> Any:
        try:
            answer = self.firefox.ask(
                "script.callFunction",
                functionDeclaration=f"(argument) => ({CALL})({function}, argument)",
                arguments=[{"type": "string", "value": json.dumps(argument)}],
                target={"context": self.context},
                awaitPromise=True,
            )
        except Refused as error:
            # The page went away meanwhile.
            raise ScriptFailed(str(error)) from None
        if answer["type"] == "exception":
            raise ScriptFailed(answer["exceptionDetails"]["text"])
        said = json.loads(answer["result"]["value"])
        if "error" in said:
            raise ScriptFailed(said["error"])
        return said["value"]

    def perform(self, actions: list[dict[str, Any]]) -> None:
        self._ask("input.performActions", actions=actions)

    def resize(self, width: int, height: int) -> None:
        self._ask("browsingContext.setViewport", viewport={"width": width, "height": height})

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._ask("browsingContext.captureScreenshot")["data"]))

    def another(self) -> "FirefoxTab":
        return FirefoxTab(self.firefox, self.visitor, owns=False)

    def console_errors(self) -> list[str]:
        entries = [event["params"] for event in self.firefox.events]
        return [
            f"{entry['type']}: {entry['text']}"
            for entry in entries
            if entry["level"] == "error" and entry["source"].get("context") == self.context
        ]

    def close(self) -> None:
        self._ask("browsingContext.close")
        if self.owns:
            self.firefox.ask("browser.removeUserContext", userContext=self.visitor)

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        return self.firefox.ask(method, context=self.context, **params)
