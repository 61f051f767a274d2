"""What authors do with communities. Flushes, never commits."""

from flask_babel import gettext as _
from sqlalchemy import delete, select

from guide_engine.community import importing, index
from guide_engine.community.ask import TemplateError, check_template
from guide_engine.community.models import IndexEntry, IndexGram, Source, SourceKind, Thread
from guide_engine.community.rows import RowError, check_url
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import Invalid
from guide_engine.core.ids import new_id

LANGUAGES = ("", "ja", "en")


def create_source(
    name: str, *, language: str = "", ask_url: str = "", feed_url: str = ""
) -> Source:
    """Add a community to the bound workspace. Raises Invalid with the faulty fields."""
    source = Source(
        id=new_id("cs"),
        workspace_id=db.session.info.get("workspace_id"),
        kind=SourceKind.IMPORT,
        created_at=clock.now(),
        name="",
    )
    _fill(source, name, language, ask_url, feed_url)
    db.session.add(source)
    db.session.flush()
    return source


def update_source(source: Source, *, name: str, language: str, ask_url: str, feed_url: str) -> None:
    """Change a community. Raises Invalid with the faulty fields; nothing is changed then."""
    _fill(source, name, language, ask_url, feed_url)
    db.session.flush()


def delete_source(source: Source) -> None:
    """Remove a community with its threads."""
    of_source = select(Thread.id).where(Thread.source_id == source.id)
    importing.delete_threads(db.session.scalars(of_source).all())
    db.session.delete(source)
    db.session.flush()


def delete_thread(thread: Thread) -> None:
    importing.delete_threads([thread.id])


def rebuild_index() -> int:
    """Index every thread of the bound workspace anew, after the rules for words changed."""
    db.session.execute(delete(IndexEntry))
    db.session.execute(delete(IndexGram))
    done, last = 0, ""
    while threads := db.session.scalars(
        select(Thread).where(Thread.id > last).order_by(Thread.id).limit(importing.BATCH)
    ).all():
        index.put(db.session, threads)
        done, last = done + len(threads), threads[-1].id
    return done


def _fill(source: Source, name: str, language: str, ask_url: str, feed_url: str) -> None:
    fields: dict[str, list[str]] = {}
    name, feed_url, ask_url = name.strip()[:200], feed_url.strip(), ask_url.strip()
    if not name:
        fields["name"] = [_("Give the community a name.")]
    elif _name_is_taken(name, source.id):
        fields["name"] = [_("There is already a community of this name.")]
    if language not in LANGUAGES:
        fields["language"] = [_("Choose one of the languages.")]
    if feed_url:
        try:
            check_url(feed_url)
        except RowError:
            fields["feed_url"] = [_("Write the full address, starting with https://.")]
    if ask_url:
        try:
            ask_url = check_template(ask_url)
        except TemplateError as fault:
            fields["ask_url"] = [_template_sentence(fault)]
    if fields:
        raise Invalid(_("Some fields are wrong."), fields=fields)
    if feed_url != source.feed_url:
        _restart_feed(source)
    source.name, source.language, source.ask_url, source.feed_url = (
        name,
        language,
        ask_url,
        feed_url,
    )
    source.kind = SourceKind.FEED if feed_url else SourceKind.IMPORT


def _restart_feed(source: Source) -> None:
    """A new address starts afresh, and at once."""
    source.etag = source.last_modified = source.last_synced_at = source.last_tried_at = None
    source.failures, source.last_error = 0, ""
    source.next_sync_at = clock.now()


def _name_is_taken(name: str, source_id: str) -> bool:
    with db.session.no_autoflush:
        twin = select(Source.id).where(Source.name == name, Source.id != source_id)
        return db.session.scalar(twin) is not None


def _template_sentence(fault: TemplateError) -> str:
    sentences = {
        "unknown_variable": _(
            "{%(name)s} is not known; the variables are {title}, {body} and {url}.",
            name=fault.detail,
        ),
        "misplaced": _("Variables can't be part of the host name."),
        "not_http": _("Write the full address, starting with https://."),
    }
    return str(sentences[fault.code])
