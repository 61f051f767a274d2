"""New guides and steps to begin with, and the keys and ids they get."""

import re
import secrets
import unicodedata
from collections.abc import Collection, Sequence
from copy import deepcopy
from typing import Any

from guide_engine.guides import kinds, richtext
from guide_engine.guides.document import FORMAT, GuideDocument

EVERYWHERE: dict[str, Any] = {"all": []}
WAIT_SECONDS = 5
# "Later" is the day after tomorrow: long enough to have done something else, soon enough to recall.
LATER_HOURS = 48
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
        "frequency": {"type": _FREQUENCIES[kind]},
        "priority": 50,
        "schedule": {"starts_at": None, "ends_at": None},
        "goal": None,
        "completes_on": "last_step",
    }
    if kind in kinds.LOOKS:
        document[kind] = look(kind, language)
    document["steps"] = [step(kind, language)]
    return document


# A checklist, a banner and a survey are for once: who closes one has decided.
_FREQUENCIES = {
    "flow": "until_completed",
    "hint": "always",
    "checklist": "once",
    "banner": "once",
    "announcement": "once",
    "survey": "once",
}


def look(kind: str, language: str) -> dict[str, Any]:
    """Make the settings that only this kind has."""
    looks: dict[str, dict[str, Any]] = {
        "hint": {"show_on": "beacon", "open_on": "click"},
        "checklist": {
            "title": _said("checklist", language),
            "ordered": False,
            "position": "bottom_end",
            "start": "open",
            "dismissible": True,
        },
        "banner": {"dismissible": True, "snooze_hours": None},
        "announcement": {"level": "popup"},
        "survey": {
            "dismissible": True,
            "snooze_hours": LATER_HOURS,
            "thanks": _said("thanks", language),
        },
    }
    return looks[kind]


def step(kind: str, language: str, shape: str = "") -> dict[str, Any]:
    """Make an empty step that already has a way on, of a type that the kind has."""
    shape = shape or kinds.MAKINGS[kinds.Kind(kind)].step_types[0]
    made: dict[str, Any] = {
        "id": new_id("st"),
        "type": str(shape),
        "title": "",
        "body": richtext.empty(),
        "target": None,
        "placement": "auto",
        "buttons": [],
        "advance": {"on": "button"},
        "missing": "stop",
        "wait_seconds": WAIT_SECONDS,
    }
    if shape not in kinds.WITHOUT_BUTTONS:
        made["buttons"] = [forward_button(kind, language)]
    if shape == kinds.StepType.CARD:
        made["position"] = "bottom_end"
    elif shape == kinds.StepType.BANNER:
        made["position"] = "top"
    elif shape == kinds.StepType.HIDDEN:
        made["advance"] = {"on": "page", "rule": deepcopy(EVERYWHERE)}
    if kind == kinds.Kind.SURVEY:
        made["question"] = question("nps", language)
    return made


def question(kind: str, language: str) -> dict[str, Any]:
    """Make a question of a type, with what is usual for it."""
    made: dict[str, Any] = {"type": kind, "required": False}
    match kind:
        case "nps":
            made |= {"low": _said("unlikely", language), "high": _said("likely", language)}
        case "rating":
            made |= {"max": 5, "icon": "star"}
        case "scale":
            made |= {"min": 1, "max": 7}
        case "single" | "multiple":
            made["choices"] = [choice(), choice()]
    return made


def choice(label: str = "") -> dict[str, Any]:
    return {"id": new_id("ch"), "label": label}


# What end users read, so it follows the guide's language, not the author's.
_LABELS = {
    "next": {"ja": "次へ", "en": "Next"},
    "finish": {"ja": "完了", "en": "Done"},
    "read": {"ja": "わかりました", "en": "Got it"},
    "close": {"ja": "閉じる", "en": "Close"},
    "send": {"ja": "送信", "en": "Send"},
    "checklist": {"ja": "はじめにやること", "en": "Getting started"},
    "thanks": {"ja": "ご回答ありがとうございます。", "en": "Thank you for your answer."},
    "unlikely": {"ja": "まったく勧めない", "en": "Not at all likely"},
    "likely": {"ja": "とても勧めたい", "en": "Extremely likely"},
}
# By kind: what its forward button does, and what it says.
_FORWARD = {
    "flow": ("next", "next"),
    "hint": ("finish", "read"),
    "banner": ("finish", "read"),
    "announcement": ("next", "close"),
    "survey": ("next", "send"),
}


def forward_button(kind: str, language: str) -> dict[str, Any]:
    """Make the button that leads on: to the next step of a flow, out of a hint."""
    return _button(*_FORWARD[kind], language)


def finish_button(language: str) -> dict[str, Any]:
    return _button("finish", "finish", language)


def _button(action: str, words: str, language: str) -> dict[str, Any]:
    return {
        "id": new_id("bt"),
        "label": _said(words, language),
        "style": "primary",
        "action": {"type": action},
    }


def _said(words: str, language: str) -> str:
    said = _LABELS[words]
    return said.get(language.partition("-")[0], said["en"])


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
