"""One short guide of each kind, as an author would send it."""

from typing import Any

from tests.browser.documents import DONE, Json, button, guide, rich, step

CHOICES: list[Json] = [
    {"id": "invoices", "label": "Sending invoices"},
    {"id": "late", "label": "Following up on late payments"},
    {"id": "reports", "label": "Reports"},
]
NPS: Json = {"type": "nps", "required": True, "low": "Not at all", "high": "Certainly"}
STARS: Json = {"type": "rating", "max": 5, "icon": "star", "required": False}
FACES: Json = {"type": "rating", "max": 5, "icon": "face", "required": False}
SCALE: Json = {
    "type": "scale",
    "min": 1,
    "max": 7,
    "required": False,
    "low": "Hard",
    "high": "Easy",
}
ONE: Json = {"type": "single", "required": True, "choices": CHOICES, "other": True}
SEVERAL: Json = {"type": "multiple", "required": False, "choices": CHOICES, "other": True}
SHORT: Json = {"type": "short_text", "required": False, "placeholder": "A word or two"}
LONG: Json = {"type": "long_text", "required": True, "max_length": 60}
QUESTIONS: dict[str, Json] = {
    "nps": NPS,
    "stars": STARS,
    "faces": FACES,
    "scale": SCALE,
    "one": ONE,
    "several": SEVERAL,
    "short": SHORT,
    "long": LONG,
}


def asking(title: str, question: Json, kind: str = "card", **changes: Any) -> Json:
    """A step that asks. Without buttons: the engine draws the way on."""
    return step(title, type=kind, question=question, buttons=[], body=rich(), **changes)


def survey(*steps: Json, **look: Any) -> Json:
    return guide(*steps, kind="survey", key="survey", survey={"dismissible": True} | look)


def card(title: str = "Reports are here", position: str = "bottom_end", **changes: Any) -> Json:
    return step(title, type="card", position=position, **({"buttons": [DONE]} | changes))


def announcement(*steps: Json, level: str = "popup") -> Json:
    return guide(*steps, kind="announcement", key="news", announcement={"level": level})


def banner(position: str = "top", target: str | None = None, **look: Any) -> Json:
    fingerprint = {"v": 1, "selector": target} if target else None
    only = step(
        "Away on Sunday",
        type="banner",
        position=position,
        target=fingerprint,
        buttons=[button("Details", "finish")],
    )
    return guide(only, kind="banner", key="banner", banner={"dismissible": True} | look)


def task(title: str, advance: Json | None = None, **changes: Any) -> Json:
    """Without an advance, done by its own press."""
    plain = {"buttons": [], "action": None, "advance": advance or {"on": "button"}}
    return step(title, type="task", **(plain | changes))


def checklist(*tasks: Json, **look: Any) -> Json:
    tasks = tasks or (
        task("Add your address"),
        task("Create an invoice", {"on": "event", "event": "invoice_created"}),
        task("Invite a colleague"),
    )
    plain = {
        "title": "Get started",
        "intro": rich("Three small steps."),
        "ordered": False,
        "position": "bottom_end",
        "start": "open",
        "dismissible": True,
    }
    return guide(*tasks, kind="checklist", key="list", checklist=plain | look)
