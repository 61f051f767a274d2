"""Load from a second process (wrk), against loopback only, bounded in time."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 32
SECONDS = 8


class LoadToolMissing(Exception):
    """wrk is not installed."""


@dataclass(frozen=True)
class Load:
    """What wrk saw. `failed` counts answers that were not 2xx and broken connections."""

    requests_per_second: float
    p99_millis: float
    failed: int


def press(url: str, script: Path, connections: int = CONNECTIONS, seconds: int = SECONDS) -> Load:
    """Send as much as is answered, for `seconds`, after a short warm-up."""
    if not url.startswith("http://127.0.0.1:"):
        raise ValueError("load goes to loopback only")
    wrk = shutil.which("wrk")
    if wrk is None:
        raise LoadToolMissing("wrk is needed to press a server (Debian: apt-get install wrk).")
    command = [wrk, "-t1", f"-c{connections}", "--latency", "-s", str(script)]
    subprocess.run([*command, "-d1s", url], check=True, capture_output=True)
    done = subprocess.run(
        [*command, f"-d{seconds}s", url], check=True, capture_output=True, text=True
    )
    return parse(done.stdout)


def parse(output: str) -> Load:
    rate = re.search(r"Requests/sec:\s+([\d.]+)", output)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", output)
    failed = sum(int(n) for n in re.findall(r"Non-2xx or 3xx responses: (\d+)", output))
    errors = re.search(
        r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", output
    )
    if errors:
        failed += sum(int(n) for n in errors.groups())
    if rate is None or p99 is None:
        raise ValueError(f"wrk printed something unknown:\n{output}")
    unit = {"us": 0.001, "ms": 1.0, "s": 1000.0}[p99.group(2)]
    return Load(float(rate.group(1)), float(p99.group(1)) * unit, failed)


def post_script(path: Path, body: str) -> Path:
    """A wrk script that sends one fixed body as the SDK does."""
    path.write_text(
        'wrk.method = "POST"\n'
        'wrk.headers["Content-Type"] = "text/plain;charset=UTF-8"\n'
        f"wrk.body = [=====[{body}]=====]\n"
    )
    return path
