"""Tables: how each environment's help panel is set, and up to when people have read the news."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from guide_engine.core.columns import Document, Moment
from guide_engine.core.db import Model, WorkspaceOwned


class HelpSettings(WorkspaceOwned, Model):
    """The help panel of one environment. No row: as usual, which is off."""

    __tablename__ = "help_settings"

    environment_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("environment.id", ondelete="CASCADE"), primary_key=True
    )
    # What `panel.to_document` writes.
    document: Mapped[Document]
    updated_at: Mapped[Moment]


class HelpReading(WorkspaceOwned, Model):
    """A projection: who said to have read everything, and when last."""

    __tablename__ = "help_reading"
    __table_args__ = ({"sqlite_with_rowid": False},)

    environment_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("environment.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    read_until: Mapped[Moment]
