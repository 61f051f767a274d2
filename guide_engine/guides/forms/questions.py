"""What a step asks."""

from collections.abc import Mapping
from typing import Any

from guide_engine.guides.forms.fields import Form, maybe_number, number, settle

NONE = ""
WITH_ENDS = frozenset({"nps", "rating", "scale"})
WITH_CHOICES = frozenset({"single", "multiple"})
WITH_TEXT = frozenset({"short_text", "long_text"})


def question(form: Form, prefix: str, before: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Read a question; None when the step asks nothing. `prefix` itself says of which type it is."""
    kind, known = form.get(prefix, NONE), before or {}
    if kind == NONE:
        return None
    made: dict[str, Any] = {"type": kind, "required": f"{prefix}.required" in form}
    if kind in WITH_ENDS:
        for name in ("low", "high"):
            settle(made, known, name, form.text(f"{prefix}.{name}"))
    if kind == "rating":
        made["max"] = number(form.get(f"{prefix}.stars", "5"))
        made["icon"] = form.get(f"{prefix}.icon", "star")
    elif kind == "scale":
        made["min"] = number(form.get(f"{prefix}.min", "1"))
        made["max"] = number(form.get(f"{prefix}.max", "7"))
    elif kind in WITH_CHOICES:
        made["choices"] = [
            {"id": name, "label": form.text(f"{prefix}.{name}.label")}
            for name in form.getlist(f"{prefix}.choice")
        ]
        for name in ("other", "shuffle"):
            settle(made, known, name, f"{prefix}.{name}" in form)
    elif kind in WITH_TEXT:
        settle(made, known, "placeholder", form.text(f"{prefix}.placeholder"))
        most = maybe_number(form.get(f"{prefix}.max_length"))
        if most is not None:
            made["max_length"] = most
    return made
