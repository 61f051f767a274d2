"""The one outbound client. It reaches public addresses only, whatever names and redirects say.

Each hop is vetted by itself: the name is resolved once, every address it resolves to must be
public, and the connection goes to the very address that was vetted (so a second look-up can't
answer differently). Proxies named by the environment are ignored: they would hide the target.
"""

import ipaddress
import socket
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import httpx

from guide_engine import __version__
from guide_engine.core.errors import DomainError

MAX_REDIRECTS = 3
CONNECT_SECONDS = 5.0
TOTAL_SECONDS = 20.0
PUBLIC_PORTS = frozenset({80, 443, 8080, 8443})
# Ranges that carry an IPv4 address inside: NAT64, 6to4, Teredo. They lead wherever it says.
_TUNNELS = tuple(
    ipaddress.ip_network(text)
    for text in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)

_TIMEOUT = httpx.Timeout(CONNECT_SECONDS, read=10.0)

Resolver = Callable[[str, int], Iterable[str]]
T = TypeVar("T")


class FetchError(DomainError):
    """The address can't be fetched. `code` says why: refused_address, too_large, http_status…"""

    status = 422
    code = "fetch_failed"


@dataclass(frozen=True)
class Fetched:
    """An answer: status 200 with a body, or 304 (not modified) without one."""

    status: int
    body: bytes
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True)
class _Hop:
    """One vetted address to connect to, and the name to speak to it."""

    url: httpx.URL
    host: str
    addresses: tuple[str, ...]


