"""Changes to the list of steps and their rows, for pages without a script. Pure."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from guide_engine.guides import blank, branches
from guide_engine.guides.document import GuideDocument

Step = dict[str, Any]

# Verbs after which "undo" is offered.
UNDOABLE = frozenset({"remove", "remove_button", "remove_branch", "remove_choice", "remove_also"})


def apply(document: GuideDocument, verb: str, step_id: str = "", part: str = "") -> GuideDocument:
    """Do what a button of the steps list says. An unknown verb or id changes nothing.

    `part` is the id of a button or a choice, the place of a branch, or `<button>:<place>`.
    """
    changed = deepcopy(document)
    steps: list[Step] = changed["steps"]
    place = next((i for i, step in enumerate(steps) if step["id"] == step_id), None)
    if verb == "add":
        steps.append(blank.step(changed["kind"], changed["language"]))
    elif place is None:
        return changed
    elif verb in {"up", "down"}:
        other = place + (-1 if verb == "up" else 1)
        if 0 <= other < len(steps):
            steps[place], steps[other] = steps[other], steps[place]
    elif verb == "duplicate":
        steps.insert(place + 1, blank.copy_step(steps[place]))
    elif verb == "remove":
        del steps[place]
        _forget(steps, step_id)
    elif verb == "add_branch":
        _add_branch(steps, place)
    elif verb == "add_button":
        steps[place]["buttons"].append(blank.forward_button(changed["kind"], changed["language"]))
    elif verb in _ROWS:
        _ROWS[verb](steps[place], part)
    return changed


def _remove_button(step: Step, name: str) -> None:
    step["buttons"] = [button for button in step["buttons"] if button["id"] != name]


def _add_also(step: Step, name: str) -> None:
    for button in step["buttons"]:
        if button["id"] == name:
            button["also"] = [*button.get("also", ()), {"type": "track", "event": ""}]


def _remove_also(step: Step, part: str) -> None:
    name, _colon, place = part.partition(":")
    for button in step["buttons"]:
        if button["id"] == name:
            kept = [each for row, each in enumerate(button.get("also", ())) if str(row) != place]
            _put(button, "also", kept)


def _add_branch(steps: list[Step], place: int) -> None:
    new = blank.branch(steps, place)
    found = branches.of(steps[place])
    if new and len(found) < branches.MOST:
        steps[place]["branches"] = [*found, new]


def _raise_branch(step: Step, part: str) -> None:
    found = list(branches.of(step))
    _raise(found, int(part) if part.isdecimal() else -1)
    _put(step, "branches", found)


def _remove_branch(step: Step, part: str) -> None:
    _put(step, "branches", [b for row, b in enumerate(branches.of(step)) if str(row) != part])


def _choices(step: Step) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (step.get("question") or {}).get("choices", [])
    return found


def _add_choice(step: Step, _part: str) -> None:
    if step.get("question"):
        new = {"id": blank.new_id("ch"), "label": ""}
        step["question"]["choices"] = [*_choices(step), new]


def _raise_choice(step: Step, name: str) -> None:
    found = _choices(step)
    _raise(found, next((row for row, choice in enumerate(found) if choice["id"] == name), -1))


def _remove_choice(step: Step, name: str) -> None:
    if _choices(step):
        step["question"]["choices"] = [each for each in _choices(step) if each["id"] != name]


_ROWS: dict[str, Callable[[Step, str], None]] = {
    "remove_button": _remove_button,
    "add_also": _add_also,
    "remove_also": _remove_also,
    "raise_branch": _raise_branch,
    "remove_branch": _remove_branch,
    "add_choice": _add_choice,
    "raise_choice": _raise_choice,
    "remove_choice": _remove_choice,
}


def _raise(rows: list[dict[str, Any]], place: int) -> None:
    if 0 < place < len(rows):
        rows[place - 1], rows[place] = rows[place], rows[place - 1]


def _put(holder: dict[str, Any], name: str, value: list[Any]) -> None:
    if value:
        holder[name] = value
    else:
        holder.pop(name, None)


def _forget(steps: list[Step], step_id: str) -> None:
    """Buttons and branches that led to the removed step lead to the next one."""
    for step in steps:
        _put(step, "branches", [b for b in branches.of(step) if b["go_to"] != step_id])
        for button in step["buttons"]:
            if button["action"].get("step_id") == step_id:
                button["action"] = {"type": "next"}
