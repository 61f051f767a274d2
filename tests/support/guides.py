"""Guide documents to test with."""

from collections.abc import Callable
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


def make_checklist(**changes: Any) -> dict[str, Any]:
    """Make a checklist that may be published: one task by an event, one by a guide."""
    own: dict[str, Any] = {"type": "task", "target": None, "buttons": []}
    return {
        **deepcopy(DOCUMENT),
        "key": "getting-started",
        "kind": "checklist",
        "name": "Getting started",
        "steps": [
            make_step("invite", **own, advance={"on": "event", "event": "invited"}),
            make_step(
                "invoice",
                **own,
                advance={"on": "guide", "guide_key": "first-invoice"},
                action={"type": "start_guide", "guide_key": "first-invoice"},
            ),
        ],
        "checklist": {
            "title": "Getting started",
            "ordered": False,
            "position": "bottom_end",
            "start": "open",
            "dismissible": True,
        },
        "frequency": {"type": "once"},
        **changes,
    }


def make_banner(**changes: Any) -> dict[str, Any]:
    """Make a banner that may be published."""
    step = make_step("news", type="banner", target=None, position="top", buttons=[_got_it()])
    return {
        **deepcopy(DOCUMENT),
        "key": "maintenance",
        "kind": "banner",
        "name": "Maintenance on Sunday",
        "steps": [step],
        "banner": {"dismissible": True, "snooze_hours": None},
        "frequency": {"type": "once"},
        **changes,
    }


def make_announcement(**changes: Any) -> dict[str, Any]:
    """Make an announcement that may be published."""
    step = make_step("news", type="modal", target=None, buttons=[_got_it()])
    return {
        **deepcopy(DOCUMENT),
        "key": "new-reports",
        "kind": "announcement",
        "name": "New reports",
        "steps": [step],
        "announcement": {"level": "popup"},
        "frequency": {"type": "once"},
        **changes,
    }


def make_survey(**changes: Any) -> dict[str, Any]:
    """Make a survey that may be published: a score, then why."""
    card = {"type": "card", "target": None, "position": "bottom_end"}
    nps = {"type": "nps", "required": True}
    why = {"type": "long_text", "required": False}
    return {
        **deepcopy(DOCUMENT),
        "key": "nps",
        "kind": "survey",
        "name": "How do you like it?",
        "steps": [make_step("nps", **card, question=nps), make_step("why", **card, question=why)],
        "survey": {"dismissible": True, "snooze_hours": 48, "thanks": "Thank you."},
        "frequency": {"type": "once"},
        **changes,
    }


def _got_it() -> dict[str, Any]:
    return {"id": "bt_ok", "label": "Got it", "style": "primary", "action": {"type": "finish"}}


# One that may be published, of each kind.
MAKE: dict[str, Callable[..., dict[str, Any]]] = {
    "flow": make_flow,
    "hint": make_hint,
    "checklist": make_checklist,
    "banner": make_banner,
    "announcement": make_announcement,
    "survey": make_survey,
}
