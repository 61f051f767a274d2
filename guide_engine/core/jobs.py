"""Scheduled work: a domain registers a job, the worker runs what is due."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask import Flask


@dataclass(frozen=True)
class Job:
    """Idempotent, short, resumable work. `run` is called in an app context and returns counts.

    A run that returns a truthy `"more"` count is run again at once.
    """

    name: str
    every_seconds: float
    run: Callable[[], Mapping[str, int]] = field(compare=False)
    # Run at once when the bell rings, besides every so many seconds.
    on_news: bool = False


def register(app: Flask, job: Job) -> None:
    jobs: dict[str, Job] = app.extensions.setdefault("guide_engine.jobs", {})
    if job.name in jobs:
        raise ValueError(f"two jobs are named {job.name}")
    jobs[job.name] = job


def registered(app: Flask) -> list[Job]:
    return list(app.extensions.get("guide_engine.jobs", {}).values())


def bell(app: Flask) -> threading.Event:
    """Return what a verb sets when there is news for jobs, to wake a worker in this process."""
    news: threading.Event = app.extensions.setdefault("guide_engine.bell", threading.Event())
    return news
