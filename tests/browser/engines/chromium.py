"""Chromium, by Playwright. Another context is another visitor."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page

from tests.browser.engines import input as fingers
from tests.browser.engines.driver import CALL, Ability, ScriptFailed

NAMES = {code: name for name, code in fingers.KEYS.items() if name != "Space"}


class ChromiumTab:
    engine = "chromium"
    abilities = frozenset(Ability)

    def __init__(self, context: BrowserContext, *, owns: bool = True) -> None:
        self.context = context
        self.owns = owns
        self.page: Page = context.new_page()
        self.told: list[str] = []
        self.page.on("pageerror", lambda error: self.told.append(f"exception: {error}"))
        self.page.on("console", self._note)

    def open(self, url: str) -> None:
        self.page.goto(url)

    def reload(self) -> None:
        self.page.reload()

    def back(self) -> None:
        self.page.go_back()

    def forward(self) -> None:
        self.page.go_forward()

    def run(self, function: str, argument: Any = None) -> Any:
        call = f"(argument) => ({CALL})({function}, argument)"
        try:
            answer = json.loads(self.page.evaluate(call, json.dumps(argument)))
        except Error as error:
            # The page went away meanwhile.
            raise ScriptFailed(str(error)) from None
        if "error" in answer:
            raise ScriptFailed(answer["error"])
        return answer["value"]

    def perform(self, actions: list[dict[str, Any]]) -> None:
        for source in actions:
            for action in source["actions"]:
                self._do(action)

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def picture(self, path: Path) -> None:
        self.page.screenshot(path=path)

    def another(self) -> "ChromiumTab":
        return ChromiumTab(self.context, owns=False)

    def console_errors(self) -> list[str]:
        return self.told

    def close(self) -> None:
        if self.owns:
            self.context.close()
        else:
            self.page.close()

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.told.append(f"console: {message.text}")

    def _do(self, action: dict[str, Any]) -> None:
        mouse, keyboard = self.page.mouse, self.page.keyboard
        match action["type"]:
            case "pointerMove":
                mouse.move(action["x"], action["y"])
            case "pointerDown":
                mouse.down()
            case "pointerUp":
                mouse.up()
            case "keyDown":
                keyboard.down(NAMES.get(action["value"], action["value"]))
            case "keyUp":
                keyboard.up(NAMES.get(action["value"], action["value"]))
            case "scroll":
                mouse.move(action["x"], action["y"])
                mouse.wheel(action["deltaX"], action["deltaY"])


class Chromium:
    name = "chromium"

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def tab(self, width: int, height: int) -> ChromiumTab:
        size = {"width": width, "height": height}
        context = self.browser.new_context(
            viewport=size,  # type: ignore[arg-type]
            locale="en-US",
            reduced_motion="reduce",
        )
        return ChromiumTab(context)

    def stop(self) -> None:
        """The session's own browser is stopped by its fixture."""
