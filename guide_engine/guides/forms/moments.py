"""Moments: what a step waits for, what moves it on, and what a guide begins at.

One set of fields for all three; `<prefix>` itself says which kind of moment it is.
"""

from collections.abc import Mapping
from typing import Any

from guide_engine.guides import simple_rules
from guide_engine.guides.forms.fields import Form, keep_default, number, read_json
from guide_engine.guides.forms.targets import target

Moment = dict[str, Any]

PRESENT = "present"


def moment(form: Form, prefix: str, before: Mapping[str, Any] | None = None) -> Moment:
    """Read a moment of any kind, `before` being the one that the form was made from."""
    kind = form.get(prefix, "button")
    known = before if before is not None and before.get("on") == kind else {}
    made: Moment = {"on": kind}
    match kind:
        case "event":
            made["event"] = form.text(f"{prefix}.named")
        case "page":
            made["rule"] = _rule(form, prefix)
        case "element":
            made["target"] = _awaited(form, prefix)
            keep_default(made, known, "is", form.get(f"{prefix}.is", PRESENT), PRESENT)
        case "value":
            made.update(target=_awaited(form, prefix), test=_test(form, prefix, known.get("test")))
        case "input":
            test = _test(form, prefix, known.get("test"))
            keep_default(made, known, "test", test, {"op": "set"})
        case "time":
            made["seconds"] = number(form.get(f"{prefix}.seconds", "30"))
        case "guide":
            made["guide_key"] = form.text(f"{prefix}.guide")
    return made


def maybe_moment(form: Form, prefix: str, before: Mapping[str, Any] | None) -> Moment | None:
    """Read a moment that need not be there."""
    return moment(form, prefix, before) if form.get(prefix) else None


def _rule(form: Form, prefix: str) -> Any:
    kept = read_json(form.get(f"{prefix}.rule"))
    address = form.text(f"{prefix}.path")
    if isinstance(kept, dict) and address == simple_rules.address_of(kept):
        return kept
    return simple_rules.address_rule(address)


def _awaited(form: Form, prefix: str) -> dict[str, Any]:
    return target(form, f"{prefix}.awaited") or {"v": 1}


def _test(form: Form, prefix: str, before: Mapping[str, Any] | None) -> dict[str, Any]:
    operator = form.get(f"{prefix}.test_op", "set")
    made = {"op": operator}
    if operator != "set":
        made["value"] = form.text(f"{prefix}.test_value")
    elif before and before.get("op") == "set" and "value" in before:
        made["value"] = before["value"]
    return made
