"""The only clock. Everything that needs the time asks here, so tests can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_frozen_at: ContextVar[datetime | None] = ContextVar("frozen_at", default=None)


def now() -> datetime:
    """Return the current time, aware and in UTC."""
    return _frozen_at.get() or datetime.now(UTC)


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock at `at` (aware) for this thread and task."""
    token = _frozen_at.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _frozen_at.reset(token)


def from_millis(millis: int) -> datetime:
    """Read Unix milliseconds. Raises OverflowError when out of range."""
    return _EPOCH + millis * _MILLISECOND


def to_millis(moment: datetime) -> int:
    """Write an aware moment as Unix milliseconds, without a detour over floats."""
    return (moment - _EPOCH) // _MILLISECOND
