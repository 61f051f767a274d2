"""Guessing passwords is slowed down: per account and per address, twice as long each time.

Kept in memory and bounded: a restart forgets it, and a flood of names can't fill the machine.
An account is never locked for long, or anybody could lock its owner out.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from flask import Flask, current_app
from flask_babel import ngettext

from guide_engine.core import clock
from guide_engine.core.errors import DomainError


class TooManyAttempts(DomainError):
    """Too many wrong passwords; `retry_after` seconds must pass."""

    status = 429
    code = "too_many_attempts"


@dataclass(frozen=True)
class Allowance:
    """So many failures are free; each further one doubles the wait, up to the longest."""

    free: int
    longest_seconds: int


ACCOUNT = Allowance(free=5, longest_seconds=60)
ADDRESS = Allowance(free=20, longest_seconds=15 * 60)
REMEMBERED_AT_MOST = 20_000
FORGOTTEN_AFTER = timedelta(hours=1)


def wait_seconds(failures: int, allowance: Allowance) -> int:
    """Say how long to wait after so many failures in a row. Pure."""
    if failures <= allowance.free:
        return 0
    return int(min(2 ** min(failures - allowance.free, 20), allowance.longest_seconds))


class Attempts:
    def __init__(self, now: Callable[[], datetime] = clock.now) -> None:
        self._now = now
        self._lock = Lock()
        # Least recently failed first, so that the oldest are forgotten when there are too many.
        self._failures: OrderedDict[tuple[str, str], tuple[int, datetime]] = OrderedDict()

    def admit(self, email: str, address: str) -> None:
        """Raise TooManyAttempts while the account or the address has to wait."""
        with self._lock:
            seconds = max(
                self._left(("account", email), ACCOUNT), self._left(("address", address), ADDRESS)
            )
        if seconds > 0:
            raise TooManyAttempts(
                ngettext(
                    "Too many attempts. Try again in %(num)s second.",
                    "Too many attempts. Try again in %(num)s seconds.",
                    seconds,
                ),
                retry_after=seconds,
            )

    def failed(self, email: str, address: str) -> None:
        with self._lock:
            for key in (("account", email), ("address", address)):
                count, _at = self._failures.pop(key, (0, None))
                self._failures[key] = (count + 1, self._now())
            while len(self._failures) > REMEMBERED_AT_MOST:
                self._failures.popitem(last=False)

    def succeeded(self, email: str) -> None:
        with self._lock:
            self._failures.pop(("account", email), None)

    def _left(self, key: tuple[str, str], allowance: Allowance) -> int:
        count, at = self._failures.get(key, (0, self._now()))
        passed = self._now() - at
        if passed > FORGOTTEN_AFTER:
            del self._failures[key]
            return 0
        return wait_seconds(count, allowance) - int(passed.total_seconds())


def init_app(app: Flask) -> None:
    app.extensions["guide_engine.attempts"] = Attempts()


def current() -> Attempts:
    attempts: Attempts = current_app.extensions["guide_engine.attempts"]
    return attempts
