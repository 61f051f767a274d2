"""Runs the service in a process of its own, to be killed: `python -m tests.events.serving PORT DATA URL`."""

import sys
from pathlib import Path

from flask import Flask
from granian import Granian
from granian.constants import Interfaces

from guide_engine import worker
from guide_engine.app import create_app
from guide_engine.core.db import Model, db
from guide_engine.core.settings import Settings


def build() -> Flask:
    app = create_app(
        Settings(data=Path(sys.argv[2]), database_url=sys.argv[3], secret_key="k" * 40, port=PORT)
    )
    with app.app_context():
        Model.metadata.create_all(db.engine)
    worker.start_inline(app)
    return app


PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 0

if __name__ == "__main__":
    Granian(
        "tests.events.serving:build",
        factory=True,
        address="127.0.0.1",
        port=PORT,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=8,
        log_enabled=False,
    ).serve()
