"""The worker runs what is due, one at a time over all processes, and stops when told."""

import logging
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from time import monotonic, process_time

import pytest
from flask import Flask

from guide_engine import worker
from guide_engine.core import clock, jobs, lease
from guide_engine.core.db import db
from guide_engine.core.jobs import Job
from guide_engine.worker import LEASE, Worker, start_inline

Run = Callable[[], Mapping[str, int]]


@pytest.fixture
def own_jobs(app: Flask) -> Iterator[Callable[..., None]]:
    """Replace the app's jobs by the test's own."""
    before = app.extensions.pop("guide_engine.jobs", {})

    def add(name: str, run: Run, every: float = 0.01, *, on_news: bool = False) -> None:
        jobs.register(app, Job(name, every, run, on_news))

    yield add
    app.extensions["guide_engine.jobs"] = before
    jobs.bell(app).clear()


def run_until(app: Flask, done: threading.Event) -> float:
    """Run a worker until `done`; return how long stopping took."""
    stop = start_inline(app)
    try:
        assert done.wait(10)
    finally:
        before = monotonic()
        stop()
    return monotonic() - before


def test_due_jobs_run_again_and_again_in_an_app_context(
    app: Flask, own_jobs: Callable[..., None]
) -> None:
    runs: list[str] = []
    done = threading.Event()

    def job() -> dict[str, int]:
        runs.append(str(db.engine.url))
        if len(runs) == 3:
            done.set()
        return {}

    own_jobs("three times", job)
    assert run_until(app, done) < 2
    assert lease.holding(db.engine, LEASE) is None


def test_the_bell_wakes_a_job_that_waits_for_news(
    app: Flask, own_jobs: Callable[..., None]
) -> None:
    first, second = threading.Event(), threading.Event()

    def job() -> dict[str, int]:
        (second if first.is_set() else first).set()
        return {}

    own_jobs("news", job, every=3600, on_news=True)
    stop = start_inline(app)
    assert first.wait(10)
    assert not second.is_set()
    jobs.bell(app).set()
    assert second.wait(10)
    stop()


def test_more_work_is_done_at_once(app: Flask, own_jobs: Callable[..., None]) -> None:
    left = [3]
    done = threading.Event()

    def job() -> dict[str, int]:
        left[0] -= 1
        if not left[0]:
            done.set()
        return {"more": left[0]}

    own_jobs("slices", job, every=3600, on_news=True)
    run_until(app, done)
    assert left == [0]


def test_a_failing_job_is_logged_backs_off_and_harms_no_other(
    app: Flask, own_jobs: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    failures = [0]
    good = [0]
    done = threading.Event()

    def bad() -> dict[str, int]:
        failures[0] += 1
        raise RuntimeError("boom")

    def fine() -> dict[str, int]:
        good[0] += 1
        if good[0] == 20:
            done.set()
        return {}

    own_jobs("bad", bad)
    own_jobs("fine", fine)
    logging.getLogger("guide_engine").propagate = True
    with caplog.at_level(logging.ERROR, "guide_engine.worker"):
        run_until(app, done)
    logging.getLogger("guide_engine").propagate = False
    assert failures[0] < 5
    assert next(record.getMessage() for record in caplog.records) == "job_failed"


def test_an_idle_worker_burns_no_processor(app: Flask, own_jobs: Callable[..., None]) -> None:
    ready = threading.Event()

    def job() -> dict[str, int]:
        ready.set()
        return {}

    own_jobs("idle", job, every=3600, on_news=True)
    stop = start_inline(app)
    assert ready.wait(10)
    before = process_time()
    threading.Event().wait(1.0)
    used = process_time() - before
    stop()
    assert used < 0.1


def test_only_one_worker_works_at_a_time(app: Flask) -> None:
    first, second = lease.new_holder(), lease.new_holder()
    lease.enter(first)
    lease.enter(second)
    assert lease.take(db.engine, LEASE, first, 30)
    assert not lease.take(db.engine, LEASE, second, 30)
    assert lease.take(db.engine, LEASE, first, 30)
    with clock.frozen(clock.now() + timedelta(seconds=31)):
        assert lease.take(db.engine, LEASE, second, 30)
        assert not lease.take(db.engine, LEASE, first, 30)
    lease.release(db.engine, LEASE, first)
    assert lease.holding(db.engine, LEASE)
    lease.release(db.engine, LEASE, second)
    assert lease.holding(db.engine, LEASE) is None
    lease.leave(first)
    lease.leave(second)


def test_the_lease_of_a_dead_process_of_this_host_is_free(app: Flask) -> None:
    host, _pid, token = lease.new_holder().split("/")
    dead = f"{host}/{2**22 + 1}/{token}"
    assert lease.take(db.engine, LEASE, dead, 30)
    assert lease.take(db.engine, LEASE, lease.new_holder(), 30)


def test_the_lease_of_our_own_former_process_id_is_free(app: Flask) -> None:
    former = lease.new_holder()
    assert lease.take(db.engine, LEASE, former, 30)
    assert lease.is_dead(former)
    assert lease.take(db.engine, LEASE, lease.new_holder(), 30)


def test_a_living_process_and_another_host_keep_theirs(app: Flask) -> None:
    assert not lease.is_dead(f"elsewhere/{2**22 + 1}/x")
    assert not lease.is_dead(lease.new_holder().replace(str(os.getpid()), str(os.getppid())))


def test_a_standby_worker_does_nothing(app: Flask, own_jobs: Callable[..., None]) -> None:
    holder = lease.new_holder()
    lease.enter(holder)
    assert lease.take(db.engine, LEASE, holder, 30)
    ran = threading.Event()

    def job() -> dict[str, int]:
        ran.set()
        return {}

    own_jobs("mine", job)
    standby = Worker(app)
    assert not standby._may_work()
    lease.leave(holder)
    lease.release(db.engine, LEASE, holder)
    standby._renew_at = 0
    lease.enter(standby._holder)
    assert standby._may_work()
    lease.leave(standby._holder)
    assert worker.LEASE_SECONDS > 2 * worker.RENEW_SECONDS
