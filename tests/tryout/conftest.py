"""A site on loopback, and the same site served by `try`."""

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from aiohttp import web

from guide_engine.tryout.proxy import Setup
from tests.tryout.serving import proxied, served
from tests.tryout.upstream import SEEN, create_site

SERVICE = "http://guides.example:8000"


@dataclass
class Tried:
    """`site` and `here` are the two origins; `client` asks as a browser asks for a page."""

    site: str
    here: str
    client: httpx.Client
    app: web.Application

    @property
    def seen(self) -> dict:
        return self.app[SEEN]

    def page(self, path: str, **headers: str) -> httpx.Response:
        return self.client.get(path, headers={"Sec-Fetch-Dest": "document", **headers})


@pytest.fixture
def tried() -> Iterator[Tried]:
    app = create_site()
    with served(web.AppRunner(app, shutdown_timeout=1)) as site_port:
        site = f"http://127.0.0.1:{site_port}"
        setup = Setup(site, SERVICE, lambda nonce: f'<script nonce="{nonce}">ours()</script>')
        with (
            proxied(setup) as port,
            httpx.Client(
                base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=20
            ) as client,
        ):
            yield Tried(site, f"http://127.0.0.1:{port}", client, app)
