"""New guides and steps to begin with, and the keys and ids they get."""

import re
import secrets
import unicodedata
from collections.abc import Collection, Sequence
from copy import deepcopy
from typing import Any

from guide_engine.guides import richtext
from guide_engine.guides.document import FORMAT, GuideDocument

EVERYWHERE: dict[str, Any] = {"all": []}
WAIT_SECONDS = 5
MOST_KEY = 80


def guide(kind: str, key: str, name: str, language: str) -> GuideDocument:
    """Make a guide with one empty step."""
    document: GuideDocument = {
        "format": FORMAT,
        "key": key,
        "kind": kind,
        "name": name,
        "language": language,
        "steps": [],
        "page": deepcopy(EVERYWHERE),
        "audience": deepcopy(EVERYWHERE),
        "frequency": {"type": "until_completed" if kind == "flow" else "always"},
        "priority": 50,
        "schedule": {"starts_at": None, "ends_at": None},
        "goal": None,
        "completes_on": "last_step",
    }
    if kind == "hint":
        document["hint"] = {"show_on": "beacon", "open_on": "click"}
    document["steps"] = [step(kind, language)]
    return document


def step(kind: str, language: str) -> dict[str, Any]:
    """Make an empty step that already has a way on."""
    return {
        "id": new_id("st"),
        "type": "tooltip",
        "title": "",
        "body": richtext.empty(),
        "target": None,
        "placement": "auto",
        "buttons": [forward_button(kind, language)],
        "advance": {"on": "button"},
        "missing": "stop",
        "wait_seconds": WAIT_SECONDS,
    }


# What end users read, so it follows the guide's language, not the author's.
_LABELS = {
    "next": {"ja": "次へ", "en": "Next"},
    "finish": {"ja": "完了", "en": "Done"},
    "read": {"ja": "わかりました", "en": "Got it"},
}


def forward_button(kind: str, language: str) -> dict[str, Any]:
    """Make the button that leads on: to the next step of a flow, out of a hint."""
    return (
        _button("next", "next", language) if kind == "flow" else _button("finish", "read", language)
    )


def finish_button(language: str) -> dict[str, Any]:
    return _button("finish", "finish", language)


def _button(action: str, words: str, language: str) -> dict[str, Any]:
    labels = _LABELS[words]
    return {
        "id": new_id("bt"),
        "label": labels.get(language.partition("-")[0], labels["en"]),
        "style": "primary",
        "action": {"type": action},
    }


NEVER: dict[str, Any] = {"any": []}


def branch(steps: Sequence[dict[str, Any]], place: int) -> dict[str, Any] | None:
    """Make a branch of the step at a place, to the one after the next where there is one.

    It never holds until it has a condition. None where there is no other step.
    """
    others = [*steps[place + 2 :], *steps[place + 1 : place + 2], *steps[:place]]
    return {"when": deepcopy(NEVER), "go_to": others[0]["id"]} if others else None


def new_id(prefix: str) -> str:
    """Mint an id that is unique within a guide."""
    return f"{prefix}_{secrets.token_hex(5)}"


def copy_step(original: dict[str, Any]) -> dict[str, Any]:
    """Copy a step under new ids."""
    copied = deepcopy(original)
    copied["id"] = new_id("st")
    for button in copied["buttons"]:
        button["id"] = new_id("bt")
    return copied


def new_key(name: str, fallback: str, taken: Collection[str]) -> str:
    """Make a key of a name. A name without Latin letters gives the fallback; both are numbered."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: MOST_KEY - 5].strip("-") or fallback
    key, number = slug, 1
    while key in taken:
        number += 1
        key = f"{slug}-{number}"
    return key
