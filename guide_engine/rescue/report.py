"""What the rescue report counts. Pure: grouped rows in, lines out.

An offer ends one way, the strongest thing that was done with it: solved, asked, opened, declined,
or none of these.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from guide_engine.core.intervals import Share, wilson

ENDS = ("solved", "asked", "opened", "declined", "none")
NO_COMPANY = "none"
TIERS = ("high", "low", "tech", NO_COMPANY)

Key = TypeVar("Key")


@dataclass(frozen=True)
class EpisodeRow:
    """Episodes of one kind. `people` are distinct within the row only."""

    tier: str | None
    guide_id: str | None
    step_id: str | None
    path: str
    reason: str
    count: int


@dataclass(frozen=True)
class OfferRow:
    """Shown offers that ended the same way."""

    tier: str | None
    guide_id: str | None
    step_id: str | None
    path: str
    opened: bool
    asked: bool
    solved: bool
    declined: bool
    count: int


@dataclass
class Line:
    """The counts of one tier, one place, or everything."""

    episodes: int = 0
    shown: int = 0
    opened: int = 0
    asked: int = 0
    solved: int = 0
    declined: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ENDS, 0))

    @property
    def taken(self) -> Share:
        """Offers that were opened, asked from or said to have solved it, of those shown."""
        return wilson(self.shown - self.ends["declined"] - self.ends["none"], self.shown)

    @property
    def solved_share(self) -> Share:
        return wilson(self.solved, self.shown)

    @property
    def right(self) -> Share:
        """Offers that were not declined, of those that were answered at all: was it worth asking?"""
        answered = self.shown - self.ends["none"]
        return wilson(answered - self.ends["declined"], answered)


@dataclass(frozen=True, order=True)
class Place:
    """A guide's step, or the page where no guide ran."""

    guide_id: str
    step_id: str
    path: str


@dataclass(frozen=True)
class Report:
    whole: Line
    # Those that have something to count, in the fixed order of tiers.
    tiers: Mapping[str, Line]
    # The places with the most episodes first.
    places: Mapping[Place, Line]


def report(episodes: Iterable[EpisodeRow], offers: Iterable[OfferRow]) -> Report:
    episodes, offers = list(episodes), list(offers)
    whole = _lines(episodes, offers, lambda _row: "")
    tiers = _lines(episodes, offers, lambda row: row.tier or NO_COMPANY)
    places = _lines(episodes, offers, _place)
    busiest = sorted(places, key=lambda p: (-places[p].episodes, -places[p].shown, p))
    return Report(
        whole.get("", Line()),
        {tier: tiers[tier] for tier in TIERS if tier in tiers},
        {place: places[place] for place in busiest},
    )


def ending(row: OfferRow) -> str:
    """Name the strongest thing that was done with an offer."""
    for end in ("solved", "asked", "opened", "declined"):
        if getattr(row, end):
            return end
    return "none"


def _place(row: EpisodeRow | OfferRow) -> Place:
    if row.guide_id:
        return Place(row.guide_id, row.step_id or "", "")
    return Place("", "", row.path)


def _lines(
    episodes: Iterable[EpisodeRow],
    offers: Iterable[OfferRow],
    key_of: Callable[[EpisodeRow | OfferRow], Key],
) -> dict[Key, Line]:
    lines: dict[Key, Line] = {}
    for episode in episodes:
        line = lines.setdefault(key_of(episode), Line())
        line.episodes += episode.count
        line.reasons[episode.reason] = line.reasons.get(episode.reason, 0) + episode.count
    for offer in offers:
        line = lines.setdefault(key_of(offer), Line())
        line.shown += offer.count
        line.opened += offer.count * offer.opened
        line.asked += offer.count * offer.asked
        line.solved += offer.count * offer.solved
        line.declined += offer.count * offer.declined
        line.ends[ending(offer)] += offer.count
    return lines
