"""What a fact may be: a string, a number, a boolean, or a list of those."""

import math
import unicodedata
from typing import Any, TypeGuard

# Beyond this a browser can't hold a whole number exactly.
LARGEST_NUMBER = 2**53


def fold(text: str) -> str:
    """Bring text to the form in which it is compared: NFKC, then lower case."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).lower()


def is_number(value: Any) -> TypeGuard[float]:
    """A boolean is not a number, though Python says so."""
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and (isinstance(value, int) or math.isfinite(value))
    )


def is_missing(value: Any) -> bool:
    """Absent, null, empty, or of a form no fact has."""
    if isinstance(value, str | list):
        return not value
    return not (isinstance(value, bool) or is_number(value))


def is_storable_text(text: str) -> bool:
    """Tell whether every database can keep the text: no NUL, no half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
