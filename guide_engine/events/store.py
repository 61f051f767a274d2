"""The log's one way in: concurrent requests share a transaction, and none returns before it commits.

The first request to arrive leads: it takes what is waiting, writes it in one transaction, tells
everybody whose events were in it, and hands the lead to the first that waits still. While a disk
flush lasts the next group gathers, so the busier the service, the larger the groups. There is no
thread to start, to drain or to lose in a fork.
"""

import random
import threading
from collections import deque
from collections.abc import Callable, Sequence
from time import monotonic

from flask import Flask, current_app
from sqlalchemy import Engine

from guide_engine.core import jobs
from guide_engine.core.db import db
from guide_engine.core.errors import Unavailable
from guide_engine.events.batch import Batch, Written
from guide_engine.events.writing import write_group

# Events in one transaction: enough to share the flush, few enough to keep the wait short.
GROUP_WEIGHT = 500
# Waiting beyond this, a request is told to come back.
QUEUE_WEIGHT = 20_000
WAIT_SECONDS = 12.0

Write = Callable[[Sequence[Batch]], list[Written]]


def later(message: str) -> Unavailable:
    """A refusal that asks to come back at a moment of one's own, so that not all come at once."""
    return Unavailable(message, retry_after=random.randint(2, 10))  # noqa: S311


class _Ticket:
    """A request that waits for its events to be on disk."""

    __slots__ = ("batch", "error", "leads", "ready", "written")

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.ready = threading.Event()
        self.leads = False
        self.written: Written | None = None
        self.error: Exception | None = None

    @property
    def settled(self) -> bool:
        return self.written is not None or self.error is not None


class Store:
    def __init__(self, write: Write, on_stored: Callable[[], None] = lambda: None) -> None:
        self._write = write
        self._on_stored = on_stored
        self._mutex = threading.Lock()
        self._waiting: deque[_Ticket] = deque()
        self._weight = 0
        self._led = False
        self._closed = False

    def append(self, batch: Batch) -> Written:
        """Return once the batch is on disk. Raises Unavailable when it isn't and won't be.

        Any other exception also means that nothing of the batch was acknowledged; sending it
        again is always safe.
        """
        ticket = self._enqueue(batch)
        if not ticket.leads:
            self._wait(ticket)
        if ticket.leads and not ticket.settled:
            self._lead(ticket)
        if ticket.error is not None:
            raise ticket.error
        assert ticket.written is not None, "a batch left the log without a result"  # noqa: S101
        return ticket.written

    def close(self, timeout: float = 5.0) -> bool:
        """Take no more, and wait for what is under way. True when nothing is left."""
        with self._mutex:
            self._closed = True
        until = monotonic() + timeout
        while self._led and monotonic() < until:
            threading.Event().wait(0.01)
        return not self._led

    def _enqueue(self, batch: Batch) -> _Ticket:
        ticket = _Ticket(batch)
        with self._mutex:
            if self._closed:
                raise later("The service is stopping.")
            if self._weight + batch.weight > QUEUE_WEIGHT and self._waiting:
                raise later("More events are waiting than can be stored right now.")
            self._waiting.append(ticket)
            self._weight += batch.weight
            if not self._led:
                self._led = ticket.leads = True
        return ticket

    def _wait(self, ticket: _Ticket) -> None:
        if ticket.ready.wait(WAIT_SECONDS):
            return
        with self._mutex:
            if ticket.ready.is_set():
                return
            if ticket in self._waiting:
                # Not begun: it can still be taken back, so the refusal is the whole truth.
                self._waiting.remove(ticket)
                self._weight -= ticket.batch.weight
                raise later("The database is too slow to store events right now.")
        # Being written. The database's own time-out bounds this.
        ticket.ready.wait()

    def _lead(self, own: _Ticket) -> None:
        try:
            while not own.settled:
                self._write_next_group()
        finally:
            with self._mutex:
                if self._waiting:
                    self._waiting[0].leads = True
                    self._waiting[0].ready.set()
                else:
                    self._led = False

    def _write_next_group(self) -> None:
        group = self._take_group()
        try:
            results = self._write([ticket.batch for ticket in group])
            for ticket, written in zip(group, results, strict=True):
                ticket.written = written
        except BaseException as error:  # Whatever it was, nobody of the group may hang.
            shared = error if isinstance(error, Exception) else later("The service is stopping.")
            for ticket in group:
                ticket.error = shared
            if shared is not error:
                raise
        finally:
            for ticket in group:
                ticket.ready.set()
        self._on_stored()

    def _take_group(self) -> list[_Ticket]:
        with self._mutex:
            group = [self._waiting.popleft()]
            weight = group[0].batch.weight
            while self._waiting and weight + self._waiting[0].batch.weight <= GROUP_WEIGHT:
                ticket = self._waiting.popleft()
                weight += ticket.batch.weight
                group.append(ticket)
            self._weight -= weight
        return group


def init_app(app: Flask) -> None:
    engine: Engine | None = None

    def write(group: Sequence[Batch]) -> list[Written]:
        nonlocal engine
        engine = engine or db.engine
        return write_group(engine, group)

    app.extensions["guide_engine.store"] = Store(write, jobs.bell(app).set)


def append(batch: Batch) -> Written:
    """Append to the log of the current app. Leave no open write in the session beforehand."""
    store: Store = current_app.extensions["guide_engine.store"]
    return store.append(batch)
