"""Reads of themes. The session is bound to a workspace; what is of another looks missing."""

from collections.abc import Collection, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from guide_engine.appearance.models import EnvironmentTheme, Theme
from guide_engine.core.db import db
from guide_engine.core.errors import NotFound


def themes() -> Sequence[Theme]:
    return db.session.scalars(select(Theme).order_by(Theme.name, Theme.id)).all()


def theme(theme_id: str) -> Theme:
    """Return the theme. Raises NotFound."""
    found = db.session.scalar(select(Theme).where(Theme.id == theme_id))
    if found is None:
        raise NotFound(_("There is no such theme."))
    return found


def known_keys() -> frozenset[str]:
    return frozenset(db.session.scalars(select(Theme.key)))


def tokens_for(environment_id: str, keys: Collection[str]) -> dict[str, dict[str, Any]]:
    """Map keys to what their themes say; the environment's own stands under the empty key."""
    found = {
        row.key: row.tokens
        for row in db.session.scalars(select(Theme).where(Theme.key.in_(sorted(keys))))
    }
    own = db.session.scalar(
        select(Theme)
        .join(EnvironmentTheme, EnvironmentTheme.theme_id == Theme.id)
        .where(EnvironmentTheme.environment_id == environment_id)
    )
    return {**found, "": own.tokens} if own is not None else found


def worn() -> dict[str, str]:
    """Map environments to the theme they wear."""
    rows = db.session.scalars(select(EnvironmentTheme))
    return {row.environment_id: row.theme_id for row in rows}
