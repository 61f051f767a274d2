"""`guide-engine demo`: the service and a host app on another origin, with sample data."""

import sys
import time

import click

from guide_engine.app import create_app
from guide_engine.core import clock
from guide_engine.core.settings import Settings, load_settings
from guide_engine.demo import seed, traffic
from guide_engine.demo.processes import Processes
from guide_engine.demo.record import DemoRecord
from guide_engine.serve import refuse_taken_port
from guide_engine.upkeep import upgrade

HOST = "127.0.0.1"


@click.command("demo")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--demo-port", type=click.IntRange(1, 65535), default=8001, show_default=True)
@click.option("--reset", is_flag=True, help="Throw the demo workspace away and start over.")
@click.option(
    "--seed", "number", default=7, show_default=True, help="Luck of the simulated people."
)
def demo(port: int, demo_port: int, reset: bool, number: int) -> None:
    """Serve the editor, and a demo host app that embeds the SDK, in the foreground."""
    settings = load_settings(public_url=f"http://{HOST}:{port}")
    for wanted in (port, demo_port):
        refuse_taken_port(HOST, wanted)
    record = prepare(settings, f"http://{HOST}:{demo_port}", reset=reset)
    with Processes() as processes:
        processes.start_service(HOST, port)
        processes.start_host_app(HOST, demo_port, f"http://{HOST}:{port}", record)
        processes.wait_until_ready()
        welcome(port, demo_port, record)
        if not record.history_sent:
            send_history(settings, record, f"http://{HOST}:{port}", number)
        processes.wait()


def prepare(settings: Settings, host_url: str, *, reset: bool) -> DemoRecord:
    """Migrate, and make the demo workspace unless it is there already."""
    app = create_app(settings)
    with app.app_context():
        upgrade(app)
        record = DemoRecord.load(settings.data)
        if reset or record is None or not seed.exists(record.workspace_id):
            seed.remove(record)
            record = seed.create()
            record.save(settings.data)
        seed.place_host(record, host_url)
    return record


def welcome(port: int, demo_port: int, record: DemoRecord) -> None:
    click.echo(
        f"\n  Editor     http://{HOST}:{port}"
        f"\n  Sign in    {record.email}   password: {record.password}"
        f"\n  Demo app   http://{HOST}:{demo_port}   (the product your guides appear in)"
        "\n\n  Stop with Ctrl+C; start over with `guide-engine demo --reset`.\n"
    )


def send_history(settings: Settings, record: DemoRecord, url: str, number: int) -> None:
    """Send thirty days of simulated people through the public endpoints, showing progress."""
    entrance = traffic.Entrance(url, record.public_key, record.secret, record.api_token)
    started = time.monotonic()
    shown = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal shown
        if done == total or time.monotonic() - shown > (0.2 if sys.stdout.isatty() else 5):
            shown = time.monotonic()
            end = "\r" if sys.stdout.isatty() and done < total else "\n"
            click.echo(f"  Sending 30 days of history: {done:,} of {total:,} people{end}", nl=False)

    tally = traffic.send_history(
        entrance, record.guides, record.threads, record.made_at, number, progress
    )
    record.history_sent = True
    record.save(settings.data)
    click.echo(
        f"  {tally.events:,} events of {tally.people:,} people in {time.monotonic() - started:.0f} s"
        f" ({tally.refused} refused), {clock.now():%H:%M} UTC. Reports follow within seconds.\n"
    )
