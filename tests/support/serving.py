"""The app of the test run on a free port, for a real browser."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_parts: object) -> None:
        """A failing test shows what failed, not each style sheet that was read."""


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve the app from threads of this process; yield its address."""

    def closing(environ: Any, start_response: Any) -> Iterator[bytes]:
        # Werkzeug's server leaves a file open when the browser hangs up on it.
        answer = app(environ, start_response)
        try:
            yield from answer
        finally:
            if hasattr(answer, "close"):
                answer.close()

    server = make_server("127.0.0.1", 0, closing, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
