"""WebSockets, passed on message by message in both directions."""

import asyncio

import aiohttp
from aiohttp import WSMsgType, web
from yarl import URL

from guide_engine.tryout import headers
from guide_engine.tryout.origins import Mapping

# Each side shakes hands by itself.
_HANDSHAKE = "sec-websocket-"


def is_asked_for(request: web.Request) -> bool:
    return request.headers.get("Upgrade", "").lower() == "websocket"


async def bridge(
    request: web.Request, session: aiohttp.ClientSession, url: URL, mapping: Mapping
) -> web.StreamResponse:
    """Connect to the site first: when it refuses, the browser hears the same refusal."""
    given = headers.to_site(request.headers.items(), mapping, document=False)
    offered = request.headers.get("Sec-WebSocket-Protocol", "")
    protocols = tuple(name.strip() for name in offered.split(",") if name.strip())
    try:
        there = await session.ws_connect(
            url,
            protocols=protocols,
            headers=[pair for pair in given if not pair[0].lower().startswith(_HANDSHAKE)],
            autoping=False,
            max_msg_size=0,
        )
    except aiohttp.WSServerHandshakeError as refusal:
        return web.Response(status=refusal.status if refusal.status >= 400 else 502)
    here = web.WebSocketResponse(
        protocols=(there.protocol,) if there.protocol else (), autoping=False, max_msg_size=0
    )
    async with there:
        await here.prepare(request)
        ways = [
            asyncio.ensure_future(_pass(here, there)),
            asyncio.ensure_future(_pass(there, here)),
        ]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
    return here


_Socket = web.WebSocketResponse | aiohttp.ClientWebSocketResponse


async def _pass(source: _Socket, sink: _Socket) -> None:
    """Until one side closes; the other is then closed with the same code."""
    async for message in source:
        if sink.closed:
            return
        if message.type is WSMsgType.TEXT:
            await sink.send_str(message.data)
        elif message.type is WSMsgType.BINARY:
            await sink.send_bytes(message.data)
        elif message.type is WSMsgType.PING:
            await sink.ping(message.data)
        elif message.type is WSMsgType.PONG:
            await sink.pong(message.data)
    await sink.close(code=source.close_code or 1000)
