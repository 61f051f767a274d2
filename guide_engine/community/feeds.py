"""Reading an RSS or Atom feed that was already fetched. Pure: bytes in, rows out."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from time import struct_time

import feedparser

from guide_engine.community.rows import RowError, ThreadRow, read_row
from guide_engine.core.errors import Invalid

MAX_ENTRIES = 500


def read_feed(body: bytes) -> tuple[list[ThreadRow], int]:
    """Return the feed's threads and how many entries could not be read.

    Raises Invalid when the bytes are no feed at all.
    """
    # A file object, since feedparser takes bare bytes for the name of a file to open.
    parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version"):
        raise Invalid("The address holds no RSS or Atom feed.", code="not_a_feed")
    rows, faults = [], 0
    for entry in parsed.entries[:MAX_ENTRIES]:
        try:
            # A plain copy: feedparser's own look-ups guess missing fields from others.
            rows.append(_row(dict(entry)))
        except RowError:
            faults += 1
    return rows, faults


def _row(entry: Mapping[str, object]) -> ThreadRow:
    content = entry.get("content")
    first = content[0] if isinstance(content, list) and content else {}
    body = first.get("value") if isinstance(first, Mapping) else None
    tags = entry.get("tags")
    row = read_row(
        {
            "id": entry.get("id") or "",
            "title": entry.get("title") or "",
            "body": body or entry.get("summary") or "",
            "url": entry.get("link") or "",
            "replies": _replies(entry),
            "tags": [t.get("term") or "" for t in tags] if isinstance(tags, list) else [],
        }
    )
    return ThreadRow(
        **{
            **vars(row),
            "posted_at": _moment(entry.get("published_parsed")),
            "changed_at": _moment(entry.get("updated_parsed")),
        }
    )


def _replies(entry: Mapping[str, object]) -> str:
    """Read `slash:comments` (RSS) or `thr:total` (Atom, RFC 4685); feeds seldom tell."""
    count = str(entry.get("slash_comments") or entry.get("thr_total") or "")
    return count if count.isdecimal() else ""


def _moment(value: object) -> datetime | None:
    if not isinstance(value, struct_time):
        return None
    try:
        return datetime(*value[:6], tzinfo=UTC)
    except ValueError:
        return None
