"""A site that does what real ones do: packs, streams, redirects, sets cookies, forbids."""

import asyncio
import gzip
import threading
import zlib

import brotli
from aiohttp import WSMsgType, web

PAGE = """<!doctype html><html><head><title>Shop</title>
<link rel="stylesheet" href="{own}/site.css" integrity="sha256-abc" crossorigin>
<script nonce="theirs">const api = "{own}/api";</script></head>
<body><a href="{own}/orders?a=1">Orders</a> <a href="https://other.example/">Other</a>
<p>{own}/in-text</p></body></html>"""
POLICY = (
    "default-src 'none'; script-src 'nonce-theirs'; connect-src 'self' {own};"
    " upgrade-insecure-requests"
)
BIG = 24 * 1024 * 1024


def create_site() -> web.Application:
    site = web.Application(client_max_size=64 * 1024 * 1024)
    # What the site was asked with last, by path.
    site[SEEN] = {}
    for path, handler in (
        ("/", page), ("/packed/{how}", packed), ("/fragment", page), ("/file.html", attachment),
        ("/drip", drip), ("/big", big), ("/upload", upload), ("/echo", echo),
        ("/moved", moved), ("/moved-out", moved), ("/cookies", cookies), ("/strict", strict),
        ("/forbidden-socket", forbidden), ("/headers", headers),
    ):  # fmt: skip
        site.router.add_route("*", path, handler)
    site.router.add_get("/odd/{rest:.*}", odd)
    return site


SEEN = web.AppKey("seen", dict)


def own(request: web.Request) -> str:
    return f"http://{request.host}"


async def page(request: web.Request) -> web.Response:
    request.app[SEEN]["page"] = dict(request.headers)
    reply = web.Response(text=PAGE.format(own=own(request)), content_type="text/html")
    reply.headers["Etag"] = '"1"'
    reply.headers["Alt-Svc"] = 'h3=":443"'
    reply.headers["Strict-Transport-Security"] = "max-age=1000"
    return reply


async def strict(request: web.Request) -> web.Response:
    reply = await page(request)
    reply.headers["Content-Security-Policy"] = POLICY.format(own=own(request))
    return reply


async def packed(request: web.Request) -> web.Response:
    how = request.match_info["how"]
    pack = {"gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress}[how]
    body = pack(PAGE.format(own=own(request)).encode())
    kind = "text/css" if "css" in request.query else "text/html; charset=utf-8"
    return web.Response(body=body, headers={"Content-Encoding": how, "Content-Type": kind})


async def attachment(request: web.Request) -> web.Response:
    reply = await page(request)
    reply.headers["Content-Disposition"] = "attachment; filename=page.html"
    return reply


async def drip(request: web.Request) -> web.StreamResponse:
    """The second line comes only after somebody has read the first."""
    request.app[SEEN]["read"] = threading.Event()
    reply = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await reply.prepare(request)
    await reply.write(b"data: one\n\n")
    await asyncio.to_thread(request.app[SEEN]["read"].wait, 20)
    await reply.write(b"data: two\n\n")
    return reply


async def big(request: web.Request) -> web.StreamResponse:
    reply = web.StreamResponse(headers={"Content-Length": str(BIG)})
    await reply.prepare(request)
    for _ in range(BIG // 65536):
        await reply.write(b"x" * 65536)
    return reply


async def upload(request: web.Request) -> web.Response:
    body = await request.read()
    return web.json_response({"bytes": len(body), "length": request.headers.get("Content-Length")})


async def moved(request: web.Request) -> web.Response:
    there = "https://sso.example/in" if "out" in request.path else f"{own(request)}/orders?a=b%20c"
    return web.Response(status=302, headers={"Location": there})


async def cookies(request: web.Request) -> web.Response:
    reply = web.Response(text=request.headers.get("Cookie", ""))
    for cookie in (
        "sid=1; Path=/; Secure; HttpOnly; Domain=.shop.example; SameSite=None",
        "__Host-csrf=2; Path=/; Secure",
        "ge_session=stolen; Path=/",
    ):
        reply.headers.add("Set-Cookie", cookie)
    return reply


async def headers(request: web.Request) -> web.Response:
    return web.json_response(dict(request.headers))


async def odd(request: web.Request) -> web.Response:
    return web.Response(text=request.raw_path)


async def forbidden(_request: web.Request) -> web.Response:
    return web.Response(status=403)


async def echo(request: web.Request) -> web.WebSocketResponse:
    socket = web.WebSocketResponse(protocols=("shop.v1",))
    await socket.prepare(request)
    await socket.send_str(f"{request.headers.get('Origin')} {socket.ws_protocol}")
    async for message in socket:
        if message.type is WSMsgType.TEXT and message.data == "bye":
            await socket.close(code=4001)
        elif message.type is WSMsgType.TEXT:
            await socket.send_str(message.data.upper())
        elif message.type is WSMsgType.BINARY:
            await socket.send_bytes(message.data[::-1])
    return socket
