"""Thresholds of the touch tiers, and companies put into a tier by hand."""

from flask_babel import gettext as _
from sqlalchemy import select

from guide_engine.audience.errors import BadThresholds
from guide_engine.audience.models import Company, TierPolicy
from guide_engine.audience.segments import tell_sdks
from guide_engine.audience.tiers import Thresholds, Tier
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.ids import new_id
from guide_engine.identity import service as identity


def set_thresholds(high_from: float, low_from: float) -> Thresholds:
    """Set from which LTV on a company is high or low touch. Raises BadThresholds."""
    try:
        thresholds = Thresholds(high_from, low_from)
    except ValueError:
        raise BadThresholds(
            _("The high tier must begin above the low tier, and both above zero.")
        ) from None
    workspace_id: str = db.session.info["workspace_id"]
    policy = db.session.scalar(select(TierPolicy))
    if policy is None:
        policy = TierPolicy(id=new_id("tp"), workspace_id=workspace_id)
        db.session.add(policy)
    policy.high_from, policy.low_from = thresholds.high_from, thresholds.low_from
    policy.updated_at = clock.now()
    db.session.flush()
    tell_sdks(workspace_id)
    return thresholds


def override_tier(company: Company, tier: Tier | None) -> None:
    """Put a company into a tier whatever its LTV; None lets the LTV decide again."""
    company.tier_override = tier
    company.revision += 1
    db.session.flush()
    identity.bump_revision(company.environment_id)
