"""Where each step leads: steps are nodes; buttons, advances and branches are ways between them."""

from collections.abc import Mapping, Sequence
from typing import Any

from guide_engine.guides import branches

Step = Mapping[str, Any]
Steps = Sequence[Step]

# Buttons that take the reader somewhere. Opening a page alone does not end or move a step.
_MOVES = frozenset({"next", "finish", "dismiss", "go_to", "start_guide"})
END = -1


def is_dead_end(step: Step) -> bool:
    """Tell whether a reader could only close the guide here."""
    moves = any(button["action"]["type"] in _MOVES for button in step["buttons"])
    return not moves and step["advance"]["on"] == "button"


def moves_on(step: Step) -> bool:
    """Tell whether some move leads forward, so that branches are judged."""
    return step["advance"]["on"] != "button" or any(
        button["action"]["type"] == "next" for button in step["buttons"]
    )


def ways(steps: Steps, index: int) -> set[int]:
    """Return the indexes a step leads to; END stands for a finished guide.

    A dead end is told of by itself; here it counts as if it had its missing way to the next.
    """
    step = steps[index]
    after = index + 1 if index + 1 < len(steps) else END
    places = {other["id"]: place for place, other in enumerate(steps)}
    found = set()
    if moves_on(step) or is_dead_end(step):
        found = _forward(step, index, after, places)
    if _may_be_skipped(step):
        found.add(after)
    for button in step["buttons"]:
        action = button["action"]
        match action["type"]:
            case "back":
                found.add(max(0, index - 1))
            case "finish" | "start_guide":
                found.add(END)
            case "go_to" if action["step_id"] in places:
                found.add(places[action["step_id"]])
    return found


def _may_be_skipped(step: Step) -> bool:
    waits = step.get("wait") is not None and step["wait"]["otherwise"] == "skip"
    return waits or (step["target"] is not None and step["missing"] == "skip")


def _forward(step: Step, index: int, after: int, places: dict[str, int]) -> set[int]:
    """Where a forward move may lead: by each branch, and on to the next step unless one always holds."""
    found = set()
    for branch in branches.of(step):
        place = places.get(branch["go_to"], index)
        if place != index:
            found.add(place)
            if branches.holds_always(branch["when"]):
                return found
    return found | {after}


def reachable(steps: Steps) -> set[int]:
    """Return the indexes of the steps that some reader can come to, END among them."""
    seen: set[int] = set()
    ahead = [0] if steps else []
    while ahead:
        index = ahead.pop()
        if index not in seen:
            seen.add(index)
            ahead += [] if index == END else ways(steps, index)
    return seen


def can_finish(steps: Steps) -> bool:
    """Tell whether somebody can complete it: pass a step that says so, or else come to the end."""
    found = reachable(steps)
    completing = [index for index, step in enumerate(steps) if step.get("completes")]
    if completing:
        return any(index in found and ways(steps, index) for index in completing)
    return END in found
