"""The address of a page to build on: read as an author types it, and given a code. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

MOST_CHARACTERS = 2_000
# Name of the part of the fragment that carries the code.
FRAGMENT = "guide-engine"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_HIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff\\]")
_OURS = re.compile(rf"(^|&){FRAGMENT}=[^&]*")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_LOOPBACK = re.compile(r"(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])", re.IGNORECASE)


class BadAddress(ValueError):
    """The text is no address of a page. `code`: empty, too_long, not_an_address, not_web, user."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Address:
    """A page, and its origin as browsers write it in the header `Origin`."""

    url: str
    origin: str

    def with_code(self, code: str) -> str:
        """Add the code to the fragment, which browsers send to nobody; keep what stood there."""
        page, _hash, fragment = self.url.partition("#")
        rest = _OURS.sub("", fragment).lstrip("&")
        return f"{page}#{rest}&{FRAGMENT}={code}" if rest else f"{page}#{FRAGMENT}={code}"


def read(text: str) -> Address:
    """Read an address. Without a scheme it is https, or http on the author's own machine."""
    text = text.strip()
    if not text:
        raise BadAddress("empty")
    if len(text) > MOST_CHARACTERS:
        raise BadAddress("too_long")
    if not _SCHEME.match(text):
        text = f"{'http' if _LOOPBACK.match(text) else 'https'}://{text.lstrip('/')}"
    if _HIDDEN.search(text):
        raise BadAddress("not_an_address")
    try:
        parts, parsed = urlsplit(text), httpx.URL(text)
        port = parts.port
    except (ValueError, httpx.InvalidURL):
        raise BadAddress("not_an_address") from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise BadAddress("not_web")
    if parts.username is not None or parts.password is not None:
        raise BadAddress("user")
    host = parsed.raw_host.decode("ascii").lower()
    if not host or not re.fullmatch(r"[a-z0-9._-]+|[0-9a-f:.]+", host):
        raise BadAddress("not_an_address")
    return Address(text, _origin(parts.scheme, host, port))


def _origin(scheme: str, host: str, port: int | None) -> str:
    if ":" in host:
        host = f"[{host}]"
    shown = "" if port is None or port == _DEFAULT_PORTS[scheme] else f":{port}"
    return f"{scheme}://{host}{shown}"
