"""Where a form may lead back to: only into this service. Pure."""

from urllib.parse import urlsplit


def local_path(wanted: str | None, default: str = "/") -> str:
    """Return `wanted` if it is a path of this service, else `default`.

    Browsers read `//host`, `/\\host` and `/<tab>/host` as other hosts, so those are not paths.
    """
    if not wanted or not wanted.startswith("/") or wanted.startswith("//"):
        return default
    if any(ord(letter) < 33 or letter == "\\" or ord(letter) == 127 for letter in wanted):
        return default
    parts = urlsplit(wanted)
    return wanted if not parts.scheme and not parts.netloc else default
