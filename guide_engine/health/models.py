"""Tables: what is projected from the log, and what was told and decided about it.

The projections (`TargetMeeting`, `TargetDay`, `TargetMatch`, `TargetVoice`, `GuideAttempt`) are
made anew by `guide-engine rebuild`, row for row. The others record what we did: they stay.
"""

from datetime import date
from typing import Any, cast

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guide_engine.core.columns import (
    Document,
    DocumentList,
    Id,
    JSONColumn,
    LongText,
    MaybeMoment,
    Moment,
)
from guide_engine.core.db import Model, WorkspaceOwned


class _Projected(WorkspaceOwned):
    """What every projection begins with. No foreign key to guides: the log outlives them."""

    environment_id: Mapped[str] = mapped_column(
        String(40),
        ForeignKey("environment.id", ondelete="CASCADE"),
        primary_key=True,
        sort_order=-9,
    )
    guide_id: Mapped[str] = mapped_column(String(200), primary_key=True, sort_order=-8)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, sort_order=-7)
    # Reached through the environment when a workspace is deleted: one index less per event.
    workspace_id: Mapped[str] = mapped_column(String(40))


class _OfStep(_Projected):
    step_id: Mapped[str] = mapped_column(String(100), primary_key=True, sort_order=-6)


class TargetMeeting(_OfStep, Model):
    """How one person fared with one step's target on one page on one day: the worst of it."""

    __tablename__ = "target_meeting"
    __table_args__ = ({"sqlite_with_rowid": False},)

    # UTC.
    day: Mapped[date] = mapped_column(primary_key=True, sort_order=-5)
    # With ids and names in it hidden.
    path: Mapped[str] = mapped_column(String(300), primary_key=True, sort_order=-4)
    user_id: Mapped[str] = mapped_column(String(255), primary_key=True, sort_order=-3)
    # See `sighting.Outcome`.
    outcome: Mapped[str] = mapped_column(String(12))
    first_at: Mapped[Moment]
    last_at: Mapped[Moment]


class TargetDay(_OfStep, Model):
    """How many people fared how: meetings, added up."""

    __tablename__ = "target_health"
    __table_args__ = ({"sqlite_with_rowid": False},)

    day: Mapped[date] = mapped_column(primary_key=True, sort_order=-5)
    path: Mapped[str] = mapped_column(String(300), primary_key=True, sort_order=-4)
    found: Mapped[int] = mapped_column(default=0)
    drifted: Mapped[int] = mapped_column(default=0)
    hidden: Mapped[int] = mapped_column(default=0)
    ambiguous: Mapped[int] = mapped_column(default=0)
    not_found: Mapped[int] = mapped_column(default=0)
    # Missing, and the browser didn't say why.
    unexplained: Mapped[int] = mapped_column(default=0)
    first_at: Mapped[Moment]
    last_at: Mapped[Moment]


class TargetMatch(_OfStep, Model):
    """How targets were found: sightings by tier and score, in twentieths."""

    __tablename__ = "target_match"
    __table_args__ = ({"sqlite_with_rowid": False},)

    day: Mapped[date] = mapped_column(primary_key=True, sort_order=-5)
    tier: Mapped[str] = mapped_column(String(10), primary_key=True, sort_order=-4)
    score: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, sort_order=-3)
    count: Mapped[int] = mapped_column(default=0)


class TargetVoice(_OfStep, Model):
    """What one person's browser last found instead of the target as it was written."""

    __tablename__ = "target_voice"
    __table_args__ = ({"sqlite_with_rowid": False},)

    user_id: Mapped[str] = mapped_column(String(255), primary_key=True, sort_order=-5)
    at: Mapped[Moment]
    # Tells two of one moment apart, the same way every time.
    event_id: Mapped[str] = mapped_column(String(40))
    fingerprint: Mapped[Document]


class GuideAttempt(_Projected, Model):
    """When a guide last began for a person, and when it last could not be shown to them."""

    __tablename__ = "guide_attempt"
    __table_args__ = (
        Index("ix_guide_attempt_recent", "environment_id", "guide_id", "version", "last_at"),
        {"sqlite_with_rowid": False},
    )

    user_id: Mapped[str] = mapped_column(String(255), primary_key=True, sort_order=-5)
    started_at: Mapped[MaybeMoment] = mapped_column(default=None)
    failed_at: Mapped[MaybeMoment] = mapped_column(default=None)
    last_at: Mapped[Moment]


class _Kept(WorkspaceOwned):
    """A record of what we did, in one environment."""

    id: Mapped[Id]
    environment_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("environment.id", ondelete="CASCADE")
    )


