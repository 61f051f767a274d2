"""`make test-engines`: what runs in each engine, in all of them; with `--smoke`, a few in the others."""

import os
import subprocess
import sys
from collections.abc import Callable

from tests.support.browsers import BrowserMissing, ensure_chromium, ensure_firefox, ensure_webkit

ENSURE: dict[str, Callable[[], object]] = {
    "chromium": ensure_chromium,
    "firefox": ensure_firefox,
    "webkit": ensure_webkit,
}
# Chromium runs every browser test in `make test`.
OTHERS = ("firefox", "webkit")


def main(arguments: list[str]) -> int:
    """`--smoke` and names of engines; the rest is for pytest."""
    is_smoke = "--smoke" in arguments
    named = [name for name in arguments if name in ENSURE]
    rest = [word for word in arguments if word not in {"--smoke", *ENSURE}]
    failed = 0
    for name in named or (OTHERS if is_smoke else ENSURE):
        failed = run_in(name, is_smoke=is_smoke, more=rest) or failed
    return failed


def run_in(name: str, *, is_smoke: bool, more: list[str]) -> int:
    try:
        ENSURE[name]()
    except BrowserMissing as error:
        say(f"{name} was not tested: {error}")
        # At a desk an engine may be missing, where only a smoke of it was asked for.
        return 0 if is_smoke and not os.environ.get("CI") else 2
    say(f"{'Smoke' if is_smoke else 'Runtime suite'} in {name}")
    which = "smoke" if is_smoke else "engines"
    command = [sys.executable, "-m", "pytest", "-q", "tests/browser", "-m", which, *more]
    environ = {**os.environ, "GUIDE_ENGINE_TEST_ENGINES": name}
    return subprocess.run(command, env=environ, check=False).returncode


def say(line: str) -> None:
    print(f"\n=== {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
