"""Tables of themes."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guide_engine.core.columns import Document, Id, LongText, MaybeMoment, Moment, Name
from guide_engine.core.db import Model, WorkspaceOwned


class Theme(WorkspaceOwned, Model):
    """A named look. Guides choose one by its key; an environment has one for all others."""

    __tablename__ = "theme"
    __table_args__ = (UniqueConstraint("workspace_id", "key"),)

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(80))
    name: Mapped[Name]
    # The contract's type `Theme`, as it is sent.
    tokens: Mapped[Document]
    # Why colours that are hard to read were taken all the same; empty where none are.
    contrast_reason: Mapped[LongText] = mapped_column(default="")
    contrast_accepted_at: Mapped[MaybeMoment] = mapped_column(default=None)
    contrast_accepted_by: Mapped[str | None] = mapped_column(
        ForeignKey("member.id", ondelete="SET NULL"), default=None
    )
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]
    updated_by: Mapped[str | None] = mapped_column(
        ForeignKey("member.id", ondelete="SET NULL"), default=None
    )


class EnvironmentTheme(WorkspaceOwned, Model):
    """The theme of every guide in an environment that chooses none."""

    __tablename__ = "environment_theme"

    environment_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("environment.id", ondelete="CASCADE"), primary_key=True
    )
    theme_id: Mapped[str] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), index=True)
