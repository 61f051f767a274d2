"""What a test does in a tab, said with a driver's verbs alone, so that it runs in each engine."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.browser.engines import input as fingers
from tests.browser.engines.driver import Ability, Driver, ScriptFailed
from tests.browser.engines.eyes import EYES

Box = dict[str, float]
PATIENCE_SECONDS = 15.0
STEP_SECONDS = 0.03


class Tab:
    """One visitor's tab with the SDK in its page."""

    def __init__(self, driver: Driver, site: Callable[[str], str]) -> None:
        self.driver = driver
        self.site = site

    @property
    def engine(self) -> str:
        return self.driver.engine

    def can(self, ability: Ability | str) -> bool:
        return ability in self.driver.abilities

    # The page

    def visit(self, name: str) -> "Tab":
        """Open a page of tests/browser/hosts by its name, and wait for the SDK in it."""
        self.driver.open(self.site(name))
        self.until("() => !!window.GuideEngine?.preview")
        return self

    def run(self, function: str, argument: Any = None) -> Any:
        return self.driver.run(function, argument)

    def look(self, expression: str, argument: Any = None) -> Any:
        """Evaluate with EYES in reach; `argument` is there by that name."""
        return self.run(f"async (argument) => {{ {EYES} return ({expression}); }}", argument)

    def until(
        self, function: str, argument: Any = None, *, within: float = PATIENCE_SECONDS
    ) -> Any:
        """Wait for a true value and return it; else fail with what it was last."""
        deadline = time.monotonic() + within
        while True:
            try:
                value = self.run(function, argument)
            except ScriptFailed as error:
                value, failed = None, error
            else:
                failed = None
            if value:
                return value
            if time.monotonic() > deadline:
                shown = function if len(function) < 300 else f"{function[:300]}…"
                raise AssertionError(
                    f"{self.engine}: not within {within} s: {shown}\n{failed or value}"
                )
            time.sleep(STEP_SECONDS)

    def until_seen(self, expression: str, argument: Any = None, **options: float) -> Any:
        """`until`, for an expression with EYES in reach."""
        function = f"async (argument) => {{ {EYES} return ({expression}); }}"
        try:
            return self.until(function, argument, **options)
        except AssertionError as error:
            last = str(error).rpartition("\n")[2]
            raise AssertionError(f"{self.engine}: not true in time: {expression}; {last}") from None

    # Hands

    def click(self, selector: str) -> None:
        """Click the middle of what stands still, is in view (scrolled to) and is not covered."""
        self._click_spot(self.until_seen("await spot(argument)", selector))

    def click_at(self, x: float, y: float) -> None:
        self.driver.perform(fingers.click(x, y))

    def hover(self, selector: str) -> None:
        spot = self.until_seen("await spot(argument)", selector)
        self.driver.perform(fingers.move(spot["x"], spot["y"]))

    def hover_at(self, x: float, y: float) -> None:
        self.driver.perform(fingers.move(x, y))

    def press(self, chord: str) -> None:
        """Press one key or a chord: `Tab`, `Shift+Tab`, `Escape`, `ArrowDown`, `a`."""
        self.driver.perform(fingers.press(chord))

    def write(self, text: str) -> None:
        self.driver.perform(fingers.write(text))

    def wheel(self, x: float, y: float, down: float, across: float = 0) -> None:
        self.driver.perform(fingers.wheel(x, y, across, down))

    def resize(self, width: int, height: int) -> None:
        self.driver.resize(width, height)

    def picture(self, path: Path) -> None:
        self.driver.picture(path)

    # The guide on it

    def preview(self, document: dict[str, Any], options: dict[str, Any] | None = None) -> None:
        """Start a guide and keep its handle at hand for `call`."""
        self.run(
            "async ([d, o]) => { window.__handle = await GuideEngine.preview(d, o); }",
            [document, options or {}],
        )

    def call(self, verb: str) -> None:
        self.run(f"() => window.__handle.{verb}()")

    def choose(self, label: str, part: str = "bubble") -> None:
        """Click the button or link of this name in a part of ours."""
        wanted = "await spotOf(named(argument[0], 'button,a,[role=button]', argument[1]))"
        self._click_spot(self.until_seen(wanted, [part, label]))

    def expect_dialog(self, title: str, part: str = "bubble") -> None:
        """A dialog of this name is painted."""
        wanted = (
            "[named(argument[0], 'dialog,[role=dialog]', argument[1])].some((n) => n && isSeen(n))"
        )
        self.until_seen(wanted, [part, title])

    def expect_text(self, text: str, part: str = "bubble") -> None:
        """A painted part of ours says this somewhere."""
        wanted = "parts(argument[0]).some((n) => isSeen(n) && n.textContent.includes(argument[1]))"
        self.until_seen(wanted, [part, text])

    def expect_part(self, name: str) -> None:
        self.until_seen("parts(argument).some(isSeen)", name)

    def expect_no_part(self, name: str) -> None:
        self.until_seen("!parts(argument).some(isSeen)", name)

    def expect_gone(self) -> None:
        self.until_seen("!ours()")

    def expect_focus(self, selector: str) -> None:
        """The focus is on this element, or within it."""
        self.until_seen(
            """(() => {
              let focused = document.activeElement;
              for (let inner = focused; inner; inner = inner.shadowRoot?.activeElement
                ?? inner.contentDocument?.activeElement) focused = inner;
              return !!find(argument)?.found.contains(focused);
            })()""",
            selector,
        )

    def box(self, selector: str) -> Box:
        box: Box | None = self.look("boxOf(argument)", selector)
        assert box, f"{selector} is not on the page"
        return box

    def part_box(self, name: str) -> Box:
        return self.box(f'guide-engine >>> [data-part="{name}"]')

    def expect_aligned(self, target: str) -> None:
        """Within a moment, the hole is on the target within 1 px, the bubble beside it and in view."""
        try:
            self.until_seen("isAligned(argument)", target, within=5)
        except AssertionError:
            boxes = self.look("measured(argument)", target)
            raise AssertionError(f"{self.engine}: hole, bubble, target: {boxes}") from None

    def open_resources(self) -> dict[str, int]:
        """Listeners, observers and timers that the page holds right now."""
        counted: dict[str, int] = self.run(
            "() => ({ listeners: __open.listeners, observers: __open.observers, timers: __open.timers })"
        )
        return counted

    def faults(self) -> list[str]:
        """What went wrong in the page: violations, exceptions, and errors on the console."""
        found: list[str] = self.run("() => window.__faults ?? []")
        if self.can(Ability.CONSOLE):
            found += self.driver.console_errors()
        return found

    def _click_spot(self, spot: dict[str, float]) -> None:
        self.click_at(spot["x"], spot["y"])
