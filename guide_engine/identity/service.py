"""Workspaces and their environments. Verbs flush, never commit.

People are in `members`, browsers in `sessions`, the first run in `setup`, machine keys in `tokens`;
what the outside calls most is named here too.
"""

import secrets
from datetime import timedelta

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import update

from guide_engine.core import clock
from guide_engine.core.db import db, unscoped
from guide_engine.core.errors import Invalid
from guide_engine.core.ids import new_id
from guide_engine.core.signing import Vault, new_token
from guide_engine.identity import keys
from guide_engine.identity.members import add_member, create_owner
from guide_engine.identity.models import Environment, IdentityMode, Workspace
from guide_engine.identity.sessions import find_session, sign_in, start_session
from guide_engine.identity.setup import setup_token

__all__ = [
    "add_member",
    "bump_revision",
    "create_owner",
    "create_workspace",
    "find_session",
    "rename_workspace",
    "rotate_secret",
    "set_enabled",
    "set_identity_mode",
    "setup_token",
    "sign_in",
    "start_session",
]

ENVIRONMENTS = ("production", "staging")
FORMER_SECRET_LASTS = timedelta(hours=24)


def create_workspace(name: str) -> Workspace:
    """Create a workspace with its environments, production and staging."""
    workspace = Workspace(id=new_id("ws"), name=_checked_name(name), created_at=clock.now())
    with unscoped(db.session):
        db.session.add(workspace)
        db.session.flush()
        db.session.add_all(_new_environment(workspace, each) for each in ENVIRONMENTS)
        db.session.flush()
    return workspace


def _new_environment(workspace: Workspace, name: str) -> Environment:
    return Environment(
        id=new_id("env"),
        workspace_id=workspace.id,
        name=name,
        public_key=f"pk_{secrets.token_hex(12)}",
        sealed_secret=_vault().seal(new_token("sk")),
        created_at=clock.now(),
    )


def rename_workspace(workspace: Workspace, name: str) -> None:
    workspace.name = _checked_name(name)
    db.session.flush()


def _checked_name(name: str) -> str:
    name = name.strip()
    if 1 <= len(name) <= 100:
        return name
    sentence = _("Give the workspace a name of 1 to 100 characters.")
    raise Invalid(sentence, fields={"name": [sentence]})


def _vault() -> Vault:
    vault: Vault = current_app.config["VAULT"]
    return vault


def set_identity_mode(environment: Environment, mode: IdentityMode) -> None:
    environment.identity_mode = mode
    db.session.flush()
    keys.forget_after_commit(db.session, environment.id)


def set_enabled(environment: Environment, enabled: bool) -> None:
    """Turn the SDK of an environment on or off: its kill switch."""
    environment.enabled = enabled
    db.session.flush()
    bump_revision(environment.id)


def rotate_secret(environment: Environment) -> str:
    """Replace the signing secret and return the new one. The former is honoured for a day."""
    secret = new_token("sk")
    environment.former_sealed_secret = environment.sealed_secret
    environment.former_valid_until = clock.now() + FORMER_SECRET_LASTS
    environment.sealed_secret = _vault().seal(secret)
    db.session.flush()
    keys.forget_after_commit(db.session, environment.id)
    return secret


def reveal_secret(environment: Environment) -> str:
    return _vault().open(environment.sealed_secret)


def bump_revision(environment_id: str) -> int:
    """Tell the SDKs of an environment that what its end users may see has changed."""
    with unscoped(db.session):
        revision = db.session.execute(
            update(Environment)
            .where(Environment.id == environment_id)
            .values(revision=Environment.revision + 1)
            .returning(Environment.revision)
        ).scalar_one()
    keys.forget_after_commit(db.session, environment_id)
    return int(revision)
