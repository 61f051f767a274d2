"""Tables: what was proposed (recorded when it is), and what became of it (projected from the log)."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from guide_engine.core.columns import DocumentList, Id, MaybeMoment, Moment
from guide_engine.core.db import Model, WorkspaceOwned


class _InEnvironment(WorkspaceOwned):
    environment_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("environment.id", ondelete="CASCADE")
    )


class _Place:
    """Where somebody was stuck. No foreign keys: the log outlives what it tells of."""

    guide_id: Mapped[str | None] = mapped_column(String(200), default=None)
    step_id: Mapped[str | None] = mapped_column(String(100), default=None)
    # With ids and names in it hidden.
    path: Mapped[str] = mapped_column(String(300), default="")


class RescueSwitch(_InEnvironment, Model):
    """An environment whose help for the stuck was turned off, or on again."""

    __tablename__ = "rescue_switch"

    environment_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("environment.id", ondelete="CASCADE"), primary_key=True
    )
    enabled: Mapped[bool]


class Offer(_InEnvironment, _Place, Model):
    """What one stuck person was offered. Written once, when the browser asks."""

    __tablename__ = "rescue_offer"
    __table_args__ = (
        CheckConstraint("reason in ('rage_click', 'slow_step', 'asked')", name="reason"),
        Index("ix_rescue_offer_person", "environment_id", "user_id", "created_at"),
    )

    id: Mapped[Id]
    # The host's own id of the end user.
    user_id: Mapped[str] = mapped_column(String(200))
    run_id: Mapped[str | None] = mapped_column(String(100), default=None)
    reason: Mapped[str] = mapped_column(String(20))
    tier: Mapped[str | None] = mapped_column(String(10), default=None)
    language: Mapped[str] = mapped_column(String(5))
    thread_ids: Mapped[DocumentList]
    asks: Mapped[bool]
    created_at: Mapped[Moment]


class StuckEpisode(_InEnvironment, _Place, Model):
    """A projection: each time the SDK noticed somebody stuck."""

    __tablename__ = "stuck_episode"
    __table_args__ = (Index("ix_stuck_episode_time", "environment_id", "at"),)

    environment_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("environment.id", ondelete="CASCADE"), primary_key=True
    )
    # The id of its event.
    id: Mapped[str] = mapped_column(String(100), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(String(20))
    tier: Mapped[str | None] = mapped_column(String(10), default=None)
    at: Mapped[Moment]


class OfferOutcome(_InEnvironment, _Place, Model):
    """A projection: what a person did with one offer, each at its earliest.

    The offer id is the browser's word, so the person is part of the key: nobody can speak for
    another's offer.
    """

    __tablename__ = "rescue_outcome"
    __table_args__ = (Index("ix_rescue_outcome_time", "environment_id", "at"),)

    environment_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("environment.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    offer_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    tier: Mapped[str | None] = mapped_column(String(10), default=None)
    # Its first event.
    at: Mapped[Moment]
    shown_at: Mapped[MaybeMoment] = mapped_column(default=None)
    opened_at: Mapped[MaybeMoment] = mapped_column(default=None)
    asked_at: Mapped[MaybeMoment] = mapped_column(default=None)
    solved_at: Mapped[MaybeMoment] = mapped_column(default=None)
    declined_at: Mapped[MaybeMoment] = mapped_column(default=None)


class StepTime(WorkspaceOwned, Model):
    """A projection: how long completers took for each step, as a histogram (core.sketch)."""

    __tablename__ = "step_time"
    __table_args__ = ({"sqlite_with_rowid": False},)

    environment_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("environment.id", ondelete="CASCADE"), primary_key=True
    )
    guide_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    step_id: Mapped[str] = mapped_column(String(100), primary_key=True)
    bucket: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    count: Mapped[int] = mapped_column(default=0)
