"""The verbs of audience. They flush, never commit."""

from collections.abc import Mapping
from typing import Any

from guide_engine.audience import queries
from guide_engine.audience.attributes import Entity, merged, split_tier
from guide_engine.audience.errors import BadExternalId
from guide_engine.audience.external_ids import why_refused
from guide_engine.audience.models import Company, EndUser
from guide_engine.audience.person import Person, RefusedAttribute
from guide_engine.audience.recording import Row, keep, read_row, search_text, sift_and_learn
from guide_engine.audience.segments import create_segment, delete_segment, update_segment
from guide_engine.audience.tier_policy import override_tier, set_thresholds
from guide_engine.core.errors import SignInNeeded
from guide_engine.identity.end_user_token import is_anonymous
from guide_engine.identity.keys import EnvironmentRef
from guide_engine.identity.models import IdentityMode

__all__ = [
    "create_segment",
    "delete_segment",
    "identify",
    "override_tier",
    "set_thresholds",
    "update_segment",
]


def identify(
    env: EnvironmentRef,
    user_id: str,
    attributes: Mapping[str, Any] | None = None,
    company_id: str | None = None,
    company_attributes: Mapping[str, Any] | None = None,
    *,
    verified: bool = False,
) -> Person:
    """Keep who this is, and return the person as decisions see one.

    `verified` says that the caller has checked the signed token of `identify`. Faulty attributes
    are refused one by one (`Person.refused`). Raises BadExternalId, or SignInNeeded when the
    environment wants a token and there was none; nothing is written then.
    """
    if env.identity_mode == IdentityMode.ENFORCE and not verified and not is_anonymous(user_id):
        raise SignInNeeded(
            "This environment takes only signed identities.", code="identity_unverified"
        )
    _check_id(user_id, "user/id")
    if company_id is not None:
        _check_id(company_id, "company/id")
    refused: list[RefusedAttribute] = []
    held, held_company = queries.read_person(env.id, user_id)
    company = held_company
    if company_id is not None:
        if company is not None and company["external_id"] != company_id:
            company = None
        company = _keep_company(env, company_id, company_attributes or {}, company, refused)
    user = _keep_user(env, user_id, attributes or {}, company, held, refused)
    return queries.as_person(user, company, refused=tuple(refused))


def _check_id(external_id: object, path: str) -> None:
    if (reason := why_refused(external_id)) is not None:
        raise BadExternalId(reason, fields={path: [reason]})


def _keep_user(
    env: EnvironmentRef,
    user_id: str,
    incoming: Mapping[str, Any],
    company: Row | None,
    held: Row | None,
    refused: list[RefusedAttribute],
) -> Row:
    before = len(refused)

    def compose(row: Row | None) -> Row:
        attributes: dict[str, Any] = row["attributes"] if row else {}
        sifted = sift_and_learn(env, Entity.USER, incoming, attributes)
        refused[before:] = sifted.refused
        attributes = merged(attributes, sifted.kept)
        return {
            "attributes": attributes,
            "search_text": search_text(user_id, attributes),
            "company_id": company["id"] if company else None,
        }

    return keep(EndUser.__table__, "eu", env, user_id, held, compose)  # type: ignore[arg-type]


def _keep_company(
    env: EnvironmentRef,
    company_id: str,
    incoming: Mapping[str, Any],
    held: Row | None,
    refused: list[RefusedAttribute],
) -> Row:
    rest, override, bad_tier = split_tier(incoming)
    refused.extend(bad_tier)
    before = len(refused)

    def compose(row: Row | None) -> Row:
        attributes: dict[str, Any] = row["attributes"] if row else {}
        sifted = sift_and_learn(env, Entity.COMPANY, rest, attributes)
        refused[before:] = sifted.refused
        attributes = merged(attributes, sifted.kept)
        return {
            "attributes": attributes,
            "search_text": search_text(company_id, attributes),
            "ltv": attributes.get("ltv"),
            "tier_override": row["tier_override"] if row else None,
            **override,
        }

    held = held or read_row(Company.__table__, env.id, company_id)  # type: ignore[arg-type]
    return keep(Company.__table__, "co", env, company_id, held, compose)  # type: ignore[arg-type]
