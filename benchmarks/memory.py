"""Resident memory of an idle server, all its processes together."""

import time
from pathlib import Path

from benchmarks import databases, servers, world
from benchmarks.table import print_table

SETTLES_SECONDS = 10


def run(folder: Path) -> None:
    rows = [(name, *measure(environ)) for name, environ in databases.each(folder)]
    print_table(
        ("idle server on", "processes", "resident MiB", "with shared pages split, MiB"), rows
    )


def measure(environ: dict[str, str]) -> tuple[int, str, str]:
    world.make(environ)
    with servers.service(environ) as (_url, pid):
        time.sleep(SETTLES_SECONDS)
        members = family(pid)
        resident = sum(figure_mib(member, "Rss:") for member in members)
        # Proportional: a page shared by two processes counts half for each.
        proportional = sum(figure_mib(member, "Pss:") for member in members)
    return len(members), f"{resident:.0f}", f"{proportional:.0f}"


def family(pid: int) -> list[int]:
    """A process and everything that descends from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in family(int(child)))]


def figure_mib(pid: int, name: str) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    raise ValueError(f"no {name} of process {pid}")
