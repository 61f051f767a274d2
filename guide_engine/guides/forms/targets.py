"""The fields that describe an element, and the fingerprint they are a part of."""

from collections.abc import Mapping
from typing import Any

from guide_engine.guides.forms.fields import Form, read_json

FIELD_ROLES = frozenset({"textbox", "combobox", "checkbox", "img"})
TEST_ID = "data-testid"
# Which signals hold what the form shows as "what it says".
SAYS_IN = "says_in"
_SHOWN = frozenset({"v", "text", "name", "role", "selector", "heading", "attributes"})


def target(form: Form, prefix: str) -> dict[str, Any] | None:
    """Read a target into the shape of a fingerprint; None when nothing describes it.

    `rest` carries the signals that the form does not show, as the element was captured.
    """
    said, role = form.text(f"{prefix}.says"), form.text(f"{prefix}.role")
    selector, test_id = form.text(f"{prefix}.selector"), form.text(f"{prefix}.test_id")
    heading = form.text(f"{prefix}.heading")
    kept = read_json(form.get(f"{prefix}.rest"))
    found: dict[str, Any] = {"v": 1, **(kept if isinstance(kept, dict) else {})}
    # A field has a name (its label) but shows no text of its own.
    places = found.pop(SAYS_IN, None) or ["name" if role in FIELD_ROLES else "text"]
    shown = {place: said for place in places if place in ("name", "text")}
    typed = {**shown, "role": role, "selector": selector, "heading": heading}
    found.update({name: value for name, value in typed.items() if value})
    attributes = found.get("attributes")
    if test_id:
        known = attributes if isinstance(attributes, dict) else {}
        found["attributes"] = {**known, TEST_ID: test_id}
    return found if set(found) - {"v"} else None


def says(target: Mapping[str, Any]) -> str:
    """Return what is written on an element, or what it is called."""
    return str(target.get("text") or target.get("name") or "")


def hidden_signals(target: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a target that the form does not show, so that a save loses nothing."""
    rest = {name: value for name, value in target.items() if name not in _SHOWN}
    attributes = {k: v for k, v in target.get("attributes", {}).items() if k != TEST_ID}
    if attributes:
        rest["attributes"] = attributes
    shown = [place for place in ("text", "name") if target.get(place) == says(target)]
    rest.update({p: target[p] for p in ("text", "name") if p in target and p not in shown})
    return {**rest, SAYS_IN: shown} if says(target) else rest
