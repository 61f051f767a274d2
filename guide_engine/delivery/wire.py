"""Reading what SDKs send to `/state`. Pure; faults are told field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_FIELDS = frozenset({"sdk", "user", "company", "token", "language"})
_ENTITY_FIELDS = frozenset({"id", "attributes"})


@dataclass(frozen=True)
class StateRequest:
    user_id: Any
    user_attributes: Mapping[str, Any] = field(default_factory=dict)
    company_id: Any = None
    company_attributes: Mapping[str, Any] = field(default_factory=dict)
    token: str | None = None
    language: str | None = None


def read_state_request(body: object) -> tuple[StateRequest | None, dict[str, list[str]]]:
    """Return the request, or None and what is wrong with each field."""
    if not isinstance(body, dict):
        return None, {"": ['The body must be an object, as in {"user": {"id": "42"}}.']}
    faults: dict[str, list[str]] = {
        name: ["This field is unknown."] for name in sorted(body.keys() - _FIELDS)
    }
    for name in ("sdk", "token", "language"):
        if not isinstance(body.get(name), str | None):
            faults[name] = ["This must be text."]
    user = _read_entity(body.get("user"), "user", faults)
    company = _read_entity(body["company"], "company", faults) if body.get("company") else None
    if faults or user is None:
        return None, faults
    company_id, company_attributes = company or (None, {})
    request = StateRequest(
        *user,
        company_id,
        company_attributes,
        token=body.get("token"),
        language=body.get("language"),
    )
    return request, {}


def _read_entity(
    value: object, name: str, faults: dict[str, list[str]]
) -> tuple[Any, Mapping[str, Any]] | None:
    if not isinstance(value, dict):
        faults[name] = ['This must be an object with an id, as in {"id": "42"}.']
        return None
    for key in sorted(value.keys() - _ENTITY_FIELDS):
        faults[f"{name}/{key}"] = ["This field is unknown. Facts belong into attributes."]
    if "id" not in value:
        faults[f"{name}/id"] = ["The id is missing."]
    attributes = value.get("attributes")
    if not isinstance(attributes, dict | None):
        faults[f"{name}/attributes"] = ["This must be an object of names and values."]
        return None
    return value.get("id"), attributes or {}
