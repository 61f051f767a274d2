"""Tables of authoring on the host page: codes, sessions, who is here, where authors work."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guide_engine.core.columns import Id, MaybeMoment, Moment
from guide_engine.core.db import Model, WorkspaceOwned


class BuilderCode(WorkspaceOwned, Model):
    """A one-time code that the host page trades for a session. Only its hash is kept."""

    __tablename__ = "builder_code"

    id: Mapped[Id]
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    environment_id: Mapped[str] = mapped_column(ForeignKey("environment.id", ondelete="CASCADE"))
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    # Signing out of the browser that asked for it takes it along.
    login_id: Mapped[str] = mapped_column(
        ForeignKey("login_session.id", ondelete="CASCADE"), index=True
    )
    guide_id: Mapped[str | None] = mapped_column(
        ForeignKey("guide.id", ondelete="SET NULL"), default=None
    )
    # The only origin that may trade it.
    origin: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[MaybeMoment] = mapped_column(default=None)


class BuilderSession(WorkspaceOwned, Model):
    """A builder open on a page of one origin. Its page holds the token, this table the hash.

    The member's role is not kept: it is read anew for each call.
    """

    __tablename__ = "builder_session"
    __table_args__ = (Index("ix_builder_session_member", "member_id", "environment_id"),)

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    environment_id: Mapped[str] = mapped_column(ForeignKey("environment.id", ondelete="CASCADE"))
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    # Ends with the sign-in it came from: signing out, everywhere too, closes every builder.
    login_id: Mapped[str] = mapped_column(
        ForeignKey("login_session.id", ondelete="CASCADE"), index=True
    )
    guide_id: Mapped[str | None] = mapped_column(
        ForeignKey("guide.id", ondelete="SET NULL"), default=None
    )
    origin: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[Moment]
    last_used_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    revoked_at: Mapped[MaybeMoment] = mapped_column(default=None)


class BuilderPresence(WorkspaceOwned, Model):
    """One tab that has a guide open, in a builder or in the editor, and when it last said so."""

    __tablename__ = "builder_presence"
    __table_args__ = (
        UniqueConstraint("guide_id", "member_id", "tab"),
        CheckConstraint("place in ('builder', 'editor')", name="place"),
    )

    id: Mapped[Id]
    guide_id: Mapped[str] = mapped_column(ForeignKey("guide.id", ondelete="CASCADE"))
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    tab: Mapped[str] = mapped_column(String(64))
    place: Mapped[str] = mapped_column(String(10))
    step_id: Mapped[str | None] = mapped_column(String(80), default=None)
    seen_at: Mapped[Moment] = mapped_column(index=True)


class BuilderAddress(WorkspaceOwned, Model):
    """The page a member last opened the builder on, in one environment."""

    __tablename__ = "builder_address"
    __table_args__ = (UniqueConstraint("environment_id", "member_id"),)

    id: Mapped[Id]
    environment_id: Mapped[str] = mapped_column(ForeignKey("environment.id", ondelete="CASCADE"))
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    address: Mapped[str] = mapped_column(String(2000))
    used_at: Mapped[Moment]
