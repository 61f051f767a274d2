"""State requests per second, against a bare Flask route that returns the same bytes."""

import json
from pathlib import Path

import httpx

from benchmarks import databases, load, servers, world
from benchmarks.table import print_table

USER = {"id": "bench-user", "attributes": {"role": "admin", "name": "Bench"}}


def run(folder: Path) -> None:
    rows = [
        row for name, environ in databases.each(folder) for row in measure(name, environ, folder)
    ]
    print_table(("route", "requests/s", "p99 ms", "failed", "share of bare"), rows)


def measure(name: str, environ: dict[str, str], folder: Path) -> list[tuple[object, ...]]:
    """Press both in turn, twice each, and keep the better of each: the machine is noisy."""
    key = world.make(environ)
    body = json.dumps({"sdk": "bench/1", "user": USER})
    script = load.post_script(folder / "state.lua", body)
    with servers.service(environ) as (url, _pid):
        address = f"{url}/v1/env/{key}/state"
        answer = httpx.post(address, content=body, trust_env=False).raise_for_status()
        bytes_file = folder / "state.json"
        bytes_file.write_bytes(answer.content)
        with servers.bare("same_bytes", {"BENCH_BODY": str(bytes_file)}) as bare_url:
            pairs = [(load.press(address, script), load.press(bare_url, script)) for _ in range(2)]
    ours = max((pair[0] for pair in pairs), key=lambda seen: seen.requests_per_second)
    bare = max((pair[1] for pair in pairs), key=lambda seen: seen.requests_per_second)
    size = len(answer.content)
    share = ours.requests_per_second / bare.requests_per_second
    return [
        (f"state, {size} bytes, {name}", *cells(ours), f"{share:.2f}"),
        (f"bare Flask, {size} bytes", *cells(bare), "1.00"),
    ]


def cells(seen: load.Load) -> tuple[str, str, int]:
    return f"{seen.requests_per_second:,.0f}", f"{seen.p99_millis:.1f}", seen.failed
