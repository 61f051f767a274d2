"""Reads of audience."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row as ResultRow
from sqlalchemy import bindparam, select

from guide_engine.audience.membership import segments_of
from guide_engine.audience.models import Company, EndUser, Segment
from guide_engine.audience.person import Person, RefusedAttribute
from guide_engine.audience.rulebook import Rulebook, rulebook
from guide_engine.audience.tiers import tier_of
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.identity.end_user_token import is_anonymous

Row = dict[str, Any]

_USER = EndUser.__table__
_COMPANY = Company.__table__
_USER_NAMES, _COMPANY_NAMES = tuple(_USER.c.keys()), tuple(_COMPANY.c.keys())
_USER_WIDTH = len(_USER_NAMES)
_BOTH = select(_USER, _COMPANY).select_from(
    _USER.outerjoin(_COMPANY, _COMPANY.c.id == _USER.c.company_id)
)
# Asked with every state and batch, so it is built once and run past the ORM.
_PERSON = _BOTH.where(
    _USER.c.environment_id == bindparam("environment_id"),
    _USER.c.external_id == bindparam("external_id"),
)


def person(environment_id: str, external_id: str) -> Person | None:
    """Return an end user as decisions see one, or None for nobody. One query."""
    user, company = read_person(environment_id, external_id)
    return as_person(user, company) if user is not None else None


def read_person(environment_id: str, external_id: str) -> tuple[Row | None, Row | None]:
    """Return the rows of an end user and of the company, in one query."""
    wanted = {"environment_id": environment_id, "external_id": external_id}
    row = db.session.connection().execute(_PERSON, wanted).one_or_none()
    return split(row) if row is not None else (None, None)


def split(row: ResultRow[Any]) -> tuple[Row, Row | None]:
    """Cut a row of both tables in two."""
    user = dict(zip(_USER_NAMES, row[:_USER_WIDTH], strict=True))
    company = dict(zip(_COMPANY_NAMES, row[_USER_WIDTH:], strict=True))
    return user, company if company["id"] is not None else None


def as_person(
    user: Row,
    company: Row | None,
    book: Rulebook | None = None,
    refused: tuple[RefusedAttribute, ...] = (),
) -> Person:
    """Put the facts together and judge the segments."""
    book = book or rulebook(user["workspace_id"])
    user_facts = {
        **user["attributes"],
        "id": user["external_id"],
        "first_seen_at": user["first_seen_at"].isoformat(timespec="milliseconds"),
        "anonymous": is_anonymous(user["external_id"]),
    }
    tier, company_facts = None, {}
    if company is not None:
        tier = tier_of(company["ltv"], book.thresholds, company["tier_override"])
        company_facts = {
            **company["attributes"],
            "id": company["external_id"],
            "first_seen_at": company["first_seen_at"].isoformat(timespec="milliseconds"),
            "tier": tier.value,
        }
    facts = {"user": user_facts, "company": company_facts}
    return Person(
        end_user_id=user["id"],
        external_id=user["external_id"],
        user=user_facts,
        company_id=company["external_id"] if company else None,
        company=company_facts,
        tier=tier.value if tier else None,
        segments=segments_of(book.segments, facts, clock.now()),
        refused=refused,
    )


def segments() -> Sequence[Segment]:
    """List the workspace's segments by name."""
    return db.session.scalars(select(Segment).order_by(Segment.name, Segment.id)).all()


def segment(segment_id: str) -> Segment | None:
    return db.session.scalar(select(Segment).where(Segment.id == segment_id))


def has_end_users(environment_id: str) -> bool:
    """Tell whether anyone was ever identified here."""
    found = db.session.scalar(
        select(EndUser.id).where(EndUser.environment_id == environment_id).limit(1)
    )
    return found is not None
