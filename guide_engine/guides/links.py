"""Which addresses authored text may lead to."""

import re

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_HIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff\\]")
LINK_SCHEMES = frozenset({"http", "https", "mailto"})
IMAGE_SCHEMES = frozenset({"http", "https"})


def is_safe(address: str, schemes: frozenset[str] = LINK_SCHEMES) -> bool:
    """Tell whether a link is harmless: a known scheme, or a path, query or hash of the page.

    White space, control characters and backslashes are refused: browsers drop or turn them
    while parsing, so what follows might not be what it seems.
    """
    if not address or _HIDDEN.search(address) or address.startswith("//"):
        return False
    scheme = _SCHEME.match(address)
    if scheme:
        return scheme.group(1).lower() in schemes
    # A colon before any slash could still be read as a scheme by somebody.
    return ":" not in re.split(r"[/?#]", address, maxsplit=1)[0]


def is_video(address: str) -> bool:
    """Tell whether an address names a file that every browser plays."""
    return re.split(r"[?#]", address, maxsplit=1)[0].lower().endswith((".mp4", ".webm"))
