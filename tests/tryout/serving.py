"""Serves an aiohttp application on loopback, in a thread with a loop of its own."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from aiohttp import web

from guide_engine.tryout.proxy import Setup, create_proxy, create_runner

T = TypeVar("T")


def run_apart(work: Coroutine[Any, Any, T]) -> T:
    """Run it in a thread: Playwright keeps a loop of its own running in the tests' thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result(60)


@contextmanager
def served(runner: web.AppRunner) -> Iterator[int]:
    """Yield the port."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> int:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        return int(site.name.rpartition(":")[2])

    try:
        yield asyncio.run_coroutine_threadsafe(start(), loop).result(20)
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)
        loop.close()


@contextmanager
def proxied(setup: Setup) -> Iterator[int]:
    with served(create_runner(create_proxy(setup))) as port:
        yield port
