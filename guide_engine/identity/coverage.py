"""How many `identify` calls come signed: what an owner looks at before enforcing.

Counted in memory and written every few seconds, so that a page view costs no write. A crash loses
the last seconds; the counts are a measure of readiness, not a record.
"""

import time
from collections import Counter
from datetime import date, timedelta
from threading import Lock

from flask import Flask, Response, current_app, request
from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from guide_engine.core import clock
from guide_engine.core.db import db, unscoped
from guide_engine.core.ids import new_id
from guide_engine.identity.keys import EnvironmentRef
from guide_engine.identity.models import Environment, IdentityCount

WRITE_EVERY_SECONDS = 10.0
Key = tuple[str, str, date, str]


class Tally:
    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[Key] = Counter()
        self._written_at = time.monotonic()

    def add(self, key: Key) -> None:
        with self._lock:
            self._counts[key] += 1

    def is_due(self) -> bool:
        return bool(self._counts) and time.monotonic() - self._written_at > WRITE_EVERY_SECONDS

    def take(self) -> Counter[Key]:
        with self._lock:
            counts, self._counts = self._counts, Counter()
            self._written_at = time.monotonic()
        return counts


def init_app(app: Flask) -> None:
    app.extensions["guide_engine.identity_tally"] = Tally()
    app.after_request(_write_when_due)


def _tally() -> Tally:
    tally: Tally = current_app.extensions["guide_engine.identity_tally"]
    return tally


def note(env: EnvironmentRef, verdict: str) -> None:
    _tally().add((env.workspace_id, env.id, clock.now().date(), str(verdict)))


def _write_when_due(response: Response) -> Response:
    # At the end of the request: the write is then open only for a moment.
    if request.path.startswith("/v1/") and response.status_code < 400 and _tally().is_due():
        write()
    return response


def write() -> None:
    """Add what was counted in this process to the table. The caller commits."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    table = IdentityCount.__table__
    counts = _tally().take()
    with unscoped(db.session):
        known = set(
            db.session.scalars(
                select(Environment.id).where(Environment.id.in_({key[1] for key in counts}))
            )
        )
    for (workspace_id, environment_id, day, verdict), count in sorted(counts.items()):
        if environment_id not in known:
            continue
        statement = insert(IdentityCount).values(
            id=new_id("ic"),
            workspace_id=workspace_id,
            environment_id=environment_id,
            day=day,
            verdict=verdict,
            count=count,
        )
        with unscoped(db.session):
            db.session.execute(
                statement.on_conflict_do_update(
                    index_elements=["environment_id", "day", "verdict"],
                    set_={"count": table.c.count + statement.excluded.count},
                )
            )


def of_environment(environment_id: str, days: int = 7) -> dict[str, int]:
    """Count the verdicts of the last days: {"ok": 812, "missing": 3, "invalid": 0}."""
    write()
    since = clock.now().date() - timedelta(days=days - 1)
    with unscoped(db.session):
        rows = db.session.execute(
            select(IdentityCount.verdict, func.sum(IdentityCount.count))
            .where(IdentityCount.environment_id == environment_id, IdentityCount.day >= since)
            .group_by(IdentityCount.verdict)
        )
        counts = {str(verdict): int(total) for verdict, total in rows}
    return {"ok": 0, "missing": 0, "invalid": 0, **counts}