def resolve(host: str, port: int) -> list[str]:
    """Ask the system's resolver. Raises OSError for an unknown name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Tell whether an IP address lies in the open internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif any(ip in network for network in _TUNNELS):
            return False
    return ip.is_global and not ip.is_multicast


def fetch(
    url: str,
    *,
    max_bytes: int,
    etag: str | None = None,
    last_modified: str | None = None,
    allow_private: bool = False,
    resolver: Resolver | None = None,
) -> Fetched:
    """GET `url`. Raises FetchError with a plain sentence for everything but 200 and 304."""
    headers = {"User-Agent": f"guide-engine/{__version__}", "Accept-Encoding": "gzip"}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    deadline = time.monotonic() + TOTAL_SECONDS
    for _ in range(MAX_REDIRECTS + 1):
        hop = _vet(url, allow_private=allow_private, resolver=resolver or resolve)
        answer = _get(hop, headers, max_bytes=max_bytes, deadline=deadline)
        if isinstance(answer, Fetched):
            return answer
        url = _redirect_target(url, answer)
    raise FetchError(f"{url} redirects more than {MAX_REDIRECTS} times.", code="too_many_redirects")


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    allow_private: bool = False,
    resolver: Resolver | None = None,
) -> int:
    """POST `body` and return the status, which is 2xx. Raises FetchError for everything else.

    A redirect is refused: a body that was meant for one address is not handed to another.
    """
    hop = _vet(url, allow_private=allow_private, resolver=resolver or resolve)
    agent = {"User-Agent": f"guide-engine/{__version__}"}
    answer = _try_each(hop, lambda address: _post_to(address, hop, body, {**agent, **headers}))
    if not 200 <= answer < 300:
        raise FetchError(f"{hop.host} answered with status {answer}.", code="http_status")
    return answer


def _post_to(address: str, hop: _Hop, body: bytes, headers: dict[str, str]) -> int:
    request = _request("POST", address, hop, headers, body)
    with httpx.Client(trust_env=False, follow_redirects=False, timeout=_TIMEOUT) as client:
        response = client.send(request, stream=True)
        response.close()
    return response.status_code


def _vet(url: str, *, allow_private: bool, resolver: Resolver) -> _Hop:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        parsed = httpx.URL(url)
    except (ValueError, httpx.InvalidURL):
        raise FetchError(f"{url} is not an address.", code="refused_address") from None
    host = parsed.host
    if parts.scheme not in {"http", "https"} or not host:
        raise FetchError("Only http:// and https:// addresses are fetched.", code="refused_address")
    if parts.username or parts.password:
        raise FetchError("An address with a user name in it is refused.", code="refused_address")
    if not allow_private and port not in PUBLIC_PORTS:
        raise FetchError(f"Port {port} is refused.", code="refused_address")
    try:
        addresses = tuple(resolver(host, port))
    except (OSError, UnicodeError):
        raise FetchError(f"{host} can't be found.", code="unknown_host") from None
    if not addresses or not (allow_private or all(is_public(address) for address in addresses)):
        raise FetchError(
            f"{host} leads to a private address, which is refused"
            " (GUIDE_ENGINE_ALLOW_PRIVATE_FEEDS=on allows it).",
            code="refused_address",
        )
    return _Hop(parsed, host, addresses)


def _get(hop: _Hop, headers: dict[str, str], *, max_bytes: int, deadline: float) -> Fetched | str:
    """Return the answer, or where it redirects to."""
    return _try_each(
        hop,
        lambda address: _get_from(address, hop, headers, max_bytes=max_bytes, deadline=deadline),
    )


def _try_each(hop: _Hop, ask: Callable[[str], T]) -> T:
    """Ask the vetted addresses in their order, until one can be connected to."""
    failure: Exception | None = None
    for address in hop.addresses:
        try:
            return ask(address)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            failure = error
        except httpx.HTTPError as error:
            failure = error
            break
    raise FetchError(
        f"{hop.host} didn't answer: {type(failure).__name__}.", code="unreachable"
    ) from failure


def _request(
    method: str, address: str, hop: _Hop, headers: dict[str, str], body: bytes | None = None
) -> httpx.Request:
    """Speak to the vetted address by the name that was asked for."""
    return httpx.Request(
        method,
        hop.url.copy_with(host=address),
        headers={**headers, "Host": hop.url.netloc.decode("ascii")},
        content=body,
        # TLS still names, and checks the certificate against, the host that was asked for.
        extensions={
            "sni_hostname": hop.url.raw_host.decode("ascii"),
            "timeout": _TIMEOUT.as_dict(),
        },
    )


def _get_from(
    address: str, hop: _Hop, headers: dict[str, str], *, max_bytes: int, deadline: float
) -> Fetched | str:
    request = _request("GET", address, hop, headers)
    with httpx.Client(trust_env=False, follow_redirects=False, timeout=_TIMEOUT) as client:
        response = client.send(request, stream=True)
        try:
            if response.status_code in {301, 302, 303, 307, 308} and "location" in response.headers:
                return str(response.headers["location"])
            if response.status_code not in {200, 304}:
                raise FetchError(
                    f"{hop.host} answered with status {response.status_code}.", code="http_status"
                )
            body = b"" if response.status_code == 304 else _read(response, max_bytes, deadline)
        finally:
            response.close()
    return Fetched(
        response.status_code,
        body,
        response.headers.get("etag"),
        response.headers.get("last-modified"),
    )


def _read(response: httpx.Response, max_bytes: int, deadline: float) -> bytes:
    """Read at most `max_bytes`, both of the wire and of what it unpacks to."""
    raw = bytearray()
    for chunk in response.iter_raw():
        raw += chunk
        if len(raw) > max_bytes:
            raise _too_large(max_bytes)
        if time.monotonic() > deadline:
            raise FetchError(f"The answer took over {TOTAL_SECONDS:.0f} seconds.", code="too_slow")
    coding = response.headers.get("content-encoding", "identity").lower()
    if coding in {"identity", ""}:
        return bytes(raw)
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(f"The answer is packed as {coding}, which is not read.", code="bad_answer")
    unpacker = zlib.decompressobj(wbits=47)
    try:
        body = unpacker.decompress(bytes(raw), max_bytes)
    except zlib.error:
        raise FetchError("The answer can't be unpacked.", code="bad_answer") from None
    if unpacker.unconsumed_tail:
        raise _too_large(max_bytes)
    return body


def _too_large(max_bytes: int) -> FetchError:
    return FetchError(f"The answer is over {max_bytes} bytes.", code="too_large")


def _redirect_target(url: str, location: str) -> str:
    target = urljoin(url, location)
    if url.startswith("https:") and not target.startswith("https:"):
        raise FetchError("A redirect from https to http is refused.", code="refused_address")
    return target
