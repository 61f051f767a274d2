"""The database is busy, full or away: 503 and never 202; and it recovers without a restart."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.events import projector, queries, writing
from guide_engine.events.writing import APPEND_LOCK
from tests.support.actors import Cast
from tests.support.events import NOON, wire_event


def post(client: FlaskClient, cast: Cast) -> Any:
    body = {
        "sdk": "test/1",
        "user_id": "u-1",
        "sent_at": clock.to_millis(NOON),
        "tab": "t",
        "events": [wire_event()],
    }
    return client.post(f"/v1/env/{cast.production.public_key}/events", data=json.dumps(body))


@contextmanager
def on_each_connection(statement: str, undo: str) -> Iterator[None]:
    """Prepare every connection that is taken from the pool; undo it afterwards."""

    def run(text_: str) -> Any:
        def prepare(connection: Any, _record: object, _proxy: object) -> None:
            connection.cursor().execute(text_).close()

        return prepare

    prepare, restore = run(statement), run(undo)
    event.listen(db.engine, "checkout", prepare)
    try:
        yield
    finally:
        event.remove(db.engine, "checkout", prepare)
        event.listen(db.engine, "checkout", restore)
        db.engine.dispose()
        event.remove(db.engine, "checkout", restore)


@contextmanager
def somebody_else_writes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another process holds the log, and our patience is short."""
    monkeypatch.setattr(writing, "LOCK_MILLIS", 50)
    if db.engine.dialect.name == "sqlite":
        with (
            on_each_connection("PRAGMA busy_timeout = 50", "PRAGMA busy_timeout = 10000"),
            db.engine.connect() as other,
        ):
            other.exec_driver_sql("BEGIN IMMEDIATE")
            yield
            other.rollback()
        return
    with db.engine.connect() as other:
        other.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": APPEND_LOCK})
        yield
        other.rollback()


def test_a_log_that_somebody_holds_is_503_until_it_is_let_go(
    cast: Cast, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with somebody_else_writes(monkeypatch):
        answer = post(client, cast)
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) >= 1
        assert answer.json["error"]["message"]
    assert post(client, cast).status_code == 202
    assert len(queries.recent(cast.production.id)) == 1


@contextmanager
def a_full_disk() -> Iterator[None]:
    """No more room: SQLite may take no further page, PostgreSQL is told so by a trigger."""
    if db.engine.dialect.name == "sqlite":
        db.session.commit()
        with db.engine.connect() as connection:
            # Room that earlier tests left inside the file is room, too.
            connection.exec_driver_sql("VACUUM")
        with on_each_connection("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1073741823"):
            yield
        return
    db.session.commit()
    with db.engine.begin() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS"
                " $$BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END$$"
            )
        )
        connection.execute(
            text("CREATE TRIGGER no_room BEFORE INSERT ON event EXECUTE FUNCTION no_room()")
        )
    yield
    # What this session has read would keep the table from being changed.
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER no_room ON event"))
        connection.execute(text("DROP FUNCTION no_room"))


def test_a_full_disk_is_503_until_there_is_room(cast: Cast, client: FlaskClient) -> None:
    with a_full_disk():
        statuses = {post(client, cast).status_code for _ in range(60)}
        stored = len(queries.recent(cast.production.id))
    # SQLite may still have had room in the pages it holds; after that nothing is acknowledged.
    assert 503 in statuses
    assert statuses <= {202, 503}
    assert post(client, cast).status_code == 202
    assert len(queries.recent(cast.production.id)) == stored + 1


def test_the_projector_gives_up_a_slice_and_goes_on_later(
    app: Flask, cast: Cast, client: FlaskClient, listener: str
) -> None:
    post(client, cast)
    calls = [0]

    def fail_once(_session: object, _changes: object) -> None:
        calls[0] += 1
        if calls[0] == 1:
            raise OSError("disk")

    projector.register_listener(listener, fail_once, lambda _session: None)
    with pytest.raises(OSError, match="disk"):
        projector.advance()
    assert queries.lag().events == 1
    assert projector.advance() == 1
    assert queries.lag().events == 0
