"""The reverse proxy: one site behind loopback, its pages with the snippet put in.

Every request goes to that one site, whatever it names; what streams stays a stream.
"""

import secrets
import ssl
import zlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import aiohttp
import brotli
from aiohttp import web
from yarl import URL

from guide_engine.tryout import headers, sockets
from guide_engine.tryout.markup import Inserter
from guide_engine.tryout.origins import Mapping, is_loopback
from guide_engine.tryout.policy import Needs, amended

# Cookies of large sites are long, and so are their policies.
LONGEST_HEADER = 64 * 1024
CHUNK = 64 * 1024
# Nobody waits longer for a connection; an answer may take its time, and may never end.
TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=15)

_SESSION = web.AppKey("session", aiohttp.ClientSession)


@dataclass(frozen=True)
class Setup:
    """`site` and `service` are origins; `snippet` gives the tags for the head, with a nonce."""

    site: str
    service: str
    snippet: Callable[[str], str]
    # True: answer whoever asks, by whatever name. Only for --expose.
    exposed: bool = False


def create_proxy(setup: Setup) -> web.Application:
    app = web.Application()
    app.cleanup_ctx.append(_client)

    async def answer(request: web.Request) -> web.StreamResponse:
        return await _answer(request, setup)

    # One route for all: the site's paths are the site's business.
    app.router.add_route("*", "/{path:.*}", answer)
    return app


def create_runner(app: web.Application) -> web.AppRunner:
    """The server's part: bodies pass as they come, packed or not."""
    return web.AppRunner(
        app,
        access_log=None,
        auto_decompress=False,
        handle_signals=False,
        max_field_size=LONGEST_HEADER,
        max_line_size=LONGEST_HEADER,
        shutdown_timeout=1,
    )


async def _client(app: web.Application) -> AsyncIterator[None]:
    app[_SESSION] = aiohttp.ClientSession(
        auto_decompress=False,
        cookie_jar=aiohttp.DummyCookieJar(),
        connector=aiohttp.TCPConnector(limit=200),
        max_field_size=LONGEST_HEADER,
        max_line_size=LONGEST_HEADER,
        timeout=TIMEOUT,
        trust_env=False,
    )
    yield
    await app[_SESSION].close()


async def _answer(request: web.Request, setup: Setup) -> web.StreamResponse:
    # Whoever takes us for an ordinary proxy names a whole address.
    if not request.raw_path.startswith("/"):
        return _said(400, "This is no open proxy: it serves one site.")
    if not (setup.exposed or is_loopback(request.host)):
        return _said(421, f"Nothing is served under the name {request.host[:100]}.")
    mapping = Mapping(setup.site, f"http://{request.host}")
    url = URL(setup.site + request.raw_path, encoded=True)
    try:
        if sockets.is_asked_for(request):
            return await sockets.bridge(request, request.app[_SESSION], url, mapping)
        return await _forward(request, setup, mapping, url)
    except aiohttp.ClientConnectorCertificateError as error:
        return _said(502, f"The certificate of {setup.site} is not trusted: {_cause(error)}")
    except (aiohttp.ClientError, TimeoutError) as error:
        return _said(502, f"{setup.site} doesn't answer: {error or 'no connection in time'}")


def _cause(error: aiohttp.ClientConnectorCertificateError) -> str:
    cause = error.certificate_error
    said = cause.verify_message if isinstance(cause, ssl.SSLCertVerificationError) else str(cause)
    return f"{said}. Name the authority's file in SSL_CERT_FILE."


def _said(status: int, sentence: str) -> web.Response:
    return web.Response(status=status, text=f"guide-engine try: {sentence}\n")


async def _forward(
    request: web.Request, setup: Setup, mapping: Mapping, url: URL
) -> web.StreamResponse:
    asked = headers.is_document(request.method, request.headers.items())
    sent = headers.to_site(request.headers.items(), mapping, document=asked)
    body = request.content if request.body_exists else None
    async with request.app[_SESSION].request(
        request.method,
        url,
        headers=sent,
        data=body,
        allow_redirects=False,
        skip_auto_headers=("User-Agent", "Content-Type", "Accept", "Accept-Encoding"),
    ) as answer:
        changed = asked and headers.is_html(answer.headers.items()) and _is_readable(answer)
        needs = Needs(
            setup.service, secrets.token_urlsafe(16), mapping.here, headers.host_of(setup.site)
        )
        reply = web.StreamResponse(status=answer.status, reason=answer.reason)
        given = headers.to_browser(answer.headers.items(), mapping, needs, changed=changed)
        for name, value in given:
            reply.headers.add(name, value)
        await reply.prepare(request)
        if changed:
            snippet = setup.snippet(needs.nonce)
            inserter = Inserter(snippet, mapping.inward, lambda policy: amended(policy, needs))
            await _send_page(answer, reply, inserter)
        else:
            async for chunk in answer.content.iter_any():
                await reply.write(chunk)
        await reply.write_eof()
        return reply


def _encoding(answer: aiohttp.ClientResponse) -> str:
    return answer.headers.get("Content-Encoding", "identity").strip().lower() or "identity"


def _is_readable(answer: aiohttp.ClientResponse) -> bool:
    """A page packed in a way that nobody asked for passes as it is."""
    has_body = answer.status not in {204, 304}
    return has_body and _encoding(answer) in {"identity", "gzip", "x-gzip", "deflate", "br"}


async def _send_page(
    answer: aiohttp.ClientResponse, reply: web.StreamResponse, inserter: Inserter
) -> None:
    async for chunk in _unpacked(answer):
        if piece := inserter.feed(chunk):
            await reply.write(piece)
    if piece := inserter.finish():
        await reply.write(piece)


async def _unpacked(answer: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    unpack = _unpacker(_encoding(answer))
    async for chunk in answer.content.iter_any():
        if piece := unpack(chunk):
            yield piece


def _unpacker(encoding: str) -> Callable[[bytes], bytes]:
    """What one chunk after the other is unpacked with."""
    if encoding == "identity":
        return bytes
    if encoding == "br":
        unpack: Callable[[bytes], bytes] = brotli.Decompressor().process
        return unpack
    # 47: gzip or zlib, by the first bytes; some servers send either as “deflate”.
    return zlib.decompressobj(47).decompress
