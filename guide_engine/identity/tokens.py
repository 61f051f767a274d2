"""API tokens: shown once, kept as a hash, with a role and a last day."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import Invalid, NotFound
from guide_engine.core.ids import new_id
from guide_engine.core.signing import hash_token, new_token
from guide_engine.identity.models import APIToken
from guide_engine.identity.permissions import Role

PREFIX = "ge"
LIFETIMES = (30, 90, 365)


def create(workspace_id: str, name: str, role: Role, days: int | None = 90) -> tuple[APIToken, str]:
    """Create a token for `days` days, or for ever. Returns the row and the token itself."""
    name = name.strip()
    if not 1 <= len(name) <= 100:
        sentence = _("Give the token a name of 1 to 100 characters, such as what it is for.")
        raise Invalid(sentence, fields={"name": [sentence]})
    text = new_token(PREFIX)
    token = APIToken(
        id=new_id("at"),
        workspace_id=workspace_id,
        name=name,
        prefix=text[:10],
        token_hash=hash_token(text),
        role=role,
        created_at=clock.now(),
        expires_at=clock.now() + timedelta(days=days) if days else None,
    )
    db.session.add(token)
    db.session.flush()
    return token, text


def listed() -> Sequence[APIToken]:
    """List the workspace's tokens that were not revoked, the newest first."""
    return db.session.scalars(
        select(APIToken).where(APIToken.revoked_at.is_(None)).order_by(APIToken.id.desc())
    ).all()


def find(token_id: str) -> APIToken:
    token = db.session.get(APIToken, token_id)
    if token is None:
        raise NotFound(_("There is no such API token."))
    return token


def revoke(token: APIToken) -> None:
    token.revoked_at = token.revoked_at or clock.now()
    db.session.flush()


def restore(token: APIToken) -> None:
    """Undo a revocation."""
    token.revoked_at = None
    db.session.flush()
