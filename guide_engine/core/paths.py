"""Addresses of pages without what names a record or a person. Pure."""

import re
from urllib.parse import unquote

# What stands for a part of an address that names a record or a person.
HIDDEN = "…"
LONGEST_PATH = 300
LONGEST_WORD = 30
_NUMBER = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+(?:[-_][^\W\d_]+)*", re.UNICODE)


def masked_path(path: str) -> str:
    """Hide the parts of a path that look like an id, a name or an address: /customers/81 → /customers/…

    What is left is words such as a developer writes into routes.
    """
    parts = path.split("?", 1)[0].split("#", 1)[0].split("/")
    masked = "/".join(part if not part or _is_word(part) else HIDDEN for part in parts)
    return masked[:LONGEST_PATH]


def _is_word(part: str) -> bool:
    part = unquote(part)
    return (
        len(part) <= LONGEST_WORD
        and _NUMBER.search(part) is None
        and _WORD.fullmatch(part) is not None
    )
