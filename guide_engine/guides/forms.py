"""What the editor's forms say, read into a document. Pure: no fault is judged here.

A field that can't be read stays as it was typed, so that the check of the document names it.
Names are `<step>.title`, `<step>.<button>.label`; `step` and `<step>.button` list the order.
"""

import json
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from guide_engine.guides import richtext, simple_rules
from guide_engine.guides.document import GuideDocument, to_moment

# Sent last, so that a form cut short on its way can't be taken for one with fewer steps.
COMPLETE = "complete"
FIELD_ROLES = frozenset({"textbox", "combobox", "checkbox", "img"})
TEST_ID = "data-testid"
# Which signals hold what the form shows as "what it says".
SAYS_IN = "says_in"
_SHOWN = frozenset({"v", "text", "name", "role", "selector", "heading", "attributes"})


class Form:
    """The fields of a sent form, in their order. An absent field reads as empty."""

    def __init__(self, fields: Iterable[tuple[str, str]]) -> None:
        self._fields: dict[str, list[str]] = {}
        for name, value in fields:
            self._fields.setdefault(name, []).append(value)

    def get(self, name: str, default: str = "") -> str:
        return self._fields.get(name, [default])[0]

    def getlist(self, name: str) -> list[str]:
        return self._fields.get(name, [])

    def __contains__(self, name: str) -> bool:
        return name in self._fields


def build(form: Form, draft: GuideDocument) -> GuideDocument:
    """Read the Build page: name, language, look and steps. The rest stays as in the draft."""
    document = deepcopy(draft)
    document["name"] = form.get("name", draft["name"]).strip()
    document["language"] = form.get("language", draft["language"]).strip()
    if "hint" in draft:
        document["hint"] = {
            name: form.get(f"hint.{name}", draft["hint"][name]) for name in ("show_on", "open_on")
        }
    before = {step["id"]: step for step in draft["steps"]}
    names = form.getlist("step")
    document["steps"] = [_step(form, name, before.get(name), names) for name in names]
    return document


def _step(
    form: Form, name: str, before: Mapping[str, Any] | None, names: list[str]
) -> dict[str, Any]:
    kind = form.get(f"{name}.type", "tooltip")
    turns = _branches(form, name, names)
    return {
        "id": name,
        "type": kind,
        "title": form.get(f"{name}.title").strip(),
        "body": _body(form, name, before),
        "target": None if kind == "modal" else target(form, f"{name}.target"),
        "placement": form.get(f"{name}.placement", "auto"),
        "buttons": [
            _button(form, name, button, names) for button in form.getlist(f"{name}.button")
        ],
        "advance": _advance(form, name),
        # A step that has none stays as it was before there were any.
        **({"branches": turns} if turns else {}),
        "missing": form.get(f"{name}.missing", "stop"),
        "wait_seconds": number(form.get(f"{name}.wait_seconds", "5")),
    }


def _body(form: Form, name: str, before: Mapping[str, Any] | None) -> Any:
    """The rich text of the script; or, where none runs, the plain text when it was changed."""
    typed = f"{name}.body_text"
    if typed in form:
        text = form.get(typed).replace("\r\n", "\n")
        if before is None or text.strip() != richtext.plain_text(before["body"]).strip():
            return richtext.from_text(text)
        return deepcopy(before["body"])
    return read_json(form.get(f"{name}.body")) or richtext.empty()


def target(form: Form, prefix: str) -> dict[str, Any] | None:
    """Read a target into the shape of a fingerprint; None when nothing describes it.

    `rest` carries the signals that the form does not show, as the element was captured.
    """
    said, role = form.get(f"{prefix}.says").strip(), form.get(f"{prefix}.role").strip()
    selector, test_id = (
        form.get(f"{prefix}.selector").strip(),
        form.get(f"{prefix}.test_id").strip(),
    )
    heading = form.get(f"{prefix}.heading").strip()
    kept = read_json(form.get(f"{prefix}.rest"))
    found: dict[str, Any] = {"v": 1, **(kept if isinstance(kept, dict) else {})}
    # A field has a name (its label) but shows no text of its own.
    places = found.pop(SAYS_IN, None) or ["name" if role in FIELD_ROLES else "text"]
    says = {place: said for place in places if place in ("name", "text")}
    typed = {**says, "role": role, "selector": selector, "heading": heading}
    found.update({name: value for name, value in typed.items() if value})
    attributes = found.get("attributes")
    if test_id:
        known = attributes if isinstance(attributes, dict) else {}
        found["attributes"] = {**known, TEST_ID: test_id}
    return found if set(found) - {"v"} else None


def says(target: Mapping[str, Any]) -> str:
    """Return what is written on an element, or what it is called."""
    return str(target.get("text") or target.get("name") or "")


