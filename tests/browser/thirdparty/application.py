"""Optuna Dashboard, a web application from PyPI that knows nothing of us, run as its users run it."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[3]
# Locks in requirements/, each with a venv of its own in build/.
NEWEST, OLDER = "thirdparty", "thirdparty-older"
STARTS_WITHIN_SECONDS = 180

STUDY = """
import sys, optuna
optuna.logging.set_verbosity(optuna.logging.ERROR)
study = optuna.create_study(storage=sys.argv[1], study_name="checkout-speed")
study.optimize(lambda t: (t.suggest_float("rate", 0, 1) - 0.3) ** 2, n_trials=12)
"""


def installed(release: str) -> Path:
    """Install it into a venv of its own, once per lock file; return that venv's bin folder."""
    lock, venv = ROOT / "requirements" / f"{release}.txt", ROOT / "build" / release
    mark = venv / "installed.txt"
    if not mark.exists() or mark.read_text() != lock.read_text():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], check=True)
        pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "-q", "--require-hashes"]
        subprocess.run([*pip, "-r", str(lock)], check=True)
        mark.write_text(lock.read_text())
    return venv / "bin"


@contextmanager
def running(folder: Path, port: int, release: str = NEWEST) -> Iterator[str]:
    """Serve a study of twelve trials; yield the application's own address."""
    bin_folder = installed(release)
    storage = f"sqlite:///{folder / f'{release}.db'}"
    subprocess.run([str(bin_folder / "python"), "-c", STUDY, storage], check=True)
    with (folder / f"{release}.log").open("wb") as log:
        process = subprocess.Popen(
            [str(bin_folder / "optuna-dashboard"), storage, "--port", str(port)],
            stdout=log,
            stderr=log,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/dashboard/")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def wait_for(url: str) -> None:
    """Return once the address answers with success."""
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while True:
        try:
            if httpx.get(url, trust_env=False).is_success:
                return
        except httpx.TransportError:
            pass
        if time.monotonic() > deadline:
            raise TimeoutError(f"{url} did not answer in {STARTS_WITHIN_SECONDS} s")
        time.sleep(0.1)
