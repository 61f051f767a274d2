"""How often one person may be offered help. Pure: an offer that nags costs more than it gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

PER_DAY = 3
# The same page again only after this long.
PAGE_REST = timedelta(days=1)
# Declined this often in a row means: leave me alone for a while.
DECLINES = 2
DECLINED_REST = timedelta(days=7)
# Who asks for help by themselves is not nagged by getting it; this only bounds a runaway page.
ASKED_PER_DAY = 50


@dataclass(frozen=True)
class PastOffer:
    """One offer made to the person: where, when, and whether it was declined."""

    at: datetime
    path: str
    declined: bool


def hindrance(
    past: Sequence[PastOffer], path: str, now: datetime, *, asked: bool = False
) -> str | None:
    """Return why nothing may be offered now: `page`, `day` or `declined`; None when it may.

    `past` is in any order. `asked` means that the person opened the help themselves.
    """
    today = [offer for offer in past if now - offer.at < timedelta(days=1)]
    if asked:
        return "day" if len(today) >= ASKED_PER_DAY else None
    latest = sorted(past, key=lambda offer: offer.at, reverse=True)[:DECLINES]
    if (
        len(latest) == DECLINES
        and all(offer.declined for offer in latest)
        and now - latest[0].at < DECLINED_REST
    ):
        return "declined"
    if any(offer.path == path and now - offer.at < PAGE_REST for offer in past):
        return "page"
    return "day" if len(today) >= PER_DAY else None
