"""The completion report at a million events, against the same question put to the log in SQL.

The log is inserted straight into its table (ingest has a benchmark of its own) and projected by
the projector. Then both answer, in turn: who started, who completed, the rate, the median time
and the people at each step, by tier, over 30 days. The report also knows how people left, which
the SQL isn't asked.
"""

import json
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from benchmarks import databases
from benchmarks.table import print_table
from guide_engine.app import create_app
from guide_engine.core.db import Model, bind_workspace, db
from guide_engine.core.settings import load_settings
from guide_engine.events import projector
from guide_engine.events.rows import EVENTS
from guide_engine.identity import queries as identity
from guide_engine.identity import service
from guide_engine.insights.completion import Report, completion
from guide_engine.insights.contribution import ANY_VERSION, Dimension
from guide_engine.insights.funnel import StepName
from guide_engine.insights.period import Period
from guide_engine.insights.queries import Question

EVENT_COUNT = int(os.environ.get("BENCH_EVENTS", "1000000"))
GUIDES = 5
STEPS = ("st_1", "st_2", "st_3", "st_4")
SEGMENTS = ("sg_admins", "sg_new", "sg_trial")
FIRST_DAY = datetime(2026, 10, 1, tzinfo=UTC)
DAYS = 60
# The report asks for the middle thirty of them.
PERIOD = Period((FIRST_DAY + timedelta(15)).date(), (FIRST_DAY + timedelta(44)).date())
REPORT_ROUNDS = 15
RAW_ROUNDS = 3
CHUNK = 20_000


def run(folder: Path) -> None:
    header = (
        "database", "events", "events/s projected", "report ms", "raw SQL ms", "raw SQL ÷ report"
    )  # fmt: skip
    print_table(header, (measure(name, environ) for name, environ in databases.each(folder)))


def measure(name: str, environ: dict[str, str]) -> tuple[object, ...]:
    app = create_app(load_settings({**environ, "GUIDE_ENGINE_WORKER": "off"}))
    with app.app_context():
        Model.metadata.create_all(db.engine)
        workspace = service.create_workspace("Bench")
        environment_id = identity.environments(workspace.id)[0].id
        db.session.commit()
        bind_workspace(db.session, workspace.id)
        fill(workspace.id, environment_id)
        started = time.perf_counter()
        projected = 0
        while done := projector.advance(CHUNK):
            projected += done
        speed = projected / (time.perf_counter() - started)
        question = Question(environment_id, "gd_1", ANY_VERSION, PERIOD)
        report = timed(lambda: ask_report(question), REPORT_ROUNDS)
        raw = timed(lambda: ask_log(environment_id), RAW_ROUNDS)
        agree(ask_report(question), ask_log(environment_id)[0])
        db.session.rollback()
        db.engine.dispose()
    ratio = f"{raw / report:,.0f}×"
    return name, projected, f"{speed:,.0f}", f"{report:.1f}", f"{raw:,.0f}", ratio


def timed(ask: Callable[[], object], rounds: int) -> float:
    """Return the median of several rounds in milliseconds, after one that warms up."""
    ask()
    took = []
    for _ in range(rounds):
        started = time.perf_counter()
        ask()
        took.append((time.perf_counter() - started) * 1000)
        db.session.rollback()
    return statistics.median(took)


def ask_report(question: Question) -> Report:
    names = [StepName(step, step) for step in STEPS]
    return completion(question, Dimension.TIER, names)


LINES = """
WITH painted AS (
  SELECT user_id, tier, occurred_at, row_number() OVER (
    PARTITION BY user_id ORDER BY occurred_at, tab_seq, id) AS place
  FROM event WHERE environment_id = :environment AND guide_id = 'gd_1' AND type IN
    ('guide_started', 'step_seen', 'step_completed', 'guide_completed', 'guide_dismissed')
), starts AS (
  SELECT user_id, tier, occurred_at FROM painted
  WHERE place = 1 AND occurred_at >= :first AND occurred_at < :after
), ends AS (
  SELECT user_id, min(occurred_at) AS occurred_at FROM event
  WHERE environment_id = :environment AND guide_id = 'gd_1' AND type = 'guide_completed'
  GROUP BY user_id
)
"""
COUNTS = """
SELECT starts.tier, count(*), count(ends.user_id) FROM starts LEFT JOIN ends USING (user_id)
GROUP BY starts.tier
"""
SEEN = """
SELECT starts.tier, event.step_id, count(DISTINCT event.user_id)
FROM starts JOIN event ON event.user_id = starts.user_id AND event.environment_id = :environment
  AND event.guide_id = 'gd_1' AND event.type IN ('step_seen', 'step_completed')
GROUP BY starts.tier, event.step_id
"""
MEDIAN = {
    "postgresql": """
SELECT tier, percentile_disc(0.5) WITHIN GROUP (
  ORDER BY extract(epoch FROM ends.occurred_at - starts.occurred_at))
FROM starts JOIN ends USING (user_id) GROUP BY tier
""",
    "sqlite": """
, times AS (
  SELECT tier, julianday(ends.occurred_at) - julianday(starts.occurred_at) AS took,
    row_number() OVER (PARTITION BY tier
      ORDER BY julianday(ends.occurred_at) - julianday(starts.occurred_at)) AS place,
    count(*) OVER (PARTITION BY tier) AS n
  FROM starts JOIN ends USING (user_id)
)
SELECT tier, took * 86400 FROM times WHERE place = (n + 1) / 2
""",
}


