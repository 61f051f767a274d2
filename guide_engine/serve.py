"""Serving: the checks before the first request, then the server's process (`server`)."""

import os
import socket
import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from guide_engine import worker as worker_loop
from guide_engine.app import create_app
from guide_engine.core.db import db
from guide_engine.core.settings import Settings, load_settings
from guide_engine.identity.setup import setup_token
from guide_engine.upkeep import upgrade


class CannotServe(Exception):
    """The server can't start. The message says why and what to do."""


@click.command("serve")
@click.option("--host", help="Address to listen on (default: GUIDE_ENGINE_HOST or 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port (default: GUIDE_ENGINE_PORT).")
def serve(host: str | None, port: int | None) -> None:
    """Serve the editor and the SDK's endpoints, after bringing the database up to date."""
    settings = load_settings()
    host, port = host or settings.host, port or settings.port
    refuse_taken_port(host, port)
    token = _prepare(settings)
    address = settings.public_url or f"http://{host}:{port}"
    click.echo(f"Guide Engine serves {address}")
    if token is not None:
        click.echo(f"Nobody owns it yet: open {address}/setup#{token}")
    arguments = ["--host", host, "--port", str(port), "--threads", str(settings.threads)]
    if settings.log_level == "debug":
        arguments.append("--log")
    # Turning into the server drops what the checks have loaded: half of the parent's memory.
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "guide_engine.server", *arguments])  # noqa: S606


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Run projections and scheduled jobs in a process of their own."""
    worker_loop.run_forever(current_app._get_current_object())  # type: ignore[attr-defined]


def refuse_taken_port(host: str, port: int) -> None:
    """Raise CannotServe when nobody can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotServe(
                f"Port {port} on {host} can't be used: {error.strerror}."
                " Stop what listens there, or choose another with --port or GUIDE_ENGINE_PORT."
            ) from None


def _prepare(settings: Settings) -> str | None:
    """Migrate; return the token of the setup page while the instance has no owner."""
    app = create_app(settings)
    with app.app_context():
        upgrade(app)
        token = setup_token(app)
        db.engine.dispose()
    return token
