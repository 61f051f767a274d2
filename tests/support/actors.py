"""The cast: Alice owns, Bob edits, Vera views one workspace; Mallory owns another."""

from dataclasses import dataclass

from argon2 import PasswordHasher
from flask.testing import FlaskClient

from guide_engine.core import clock
from guide_engine.core.db import bind_workspace, db, unscoped
from guide_engine.core.ids import new_id
from guide_engine.core.signing import hash_token, new_token
from guide_engine.identity import keys, queries, service
from guide_engine.identity.models import APIToken, Environment, Member, Workspace
from guide_engine.identity.permissions import Role

PASSWORD = "correct horse battery"
# Cheap on purpose: the parameters travel with the hash, and tests make many members.
PASSWORD_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@dataclass(frozen=True)
class Cast:
    workspace: Workspace
    production: Environment
    staging: Environment
    alice: Member
    bob: Member
    vera: Member
    other_workspace: Workspace
    other_production: Environment
    mallory: Member

    @property
    def env(self) -> keys.EnvironmentRef:
        """Alice's production environment, as services of the public API take it."""
        return environment_ref(self.production)


def make_cast() -> Cast:
    """Create everybody, and bind the test's own session to Alice's workspace."""
    workspace = service.create_workspace("Acme")
    other = service.create_workspace("Mallory & Co")
    alice = service.create_owner(workspace, "alice@acme.test", PASSWORD_HASH, name="Alice")
    bob = add_member(workspace, "bob@acme.test", Role.EDITOR, "Bob")
    vera = add_member(workspace, "vera@acme.test", Role.VIEWER, "Vera")
    mallory = service.create_owner(other, "mallory@evil.test", PASSWORD_HASH, name="Mallory")
    production, staging = queries.environments(workspace.id)
    other_production = queries.environments(other.id)[0]
    db.session.commit()
    bind_workspace(db.session, workspace.id)
    return Cast(workspace, production, staging, alice, bob, vera, other, other_production, mallory)


def add_member(workspace: Workspace, email: str, role: Role, name: str) -> Member:
    return service.add_member(workspace.id, email, PASSWORD_HASH, role, name=name)


def sign_in(client: FlaskClient, member: Member) -> FlaskClient:
    """Give the client a session of the member, without the form. `client.send` then posts forms."""
    login, token = service.start_session(member)
    db.session.commit()
    client.set_cookie("ge_session", token)
    client.csrf_token = login.csrf_token  # type: ignore[attr-defined]
    return client


def api_token(workspace: Workspace, role: Role = Role.EDITOR) -> dict[str, str]:
    """Create an API token and return the headers that carry it."""
    text = new_token("ge")
    row = APIToken(
        id=new_id("at"),
        workspace_id=workspace.id,
        name="test",
        prefix=text[:10],
        token_hash=hash_token(text),
        role=role,
        created_at=clock.now(),
    )
    with unscoped(db.session):
        db.session.add(row)
        db.session.commit()
    return {"Authorization": f"Bearer {text}"}


def environment_ref(environment: Environment) -> keys.EnvironmentRef:
    ref = keys.find_environment(environment.public_key)
    assert ref is not None
    return ref
