"""`make bench [ONLY=sizes,state,…]`: run the benchmarks and print them as Markdown tables."""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import anchoring, finding, ingest, memory, report, showing, sizes, state
from benchmarks.anchoring import DataMissing
from benchmarks.load import LoadToolMissing
from benchmarks.peers import PeersMissing
from guide_engine.core import clock

PARTS: dict[str, Callable[[Path], None]] = {
    "sizes": sizes.run,
    "showing": showing.run,
    "anchoring": anchoring.run,
    "finding": finding.run,
    "state": state.run,
    "ingest": ingest.run,
    "report": report.run,
    "memory": memory.run,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help=f"some of: {' '.join(PARTS)}")
    chosen = parser.parse_args().only or list(PARTS)
    if unknown := [name for name in chosen if name not in PARTS]:
        parser.error(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    print(f"Measured {clock.now():%Y-%m-%d} on {machine()}.")
    failed = 0
    for name in chosen:
        print(f"\n## {name}\n", flush=True)
        try:
            with tempfile.TemporaryDirectory(prefix="ge-bench-") as folder:
                PARTS[name](Path(folder))
        except (DataMissing, LoadToolMissing, PeersMissing) as error:
            print(f"Not measured: {error}")
            failed = 1
    return failed


def machine() -> str:
    """Name processor, cores and interpreter; the reader judges the figures by them."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor() or "an unnamed processor",
    )
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main())
