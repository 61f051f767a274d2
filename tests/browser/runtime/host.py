"""A host app with the snippet in its pages, under a policy without `unsafe-inline`."""

import json
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeVar

from tests.browser.runtime.service import KEY
from tests.browser.site import SDK, strict_policy

APP = Path(__file__).parent / "hosts" / "app.js"
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<script>{stub}</script>
<script src="/app.js" data-service="{service}" data-key="{key}"></script>
{scripts}
</head><body><main><h1>{title}</h1>
<nav><a href="/invoices">Invoices</a> <a href="/reports">Reports</a></nav>
<button id="new">New invoice</button> <button id="save">Save</button> <button id="plus">+</button>
<label>Customer <input id="customer"></label>
</main></body></html>"""


class Host:
    """Any path is a page of the app. `scripts` is how often the SDK's tag stands in it."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.scripts = 1
        self.origin = ""
        # Another origin here forbids the page to reach the service.
        self.connect_to = service

    def page(self, path: str) -> str:
        stub = (SDK / "stub.js").read_text()
        tag = f'<script async src="{self.service}/sdk/v1/guide-engine.js"></script>'
        return PAGE.format(
            title=path.strip("/").capitalize() or "Home",
            stub=stub,
            service=self.service,
            key=KEY,
            scripts=tag * self.scripts,
        )

    def policy(self) -> str:
        files = json.loads((SDK / "build.json").read_text())["files"]
        return (
            strict_policy(self.service)
            .replace("script-src 'self'", f"script-src 'self' {files['stub']['csp']}")
            .replace(f"connect-src 'self' {self.service}", f"connect-src 'self' {self.connect_to}")
        )


H = TypeVar("H", bound=Host)


def running_host(service: str) -> AbstractContextManager[Host]:
    return running(Host(service))


@contextmanager
def running(host: H) -> Iterator[H]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_script = self.path == "/app.js"
            body = APP.read_text() if is_script else host.page(self.path.split("?")[0])
            self.send_response(204 if self.path == "/favicon.ico" else 200)
            self.send_header("Content-Type", "text/javascript" if is_script else "text/html")
            self.send_header("Content-Security-Policy", host.policy())
            self.end_headers()
            if self.path != "/favicon.ico":
                self.wfile.write(body.encode())

        def log_message(self, *args: object) -> None:
            """Silence: the tests say what matters."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    host.origin = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
