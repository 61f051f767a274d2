"""What the tests ask of a browser, whichever engine it is: few verbs, each as a person would do it.

A driver is one open tab of one engine. `Tab` (tab.py) is what tests hold: it adds what can be said
with these verbs alone.
"""

from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol


class Ability(StrEnum):
    """What not every engine can be driven to do. A test that needs one says so with `needs`."""

    NARROW = "narrow"  # A viewport of a phone's width.
    CONSOLE = "console"  # Errors on the console are told.
    SECOND_TAB = "second_tab"  # Another tab of the same visitor.
    REDUCED_MOTION = "reduced_motion"  # The visitor asked for less motion.


class Driver(Protocol):
    """One tab. Coordinates are CSS pixels of the viewport."""

    engine: str
    abilities: frozenset[Ability]

    def open(self, url: str) -> None:
        """Go to the address and wait until the page has loaded."""

    def reload(self) -> None: ...

    def back(self) -> None: ...

    def forward(self) -> None: ...

    def run(self, function: str, argument: Any = None) -> Any:
        """Call a JavaScript function with one argument; a promise is awaited. Values are JSON.

        Its exception becomes a ScriptFailed here.
        """

    def perform(self, actions: list[dict[str, Any]]) -> None:
        """Do input actions in W3C's notation (input.py makes them), as trusted events."""

    def resize(self, width: int, height: int) -> None:
        """Make the viewport this large, or as near as the engine lets its window go."""

    def picture(self, path: Path) -> None: ...

    def another(self) -> "Driver":
        """Open another tab of the same visitor. Needs SECOND_TAB."""

    def console_errors(self) -> list[str]:
        """List errors and uncaught exceptions that were told so far. Needs CONSOLE."""

    def close(self) -> None: ...


class Engine(Protocol):
    """A started browser."""

    name: str

    def tab(self, width: int, height: int) -> Driver:
        """Open the tab of a fresh visitor: nothing stored, no history."""

    def stop(self) -> None: ...


class ScriptFailed(Exception):
    """What the page's function threw."""


# Runs what `Driver.run` was given: arguments and results travel as JSON, alike in each engine.
CALL = """(function_, argument) => Promise.resolve()
  .then(() => function_(argument === undefined ? undefined : JSON.parse(argument)))
  .then((value) => JSON.stringify({ value: value === undefined ? null : value }),
    (error) => JSON.stringify({ error: String(error?.stack || error) + " " + String(error) }))"""
