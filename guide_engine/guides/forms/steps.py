"""The Build page: name, language, look and steps."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from guide_engine.guides import richtext
from guide_engine.guides.document import GuideDocument
from guide_engine.guides.forms.effects import button, maybe_effect
from guide_engine.guides.forms.fields import Form, keep_default, number, read_json, settle
from guide_engine.guides.forms.looks import read_look
from guide_engine.guides.forms.moments import maybe_moment, moment
from guide_engine.guides.forms.questions import question
from guide_engine.guides.forms.targets import target

# Sent last, so that a form cut short on its way can't be taken for one with fewer steps.
COMPLETE = "complete"
INLINE = frozenset({"inline_before", "inline_after"})
_POINTS = frozenset({"tooltip", "hidden", "task"})
_ASKS = frozenset({"tooltip", "modal", "card", "banner"})
# Where a step lies that doesn't say.
_POSITIONS = {"card": "bottom_end", "banner": "top"}

Step = dict[str, Any]


def build(form: Form, draft: GuideDocument) -> GuideDocument:
    """Read the Build page. What it doesn't show stays as in the draft."""
    document = deepcopy(draft)
    document["name"] = form.get("name", draft["name"]).strip()
    document["language"] = form.get("language", draft["language"]).strip()
    read_look(form, document)
    before = {step["id"]: step for step in draft["steps"]}
    names = form.getlist("step")
    document["steps"] = [_step(form, name, before.get(name, {}), names) for name in names]
    return document


def _step(form: Form, name: str, before: Mapping[str, Any], names: Sequence[str]) -> Step:
    kind = form.get(f"{name}.type", "tooltip")
    position = _position(form, name, kind)
    rows = form.getlist(f"{name}.button") if kind in _ASKS else []
    buttons = {each["id"]: each for each in before.get("buttons", [])}
    made: Step = {
        "id": name,
        "type": kind,
        "title": form.text(f"{name}.title"),
        "body": _body(form, name, before),
        "target": _target(form, name, kind, position),
        "placement": form.get(f"{name}.placement", "auto"),
        "buttons": [button(form, name, row, names, buttons.get(row)) for row in rows],
        "advance": moment(form, f"{name}.advance", before.get("advance")),
        "missing": form.get(f"{name}.missing", "stop"),
        "wait_seconds": number(form.get(f"{name}.wait_seconds", "5")),
    }
    if position:
        keep_default(made, before, "position", position, _POSITIONS[kind])
    _read_more(form, name, made, before, names)
    return made


def _read_more(
    form: Form, name: str, made: Step, before: Mapping[str, Any], names: Sequence[str]
) -> None:
    """The fields that a step may lack: one that has none stays as it was before there were any."""
    kind = made["type"]
    settle(made, before, "branches", _branches(form, name, names))
    settle(made, before, "wait", _wait(form, name, before.get("wait")))
    settle(made, before, "completes", f"{name}.completes" in form)
    if kind in _ASKS:
        asked = question(form, f"{name}.question", before.get("question"))
        settle(made, before, "question", asked)
    if kind == "tooltip":
        if f"{name}.may_shade" in form:
            keep_default(made, before, "spotlight", f"{name}.spotlight" in form, True)
        settle(made, before, "blocks_target", f"{name}.blocks_target" in form)
    if kind == "task":
        settle(made, before, "action", maybe_effect(form, f"{name}.task", before.get("action")))
    if "language" in before:
        made["language"] = before["language"]


def _position(form: Form, name: str, kind: str) -> str:
    field = {"card": f"{name}.corner", "banner": f"{name}.edge"}.get(kind, "")
    return form.get(field, _POSITIONS[kind]) if field else ""


def _target(form: Form, name: str, kind: str, position: str) -> dict[str, Any] | None:
    points = kind in _POINTS or position in INLINE
    return target(form, f"{name}.target") if points else None


def _body(form: Form, name: str, before: Mapping[str, Any]) -> Any:
    """The rich text of the script; or, where none runs, the plain text when it was changed."""
    typed = f"{name}.body_text"
    if typed in form:
        text = form.get(typed).replace("\r\n", "\n")
        if not before or text.strip() != richtext.plain_text(before["body"]).strip():
            return richtext.from_text(text)
        return deepcopy(before["body"])
    return read_json(form.get(f"{name}.body")) or richtext.empty()


def _wait(form: Form, name: str, before: Mapping[str, Any] | None) -> dict[str, Any] | None:
    prefix = f"{name}.wait"
    until = maybe_moment(form, prefix, (before or {}).get("until"))
    if until is None:
        return None
    return {
        "until": until,
        "limit_seconds": number(form.get(f"{prefix}.limit", "30")),
        "otherwise": form.get(f"{prefix}.otherwise", "show"),
    }


def _branches(form: Form, name: str, steps: Sequence[str]) -> list[dict[str, Any]]:
    """Read the branches of a step. One to a step that is gone leads to the next, as without it."""
    found = []
    for row in form.getlist(f"{name}.branch"):
        prefix = f"{name}.{row}"
        about, goal = form.get(f"{prefix}.about", "page"), form.get(f"{prefix}.go_to")
        if goal in steps:
            found.append({"when": read_json(form.get(f"{prefix}.when_{about}")), "go_to": goal})
    return found