class TargetAlert(_Kept, Model):
    """Something was told to the authors: opened once, closed by itself."""

    __tablename__ = "target_alert"
    __table_args__ = (
        UniqueConstraint("environment_id", "open_key"),
        CheckConstraint("kind in ('lost', 'drifting', 'paused')", name="kind"),
        Index("ix_target_alert_listed", "environment_id", "opened_at"),
    )

    guide_id: Mapped[str] = mapped_column(ForeignKey("guide.id", ondelete="CASCADE"), index=True)
    version: Mapped[int]
    # Empty for the guide as a whole.
    step_id: Mapped[str] = mapped_column(String(100), default="")
    # Guide and step while it is open: the same is never open twice.
    open_key: Mapped[str | None] = mapped_column(String(200), default=None)
    kind: Mapped[str] = mapped_column(String(10))
    # What the messages say, as it was: see `facts.Facts`.
    facts: Mapped[Document]
    opened_at: Mapped[Moment]
    closed_at: Mapped[MaybeMoment] = mapped_column(default=None)
    # healthy, retargeted, not_shown, resumed.
    closed_why: Mapped[str] = mapped_column(String(20), default="")
    muted_at: Mapped[MaybeMoment] = mapped_column(default=None)
    muted_by: Mapped[str | None] = mapped_column(
        ForeignKey("member.id", ondelete="SET NULL"), default=None
    )


class AlertChannels(WorkspaceOwned, Model):
    """Where an environment's alerts go besides the editor."""

    __tablename__ = "alert_channels"

    environment_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("environment.id", ondelete="CASCADE"), primary_key=True
    )
    # Sealed: the addresses of chat services are secrets themselves. Empty for none.
    sealed_url: Mapped[LongText] = mapped_column(default="")
    sealed_secret: Mapped[LongText] = mapped_column(default="")
    addresses: Mapped[DocumentList]
    # What messages are written in.
    language: Mapped[str] = mapped_column(String(5))
    # So many people's browsers must agree before a repair is proposed.
    agreeing: Mapped[int] = mapped_column(default=3)


class AlertDelivery(_Kept, Model):
    """The outbox: one message to one receiver, written with what it tells of, sent afterwards."""

    __tablename__ = "alert_delivery"
    __table_args__ = (
        UniqueConstraint("environment_id", "once"),
        Index("ix_alert_delivery_due", "state", "next_at"),
        Index("ix_alert_delivery_listed", "environment_id", "created_at"),
    )

    # webhook or mail.
    channel: Mapped[str] = mapped_column(String(10))
    # A mail address; empty for the webhook.
    address: Mapped[str] = mapped_column(String(254), default="")
    # What it tells and to whom: told once.
    once: Mapped[str] = mapped_column(String(400))
    event: Mapped[str] = mapped_column(String(20))
    message: Mapped[Document]
    # waiting, sent or given_up.
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    # When it is tried next; while it is being sent, when somebody else may take it over.
    next_at: Mapped[Moment]
    last_error: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[Moment]
    sent_at: Mapped[MaybeMoment] = mapped_column(default=None)


class GuidePause(_Kept, Model):
    """A guide was switched off by its own rule: on what evidence, and who switched it on again."""

    __tablename__ = "guide_pause"
    __table_args__ = (Index("ix_guide_pause_guide", "environment_id", "guide_id", "paused_at"),)

    guide_id: Mapped[str] = mapped_column(ForeignKey("guide.id", ondelete="CASCADE"))
    version: Mapped[int]
    failed: Mapped[int]
    due: Mapped[int]
    # What the author had set.
    failure_percent: Mapped[int]
    min_users: Mapped[int]
    paused_at: Mapped[Moment]
    resumed_at: Mapped[MaybeMoment] = mapped_column(default=None)
    resumed_by: Mapped[str | None] = mapped_column(
        ForeignKey("member.id", ondelete="SET NULL"), default=None
    )


class RepairAnswer(WorkspaceOwned, Model):
    """What an author said to a proposed repair; the same one is not proposed again."""

    __tablename__ = "repair_answer"
    __table_args__ = (UniqueConstraint("guide_id", "step_id", "element"),)

    id: Mapped[Id]
    guide_id: Mapped[str] = mapped_column(ForeignKey("guide.id", ondelete="CASCADE"))
    step_id: Mapped[str] = mapped_column(String(100))
    # Digest of the proposed element's own signals.
    element: Mapped[str] = mapped_column(String(64))
    accepted: Mapped[bool]
    people: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONColumn, default=None)
    after: Mapped[Document]
    at: Mapped[Moment]
    by: Mapped[str | None] = mapped_column(
        ForeignKey("member.id", ondelete="SET NULL"), default=None
    )


# For statements of their own: the writer adds in place, reads sum. They name the environment.
MEETINGS = cast("Table", TargetMeeting.__table__)
DAYS = cast("Table", TargetDay.__table__)
MATCHES = cast("Table", TargetMatch.__table__)
VOICES = cast("Table", TargetVoice.__table__)
ATTEMPTS = cast("Table", GuideAttempt.__table__)
PROJECTED = (MEETINGS, DAYS, MATCHES, VOICES, ATTEMPTS)