def ask_log(environment_id: str) -> tuple[Any, ...]:
    known = {
        "environment": environment_id,
        "first": datetime.combine(PERIOD.first, datetime.min.time()),
        "after": datetime.combine(PERIOD.last + timedelta(1), datetime.min.time()),
    }
    if db.engine.dialect.name == "sqlite":
        known |= {key: str(known[key]) + ".000000" for key in ("first", "after")}
    else:
        known |= {key: known[key].replace(tzinfo=UTC) for key in ("first", "after")}  # type: ignore[attr-defined]
    parts = (COUNTS, SEEN, MEDIAN[db.engine.dialect.name])
    return tuple(db.session.execute(text(LINES + part), known).all() for part in parts)


def agree(report: Report, counts: list[tuple[str, int, int]]) -> None:
    """Both must have answered the same question."""
    ours = {line.value: (line.started, line.completed) for line in report.lines}
    theirs = {tier: (started, completed) for tier, started, completed in counts}
    if ours != theirs:
        raise AssertionError(f"the report says {ours}, the log {theirs}")


def fill(workspace_id: str, environment_id: str) -> None:
    """Insert runs until there are enough events, in the order in which they happened."""
    rows: list[dict[str, Any]] = []
    written = 0
    with db.engine.begin() as connection:
        for row in in_order():
            rows.append({"workspace_id": workspace_id, "environment_id": environment_id, **row})
            if len(rows) == CHUNK or written + len(rows) == EVENT_COUNT:
                connection.execute(insert(EVENTS), rows)
                written += len(rows)
                rows = []
            if written == EVENT_COUNT:
                break
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def in_order() -> Iterator[dict[str, Any]]:
    """Runs of many people, a minute's worth at a time; the seed makes every log the same."""
    chance = random.Random(7)
    moment = FIRST_DAY
    # About six and a half events a run.
    step = timedelta(days=DAYS) / (EVENT_COUNT / 6.5)
    number = 0
    while True:
        yield from one_run(chance, number, moment)
        number += 1
        moment += step


def one_run(chance: random.Random, number: int, moment: datetime) -> Iterator[dict[str, Any]]:
    # Each person meets each guide about once and a half: some come back.
    person = f"user-{chance.randrange(EVENT_COUNT // 45)}"
    common = {
        "user_id": person,
        "guide_id": f"gd_{chance.randrange(GUIDES)}",
        "version": chance.choice((1, 1, 2)),
        "run_id": f"run-{number}",
        "reason": None,
        "path": "/invoices",
        "name": None,
        "properties": None,
        "tier": ("high", "low", "tech", "tech")[hash_of(person) % 4],
        "segments": [name for place, name in enumerate(SEGMENTS) if hash_of(person) >> place & 1],
    }
    types: list[tuple[str, str]] = [("guide_started", STEPS[0])]
    ended = False
    for step in STEPS:
        types.append(("step_seen", step))
        if chance.random() < 0.12:
            types.append(("guide_dismissed", step))
            ended = True
            break
        types.append(("step_completed", step))
    if not ended:
        types.append(("guide_completed", STEPS[-1]))
    for place, (kind, step) in enumerate(types):
        moment += timedelta(seconds=chance.randint(1, 30))
        yield {
            **common,
            "id": f"{number:09d}-{place:02d}",
            "type": kind,
            "step_id": step,
            "tab_seq": place,
            "occurred_at": moment,
            "received_at": moment,
        }


def hash_of(person: str) -> int:
    """A number of a person that is the same in every run of Python."""
    return sum(json.dumps(person).encode())
