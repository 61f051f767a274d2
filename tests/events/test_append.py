"""The log takes each event once and says so."""

import threading
from collections.abc import Sequence

import pytest
from flask import Flask
from sqlalchemy import func, select

from guide_engine.core.db import db
from guide_engine.core.errors import Unavailable
from guide_engine.events import queries, store
from guide_engine.events.batch import Batch, Loss, Written
from guide_engine.events.models import Event, EventTally
from guide_engine.events.record import EventRecord
from guide_engine.events.store import QUEUE_WEIGHT, Store
from tests.support.actors import Cast
from tests.support.events import NOON, batch_of, record


def own(
    cast: Cast, kind: str = "guide_started", seconds: float = 0, **fields: object
) -> EventRecord:
    return record(
        kind,
        seconds,
        **{"workspace_id": cast.workspace.id, "environment_id": cast.production.id} | fields,
    )


def tally() -> dict[tuple[str, str, str], int]:
    table = EventTally.__table__
    rows = db.session.execute(
        select(table.c.outcome, table.c.reason, table.c.type, table.c["count"])
    )
    return {(row[0], row[1], row[2]): row[3] for row in rows}


def test_an_event_is_stored_as_it_was_given(cast: Cast) -> None:
    event = own(cast, segments=("se_1",), tier="high", properties={"a": "é"}, path="/x")
    written = store.append(batch_of([event]))
    assert written.stored == {event.id}
    [stored] = queries.recent(cast.production.id)
    assert stored._replace(seq=0) == event


def test_the_same_id_again_changes_nothing(cast: Cast) -> None:
    event = own(cast)
    store.append(batch_of([event]))
    again = store.append(batch_of([event._replace(type="guide_completed"), own(cast)]))
    assert event.id not in again.stored
    assert [e.type for e in queries.recent(cast.production.id)] == ["guide_started"] * 2
    assert tally() == {
        ("stored", "", "guide_started"): 2,
        ("duplicate", "", "guide_completed"): 1,
    }


def test_the_same_id_in_two_environments_is_two_events(cast: Cast) -> None:
    event = own(cast)
    store.append(batch_of([event]))
    other = event._replace(
        environment_id=cast.other_production.id, workspace_id=cast.other_workspace.id
    )
    assert store.append(batch_of([other])).stored == {event.id}


def test_losses_are_counted_once_however_often_a_batch_is_sent(cast: Cast) -> None:
    event = own(cast)
    [batch] = [batch_of([event])]
    batch = Batch(
        batch.workspace_id,
        batch.environment_id,
        batch.user_id,
        NOON,
        batch.events,
        lost=[Loss("queue_full", "step_seen", 3)],
    )
    for _ in range(3):
        store.append(batch)
    assert tally()["lost", "queue_full", "step_seen"] == 3


