"""Logs for tests: events made by hand or at random, put straight into the table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import insert

from guide_engine.core.db import db
from guide_engine.events.rows import EVENTS
from guide_engine.identity.keys import EnvironmentRef

NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Happening:
    """One event, as far as reports care."""

    user: str
    type: str
    run: str
    step: str | None = None
    at: int = 0
    version: int = 1
    guide: str = "gd_1"
    tier: str | None = None
    segments: tuple[str, ...] = ()
    properties: dict[str, Any] | None = None

    @property
    def occurred_at(self) -> datetime:
        return NOON + timedelta(seconds=self.at)


def write(env: EnvironmentRef, happenings: Sequence[Happening], first: int = 0) -> None:
    """Append to the log. `first` numbers the ids, so that several calls don't collide."""
    if not happenings:
        return
    # SQLite has one writer: what the test itself has written must be out of the way.
    db.session.commit()
    rows = [_row(env, number, one) for number, one in enumerate(happenings, first)]
    with db.engine.begin() as connection:
        connection.execute(insert(EVENTS), rows)


def _row(env: EnvironmentRef, number: int, one: Happening) -> dict[str, Any]:
    return {
        "id": event_id(number),
        "workspace_id": env.workspace_id,
        "environment_id": env.id,
        "user_id": one.user,
        "type": one.type,
        "guide_id": one.guide,
        "version": one.version,
        "run_id": one.run,
        "step_id": one.step,
        "reason": None,
        "path": None,
        "name": None,
        "properties": one.properties,
        "tab_seq": 0,
        "occurred_at": one.occurred_at,
        "received_at": one.occurred_at,
        "tier": one.tier,
        "segments": list(one.segments),
    }


def event_id(number: int) -> str:
    return f"ev-{number:08d}"


def run_through(
    user: str, *types_and_steps: tuple[str, str | None], at: int = 0, **facts: Any
) -> Iterable[Happening]:
    """One run of a user, ten seconds between events."""
    run = facts.pop("run", f"run-{user}-{at}")
    for number, (kind, step) in enumerate(types_and_steps):
        yield Happening(user, kind, run, step, at + 10 * number, **facts)


def completing(user: str, steps: Sequence[str] = ("a", "b"), **facts: Any) -> list[Happening]:
    seen = [("step_seen", step) for step in steps]
    ends = ("guide_started", steps[0]), *seen, ("guide_completed", steps[-1])
    return list(run_through(user, *ends, **facts))


def leaving(user: str, how: str, step: str = "a", **facts: Any) -> list[Happening]:
    ends = ("guide_started", "a"), ("step_seen", step), (f"guide_{how}", step)
    return list(run_through(user, *ends, **facts))


steps = st.sampled_from(["a", "b", "c"])
happenings = st.builds(
    Happening,
    user=st.sampled_from(["mika", "ken", "yui"]),
    type=st.sampled_from(
        [
            "guide_started",
            "step_seen",
            "step_completed",
            "guide_completed",
            "guide_dismissed",
            "guide_failed",
            "guide_abandoned",
        ]
    ),
    run=st.sampled_from(["run-1", "run-2", "run-3"]),
    step=steps,
    # Over four days, with ties.
    at=st.integers(0, 40).map(lambda n: n * 9_000),
    version=st.sampled_from([1, 2]),
    tier=st.sampled_from(["high", "low", "tech", None]),
    segments=st.sets(st.sampled_from(["sg_a", "sg_b"])).map(lambda s: tuple(sorted(s))),
)
