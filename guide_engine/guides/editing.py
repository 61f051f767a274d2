"""Changes to the list of steps and buttons, for pages without a script. Pure."""

from copy import deepcopy
from typing import Any

from guide_engine.guides import blank, branches
from guide_engine.guides.document import GuideDocument

# Verbs after which "undo" is offered.
UNDOABLE = frozenset({"remove", "remove_button", "remove_branch"})


def apply(document: GuideDocument, verb: str, step_id: str = "", part: str = "") -> GuideDocument:
    """Do what a button of the steps list says. An unknown verb or id changes nothing.

    `part` is the id of a button, or the place of a branch.
    """
    changed = deepcopy(document)
    steps: list[dict[str, Any]] = changed["steps"]
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
    elif verb == "add_button":
        steps[place]["buttons"].append(blank.forward_button(changed["kind"], changed["language"]))
    elif verb == "remove_button":
        kept = [button for button in steps[place]["buttons"] if button["id"] != part]
        steps[place]["buttons"] = kept
    elif verb in {"add_branch", "raise_branch", "remove_branch"}:
        _change_branches(steps, place, verb, int(part) if part.isdecimal() else -1)
    return changed


def _change_branches(steps: list[dict[str, Any]], place: int, verb: str, index: int) -> None:
    step = steps[place]
    found = list(branches.of(step))
    if verb == "add_branch":
        new = blank.branch(steps, place)
        found += [new] if new and len(found) < branches.MOST else []
    elif verb == "raise_branch" and 0 < index < len(found):
        found[index - 1], found[index] = found[index], found[index - 1]
    elif verb == "remove_branch" and 0 <= index < len(found):
        del found[index]
    if found:
        step["branches"] = found
    else:
        step.pop("branches", None)


def _forget(steps: list[dict[str, Any]], step_id: str) -> None:
    """Buttons and branches that led to the removed step lead to the next one."""
    for step in steps:
        kept = [branch for branch in branches.of(step) if branch["go_to"] != step_id]
        if kept:
            step["branches"] = kept
        else:
            step.pop("branches", None)
        for button in step["buttons"]:
            if button["action"].get("step_id") == step_id:
                button["action"] = {"type": "next"}
