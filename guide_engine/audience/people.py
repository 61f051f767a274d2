"""Reading many people: lists, and counts that know how long they may take."""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from guide_engine.audience.models import Company, EndUser
from guide_engine.audience.person import Person
from guide_engine.audience.queries import as_person, split
from guide_engine.audience.rulebook import Rulebook, rulebook
from guide_engine.audience.rules import evaluate
from guide_engine.audience.tier_sql import has_tier
from guide_engine.audience.values import fold
from guide_engine.core import clock
from guide_engine.core.db import db

PER_PAGE = 50
CHUNK = 500
# People are judged one by one; past this, the answer is an estimate and says so.
BUDGET_SECONDS = 1.0
SAMPLE = 5
# More ids than this are not even listed: the first ones stand for all.
LISTED_AT_MOST = 200_000

_USER, _COMPANY = EndUser.__table__, Company.__table__

# (last seen, id): where a page of a list ends.
Place = tuple[datetime, str]


@dataclass(frozen=True)
class Seen:
    """A person in a list, with when they were last seen."""

    person: Person
    last_seen_at: datetime

    @property
    def place(self) -> Place:
        return self.last_seen_at, self.person.end_user_id


@dataclass(frozen=True)
class Wanted:
    """What a list of people is narrowed to."""

    text: str = ""
    # A tier, or `none` for people without a company.
    tier: str = ""
    segment_id: str = ""
    company_id: str = ""


@dataclass(frozen=True)
class Count:
    """How many people a rule matches. `judged` falls short of `total` when time ran out."""

    matched: int
    judged: int
    total: int
    sample: Sequence[Person] = field(default=())

    @property
    def is_exact(self) -> bool:
        return self.judged >= self.total

    @property
    def estimate(self) -> int:
        return round(self.matched * self.total / self.judged) if self.judged else 0


def page_of(
    workspace_id: str, environment_id: str, wanted: Wanted, after: Place | None
) -> tuple[list[Seen], bool]:
    """List the people last seen first, and tell whether there are more.

    Whether a person is in a segment is judged, not stored, so a rare one may need several pages'
    worth of people; after the time is up the page ends where it got to.
    """
    book = rulebook(workspace_id)
    found: list[Seen] = []
    until = time.monotonic() + BUDGET_SECONDS
    chunk = PER_PAGE + 1 if not wanted.segment_id else CHUNK
    while True:
        rows = list(_read(environment_id, wanted, book, after, chunk))
        for seen in rows:
            if not wanted.segment_id or wanted.segment_id in seen.person.segments:
                found.append(seen)
                if len(found) > PER_PAGE:
                    return found[:PER_PAGE], True
        if len(rows) < chunk:
            return found, False
        if time.monotonic() > until and found:
            return found, True
        after = rows[-1].place


def _read(
    environment_id: str, wanted: Wanted, book: Rulebook, after: Place | None, limit: int
) -> Iterator[Seen]:
    statement = _both().where(_USER.c.environment_id == environment_id)
    for word in fold(wanted.text).split()[:8]:
        statement = statement.where(
            or_(
                _USER.c.search_text.contains(word, autoescape=True),
                _COMPANY.c.search_text.contains(word, autoescape=True),
            )
        )
    if wanted.tier:
        statement = statement.where(has_tier(wanted.tier, book.thresholds))
    if wanted.company_id:
        statement = statement.where(_USER.c.company_id == wanted.company_id)
    if after is not None:
        statement = statement.where(
            or_(
                _USER.c.last_seen_at < after[0],
                and_(_USER.c.last_seen_at == after[0], _USER.c.id < after[1]),
            )
        )
    statement = statement.order_by(_USER.c.last_seen_at.desc(), _USER.c.id.desc()).limit(limit)
    for row in db.session.execute(statement):
        user, company = split(row)
        yield Seen(as_person(user, company, book), user["last_seen_at"])


def count_matching(workspace_id: str, environment_id: str, rule: object) -> Count:
    """Count the people a rule matches, in random order, for as long as the budget lasts."""
    now = clock.now()
    matched = judged = 0
    sample: list[Person] = []
    for person in _in_random_order(workspace_id, environment_id):
        judged += 1
        if evaluate(rule, person.facts(), now):
            matched += 1
            if len(sample) < SAMPLE:
                sample.append(person)
    return Count(matched, judged, max(count_people(environment_id), judged), sample)


def count_segments(workspace_id: str, environment_id: str) -> dict[str, Count]:
    """Count the people in every segment, in one go over them. A segment of nobody is left out."""
    judged = 0
    held: dict[str, int] = {}
    for person in _in_random_order(workspace_id, environment_id):
        judged += 1
        for segment_id in person.segments:
            held[segment_id] = held.get(segment_id, 0) + 1
    total = max(count_people(environment_id), judged)
    return {segment_id: Count(matched, judged, total) for segment_id, matched in held.items()}


def _in_random_order(workspace_id: str, environment_id: str) -> Iterator[Person]:
    """Yield people, chunk by chunk, until all were or the time is up: a fair sample of all."""
    book = rulebook(workspace_id)
    ids = list(
        db.session.scalars(
            select(_USER.c.id)
            .where(_USER.c.environment_id == environment_id)
            .order_by(_USER.c.id)
            .limit(LISTED_AT_MOST)
        )
    )
    random.Random(environment_id).shuffle(ids)  # noqa: S311
    until = time.monotonic() + BUDGET_SECONDS
    for start in range(0, len(ids), CHUNK):
        for row in db.session.execute(_both().where(_USER.c.id.in_(ids[start : start + CHUNK]))):
            yield as_person(*split(row), book)
        if time.monotonic() > until:
            return


def count_people(environment_id: str) -> int:
    return (
        db.session.scalar(
            select(func.count()).select_from(_USER).where(_USER.c.environment_id == environment_id)
        )
        or 0
    )


def known_values(environment_id: str, entity: str, key: str) -> list[str]:
    """List the texts that the last people seen have in an attribute, the most frequent first."""
    column = _COMPANY.c.attributes if entity == "company" else _USER.c.attributes
    rows = db.session.scalars(
        select(column)
        .select_from(_USER.outerjoin(_COMPANY, _COMPANY.c.id == _USER.c.company_id))
        .where(_USER.c.environment_id == environment_id)
        .order_by(_USER.c.last_seen_at.desc())
        .limit(CHUNK)
    )
    times: dict[str, int] = {}
    for attributes in rows:
        value = (attributes or {}).get(key)
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and len(text) <= 80:
                times[text] = times.get(text, 0) + 1
    return sorted(times, key=lambda text: (-times[text], text))[:20]


def name_of(facts: dict[str, Any], external_id: str) -> str:
    """Call a person or a company by name, else by mail address, else by id."""
    named = (facts.get(key) for key in ("name", "email"))
    return next((text for text in named if isinstance(text, str) and text), external_id)


def _both() -> Select[Any]:
    return select(_USER, _COMPANY).select_from(
        _USER.outerjoin(_COMPANY, _COMPANY.c.id == _USER.c.company_id)
    )
