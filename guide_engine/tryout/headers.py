"""Headers on their way to the site and back. Pure."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from guide_engine.tryout import cookies
from guide_engine.tryout.origins import Mapping
from guide_engine.tryout.policy import Needs, amended

Headers = list[tuple[str, str]]

# These are about one connection, and there are two.
HOP_BY_HOP = frozenset(
    [
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    ]
)
_ADDRESSES = frozenset(
    ["location", "content-location", "refresh", "link", "access-control-allow-origin"]
)
_POLICIES = frozenset({"content-security-policy", "content-security-policy-report-only"})
# A copy in the browser would hold another answer's nonce.
_UNCACHED = frozenset(["if-none-match", "if-modified-since", "if-range", "range"])
_OF_THE_BODY = frozenset(
    ["content-length", "content-encoding", "etag", "last-modified", "cache-control"]
)
# What we can unpack, where a page has to be read.
READABLE = "gzip, deflate, br"


def to_site(given: Iterable[tuple[str, str]], mapping: Mapping, *, document: bool) -> Headers:
    """What the site is asked with. Its own host is set by whoever sends the request."""
    given = list(given)
    dropped = HOP_BY_HOP | _named_by_connection(given) | {"host"}
    if document:
        dropped |= _UNCACHED | {"accept-encoding"}
    kept: Headers = [("Accept-Encoding", READABLE)] if document else []
    for name, value in given:
        lower = name.lower()
        said = _outward(lower, value, mapping)
        if lower not in dropped and said:
            kept.append((name, said))
    return kept


def _outward(lower: str, value: str, mapping: Mapping) -> str:
    if lower == "cookie":
        return cookies.to_site(value)
    return mapping.outward(value) if lower in {"origin", "referer"} else value


def to_browser(
    given: Iterable[tuple[str, str]], mapping: Mapping, needs: Needs, *, changed: bool
) -> Iterator[tuple[str, str]]:
    """What the browser gets; `changed`: the body is not the site's to the letter any more."""
    given = list(given)
    # HTTP/3 on the site's own port is not to be had from us.
    dropped = HOP_BY_HOP | _named_by_connection(given) | {"alt-svc"}
    if changed:
        dropped |= _OF_THE_BODY
        yield "Cache-Control", "no-store"
    for name, value in given:
        lower = name.lower()
        if lower in dropped:
            continue
        if lower == "set-cookie":
            cookie = cookies.to_browser(value)
            if cookie is not None:
                yield name, cookie
        elif lower in _POLICIES:
            yield name, amended(value, needs)
        else:
            yield name, mapping.inward(value) if lower in _ADDRESSES else value


def _named_by_connection(given: Headers) -> set[str]:
    names = ",".join(value for name, value in given if name.lower() == "connection")
    return {name.strip().lower() for name in names.split(",") if name.strip()}


def is_document(method: str, given: Iterable[tuple[str, str]]) -> bool:
    """Tell whether a page is asked for, rather than a piece of HTML for a script."""
    headers = {name.lower(): value for name, value in given}
    if method not in {"GET", "POST"}:
        return False
    if destination := headers.get("sec-fetch-dest"):
        return destination in {"document", "iframe", "frame"}
    # A browser too old to say so, or no browser.
    return "text/html" in headers.get("accept", "") and "x-requested-with" not in headers


def is_html(given: Iterable[tuple[str, str]]) -> bool:
    """Tell whether an answer is a page that we can read, not a file to be saved."""
    headers = {name.lower(): value.lower() for name, value in given}
    kind = headers.get("content-type", "")
    saved = headers.get("content-disposition", "").startswith("attachment")
    return kind.startswith("text/html") and "utf-16" not in kind and not saved


def host_of(origin: str) -> str:
    return urlsplit(origin).netloc
