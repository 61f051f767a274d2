"""Tables of what is published where."""

from typing import Any

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from guide_engine.core.columns import Document, Id, MaybeMoment, Moment
from guide_engine.core.db import Model, WorkspaceOwned


class ContentBlob(Model):
    """What browsers get of a version, by its SHA-256. Immutable; equal contents are one row."""

    __tablename__ = "content_blob"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class Release(WorkspaceOwned, Model):
    """A version that was published in an environment once: runs that began with it may finish."""

    __tablename__ = "release"
    __table_args__ = (
        UniqueConstraint("environment_id", "guide_id", "version"),
        Index("ix_release_goal", "environment_id", "goal_event"),
    )

    id: Mapped[Id]
    environment_id: Mapped[str] = mapped_column(ForeignKey("environment.id", ondelete="CASCADE"))
    guide_id: Mapped[str] = mapped_column(ForeignKey("guide.id", ondelete="CASCADE"), index=True)
    version: Mapped[int]
    content_hash: Mapped[str] = mapped_column(ForeignKey("content_blob.hash"), index=True)
    # What `compile_settings` gives: never sent.
    settings: Mapped[Document]
    # The event that completes it, where only that does.
    goal_event: Mapped[str | None] = mapped_column(String(200), default=None)
    goal_days: Mapped[int | None] = mapped_column(default=None)
    created_at: Mapped[Moment]


class ReleaseContent(WorkspaceOwned, Model):
    """The content of a release in another language than the guide's own."""

    __tablename__ = "release_content"
    __table_args__ = (Index("ix_release_content_found", "environment_id", "hash"),)

    release_id: Mapped[str] = mapped_column(
        ForeignKey("release.id", ondelete="CASCADE"), primary_key=True
    )
    language: Mapped[str] = mapped_column(String(35), primary_key=True)
    # The release's, so that a browser's question is answered from here alone.
    environment_id: Mapped[str] = mapped_column(ForeignKey("environment.id", ondelete="CASCADE"))
    hash: Mapped[str] = mapped_column(ForeignKey("content_blob.hash"))


class Publication(WorkspaceOwned, Model):
    """Which version of a guide an environment shows. `version` is None once it is unpublished."""

    __tablename__ = "publication"
    __table_args__ = (
        UniqueConstraint("environment_id", "guide_id"),
        ForeignKeyConstraint(
            ["environment_id", "guide_id", "version"],
            ["release.environment_id", "release.guide_id", "release.version"],
            name="fk_publication_release",
        ),
    )

    id: Mapped[Id]
    environment_id: Mapped[str] = mapped_column(ForeignKey("environment.id", ondelete="CASCADE"))
    guide_id: Mapped[str] = mapped_column(ForeignKey("guide.id", ondelete="CASCADE"), index=True)
    version: Mapped[int | None]
    # The draft's revision when it was published, to tell whether the draft has changed since.
    draft_revision: Mapped[int]
    published_at: Mapped[Moment]
    published_by: Mapped[str | None] = mapped_column(
        ForeignKey("member.id", ondelete="SET NULL"), default=None
    )
    # Switched off this minute, without unpublishing.
    killed: Mapped[bool] = mapped_column(default=False)
    # Runs of versions below are not resumed: the author chose that people start over.
    resume_from: Mapped[int] = mapped_column(default=1)
    # When the schedule next begins or ends: the revision must rise then.
    next_turn_at: Mapped[MaybeMoment] = mapped_column(index=True, default=None)


def columns(model: type[Model]) -> Any:
    """The columns of a model for Core statements, which the hot paths use."""
    return model.__table__.c
