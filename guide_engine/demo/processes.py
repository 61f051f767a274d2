"""The demo's two servers as child processes: started, awaited, ended together."""

import os
import signal
import subprocess
import sys
import time
from types import FrameType, TracebackType

import httpx

from guide_engine.demo.record import DemoRecord
from guide_engine.serve import CannotServe

READY_WITHIN_SECONDS = 60
ENDS_WITHIN_SECONDS = 10


class Processes:
    """Context manager: on the way out, whatever was started is ended."""

    def __init__(self) -> None:
        self._running: list[tuple[str, subprocess.Popen[bytes], str]] = []

    def __enter__(self) -> "Processes":
        signal.signal(signal.SIGTERM, _interrupt)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        for _, process, _ in self._running:
            process.terminate()
        for _, process, _ in self._running:
            try:
                process.wait(ENDS_WITHIN_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
        return kind is KeyboardInterrupt

    def start_service(self, host: str, port: int) -> None:
        command = ["-m", "guide_engine", "serve", "--host", host, "--port", str(port)]
        url = f"http://{host}:{port}"
        self._start("service", command, {"GUIDE_ENGINE_PUBLIC_URL": url}, f"{url}/healthz")

    def start_host_app(self, host: str, port: int, service_url: str, record: DemoRecord) -> None:
        command = ["-m", "guide_engine.demo.host", "--host", host, "--port", str(port)]
        environ = {
            "DEMO_SERVICE_URL": service_url,
            "DEMO_PUBLIC_KEY": record.public_key,
            "DEMO_SECRET": record.secret,
        }
        self._start("demo app", command, environ, f"http://{host}:{port}/")

    def _start(self, name: str, command: list[str], environ: dict[str, str], probe: str) -> None:
        # A group of its own: Ctrl+C reaches us alone, and we end the children in order.
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, *command],
            env={"GUIDE_ENGINE_LOG_LEVEL": "warning", **os.environ, **environ},
            start_new_session=True,
            # Their greeting would stand beside ours.
            stdout=subprocess.DEVNULL,
        )
        self._running.append((name, process, probe))

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        for name, process, probe in self._running:
            while not _answers(probe):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise CannotServe(f"The {name} did not start; its own words are above.")
                time.sleep(0.05)

    def wait(self) -> None:
        """Return when one of the processes has ended."""
        while all(process.poll() is None for _, process, _ in self._running):
            time.sleep(0.3)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2, trust_env=False).status_code < 500
    except httpx.HTTPError:
        return False


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
