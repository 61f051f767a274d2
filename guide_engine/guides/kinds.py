"""The kinds of guides, and what sets one apart from another. Pure.

Everything a person meets is a run of steps, drawn by their types. Kinds differ by which types of
step they are made of, who starts them, and whether they stand alone on the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    FLOW = "flow"
    HINT = "hint"
    CHECKLIST = "checklist"
    BANNER = "banner"
    ANNOUNCEMENT = "announcement"
    SURVEY = "survey"


class StepType(StrEnum):
    TOOLTIP = "tooltip"
    MODAL = "modal"
    CARD = "card"
    BANNER = "banner"
    HIDDEN = "hidden"
    TASK = "task"


@dataclass(frozen=True)
class Making:
    """What a kind is made of. The first type is the one that a new step has.

    How many steps it may have stands in the schema.
    """

    step_types: tuple[StepType, ...]
    # Its own settings stand in a field of the kind's name.
    has_look: bool = True


MAKINGS: Mapping[Kind, Making] = {
    Kind.FLOW: Making(
        (StepType.TOOLTIP, StepType.MODAL, StepType.CARD, StepType.BANNER, StepType.HIDDEN),
        has_look=False,
    ),
    Kind.HINT: Making((StepType.TOOLTIP,)),
    Kind.CHECKLIST: Making((StepType.TASK,)),
    Kind.BANNER: Making((StepType.BANNER,)),
    Kind.ANNOUNCEMENT: Making((StepType.MODAL, StepType.CARD)),
    Kind.SURVEY: Making((StepType.CARD, StepType.MODAL)),
}

# Settings of one kind, each under the kind's name.
LOOKS = tuple(kind.value for kind, making in MAKINGS.items() if making.has_look)

# Nobody sees these, or they are lines of a list: they have no buttons of their own.
WITHOUT_BUTTONS = (StepType.HIDDEN, StepType.TASK)
# A banner in the page, beside its target.
INLINE = ("inline_before", "inline_after")


def making(kind: object) -> Making | None:
    """Return what a kind is made of; None for a kind that nobody knows."""
    return MAKINGS[Kind(kind)] if isinstance(kind, str) and kind in MAKINGS else None


def points(step: Mapping[str, Any]) -> bool:
    """Tell whether a step can't be drawn without its target."""
    if step.get("type") == StepType.BANNER:
        return step.get("position") in INLINE
    return bool(step.get("type") == StepType.TOOLTIP)


def may_have_target(step: Mapping[str, Any]) -> bool:
    """Tell whether a target has a meaning: pointed at, or watched by a step that isn't drawn there."""
    return points(step) or step.get("type") in WITHOUT_BUTTONS
