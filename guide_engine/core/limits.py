"""Reading untrusted JSON: size, depth and form are bounded before anything looks at it."""

import json
from typing import Any

from flask import Request

from guide_engine.core.errors import DomainError, TooLarge

MAX_DEPTH = 24


def read_json(request: Request, max_bytes: int) -> Any:
    """Parse the body as JSON whatever its content type says (beacons say text/plain).

    Raises TooLarge, or DomainError (400) for text that is not strict JSON.
    """
    body = read_body(request, max_bytes)
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise DomainError(f"The body is not JSON: {error}.", code="not_json") from None
    if too_deep(value, MAX_DEPTH):
        raise DomainError(f"The body is nested deeper than {MAX_DEPTH} levels.", code="not_json")
    return value


def read_body(request: Request, max_bytes: int) -> bytes:
    """Read the whole body, unless it is over the limit (TooLarge)."""
    length = request.content_length
    if length is not None and length > max_bytes:
        raise TooLarge(f"The body has {length} bytes; at most {max_bytes} are taken.")
    body = request.stream.read(max_bytes + 1)
    if len(body) > max_bytes:
        raise TooLarge(f"The body is over {max_bytes} bytes.")
    return body


def _refuse_constant(word: str) -> Any:
    raise ValueError(f"{word} is not a JSON number")


def too_deep(value: Any, levels: int) -> bool:
    """Tell whether lists and objects nest deeper than `levels`."""
    layer = [value]
    for _ in range(levels):
        layer = [
            child
            for node in layer
            if isinstance(node, dict | list)
            for child in (node.values() if isinstance(node, dict) else node)
        ]
        if not layer:
            return False
    return any(isinstance(node, dict | list) for node in layer)
