"""Tables of what users have already asked and answered elsewhere."""

from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Function,
    Index,
    Integer,
    String,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from guide_engine.core.columns import DocumentList, Id, LongText, MaybeMoment, Moment, Name
from guide_engine.core.db import Model, WorkspaceOwned


class SourceKind(StrEnum):
    IMPORT = "import"
    FEED = "feed"


class Answered(StrEnum):
    """How a thread stands, and on whose word."""

    ACCEPTED = "accepted"
    STAFF_STATUS = "staff_status"
    REPLIED = "replied"
    NONE = "none"
    UNKNOWN = "unknown"


class Source(WorkspaceOwned, Model):
    """One community that threads come from, and where its members ask."""

    __tablename__ = "community_source"
    __table_args__ = (
        UniqueConstraint("workspace_id", "name"),
        CheckConstraint("kind in ('import', 'feed')", name="kind"),
        CheckConstraint("language in ('', 'ja', 'en')", name="language"),
        CheckConstraint("kind <> 'feed' or feed_url <> ''", name="feed_has_url"),
    )

    id: Mapped[Id]
    name: Mapped[Name]
    kind: Mapped[str] = mapped_column(String(10))
    # Whose questions it takes: ja, en, or empty for everybody's.
    language: Mapped[str] = mapped_column(String(5), default="")
    # Address of the composer, with {title}, {body} and {url}; empty where nobody can ask.
    ask_url: Mapped[str] = mapped_column(String(2000), default="")
    feed_url: Mapped[str] = mapped_column(String(2000), default="")
    created_at: Mapped[Moment]

    # State of the feed. `next_sync_at` is also the claim of the worker that fetches.
    next_sync_at: Mapped[MaybeMoment] = mapped_column(default=None)
    last_tried_at: Mapped[MaybeMoment] = mapped_column(default=None)
    last_synced_at: Mapped[MaybeMoment] = mapped_column(default=None)
    failures: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(String(500), default="")
    etag: Mapped[str | None] = mapped_column(String(300), default=None)
    last_modified: Mapped[str | None] = mapped_column(String(100), default=None)


class Thread(WorkspaceOwned, Model):
    """A question of the community, as plain text. Names of its writers are not kept."""

    __tablename__ = "community_thread"
    __table_args__ = (
        UniqueConstraint("source_id", "external_id"),
        CheckConstraint(
            "answered in ('accepted', 'staff_status', 'replied', 'none', 'unknown')",
            name="answered",
        ),
    )

    id: Mapped[Id]
    source_id: Mapped[str] = mapped_column(
        ForeignKey("community_source.id", ondelete="CASCADE"), index=True
    )
    # The source's own id for it; its address where the source has none.
    external_id: Mapped[str] = mapped_column(String(2000))
    url: Mapped[str] = mapped_column(String(2000))
    title: Mapped[str] = mapped_column(String(300))
    body_text: Mapped[LongText] = mapped_column(default="")
    language: Mapped[str] = mapped_column(String(5))
    category: Mapped[str] = mapped_column(String(200), default="")
    tags: Mapped[DocumentList] = mapped_column(default=list)
    answered: Mapped[str] = mapped_column(String(20), default=Answered.UNKNOWN)
    reply_count: Mapped[int] = mapped_column(Integer, default=0)
    posted_at: Mapped[MaybeMoment] = mapped_column(default=None)
    changed_at: Mapped[MaybeMoment] = mapped_column(default=None)
    # When an import or a feed last carried it.
    seen_at: Mapped[Moment]


class IndexEntry(WorkspaceOwned, Model):
    """The grams of one thread, space-separated. The search indexes of both engines stand on it.

    It goes with its thread (a cascade), and the index goes with it (triggers on SQLite, an
    expression index on PostgreSQL): no code has to remember.
    """

    __tablename__ = "community_index_entry"

    # An integer, because SQLite's full-text index refers to rows by number.
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    thread_id: Mapped[str] = mapped_column(
        ForeignKey("community_thread.id", ondelete="CASCADE"), unique=True
    )
    title: Mapped[LongText]
    body: Mapped[LongText]


class IndexGram(WorkspaceOwned, Model):
    """In how many of the workspace's threads a gram stands; kept by `index.put` and `index.remove`."""

    __tablename__ = "community_index_gram"
    __table_args__ = ({"sqlite_with_rowid": False},)

    workspace_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("workspace.id", ondelete="CASCADE"), primary_key=True
    )
    gram: Mapped[str] = mapped_column(String(80), primary_key=True)
    threads: Mapped[int] = mapped_column(default=0)


def search_vector() -> Function[object]:
    """The indexed expression on PostgreSQL: workspace and grams as they are, past every parser.

    The workspace is a lexeme of it (grams hold no underscore), so that one look-up in the index
    finds a tenant's rows only. Written with literals, since a query uses the index only when it
    repeats the expression.
    """
    columns = IndexEntry.__table__.c
    space, nothing = text("' '"), text("''")
    words = columns.workspace_id.op("||")(space).op("||")(columns.title)
    grams = func.string_to_array(words.op("||")(space).op("||")(columns.body), space)
    return func.array_to_tsvector(func.array_remove(grams, nothing))


Index("ix_community_index_entry_grams", search_vector(), postgresql_using="gin").ddl_if(
    dialect="postgresql"
)
