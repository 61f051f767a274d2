"""Commands on the log."""

import sys

import click
from flask.cli import with_appcontext

from guide_engine.events import projector


@click.command("rebuild")
@with_appcontext
def rebuild() -> None:
    """Compute progress and reports anew from the event log. The result is identical.

    Safe while the service runs: reports are incomplete until it is done.
    """
    shown = -1

    def show(done: int, total: int) -> None:
        nonlocal shown
        percent = 100 * done // total if total else 100
        if percent != shown and sys.stderr.isatty():
            shown = percent
            click.echo(f"\r{done:,} of {total:,} events ({percent} %)", err=True, nl=False)

    count = projector.rebuild(show)
    click.echo(f"Rebuilt from {count:,} events.")
