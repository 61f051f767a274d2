"""Rollups: whole counts per guide version, day and slice, kept in step with the log.

They are a projection: `guide-engine rebuild` recreates them from the log, row for row. Version 0
is "any version", where a person who met several counts once. The keys begin with what a report
asks for, so a report reads one stretch of the index; SQLite keeps the rows in the index itself.
"""

from datetime import date
from typing import cast

from sqlalchemy import ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from guide_engine.core.db import Model, WorkspaceOwned


class _Slice(WorkspaceOwned):
    """The columns in common. `sort_order` puts the key's columns first, in the key's order."""

    environment_id: Mapped[str] = mapped_column(
        String(40),
        ForeignKey("environment.id", ondelete="CASCADE"),
        primary_key=True,
        sort_order=-9,
    )
    # No foreign key: the log outlives what it tells of. As wide as the log takes.
    guide_id: Mapped[str] = mapped_column(String(200), primary_key=True, sort_order=-8)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, sort_order=-7)
    # all, tier or segment.
    dimension: Mapped[str] = mapped_column(String(10), primary_key=True, sort_order=-6)
    # Of the first start, in UTC.
    day: Mapped[date] = mapped_column(primary_key=True, sort_order=-5)
    # The tier or the segment's id; "none" for people in none; empty for all.
    value: Mapped[str] = mapped_column(String(40), primary_key=True, sort_order=-4)
    # Without the index that other tables have on it: each would double what a batch writes.
    workspace_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("workspace.id", ondelete="CASCADE")
    )


class Rollup(_Slice, Model):
    """How many distinct people reached a step, and what became of them there.

    The row with an empty step is about the guide as a whole: there, `seen` means started.
    """

    __tablename__ = "rollup"
    __table_args__ = ({"sqlite_with_rowid": False},)

    step_id: Mapped[str] = mapped_column(String(100), primary_key=True, sort_order=-3)
    reached: Mapped[int] = mapped_column(default=0)
    seen: Mapped[int] = mapped_column(default=0)
    completed: Mapped[int] = mapped_column(default=0)
    dismissed: Mapped[int] = mapped_column(default=0)
    abandoned: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    running: Mapped[int] = mapped_column(default=0)
    # Those who completed this step; the server's default is for rows of before.
    done: Mapped[int] = mapped_column(default=0, server_default="0")


class RollupTime(_Slice, Model):
    """How many completions took about how long: one bucket of `core.sketch` per row."""

    __tablename__ = "rollup_time"
    __table_args__ = ({"sqlite_with_rowid": False},)

    bucket: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, sort_order=-3)
    count: Mapped[int] = mapped_column(default=0)


# For statements of their own: the writer adds in place, reports sum. They name the environment.
ROLLUP = cast("Table", Rollup.__table__)
ROLLUP_TIME = cast("Table", RollupTime.__table__)
