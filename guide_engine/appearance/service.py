"""The verbs of themes. They flush, never commit; browsers learn of each change at once."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import delete, select

from guide_engine.appearance import contrast, queries, signals, tokens, words
from guide_engine.appearance.models import EnvironmentTheme, Theme
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import Conflict, Invalid
from guide_engine.core.ids import new_id
from guide_engine.identity import queries as identity_queries
from guide_engine.identity import service as identity

MOST_THEMES = 100
LONGEST_NAME = 100
# A reason is a sentence, not a keystroke.
SHORTEST_REASON = 10


@dataclass(frozen=True)
class Wish:
    """What a form or a machine asks a theme to be."""

    name: str
    tokens: dict[str, Any]
    # Colours that are hard to read are taken only with a reason, which is kept.
    reason: str = ""


def create(wish: Wish, *, by: str | None = None) -> Theme:
    if len(queries.themes()) >= MOST_THEMES:
        raise Conflict(_("There are %(most)s themes already. Delete one first.", most=MOST_THEMES))
    _check(wish, None)
    now = clock.now()
    theme = Theme(
        id=new_id("th"),
        workspace_id=db.session.info.get("workspace_id"),
        key=_free_key(wish.name, queries.known_keys()),
        created_at=now,
    )
    return _write(theme, wish, by)


def update(theme: Theme, wish: Wish, *, by: str | None = None) -> Theme:
    _check(wish, theme)
    return _write(theme, wish, by)


def _write(theme: Theme, wish: Wish, by: str | None) -> Theme:
    theme.name, theme.tokens = wish.name.strip(), wish.tokens
    theme.updated_at, theme.updated_by = clock.now(), by
    fails = any(not each.holds for each in contrast.measure(wish.tokens))
    reason = wish.reason.strip() if fails else ""
    if reason != (theme.contrast_reason or ""):
        theme.contrast_reason = reason
        theme.contrast_accepted_at = theme.updated_at if reason else None
        theme.contrast_accepted_by = by if reason else None
    db.session.add(theme)
    db.session.flush()
    _tell(theme.workspace_id)
    return theme


def _check(wish: Wish, theme: Theme | None) -> None:
    """Raise Invalid with every fault; colours below WCAG AA are one unless a reason is given."""
    fields: dict[str, list[str]] = {}
    name = wish.name.strip()
    taken = {other.name for other in queries.themes() if theme is None or other.id != theme.id}
    if not name or len(name) > LONGEST_NAME:
        fields["name"] = [
            _("Give the theme a name of at most %(most)s characters.", most=LONGEST_NAME)
        ]
    elif name in taken:
        fields["name"] = [_("There is already a theme named “%(name)s”.", name=name)]
    for path, code in tokens.faults(wish.tokens):
        fields.setdefault(path, []).append(_(words.FAULTS[code]))
    if not any(path.startswith("/") for path in fields):
        fields |= _contrast_faults(wish)
    if fields:
        raise Invalid(_("The theme can't be saved like this."), fields=fields)


def _contrast_faults(wish: Wish) -> dict[str, list[str]]:
    failing = [each for each in contrast.measure(wish.tokens) if not each.holds]
    if not failing:
        return {}
    if wish.reason.strip():
        if len(wish.reason.strip()) < SHORTEST_REASON:
            return {"reason": [_("Say in a sentence why these colours are needed.")]}
        return {}
    fields = {
        f"/{each.scheme}/{each.pair.ink}": [
            _(
                "%(ratio)s to 1 on its ground; %(least)s to 1 is needed.",
                ratio=each.shown,
                least=f"{each.pair.least:g}",
            )
        ]
        for each in failing
    }
    return fields | {
        "reason": [_("Some colours are hard to read. Change them, or say why they are needed.")]
    }


def delete_theme(theme: Theme) -> None:
    """Delete a theme that nothing uses. Raises Conflict naming what does."""
    users = users_of(theme)
    if users:
        raise Conflict(
            _(
                "“%(name)s” is still used: %(users)s.",
                name=theme.name,
                users=", ".join(name for name, _url in users),
            )
        )
    db.session.delete(theme)
    db.session.flush()
    _tell(theme.workspace_id)


def users_of(theme: Theme) -> list[tuple[str, str]]:
    """List what wears the theme, as (name, address)."""
    worn = queries.worn()
    users = [
        (each.name, "/settings/themes")
        for each in identity_queries.environments(theme.workspace_id)
        if worn.get(each.id) == theme.id
    ]
    for _receiver, found in signals.theme_leaving.send(
        current_app._get_current_object(),  # type: ignore[attr-defined]
        workspace_id=theme.workspace_id,
        key=theme.key,
    ):
        users.extend(found or [])
    return users


def wear(environment_id: str, theme: Theme | None) -> None:
    """Let every guide of an environment that chooses no theme wear this one, or the plain look."""
    environment = identity_queries.environment(environment_id)
    db.session.execute(
        delete(EnvironmentTheme).where(EnvironmentTheme.environment_id == environment.id)
    )
    if theme is not None:
        db.session.add(
            EnvironmentTheme(
                environment_id=environment.id,
                workspace_id=environment.workspace_id,
                theme_id=theme.id,
            )
        )
    db.session.flush()
    identity.bump_revision(environment.id)


def worn_by(environment_id: str) -> Theme | None:
    return db.session.scalar(
        select(Theme)
        .join(EnvironmentTheme, EnvironmentTheme.theme_id == Theme.id)
        .where(EnvironmentTheme.environment_id == environment_id)
    )


def _tell(workspace_id: str) -> None:
    for environment in identity_queries.environments(workspace_id):
        identity.bump_revision(environment.id)


def _free_key(name: str, taken: Collection[str]) -> str:
    """Make a key of a name, for life: guide files name a theme by it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "theme"
    key, count = stem, 1
    while key in taken:
        count += 1
        key = f"{stem}-{count}"
    return key
