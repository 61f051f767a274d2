"""The published JSON Schemas, and their findings said in plain words."""

import json
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

_FOLDER = Path(__file__).parent / "schema"


class Shape(StrEnum):
    GUIDE = "guide"
    FILE = "file"


_TYPES = {
    "object": "an object",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}

Found = tuple[str, str, dict[str, Any]]
# A jsonschema ValidationError, whose type doesn't know which keyword has which kind of value.
_Error = Any


@cache
def schema(shape: Shape) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((_FOLDER / f"{shape}.schema.json").read_text("utf-8"))
    return loaded


@cache
def _validator(shape: Shape) -> Draft202012Validator:
    resources = [Resource.from_contents(schema(each)) for each in Shape]
    registry: Registry[Any] = Registry().with_resources([(r.id() or "", r) for r in resources])
    return Draft202012Validator(schema(shape), registry=registry)


def shape_faults(document: object, shape: Shape) -> list[Found]:
    """Return (JSON Pointer, code, params) for each place where the document leaves the schema."""
    found: dict[tuple[str, str], Found] = {}
    for error in _leaves(_validator(shape).iter_errors(document)):
        for fault in _translate(error):
            found.setdefault(fault[:2], fault)
    return sorted(found.values(), key=_order)


def _leaves(errors: Iterable[_Error]) -> Iterator[_Error]:
    for error in errors:
        if error.context:
            yield from _leaves(error.context)
        else:
            yield error


def _translate(error: _Error) -> Iterator[Found]:
    path = _pointer(error.absolute_path)
    keyword = str(error.validator)
    if keyword == "required":
        for name in error.validator_value:
            if name not in error.instance:
                yield f"{path}/{_escape(name)}", "missing", {"field": name}
    elif keyword == "additionalProperties":
        for name in sorted(set(error.instance) - set(error.schema.get("properties", {}))):
            yield f"{path}/{_escape(name)}", "unknown_field", {"field": name}
    else:
        code, params = _SAY.get(keyword, _other)(error)
        yield path, code, params


def _other(_error: _Error) -> tuple[str, dict[str, Any]]:
    return "not_allowed", {}


def _wrong_type(error: _Error) -> tuple[str, dict[str, Any]]:
    wanted = error.validator_value
    kinds = wanted if isinstance(wanted, list) else [wanted]
    return "wrong_type", {"wanted": " or ".join(_TYPES[kind] for kind in kinds)}


def _limit(code: str, name: str) -> Callable[[_Error], tuple[str, dict[str, Any]]]:
    return lambda error: (code, {name: error.validator_value})


_SAY: dict[str, Callable[[_Error], tuple[str, dict[str, Any]]]] = {
    "type": _wrong_type,
    "enum": lambda error: ("not_one_of", {"allowed": ", ".join(map(str, error.validator_value))}),
    "const": lambda error: ("not_one_of", {"allowed": str(error.validator_value)}),
    "pattern": lambda error: (
        "wrong_form",
        {"wanted": error.schema.get("description", "in another form")},
    ),
    "minLength": lambda _error: ("empty", {}),
    "maxLength": _limit("too_long", "most"),
    "maxItems": _limit("too_many", "most"),
    "maxProperties": _limit("too_many", "most"),
    "minimum": _limit("too_small", "least"),
    "maximum": _limit("too_big", "most"),
}


def _pointer(parts: Any) -> str:
    return "".join(f"/{_escape(str(part))}" for part in parts)


def _escape(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


def _order(found: Found) -> list[tuple[int, int, str]]:
    """Sort pointers as a reader meets them: list positions by number."""
    parts = found[0].split("/")
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
