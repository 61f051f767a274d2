"""The announcements a person may read, the newest first, and which of them are news. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from guide_engine.delivery.decide import Reason, Verdict
from guide_engine.events.journey import Journey

MAX_ANNOUNCEMENTS = 30

# What no wish of a person overcomes. Of the other reasons (shown once, completed, put off, …) each
# only says that a guide doesn't come by itself: who asks for it gets it.
WITHHELD = frozenset(
    {
        Reason.ENVIRONMENT_OFF,
        Reason.NOT_PUBLISHED,
        Reason.KILLED,
        Reason.SCHEDULE_NOT_STARTED,
        Reason.SCHEDULE_OVER,
        Reason.AUDIENCE,
    }
)


@dataclass(frozen=True)
class News:
    verdict: Verdict
    at: datetime
    unread: bool


def on_request(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return those of the guides that a person may have by asking for them."""
    return [verdict for verdict in verdicts if verdict.reason not in WITHHELD]


def announcements(
    verdicts: Iterable[Verdict],
    journeys: Sequence[Journey],
    published: Mapping[str, datetime],
    *,
    known_since: datetime | None,
    read_until: datetime | None,
) -> list[News]:
    """List what a person may read. What is from before they came is no news to them.

    `published` says when each guide was first published here.
    """
    opened = {journey.guide_id for journey in journeys if journey.first_started_at is not None}
    seen = max((at for at in (known_since, read_until) if at is not None), default=None)
    found = []
    for verdict in on_request(verdicts):
        guide = verdict.guide
        since = published.get(guide.id) or guide.published_at
        if guide.kind != "announcement" or since is None:
            continue
        at = max(since, guide.starts_at) if guide.starts_at else since
        unread = guide.id not in opened and (seen is None or at > seen)
        found.append(News(verdict, at, unread))
    found.sort(key=lambda news: (-news.at.timestamp(), news.verdict.guide_id))
    return found[:MAX_ANNOUNCEMENTS]
