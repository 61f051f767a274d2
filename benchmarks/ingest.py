"""Durable event ingest in batches of 20, against a bare route that only parses them."""

from pathlib import Path

from benchmarks import databases, load, servers, world
from benchmarks.state import cells
from benchmarks.table import print_table

SCRIPT = Path(__file__).with_name("ingest.lua")
BATCH = 20


def run(folder: Path) -> None:
    rows = [row for name, environ in databases.each(folder) for row in measure(name, environ)]
    header = ("route", "batches/s", "p99 ms", "failed", "events/s", "share of bare")
    print_table(header, rows)


def measure(name: str, environ: dict[str, str]) -> list[tuple[object, ...]]:
    """Press both in turn, twice each, and keep the better of each: the machine is noisy."""
    key = world.make(environ)
    with (
        servers.service(environ) as (url, _pid),
        servers.bare("parse_only", {}) as bare_url,
    ):
        address = f"{url}/v1/env/{key}/events"
        pairs = [(load.press(address, SCRIPT), load.press(bare_url, SCRIPT)) for _ in range(2)]
    ours = max((pair[0] for pair in pairs), key=lambda seen: seen.requests_per_second)
    bare = max((pair[1] for pair in pairs), key=lambda seen: seen.requests_per_second)
    return [
        (f"durable ingest, {name}", *with_events(ours), f"{share(ours, bare):.2f}"),
        ("bare Flask, parses only", *with_events(bare), "1.00"),
    ]


def with_events(seen: load.Load) -> tuple[object, ...]:
    return (*cells(seen), f"{seen.requests_per_second * BATCH:,.0f}")


def share(ours: load.Load, bare: load.Load) -> float:
    return ours.requests_per_second / bare.requests_per_second
