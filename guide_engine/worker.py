"""The loop that runs due jobs: a thread of the server, or a process of its own.

Of all workers on one database a lease lets one work; the others stand by. Jobs are idempotent,
so two at once for a moment, after a network split say, do no harm.
"""

import logging
import random
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.util import Finalize
from time import monotonic

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from guide_engine.core import jobs, lease
from guide_engine.core.db import db
from guide_engine.core.jobs import Job

log = logging.getLogger("guide_engine.worker")

LEASE = "worker"
LEASE_SECONDS = 30.0
RENEW_SECONDS = 10.0
# A job that fails waits twice as long each time, up to this.
LONGEST_BACKOFF_SECONDS = 300.0
STOP_SECONDS = 2.0
# So that a job with work without end lets the others run, too.
RUNS_IN_A_ROW = 20


@dataclass
class _Schedule:
    job: Job
    due: float
    failures: int = 0

    def ran(self, now: float) -> None:
        self.failures = 0
        self.due = now + _jittered(self.job.every_seconds)

    def failed(self, now: float) -> None:
        self.failures += 1
        wait = self.job.every_seconds * 2 ** min(self.failures, 16)
        self.due = now + _jittered(min(max(1.0, wait), LONGEST_BACKOFF_SECONDS))


def _jittered(seconds: float) -> float:
    return seconds * random.uniform(0.9, 1.1)  # noqa: S311


class Worker:
    """Runs the jobs that an app's domains registered, until told to stop."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._bell = jobs.bell(app)
        self._stopping = threading.Event()
        self._holder = lease.new_holder()
        self._renew_at = 0.0
        self._holds = False
        start = monotonic()
        # Not everything in the first second of a start.
        self._schedules = [
            _Schedule(job, start + (0.0 if job.on_news else _jittered(min(job.every_seconds, 5.0))))
            for job in jobs.registered(app)
        ]

    def run(self) -> None:
        """Work until `stop`. Whatever fails is logged and tried again later."""
        lease.enter(self._holder)
        log.info("worker_started", extra={"jobs": len(self._schedules)})
        try:
            while not self._stopping.is_set():
                self._bell.wait(self._pause())
                rang = self._bell.is_set()
                self._bell.clear()
                if not self._stopping.is_set() and self._may_work():
                    self._run_due(rang=rang)
        finally:
            lease.leave(self._holder)
            self._release()
            log.info("worker_stopped")

    def stop(self) -> None:
        self._stopping.set()
        self._bell.set()

    def _pause(self) -> float:
        """How long nothing is due, news aside."""
        now = monotonic()
        if not self._holds:
            return max(0.0, self._renew_at - now)
        due = min((schedule.due for schedule in self._schedules), default=now + RENEW_SECONDS)
        return max(0.0, min(due, self._renew_at) - now)

    def _may_work(self) -> bool:
        now = monotonic()
        if now < self._renew_at:
            return self._holds
        self._renew_at = now + _jittered(RENEW_SECONDS if self._holds else RENEW_SECONDS / 2)
        try:
            with self._app.app_context():
                self._holds = lease.take(db.engine, LEASE, self._holder, LEASE_SECONDS)
        except SQLAlchemyError as error:
            self._holds = False
            log.warning("worker_lease_failed", extra={"error": type(error).__name__})
        return self._holds

    def _run_due(self, *, rang: bool) -> None:
        for schedule in self._schedules:
            if self._stopping.is_set():
                return
            healthy_news = rang and schedule.job.on_news and schedule.failures == 0
            if healthy_news or schedule.due <= monotonic():
                self._run(schedule)

    def _run(self, schedule: _Schedule) -> None:
        job = schedule.job
        try:
            more = self._run_in_a_row(job)
        except Exception:
            schedule.failed(monotonic())
            log.exception("job_failed", extra={"job": job.name, "failures": schedule.failures})
            return
        schedule.ran(monotonic())
        if more:
            schedule.due = monotonic()

    def _run_in_a_row(self, job: Job) -> bool:
        for _ in range(RUNS_IN_A_ROW):
            # A context of its own each time: sessions and what they hold don't outlive a run.
            with self._app.app_context():
                counts = job.run()
            if not counts.get("more"):
                return False
            if self._stopping.is_set():
                return True
        return True

    def _release(self) -> None:
        if not self._holds:
            return
        try:
            with self._app.app_context():
                lease.release(db.engine, LEASE, self._holder)
        except SQLAlchemyError:
            log.warning("worker_release_failed")


def start_inline(app: Flask) -> Callable[[], None]:
    """Start a worker in a thread of this process; return what stops it."""
    worker = Worker(app)
    thread = threading.Thread(target=worker.run, name="guide-engine-worker", daemon=True)
    thread.start()

    def stop() -> None:
        worker.stop()
        thread.join(STOP_SECONDS)

    # Servers fork or spawn what answers requests; there `atexit` alone is not heard.
    Finalize(None, stop, exitpriority=10)
    return stop


def run_forever(app: Flask) -> None:
    """Work in the foreground until SIGTERM or SIGINT."""
    worker = Worker(app)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: worker.stop())
    worker.run()
