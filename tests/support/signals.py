"""Hearing signals alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from blinker import NamedSignal


@contextmanager
def only_heard_by(signal: NamedSignal, receiver: Callable[..., Any]) -> Iterator[None]:
    """Silence what the domains have connected, and let one receiver hear."""
    before = dict(signal.receivers)
    signal.receivers.clear()
    try:
        with signal.connected_to(receiver):
            yield
    finally:
        signal.receivers.update(before)
