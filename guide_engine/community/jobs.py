"""Fetching feeds: each when it is due, backing off while it fails, its state kept for the page."""

from collections.abc import Mapping
from datetime import timedelta

from flask import current_app
from sqlalchemy import select, update

from guide_engine.community.feeds import read_feed
from guide_engine.community.importing import Outcome, take_rows
from guide_engine.community.models import Source, SourceKind
from guide_engine.core import clock, http
from guide_engine.core.db import bind_workspace, db, unscoped
from guide_engine.core.errors import DomainError
from guide_engine.core.settings import Settings

EVERY = timedelta(minutes=30)
# The first failure waits this long, each further one twice as long, up to a day.
FIRST_RETRY = timedelta(minutes=5)
LONGEST_RETRY = timedelta(days=1)
# Longer than a fetch may take: a worker that died with the claim is forgotten after this.
CLAIM = timedelta(minutes=10)
MAX_FEED_BYTES = 5 * 1024 * 1024
SYNC_AT_MOST = 20


def sync_due_feeds() -> Mapping[str, int]:
    """Fetch the feeds that are due. Commits after each, so that one failure costs only itself."""
    counts = {"synced": 0, "failed": 0}
    with unscoped(db.session):
        due = db.session.execute(
            select(Source.id, Source.workspace_id)
            .where(Source.kind == SourceKind.FEED, Source.next_sync_at <= clock.now())
            .order_by(Source.next_sync_at)
            .limit(SYNC_AT_MOST)
        ).all()
    for source_id, workspace_id in due:
        bind_workspace(db.session, workspace_id)
        if not _claim(source_id):
            continue
        source = db.session.get_one(Source, source_id)
        sync(source)
        counts["failed" if source.failures else "synced"] += 1
        db.session.commit()
    return counts


def sync(source: Source) -> Outcome:
    """Fetch one feed now. A failure is noted on the source, not raised."""
    settings: Settings = current_app.config["SETTINGS"]
    outcome, now = Outcome(), clock.now()
    source.last_tried_at = now
    try:
        answer = http.fetch(
            source.feed_url,
            max_bytes=MAX_FEED_BYTES,
            etag=source.etag,
            last_modified=source.last_modified,
            allow_private=settings.allow_private_feeds,
        )
        rows, outcome.skipped = read_feed(answer.body) if answer.status == 200 else ([], 0)
    except DomainError as fault:
        _note_failure(source, fault)
        return outcome
    unique = {row.external_id: row for row in reversed(rows)}
    take_rows(source, list(unique.values()), outcome, now)
    if answer.status == 200:
        source.etag = (answer.etag or "")[:300] or None
        source.last_modified = (answer.last_modified or "")[:100] or None
    source.last_synced_at, source.next_sync_at = now, now + EVERY
    source.failures, source.last_error = 0, ""
    return outcome


def _claim(source_id: str) -> bool:
    """Take the feed for this worker: only one of several moves its due time. Commits."""
    now = clock.now()
    claimed = db.session.execute(
        update(Source)
        .where(Source.id == source_id, Source.next_sync_at <= now)
        .values(next_sync_at=now + CLAIM)
    )
    db.session.commit()
    return bool(claimed.rowcount == 1)  # type: ignore[attr-defined]


def _note_failure(source: Source, fault: DomainError) -> None:
    source.failures += 1
    source.last_error = fault.message[:500]
    wait = min(FIRST_RETRY * 2 ** min(source.failures - 1, 20), LONGEST_RETRY)
    source.next_sync_at = clock.now() + wait
