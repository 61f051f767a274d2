"""`make test`: a browser first, then the suite on SQLite, again on PostgreSQL, other engines last."""

import os
import subprocess
import sys

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.support import run_engines
from tests.support.browsers import BrowserMissing, ensure_chromium

POSTGRESQL = os.environ.get(
    "GUIDE_ENGINE_TEST_DATABASE_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/ge_test"
)


def main() -> int:
    try:
        browser = ensure_chromium()
    except BrowserMissing as error:
        print(f"No browser to test with: {error}", file=sys.stderr)
        return 2
    environ = {**os.environ, "GUIDE_ENGINE_TEST_BROWSER": browser}
    environ.pop("GUIDE_ENGINE_TEST_DATABASE_URL", None)
    say("Suite on SQLite")
    failed = run_pytest(environ)
    reason = why_no_postgresql(POSTGRESQL)
    if reason is None:
        say("Suite on PostgreSQL")
        failed = run_pytest({**environ, "GUIDE_ENGINE_TEST_DATABASE_URL": POSTGRESQL}) or failed
    elif os.environ.get("CI"):
        say(f"PostgreSQL must answer in CI, and does not: {reason}")
        failed = failed or 1
    else:
        say(f"PostgreSQL was not tested: {reason}. Set GUIDE_ENGINE_TEST_DATABASE_URL to test it.")
    return run_engines.main(["--smoke"]) or failed


def say(line: str) -> None:
    print(f"\n=== {line}", flush=True)


def run_pytest(environ: dict[str, str]) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", *sys.argv[1:]]
    return subprocess.run(command, env=environ, check=False).returncode


def why_no_postgresql(url: str) -> str | None:
    """Return None when the server answers, else its refusal in one line."""
    engine = create_engine(url.rsplit("/", 1)[0] + "/postgres", connect_args={"connect_timeout": 3})
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except OperationalError as error:
        return str(error.orig).strip().partition("\n")[0]
    finally:
        engine.dispose()
    return None


if __name__ == "__main__":
    sys.exit(main())
