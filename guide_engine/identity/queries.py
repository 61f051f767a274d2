"""Reads of identity."""

from collections.abc import Collection, Sequence

from flask_babel import gettext as _
from sqlalchemy import case, func, select

from guide_engine.core import clock
from guide_engine.core.db import db, unscoped
from guide_engine.core.errors import NotFound
from guide_engine.identity.models import (
    Environment,
    Invitation,
    LoginSession,
    Member,
    Membership,
    Workspace,
)


def anyone_exists() -> bool:
    """Tell whether the instance has been set up."""
    return db.session.scalar(select(Member.id).limit(1)) is not None


def memberships_of(member_id: str) -> Sequence[Membership]:
    """List a member's workspaces, the first joined first."""
    with unscoped(db.session):
        return db.session.scalars(
            select(Membership)
            .where(Membership.member_id == member_id)
            .order_by(Membership.created_at, Membership.id)
        ).all()


def workspaces_of(member_id: str) -> Sequence[Workspace]:
    """List the workspaces a member belongs to, by name."""
    with unscoped(db.session):
        return db.session.scalars(
            select(Workspace)
            .join(Membership, Membership.workspace_id == Workspace.id)
            .where(Membership.member_id == member_id)
            .order_by(Workspace.name, Workspace.id)
        ).all()


def environments(workspace_id: str) -> Sequence[Environment]:
    """List a workspace's environments: production first, then by age."""
    with unscoped(db.session):
        return db.session.scalars(
            select(Environment)
            .where(Environment.workspace_id == workspace_id)
            .order_by(
                case((Environment.name == "production", 0), else_=1),
                Environment.created_at,
                Environment.id,
            )
        ).all()


def environment_named(workspace_id: str, name: str) -> Environment | None:
    return next((e for e in environments(workspace_id) if e.name == name), None)


def environment_or_default(workspace_id: str, environment_id: str | None) -> Environment:
    """Return the chosen environment if the workspace still has it, else production."""
    known = environments(workspace_id)
    return next((e for e in known if e.id == environment_id), known[0])


def workspaces() -> Sequence[Workspace]:
    """List every workspace of the instance by name, for the command line."""
    return db.session.scalars(select(Workspace).order_by(Workspace.name, Workspace.id)).all()


def member_names(member_ids: Collection[str | None]) -> dict[str, str]:
    """Map ids to names. Who was deleted is left out."""
    rows = db.session.execute(select(Member.id, Member.name).where(Member.id.in_(member_ids)))
    return {row.id: row.name for row in rows}


def member(member_id: str) -> Member:
    return db.session.get_one(Member, member_id)


def people(workspace_id: str) -> list[tuple[Membership, Member]]:
    """List a workspace's members, by name."""
    rows = db.session.execute(
        select(Membership, Member)
        .join(Member, Member.id == Membership.member_id)
        .where(Membership.workspace_id == workspace_id)
        .order_by(func.lower(Member.name), Member.id)
    )
    return [(row[0], row[1]) for row in rows]


def membership(membership_id: str) -> Membership:
    """Find a membership of the bound workspace. Raises NotFound."""
    found = db.session.get(Membership, membership_id)
    if found is None:
        raise NotFound(_("There is no such member."))
    return found


def invitation(invitation_id: str) -> Invitation:
    """Find an invitation of the bound workspace. Raises NotFound."""
    found = db.session.get(Invitation, invitation_id)
    if found is None:
        raise NotFound(_("There is no such invitation."))
    return found


def open_invitations() -> Sequence[Invitation]:
    """List the bound workspace's invitations that can still be used, the newest first."""
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.used_at.is_(None), Invitation.expires_at > clock.now())
        .order_by(Invitation.id.desc())
    ).all()


def environment(environment_id: str) -> Environment:
    """Find an environment of the bound workspace. Raises NotFound."""
    found = db.session.get(Environment, environment_id)
    if found is None:
        raise NotFound(_("There is no such environment."))
    return found


def session_count(member_id: str) -> int:
    """Count the browsers a person is signed in with."""
    count = db.session.scalar(
        select(func.count())
        .select_from(LoginSession)
        .where(LoginSession.member_id == member_id, LoginSession.expires_at > clock.now())
    )
    return int(count or 0)
