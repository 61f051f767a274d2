"""Guide documents to test with."""

from copy import deepcopy
from typing import Any

from guide_engine.guides import richtext

DOCUMENT: dict[str, Any] = {
    "format": "guide-engine/guide@1",
    "key": "first-invoice",
    "kind": "flow",
    "name": "Your first invoice",
    "language": "en",
    "steps": [],
    "page": {"fact": "page.path", "op": "matches", "value": "/invoices/**"},
    "audience": {"all": []},
    "frequency": {"type": "until_completed"},
    "priority": 50,
    "schedule": {"starts_at": None, "ends_at": None},
    "goal": None,
    "completes_on": "last_step",
}


def make_step(name: str = "one", **changes: Any) -> dict[str, Any]:
    """Make a finished step called `st_<name>`."""
    return {
        "id": f"st_{name}",
        "type": "tooltip",
        "title": f"Step {name}",
        "body": richtext.from_text(f"Do {name}."),
        "target": {"v": 1, "text": f"Button {name}", "role": "button"},
        "placement": "auto",
        "buttons": [
            {"id": "bt_next", "label": "Next", "style": "primary", "action": {"type": "next"}}
        ],
        "advance": {"on": "button"},
        "missing": "stop",
        "wait_seconds": 5,
        **changes,
    }


def make_flow(*names: str, **changes: Any) -> dict[str, Any]:
    """Make a flow that may be published, with the named steps (two by default)."""
    steps = [make_step(name) for name in names or ("one", "two")]
    return {**deepcopy(DOCUMENT), "steps": steps, **changes}


def make_hint(**changes: Any) -> dict[str, Any]:
    """Make a hint that may be published."""
    finish = {"id": "bt_ok", "label": "Got it", "style": "primary", "action": {"type": "finish"}}
    return {
        **deepcopy(DOCUMENT),
        "key": "tax-hint",
        "kind": "hint",
        "name": "What tax means",
        "steps": [make_step("tax", buttons=[finish])],
        "hint": {"show_on": "beacon", "open_on": "click"},
        "frequency": {"type": "always"},
        **changes,
    }
