"""Servers under measurement: the service, and a bare app under the same granian settings."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

STARTS_WITHIN_SECONDS = 60
THREADS = "16"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def service(environ: dict[str, str]) -> Iterator[tuple[str, int]]:
    """Run `guide-engine serve`; yield its address and process id."""
    port = free_port()
    command = ["-m", "guide_engine", "serve", "--port", str(port)]
    with _running(command, {**environ, "GUIDE_ENGINE_THREADS": THREADS}, port, "/healthz") as pid:
        yield f"http://127.0.0.1:{port}", pid


@contextmanager
def bare(factory: str, environ: dict[str, str]) -> Iterator[str]:
    """Run a bare app of `benchmarks.bare` under granian as `serve` configures it."""
    port = free_port()
    command = ["-m", "granian", "--interface", "wsgi", "--factory", "--no-log", "--no-ws"]
    command += ["--workers", "1", "--blocking-threads", THREADS, "--port", str(port)]
    with _running([*command, f"benchmarks.bare:{factory}"], environ, port, "/"):
        yield f"http://127.0.0.1:{port}/bare"


@contextmanager
def _running(command: list[str], environ: dict[str, str], port: int, probe: str) -> Iterator[int]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GUIDE_ENGINE_")}
    process = subprocess.Popen(
        [sys.executable, *command], env={**clean, **environ}, stdout=subprocess.DEVNULL
    )
    try:
        _wait(f"http://127.0.0.1:{port}{probe}", process)
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while True:
        try:
            httpx.get(url, timeout=2, trust_env=False)
            return
        except httpx.TransportError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise TimeoutError(f"nothing answers at {url}") from None
            time.sleep(0.1)
