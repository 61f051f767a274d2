"""What buttons and tasks do."""

from collections.abc import Mapping, Sequence
from typing import Any

from guide_engine.guides.forms.fields import Form, number, settle

Button = dict[str, Any]
SNOOZE_HOURS = "24"


def button(
    form: Form, step: str, name: str, steps: Sequence[str], before: Mapping[str, Any] | None
) -> Button:
    """Read one row of a step's buttons."""
    prefix, known = f"{step}.{name}", before or {}
    made = {
        "id": name,
        "label": form.text(f"{prefix}.label"),
        "style": form.get(f"{prefix}.style", "secondary"),
        "action": action(form, prefix, steps, known.get("action")),
    }
    settle(made, known, "also", _also(form, prefix, known.get("also") or []))
    return made


def action(
    form: Form, prefix: str, steps: Sequence[str], before: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Read what a press does."""
    kind = form.get(f"{prefix}.action", "next")
    made: dict[str, Any] = {"type": kind}
    match kind:
        case "go_to":
            goal = form.get(f"{prefix}.step_id")
            # The step may have just been removed, here or in another tab.
            return {"type": "go_to", "step_id": goal} if goal in steps else {"type": "next"}
        case "open_url":
            made["url"] = form.text(f"{prefix}.url")
            new_tab, known = f"{prefix}.new_tab" in form, before or {}
            if new_tab or "new_tab" in known or known.get("type") != "open_url":
                made["new_tab"] = new_tab
        case "start_guide":
            made["guide_key"] = form.text(f"{prefix}.guide_key")
        case "track":
            made["event"] = form.text(f"{prefix}.track")
        case "snooze":
            made["hours"] = number(form.get(f"{prefix}.hours", SNOOZE_HOURS))
    return made


def maybe_effect(
    form: Form, prefix: str, before: Mapping[str, Any] | None
) -> dict[str, Any] | None:
    """Read what the press of a task does; None when it does nothing."""
    return action(form, prefix, (), before) if form.get(f"{prefix}.action") else None


def _also(form: Form, prefix: str, before: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Read what a press does besides. A row holds its old place, or a name minted by the script."""
    rows = form.getlist(f"{prefix}.also")
    known = {str(place): effect for place, effect in enumerate(before)}
    return [action(form, f"{prefix}.{row}", (), known.get(row)) for row in rows]
