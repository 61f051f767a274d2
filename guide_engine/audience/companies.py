"""Reading companies: the list, and one with its people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from guide_engine.audience.models import Company, EndUser
from guide_engine.audience.rulebook import rulebook
from guide_engine.audience.tier_sql import has_tier
from guide_engine.audience.tiers import Tier, tier_of
from guide_engine.audience.values import fold
from guide_engine.core.db import db

PER_PAGE = 50


@dataclass(frozen=True)
class Listed:
    company: Company
    tier: Tier
    people: int


def companies(
    workspace_id: str, environment_id: str, *, text: str = "", tier: str = "", page: int = 1
) -> tuple[list[Listed], bool]:
    """List companies, the highest LTV first, and tell whether there are more."""
    thresholds = rulebook(workspace_id).thresholds
    people = (
        select(func.count())
        .where(EndUser.company_id == Company.id, EndUser.workspace_id == workspace_id)
        .scalar_subquery()
    )
    statement = select(Company, people).where(Company.environment_id == environment_id)
    for word in fold(text).split()[:8]:
        statement = statement.where(Company.search_text.contains(word, autoescape=True))
    if tier:
        statement = statement.where(has_tier(tier, thresholds))
    rows = db.session.execute(
        statement.order_by(Company.ltv.desc().nulls_last(), Company.id)
        .offset((page - 1) * PER_PAGE)
        .limit(PER_PAGE + 1)
    ).all()
    listed = [
        Listed(company, tier_of(company.ltv, thresholds, company.tier_override), count)
        for company, count in rows
    ]
    return listed[:PER_PAGE], len(listed) > PER_PAGE


def company(company_id: str) -> Company | None:
    return db.session.scalar(select(Company).where(Company.id == company_id))


def company_names(environment_id: str, external_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Map external ids to the ids and attributes of companies."""
    rows = db.session.scalars(
        select(Company).where(
            Company.environment_id == environment_id, Company.external_id.in_(external_ids)
        )
    )
    return {row.external_id: {"id": row.id, "attributes": row.attributes} for row in rows}
