"""Tables of the people and places that author guides."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guide_engine.core.columns import Id, MaybeMoment, Moment, Name
from guide_engine.core.db import Model, WorkspaceOwned


class IdentityMode(StrEnum):
    """How an environment treats the signed token of `identify`."""

    OFF = "off"
    REPORT = "report"
    ENFORCE = "enforce"


class Workspace(Model):
    """One customer of this instance. Everything below belongs to exactly one."""

    __tablename__ = "workspace"

    id: Mapped[Id]
    name: Mapped[Name]
    created_at: Mapped[Moment]


class Environment(WorkspaceOwned, Model):
    """An isolated place to publish, with its own key. Made with the workspace: production, staging."""

    __tablename__ = "environment"
    __table_args__ = (
        UniqueConstraint("workspace_id", "name"),
        CheckConstraint("identity_mode in ('off', 'report', 'enforce')", name="identity_mode"),
    )

    id: Mapped[Id]
    name: Mapped[Name]
    # Public: it stands in the host page's source.
    public_key: Mapped[str] = mapped_column(String(64), unique=True)
    # Signs the tokens of `identify` (HS256), so it must be readable: sealed by core.signing.Vault.
    sealed_secret: Mapped[str] = mapped_column(String(400))
    # The secret before the last rotation, honoured for a while so that nobody is thrown out.
    former_sealed_secret: Mapped[str | None] = mapped_column(String(400), default=None)
    former_valid_until: Mapped[MaybeMoment] = mapped_column(default=None)
    identity_mode: Mapped[str] = mapped_column(String(10), default=IdentityMode.OFF)
    # The kill switch of the whole environment: false turns the SDK off.
    enabled: Mapped[bool] = mapped_column(default=True)
    # Rises whenever what its end users may see changes; SDKs compare it.
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Moment]
    # Where the SDK was last heard from, for the install page.
    last_seen_at: Mapped[MaybeMoment] = mapped_column(default=None)
    last_seen_origin: Mapped[str | None] = mapped_column(String(300), default=None)


class EnvironmentOrigin(WorkspaceOwned, Model):
    """One origin the SDK was heard from, to tell an author where the snippet stands."""

    __tablename__ = "environment_origin"
    __table_args__ = (UniqueConstraint("environment_id", "origin"),)

    id: Mapped[Id]
    environment_id: Mapped[str] = mapped_column(ForeignKey("environment.id", ondelete="CASCADE"))
    origin: Mapped[str] = mapped_column(String(300))
    seen_at: Mapped[Moment]


class Member(Model):
    """A person who signs in. May belong to several workspaces."""

    __tablename__ = "member"

    id: Mapped[Id]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[Name]
    password_hash: Mapped[str] = mapped_column(String(300))
    locale: Mapped[str | None] = mapped_column(String(5), default=None)
    created_at: Mapped[Moment]


class Membership(WorkspaceOwned, Model):
    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("workspace_id", "member_id"),
        CheckConstraint("role in ('owner', 'editor', 'viewer')", name="role"),
    )

    id: Mapped[Id]
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[Moment]


class LoginSession(Model):
    """A signed-in browser. The cookie holds the token, this table only its hash."""

    __tablename__ = "login_session"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    csrf_token: Mapped[str] = mapped_column(String(64))
    # Where the editor stands: chosen by the switches at the top of every page.
    workspace_id: Mapped[str | None] = mapped_column(
        ForeignKey("workspace.id", ondelete="SET NULL"), default=None
    )
    environment_id: Mapped[str | None] = mapped_column(
        ForeignKey("environment.id", ondelete="SET NULL"), default=None
    )
    created_at: Mapped[Moment]
    last_seen_at: Mapped[Moment]
    expires_at: Mapped[Moment]


class APIToken(WorkspaceOwned, Model):
    """A key for machines. Shown once; only its hash is kept."""

    __tablename__ = "api_token"
    __table_args__ = (CheckConstraint("role in ('owner', 'editor', 'viewer')", name="role"),)

    id: Mapped[Id]
    name: Mapped[Name]
    # The first characters, to recognise it in a list.
    prefix: Mapped[str] = mapped_column(String(16))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[Moment]
    expires_at: Mapped[MaybeMoment] = mapped_column(default=None)
    last_used_at: Mapped[MaybeMoment] = mapped_column(default=None)
    revoked_at: Mapped[MaybeMoment] = mapped_column(default=None)


class Invitation(WorkspaceOwned, Model):
    """A one-time link by which someone joins a workspace. Only its hash is kept."""

    __tablename__ = "invitation"
    __table_args__ = (CheckConstraint("role in ('owner', 'editor', 'viewer')", name="role"),)

    id: Mapped[Id]
    # For the list of open invitations; whoever holds the link chooses the address to sign in with.
    note: Mapped[Name]
    role: Mapped[str] = mapped_column(String(10))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[MaybeMoment] = mapped_column(default=None)


class SetupToken(Model):
    """Proves that whoever opens the setup page can read the server's output."""

    __tablename__ = "setup_token"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Moment]
    used_at: Mapped[MaybeMoment] = mapped_column(default=None)


class IdentityCount(WorkspaceOwned, Model):
    """How many `identify` calls of one day came with a good token, a bad one, or none."""

    __tablename__ = "identity_count"
    __table_args__ = (UniqueConstraint("environment_id", "day", "verdict"),)

    id: Mapped[Id]
    environment_id: Mapped[str] = mapped_column(ForeignKey("environment.id", ondelete="CASCADE"))
    day: Mapped[date]
    verdict: Mapped[str] = mapped_column(String(10))
    count: Mapped[int] = mapped_column(default=0)
