"""The server's process: granian (WSGI) with one child that answers requests.

Imported by the parent too, which only watches over the child: so it imports nothing of the app.
`guide_engine.serve` runs the checks and then turns into this (`python -m guide_engine.server`).
"""

import argparse
import atexit
from typing import TYPE_CHECKING

from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings

if TYPE_CHECKING:
    from flask import Flask

# A client that sends its headers slower than this is cut off (slow loris).
HEADER_TIMEOUT_MILLIS = 5_000
# After this a child that still answers requests is ended.
STOP_TIMEOUT_SECONDS = 15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--log", action="store_true")
    arguments = parser.parse_args()
    Granian(
        "guide_engine.server:serving_app",
        factory=True,
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=arguments.threads,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_TIMEOUT_MILLIS),
        websockets=False,
        workers_kill_timeout=STOP_TIMEOUT_SECONDS,
        log_enabled=arguments.log,
    ).serve()


def serving_app() -> "Flask":
    """Build the app inside the child, with its worker thread unless one runs apart."""
    from guide_engine import worker
    from guide_engine.app import create_app

    app = create_app()
    if app.config["SETTINGS"].worker == "inline":
        atexit.register(worker.start_inline(app))
    return app


if __name__ == "__main__":
    main()
