"""Tables of what authors make."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guide_engine.core.columns import Document, Id, JSONColumn, MaybeMoment, Moment, Name
from guide_engine.core.db import Model, WorkspaceOwned

_KINDS = "kind in ('flow', 'hint', 'checklist', 'banner', 'announcement', 'survey')"


class Guide(WorkspaceOwned, Model):
    """One guide and its draft. What is published are versions; the draft never is."""

    __tablename__ = "guide"
    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        CheckConstraint(_KINDS, name="kind"),
    )

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(20))
    # A copy of the draft's, for lists and search.
    name: Mapped[Name]
    draft: Mapped[Document]
    # Rises with each save; a save names the one it was made from.
    draft_revision: Mapped[int] = mapped_column(default=1)
    # The draft before the last change that may be undone: {"revision": n, "document": {…}}.
    undo: Mapped[dict[str, Any] | None] = mapped_column(JSONColumn, default=None)
    archived_at: Mapped[MaybeMoment] = mapped_column(default=None)
    created_at: Mapped[Moment]
    created_by: Mapped[str | None] = mapped_column(
        ForeignKey("member.id", ondelete="SET NULL"), default=None
    )
    updated_at: Mapped[Moment]
    updated_by: Mapped[str | None] = mapped_column(
        ForeignKey("member.id", ondelete="SET NULL"), default=None
    )


class GuideVersion(WorkspaceOwned, Model):
    """A frozen, numbered copy of a draft. Never changed, so that reports stay true."""

    __tablename__ = "guide_version"
    __table_args__ = (
        UniqueConstraint("guide_id", "number"),
        CheckConstraint("number > 0", name="number"),
    )

    id: Mapped[Id]
    guide_id: Mapped[str] = mapped_column(ForeignKey("guide.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    document: Mapped[Document]
    note: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[Moment]
    created_by: Mapped[str | None] = mapped_column(
        ForeignKey("member.id", ondelete="SET NULL"), default=None
    )
