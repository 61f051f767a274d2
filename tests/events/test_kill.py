"""Pull the plug under load: whatever was acknowledged is in the log, once."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.events import projector, queries
from guide_engine.events.rows import EVENTS
from tests.support.actors import Cast
from tests.support.events import wire_event

ROOT = Path(__file__).parents[2]
KILLS = 3
EACH_TURN = 400
SENDERS = 4


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def service(port: int, data: Path, url: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start the service in a process group of its own, so that a kill reaches all of it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.events.serving", str(port), str(data), url],
        cwd=ROOT,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_it_answers(port, process)
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_until_it_answers(port: int, process: subprocess.Popen[bytes]) -> None:
    until = monotonic() + 60
    while monotonic() < until:
        assert process.poll() is None, "the service did not start"
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
        except (OSError, HTTPException):
            threading.Event().wait(0.05)
    raise AssertionError("the service never answered")


class Sender(threading.Thread):
    """A browser that keeps what isn't acknowledged and sends it again."""

    def __init__(self, port: int, key: str, user_id: str) -> None:
        super().__init__()
        self.port, self.key, self.user_id = port, key, user_id
        self.acknowledged: set[str] = set()
        self.sent: set[str] = set()
        self.pending: list[dict[str, Any]] = []
        self.enough = threading.Event()

    def run(self) -> None:
        while not self.enough.is_set():
            if not self.pending:
                now = clock.to_millis(clock.now())
                self.pending = [wire_event("page_viewed", at=now) for _ in range(20)]
                self.sent |= {event["id"] for event in self.pending}
            self.send_once()

    def send_once(self) -> bool:
        body = json.dumps(
            {
                "sdk": "test/1",
                "user_id": self.user_id,
                "sent_at": clock.to_millis(clock.now()),
                "tab": "t",
                "events": self.pending,
            }
        )
        try:
            with closing(HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
                connection.request("POST", f"/v1/env/{self.key}/events", body)
                response = connection.getresponse()
                answer = json.loads(response.read())
        except (OSError, HTTPException, ValueError):
            threading.Event().wait(0.01)
            return False
        if response.status == 202:
            self.acknowledged |= {
                r["id"] for r in answer["results"] if r["status"] in {"ok", "duplicate"}
            }
            self.pending = []
        return response.status == 202


@pytest.mark.timeout(300)
def test_no_acknowledged_event_is_lost_or_doubled_when_the_service_is_killed(
    app: Flask, cast: Cast, database_url: str, tmp_path: Path
) -> None:
    key = cast.production.public_key
    environment_id = cast.production.id
    db.session.commit()
    port = free_port()
    senders = [Sender(port, key, f"u-{n}") for n in range(SENDERS)]
    for turn in range(KILLS):
        with service(port, tmp_path, database_url) as process:
            before = sum(len(sender.acknowledged) for sender in senders)
            if turn == 0:
                for sender in senders:
                    sender.start()
            until = monotonic() + 30
            while (
                sum(len(s.acknowledged) for s in senders) < before + EACH_TURN
                and monotonic() < until
            ):
                threading.Event().wait(0.005)
            kill(process)
    with service(port, tmp_path, database_url):
        for sender in senders:
            sender.enough.set()
            sender.join(30)
            if sender.pending:
                assert sender.send_once()
    acknowledged = set().union(*(sender.acknowledged for sender in senders))
    assert len(acknowledged) >= KILLS * EACH_TURN
    rows = db.session.execute(
        select(EVENTS.c.id).where(EVENTS.c.environment_id == environment_id)
    ).all()
    ids = [row.id for row in rows]
    assert len(ids) == len(set(ids))
    assert acknowledged <= set(ids)
    assert set(ids) <= set().union(*(sender.sent for sender in senders))
    projector.catch_up()
    assert queries.lag().events == 0
