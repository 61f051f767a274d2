"""The login script: a short JSON list of actions. Pure; docs/check.md documents it.

Values of secrets come from environment variables, so that none stands in the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guide_engine.core.errors import DomainError

HIDDEN = "•••"
_WHERE = ("selector", "label", "role", "text")
_WAYS = {
    "goto": {"url"},
    "fill": {"value", *_WHERE, "name"},
    "click": {*_WHERE, "name"},
    "press": {"key", *_WHERE, "name"},
    "wait_for": {"url", *_WHERE, "name"},
}
MOST_ACTIONS = 50


class BadScript(DomainError):
    """The login script can't be read. The message says which action, and what is wrong with it."""

    code = "bad_login_script"


@dataclass(frozen=True)
class Where:
    """How an action names an element: by label, role and name, text, or selector."""

    by: str
    text: str
    name: str | None = None

    def __str__(self) -> str:
        return f"{self.by} “{self.text}”" + (f" named “{self.name}”" if self.name else "")


@dataclass(frozen=True)
class Action:
    """One thing to do. `secret`: its value came from an environment variable."""

    number: int
    do: str
    where: Where | None = None
    value: str = ""
    secret: bool = False

    def __str__(self) -> str:
        """Name the action without its value."""
        what = {"goto": self.value, "press": self.value}.get(self.do, "")
        if self.do == "wait_for" and self.where is None:
            what = self.value
        return (
            " ".join(
                part for part in (f"{self.number} ({self.do}", what, str(self.where or "")) if part
            )
            + ")"
        )


def parse(given: object, environ: Mapping[str, str]) -> list[Action]:
    """Read a script and take its values from the environment. Raises BadScript."""
    if not isinstance(given, list) or not given:
        raise BadScript(
            'The login script must be a JSON list of actions, as in [{"do": "goto", …}].'
        )
    if len(given) > MOST_ACTIONS:
        raise BadScript(f"The login script has more than {MOST_ACTIONS} actions.")
    return [_action(number, each, environ) for number, each in enumerate(given, 1)]


def _action(number: int, given: object, environ: Mapping[str, str]) -> Action:
    place = f"Login script, action {number}"
    if not isinstance(given, dict) or given.get("do") not in _WAYS:
        raise BadScript(f"{place}: “do” must be one of {', '.join(_WAYS)}.")
    do = str(given["do"])
    if unknown := sorted(set(given) - _WAYS[do] - {"do"}):
        raise BadScript(f"{place} ({do}): doesn't know “{unknown[0]}”; it takes {_taken(do)}.")
    where = _where(place, do, given)
    field = {"goto": "url", "fill": "value", "press": "key", "wait_for": "url"}.get(do)
    if field is None or (do == "wait_for" and where):
        return Action(number, do, where)
    if field not in given:
        raise BadScript(f"{place} ({do}): needs “{field}”{_or_where(do)}.")
    value, secret = _value(place, do, given[field], environ)
    return Action(number, do, where, value, secret)


def _taken(do: str) -> str:
    return ", ".join(sorted(_WAYS[do]))


def _or_where(do: str) -> str:
    return f" or one of {', '.join(_WHERE)}" if do == "wait_for" else ""


def _where(place: str, do: str, given: Mapping[str, Any]) -> Where | None:
    named = [way for way in _WHERE if way in given]
    if len(named) > 1 or (not named and do in {"fill", "click"}):
        raise BadScript(f"{place} ({do}): name the element by exactly one of {', '.join(_WHERE)}.")
    if not named:
        return None
    text, name = given[named[0]], given.get("name")
    if not isinstance(text, str) or not text or not isinstance(name, str | None):
        raise BadScript(f"{place} ({do}): “{named[0]}” and “name” must be texts.")
    return Where(named[0], text, name)


def _value(place: str, do: str, given: object, environ: Mapping[str, str]) -> tuple[str, bool]:
    """A text, or {"env": "NAME"}: the value of that environment variable."""
    if isinstance(given, str):
        return given, False
    name = given.get("env") if isinstance(given, dict) and set(given) == {"env"} else None
    if not isinstance(name, str):
        raise BadScript(f'{place} ({do}): a value is a text, or {{"env": "NAME"}}.')
    if not environ.get(name):
        raise BadScript(f"{place} ({do}): the environment variable {name} is not set.")
    return environ[name], True


def hide(text: str, actions: list[Action]) -> str:
    """Take every secret out of a text. Longer ones first: one may hold another."""
    secrets = {action.value for action in actions if action.secret}
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return text
