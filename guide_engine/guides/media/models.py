"""Tables of uploaded images and videos."""

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guide_engine.core.columns import Id, Moment
from guide_engine.core.db import Model, WorkspaceOwned


class MediaBlob(Model):
    """The bytes of an image or a video, by their SHA-256. Immutable; equal files are one row.

    In the database rather than in a folder: a backup has them, and so has every web node.
    """

    __tablename__ = "media_blob"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    extension: Mapped[str] = mapped_column(String(8))
    size: Mapped[int]
    width: Mapped[int | None] = mapped_column(default=None)
    height: Mapped[int | None] = mapped_column(default=None)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class Media(WorkspaceOwned, Model):
    """That a workspace uploaded a file, and who did."""

    __tablename__ = "media"
    __table_args__ = (
        UniqueConstraint("workspace_id", "digest"),
        CheckConstraint("size > 0", name="size"),
    )

    id: Mapped[Id]
    digest: Mapped[str] = mapped_column(ForeignKey("media_blob.digest"), index=True)
    # A copy of the blob's, to sum what a workspace holds.
    size: Mapped[int]
    created_at: Mapped[Moment]
    created_by: Mapped[str | None] = mapped_column(
        ForeignKey("member.id", ondelete="SET NULL"), default=None
    )
