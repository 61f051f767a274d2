"""Tables: the log, what is projected from it, and the account of what didn't get in."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guide_engine.core.columns import JSONColumn, MaybeMoment, Moment, UTCDateTime
from guide_engine.core.db import Model, WorkspaceOwned

# SQLite numbers rows by itself only in a column of exactly this type.
_Sequence = BigInteger().with_variant(Integer, "sqlite")


class _InEnvironment(WorkspaceOwned):
    """Deleting a workspace reaches these rows through their environment: one index less to keep."""

    workspace_id: Mapped[str] = mapped_column(String(40))
    environment_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("environment.id", ondelete="CASCADE")
    )


class Event(_InEnvironment, Model):
    """One line of the append-only log: the truth that everything else is computed from."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("environment_id", "id"),
        Index("ix_event_user", "environment_id", "user_id", "seq"),
        # A number once given is never given again, even after the newest rows were erased.
        {"sqlite_autoincrement": True},
    )

    seq: Mapped[int] = mapped_column(_Sequence, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(40))
    user_id: Mapped[str] = mapped_column(String(255))
    type: Mapped[str] = mapped_column(String(40))
    guide_id: Mapped[str | None] = mapped_column(String(200))
    version: Mapped[int | None]
    run_id: Mapped[str | None] = mapped_column(String(200))
    step_id: Mapped[str | None] = mapped_column(String(100))
    reason: Mapped[str | None] = mapped_column(String(40))
    path: Mapped[str | None] = mapped_column(Text)
    name: Mapped[str | None] = mapped_column(String(200))
    properties: Mapped[dict[str, Any] | None] = mapped_column(JSONColumn)
    tab_seq: Mapped[int] = mapped_column(BigInteger)
    # By the corrected clock of the browser, and by ours.
    occurred_at: Mapped[Moment]
    received_at: Mapped[Moment]
    tier: Mapped[str | None] = mapped_column(String(20))
    segments: Mapped[list[str]] = mapped_column(JSONColumn)


class RejectedEvent(_InEnvironment, Model):
    """An event that was refused, kept for inspection. The same one sent again is one row."""

    __tablename__ = "rejected_event"
    __table_args__ = (Index("ix_rejected_event_recent", "environment_id", "received_at"),)

    # A digest of environment, reason and payload, so that a retry changes nothing.
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(255))
    reason: Mapped[str] = mapped_column(String(40))
    # What exactly was wrong, in a sentence for the host's developer.
    detail: Mapped[str] = mapped_column(String(300))
    payload: Mapped[str] = mapped_column(Text)
    received_at: Mapped[Moment]


class EventTally(_InEnvironment, Model):
    """The account: what came in each day and what became of it.

    received = stored + duplicate + rejected; `lost` is what browsers say they had to drop.
    """

    __tablename__ = "event_tally"

    environment_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("environment.id", ondelete="CASCADE"), primary_key=True
    )
    # UTC, as in 2026-05-01.
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    # stored | duplicate | rejected | lost
    outcome: Mapped[str] = mapped_column(String(10), primary_key=True)
    # Why, of the rejected and the lost; else empty.
    reason: Mapped[str] = mapped_column(String(40), primary_key=True)
    type: Mapped[str] = mapped_column(String(40), primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)


class JourneyRow(_InEnvironment, Model):
    """A `journey.Journey` at rest. Written by the projector only; `rows` converts."""

    __tablename__ = "journey"
    __table_args__ = (Index("ix_journey_idle", "idle_since"),)

    environment_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("environment.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    guide_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    # What queries ask for; the whole stands in `state`.
    status: Mapped[str] = mapped_column(String(10))
    first_started_at: Mapped[MaybeMoment]
    completed_at: Mapped[MaybeMoment]
    idle_since: Mapped[MaybeMoment]
    state: Mapped[dict[str, Any]] = mapped_column(JSONColumn)


class SurveyAnswer(_InEnvironment, Model):
    """The last answer to one question in one run. Written by the projector only."""

    __tablename__ = "survey_answer"
    __table_args__ = (Index("ix_survey_answer_guide", "environment_id", "guide_id", "answered_at"),)

    environment_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("environment.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    run_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    step_id: Mapped[str] = mapped_column(String(100), primary_key=True)
    guide_id: Mapped[str] = mapped_column(String(200))
    version: Mapped[int]
    # A number, a text, a choice's id or a list of them: as it was sent, not judged by the question.
    answer: Mapped[Any] = mapped_column(JSONColumn)
    # Words of one's own beside the choice "other".
    other: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[Moment]
    # With the moment: which of two answers is the later one.
    tab_seq: Mapped[int] = mapped_column(BigInteger)
    event_id: Mapped[str] = mapped_column(String(40))
    # As the person was when answering.
    tier: Mapped[str | None] = mapped_column(String(20))
    segments: Mapped[list[str]] = mapped_column(JSONColumn)


class ProjectionCursor(Model):
    """How far into the log a projection has come."""

    __tablename__ = "projection_cursor"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    moved_at: Mapped[datetime] = mapped_column(UTCDateTime)
