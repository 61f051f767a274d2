"""Guide documents in the portable format, as short as a test wants them."""

from itertools import count
from typing import Any

Json = dict[str, Any]
_numbers = count(1)


def text(words: str, *marks: Json) -> Json:
    return {"type": "text", "text": words} | ({"marks": list(marks)} if marks else {})


def paragraph(*inlines: Json) -> Json:
    return {"type": "paragraph", "content": list(inlines)}


def rich(*blocks: Json | str) -> Json:
    content = [paragraph(text(block)) if isinstance(block, str) else block for block in blocks]
    return {"type": "doc", "content": content}


def button(label: str, action: str | Json = "next", style: str = "primary") -> Json:
    action = {"type": action} if isinstance(action, str) else action
    return {"id": f"b{next(_numbers)}", "label": label, "style": style, "action": action}


NEXT = button("Next")
DONE = button("Done", "finish")
BACK = button("Back", "back", "secondary")


def step(title: str, target: str | Json | None = None, **changes: Any) -> Json:
    """A tooltip at the target (a selector or a fingerprint); without one, a modal."""
    fingerprint = {"v": 1, "selector": target} if isinstance(target, str) else target
    return {
        "id": title.lower().replace(" ", "-"),
        "type": "tooltip" if target else "modal",
        "title": title,
        "body": rich(f"About {title.lower()}."),
        "target": fingerprint,
        "placement": "auto",
        "buttons": [NEXT],
        "advance": {"on": "button"},
        "missing": "stop",
        "wait_seconds": 5,
    } | changes


def guide(*steps: Json, **changes: Any) -> Json:
    return {
        "format": "guide-engine/guide@1",
        "key": "a-guide",
        "kind": "flow",
        "name": "A guide",
        "language": "en",
        "steps": list(steps),
        "page": {"all": []},
        "audience": {"all": []},
        "frequency": {"type": "once"},
        "priority": 50,
        "schedule": {"starts_at": None, "ends_at": None},
        "goal": None,
        "completes_on": "last_step",
    } | changes


def hint(target: str, show_on: str = "beacon", open_on: str = "click", **changes: Any) -> Json:
    look = {"show_on": show_on, "open_on": open_on}
    only = step("Tip", target, buttons=[button("Got it", "finish")])
    return guide(only, kind="hint", hint=look, **changes)
