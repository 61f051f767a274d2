"""Identifiers: time-ordered, so that indexes stay compact and newest sorts last."""

import re
import secrets
from collections.abc import Callable

from guide_engine.core import clock

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def new_id(prefix: str) -> str:
    """Mint an id such as `gd_01k9…`: 48 bits of time, 80 random bits, Crockford base32."""
    number = (clock.to_millis(clock.now()) << 80) | secrets.randbits(80)
    digits = []
    for _ in range(26):
        number, digit = divmod(number, 32)
        digits.append(_ALPHABET[digit])
    return f"{prefix}_{''.join(reversed(digits))}"


def uuid7(millis: int | None = None, randbits: Callable[[int], int] = secrets.randbits) -> str:
    """Mint a UUIDv7 (RFC 9562 §5.7) for the given Unix milliseconds, or for now."""
    millis = clock.to_millis(clock.now()) if millis is None else millis
    value = (millis & (1 << 48) - 1) << 80 | 0x7 << 76 | randbits(12) << 64
    value |= 0b10 << 62 | randbits(62)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def is_uuid7(text: object) -> bool:
    """Tell whether `text` is a lower-case UUIDv7 in canonical form."""
    return isinstance(text, str) and _UUID7.fullmatch(text) is not None
