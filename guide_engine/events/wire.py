"""Reading a batch from bytes nobody vouches for, so that one poisonous event can't hide the rest.

What the strict reading of `core.limits` refuses whole (NaN, numbers of a thousand digits, nesting
that breaks the parser) is let through here in a form that the pipeline refuses event by event.
"""

import json
import re
from typing import Any

from guide_engine.core.errors import DomainError

# Deeper than any event may be, shallower than any parser breaks at.
READ_LEVELS = 40
# A number longer than this is no number that anybody meant.
MAX_DIGITS = 40

# Strings are skipped whole, so that brackets inside them don't count. An unterminated one runs to
# the end in one go: trying again from each of its quotes would take quadratic time.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)
_PRUNED = json.dumps([[[[[[]]]]]])


def parse(body: bytes) -> Any:
    """Parse JSON; raises DomainError (400) for text that is none."""
    try:
        text = body.decode("utf-8")
        try:
            return json.loads(text)
        except (RecursionError, ValueError) as error:
            if isinstance(error, json.JSONDecodeError):
                raise
            return json.loads(prune(text), parse_int=_read_whole)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise DomainError(f"The body is not JSON: {error}.", code="not_json") from None


def _read_whole(digits: str) -> float:
    return int(digits) if len(digits) <= MAX_DIGITS else float("inf")


def prune(text: str) -> str:
    """Cut off what nests deeper than READ_LEVELS, and leave something too deep in its place."""
    kept: list[str] = []
    level = begin = 0
    for token in _TOKEN.finditer(text):
        mark = token.group()
        if mark in "[{":
            level += 1
            if level == READ_LEVELS + 1:
                kept.append(text[begin : token.start()])
        elif mark in "]}":
            level -= 1
            if level == READ_LEVELS:
                kept.append(_PRUNED)
                begin = token.end()
    if level <= READ_LEVELS:
        kept.append(text[begin:])
    return "".join(kept)


def measure(value: Any) -> str:
    """Write a value back as JSON text: ASCII, so that lone surrogates survive as escapes."""
    return json.dumps(value, separators=(",", ":"))