def hidden_signals(target: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a target that the form does not show, so that a save loses nothing."""
    rest = {name: value for name, value in target.items() if name not in _SHOWN}
    attributes = {k: v for k, v in target.get("attributes", {}).items() if k != TEST_ID}
    if attributes:
        rest["attributes"] = attributes
    shown = [place for place in ("text", "name") if target.get(place) == says(target)]
    rest.update({p: target[p] for p in ("text", "name") if p in target and p not in shown})
    return {**rest, SAYS_IN: shown} if says(target) else rest


def _button(form: Form, step: str, name: str, steps: list[str]) -> dict[str, Any]:
    prefix = f"{step}.{name}"
    return {
        "id": name,
        "label": form.get(f"{prefix}.label").strip(),
        "style": form.get(f"{prefix}.style", "secondary"),
        "action": _action(form, prefix, steps),
    }


def _action(form: Form, prefix: str, steps: list[str]) -> dict[str, Any]:
    kind = form.get(f"{prefix}.action", "next")
    if kind == "go_to":
        goal = form.get(f"{prefix}.step_id")
        # The step may have just been removed, here or in another tab.
        return {"type": "go_to", "step_id": goal} if goal in steps else {"type": "next"}
    if kind == "open_url":
        url = form.get(f"{prefix}.url").strip()
        return {"type": "open_url", "url": url, "new_tab": f"{prefix}.new_tab" in form}
    if kind == "start_guide":
        return {"type": "start_guide", "guide_key": form.get(f"{prefix}.guide_key").strip()}
    return {"type": kind}


def _advance(form: Form, name: str) -> dict[str, Any]:
    on = form.get(f"{name}.advance", "button")
    if on == "event":
        return {"on": on, "event": form.get(f"{name}.advance_event").strip()}
    if on == "page":
        kept = read_json(form.get(f"{name}.advance_rule"))
        address = form.get(f"{name}.advance_path").strip()
        if isinstance(kept, dict) and address == simple_rules.address_of(kept):
            return {"on": on, "rule": kept}
        return {"on": on, "rule": simple_rules.address_rule(address)}
    if on == "element":
        return {"on": on, "target": target(form, f"{name}.awaited") or {"v": 1}}
    return {"on": on}


def _branches(form: Form, name: str, steps: list[str]) -> list[dict[str, Any]]:
    """Read the branches of a step. One to a step that is gone leads to the next, as without it."""
    found = []
    for row in form.getlist(f"{name}.branch"):
        prefix = f"{name}.{row}"
        about, goal = form.get(f"{prefix}.about", "page"), form.get(f"{prefix}.go_to")
        if goal in steps:
            found.append({"when": read_json(form.get(f"{prefix}.when_{about}")), "go_to": goal})
    return found


def audience(form: Form, draft: GuideDocument) -> GuideDocument:
    """Read the Audience page: everybody, some segments, or a rule."""
    document = deepcopy(draft)
    who = form.get("who")
    if who == "all":
        document["audience"] = {"all": []}
    elif who == "segments":
        document["audience"] = simple_rules.segments_rule(form.getlist("segment"))
    else:
        document["audience"] = read_json(form.get("audience"))
    return document


def _pages(form: Form, draft: GuideDocument) -> Any:
    where = form.get("where")
    if where == "everywhere":
        return {"all": []}
    if where == "addresses":
        return simple_rules.pages_rule(_lines(form.get("only")), _lines(form.get("never")))
    return read_json(form.get("page")) or draft["page"]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def when(form: Form, draft: GuideDocument) -> GuideDocument:
    """Read the When page: pages, frequency, priority, schedule, goal and pausing by itself."""
    document = deepcopy(draft)
    document["page"] = _pages(form, draft)
    kind = form.get("frequency")
    document["frequency"] = {"type": kind}
    if kind == "every_days":
        document["frequency"]["days"] = number(form.get("days"))
    document["priority"] = number(form.get("priority"))
    document["schedule"] = {
        name: _moment(form, name, draft["schedule"][name]) for name in ("starts_at", "ends_at")
    }
    event = form.get("goal_event").strip()
    window = number(form.get("goal_window_days", "7"))
    document["goal"] = {"event": event, "window_days": window} if event else None
    document["completes_on"] = form.get("completes_on", "last_step")
    _read_pausing(form, document)
    return document


def _read_pausing(form: Form, document: GuideDocument) -> None:
    if document["kind"] == "hint":
        # Never fails, so its page doesn't ask: what a file said stays as it is.
        return
    if "auto_pause" in form:
        document["auto_pause"] = {
            name: number(form.get(name)) for name in ("failure_percent", "min_users")
        }
    elif document.get("auto_pause") is not None:
        del document["auto_pause"]


def _moment(form: Form, name: str, stored: str | None) -> str | None:
    """Keep the stored text where it means the same moment."""
    typed = moment(form.get(name), form.get(f"{name}_offset", "0"))
    same = to_moment(typed) is not None and to_moment(typed) == to_moment(stored)
    return stored if same else typed


def moment(typed: str, offset_minutes: str) -> str | None:
    """Put a local time and its offset from UTC together. Without a script the offset is none."""
    typed = typed.strip()
    if not typed:
        return None
    minutes = number(offset_minutes)
    minutes = int(minutes) if isinstance(minutes, int | float) and abs(minutes) <= 14 * 60 else 0
    sign = "-" if minutes < 0 else "+"
    zone = f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "Z"
    return f"{typed}{zone}"


def number(typed: str) -> int | float | str:
    """Read a number; what is none stays text, for the check to refuse."""
    text = typed.strip()
    try:
        value = float(text)
    except ValueError:
        return text
    if value != value or value in (float("inf"), float("-inf")):
        return text
    return int(value) if value.is_integer() else value


def read_json(text: str) -> Any:
    """Read a hidden control's JSON; None for none, and for text that is not JSON."""
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
