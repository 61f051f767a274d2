"""`python -m guide_engine.demo.host`: serve the demo host app. `guide-engine demo` starts it."""

import argparse
import os

from flask import Flask
from granian import Granian
from granian.constants import Interfaces

from guide_engine.demo.host import create_host_app


def serving_app() -> Flask:
    """Build the app inside the server's process. The secret stays out of the command line."""
    return create_host_app(
        os.environ["DEMO_SERVICE_URL"], os.environ["DEMO_PUBLIC_KEY"], os.environ["DEMO_SECRET"]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8001)
    arguments = parser.parse_args()
    Granian(
        "guide_engine.demo.host.__main__:serving_app",
        factory=True,
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        websockets=False,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    main()
