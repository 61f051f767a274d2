"""Where somebody is stuck, in words that threads can be searched by. Pure."""

import re

from guide_engine.core.paths import HIDDEN, masked_path


def path_words(path: str) -> str:
    """Return the plain words of a path, for searching."""
    parts = masked_path(path).split("/")
    return " ".join(re.sub(r"[-_]+", " ", part) for part in parts if part and part != HIDDEN)
