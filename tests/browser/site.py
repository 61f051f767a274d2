"""Two small origins on the loopback: host pages under a strict policy, and the built SDK."""

import json
import mimetypes
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.ledger import LEDGER

HOSTS = Path(__file__).parent / "hosts"
SDK = Path(__file__).parents[2] / "static" / "sdk"


@dataclass(frozen=True)
class Site:
    """Where the host pages are, and where the SDK comes from."""

    host: str
    sdk: str
    built: Path
    # The same pages, whose first script is the ledger: not every engine's driver can put it there.
    watched: str

    def page(self, name: str) -> str:
        return f"{self.host}/{name}.html"

    def watched_page(self, name: str) -> str:
        return f"{self.watched}/{name}.html"

    def chunk(self, name: str) -> str:
        """Address of a chunk of the SDK, by its name in the build's list."""
        files = json.loads((self.built / "build.json").read_text())["files"]
        return f"{self.sdk}/sdk/v1/{files[name]['name']}"


class _Handler(BaseHTTPRequestHandler):
    is_watched = False

    def __init__(self, folder: Path, headers: dict[str, str], *args: object) -> None:
        self.folder = folder
        self.extra = headers
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        file = (self.folder / path.removeprefix("/sdk/v1/").lstrip("/")).resolve()
        if path == "/favicon.ico":
            return self._answer(204, b"", "image/x-icon")
        if path == "/ledger.js":
            return self._answer(200, LEDGER.encode(), "text/javascript; charset=utf-8")
        if not file.is_relative_to(self.folder.resolve()) or not file.is_file():
            return self._answer(404, b"not found", "text/plain")
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        text = "; charset=utf-8" if kind.startswith("text/") or "javascript" in kind else ""
        body = file.read_bytes()
        if kind == "text/html":
            body = body.replace(b"SDK_ORIGIN", self.extra.get("X-Sdk", "").encode())
            if self.is_watched:
                body = body.replace(b"<head>", b'<head><script src="/ledger.js"></script>', 1)
        return self._answer(200, body, kind + text)

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in self.extra.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Silence: the tests say what matters."""


class _Watched(_Handler):
    is_watched = True


def strict_policy(sdk: str) -> str:
    """What a careful host sends: nothing inline, no string becomes code or markup."""
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {sdk}",
            "style-src 'self'",
            f"connect-src 'self' {sdk}",
            "object-src 'none'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


@contextmanager
def _served(
    folder: Path, headers: dict[str, str], handler: type[_Handler] = _Handler
) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, folder, headers))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def served_site(folder: Path) -> Iterator[Site]:
    """Serves a copy of the built SDK, taken into `folder`: a build meanwhile changes nothing here."""
    built = Path(shutil.copytree(SDK, folder / "sdk"))
    with _served(built, {"Access-Control-Allow-Origin": "*"}) as sdk:
        policy = {"Content-Security-Policy": strict_policy(sdk), "X-Sdk": sdk}
        with _served(HOSTS, policy) as host, _served(HOSTS, policy, _Watched) as watched:
            yield Site(host=host, sdk=sdk, built=built, watched=watched)