def test_what_the_database_can_not_take_harms_nothing_else(cast: Cast) -> None:
    good, bad, neighbour = own(cast), own(cast, path="\ud800"), own(cast, user_id="u-2")
    results: dict[str, Written] = {}

    def send(name: str, records: Sequence[EventRecord]) -> None:
        with app.app_context():
            results[name] = store.append(batch_of(list(records)))

    app = db_app()
    threads = [
        threading.Thread(target=send, args=("mixed", [good, bad])),
        threading.Thread(target=send, args=("neighbour", [neighbour])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results["mixed"].stored == {good.id}
    assert results["mixed"].unstorable == {bad.id}
    assert results["neighbour"].stored == {neighbour.id}
    assert tally()["rejected", "not_storable", "guide_started"] == 1
    assert [r.reason for r in queries.rejected(cast.production.id)] == ["not_storable"]


def db_app() -> Flask:
    from flask import current_app

    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return app


def test_many_at_once_share_transactions_and_lose_nothing(cast: Cast) -> None:
    app = db_app()
    batches = [batch_of([own(cast, seconds=n) for n in range(5)]) for _ in range(60)]
    stored: list[set[str]] = []

    def send(part: Sequence[Batch]) -> None:
        with app.app_context():
            for batch in part:
                stored.append(store.append(batch).stored)

    threads = [threading.Thread(target=send, args=(batches[n::6],)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set().union(*stored) == {event["id"] for batch in batches for event in batch.events}
    count = db.session.execute(select(func.count()).select_from(Event.__table__)).scalar()
    assert count == 300


class Gate:
    """A slow disk: writing waits until the test lets it."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.open = threading.Event()
        self.groups: list[int] = []
        self.error: BaseException | None = None

    def write(self, group: Sequence[Batch]) -> list[Written]:
        self.groups.append(len(group))
        self.begun.set()
        self.open.wait(10)
        if self.error:
            raise self.error
        return [Written({event["id"] for event in batch.events}) for batch in group]


def send_in_background(a_store: Store, batch: Batch) -> tuple[threading.Thread, list[object]]:
    outcome: list[object] = []

    def run() -> None:
        try:
            outcome.append(a_store.append(batch))
        except BaseException as error:
            outcome.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, outcome


def wait_until_waiting(a_store: Store, count: int) -> None:
    while len(a_store._waiting) < count:
        threading.Event().wait(0.001)


def test_requests_that_wait_go_in_one_group() -> None:
    gate = Gate()
    a_store = Store(gate.write)
    first = send_in_background(a_store, batch_of([record()]))
    gate.begun.wait(5)
    others = [send_in_background(a_store, batch_of([record()])) for _ in range(5)]
    wait_until_waiting(a_store, 5)
    gate.open.set()
    for thread, outcome in [first, *others]:
        thread.join(5)
        assert isinstance(outcome[0], Written)
    assert gate.groups == [1, 5]


def test_a_full_queue_refuses_at_once_and_says_when_to_come_back() -> None:
    gate = Gate()
    a_store = Store(gate.write)
    first = send_in_background(a_store, batch_of([record()]))
    gate.begun.wait(5)
    heavy = batch_of([record() for _ in range(100)])
    waiting = [send_in_background(a_store, heavy) for _ in range(QUEUE_WEIGHT // heavy.weight)]
    wait_until_waiting(a_store, len(waiting))
    with pytest.raises(Unavailable) as refusal:
        a_store.append(heavy)
    assert refusal.value.retry_after in range(2, 11)
    gate.open.set()
    for thread, outcome in [first, *waiting]:
        thread.join(5)
        assert isinstance(outcome[0], Written)


def test_a_failing_write_fails_everybody_in_it_and_nobody_after() -> None:
    gate = Gate()
    a_store = Store(gate.write)
    first = send_in_background(a_store, batch_of([record()]))
    gate.begun.wait(5)
    second = send_in_background(a_store, batch_of([record()]))
    wait_until_waiting(a_store, 1)
    gate.error = OSError("disk")
    gate.open.set()
    for thread, outcome in (first, second):
        thread.join(5)
        assert isinstance(outcome[0], OSError)
    gate.error = None
    assert a_store.append(batch_of([record()])).stored


def test_even_a_killed_leader_leaves_nobody_hanging() -> None:
    gate = Gate()
    a_store = Store(gate.write)
    first = send_in_background(a_store, batch_of([record()]))
    gate.begun.wait(5)
    gate.error = SystemExit(1)
    second = send_in_background(a_store, batch_of([record()]))
    wait_until_waiting(a_store, 1)
    gate.open.set()
    for thread, _outcome in (first, second):
        thread.join(5)
    assert isinstance(first[1][0], SystemExit)
    assert isinstance(second[1][0], SystemExit)
    gate.error = None
    assert a_store.append(batch_of([record()])).stored


def test_a_slow_database_is_given_up_only_before_writing_began(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(store, "WAIT_SECONDS", 0.05)
    gate = Gate()
    a_store = Store(gate.write)
    first = send_in_background(a_store, batch_of([record()]))
    gate.begun.wait(5)
    with pytest.raises(Unavailable):
        a_store.append(batch_of([record()]))
    gate.open.set()
    first[0].join(5)
    assert isinstance(first[1][0], Written)
    assert gate.groups == [1]


def test_a_closed_store_takes_no_more() -> None:
    a_store = Store(Gate().write)
    assert a_store.close()
    with pytest.raises(Unavailable):
        a_store.append(batch_of([record()]))
