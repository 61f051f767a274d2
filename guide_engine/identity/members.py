"""People: who belongs to a workspace, in which role, and how they come in."""

import re
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from guide_engine.core import clock
from guide_engine.core.db import db, unscoped
from guide_engine.core.errors import Conflict, Invalid, NotFound
from guide_engine.core.ids import new_id
from guide_engine.core.signing import hash_token, new_token
from guide_engine.identity import passwords
from guide_engine.identity.models import Invitation, Member, Membership, Workspace
from guide_engine.identity.permissions import Role

INVITATION_LASTS = timedelta(hours=72)
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,189}")


def create_owner(
    workspace: Workspace,
    email: str,
    password_hash: str,
    *,
    name: str = "",
    locale: str | None = None,
) -> Member:
    """Create a member who owns the workspace. The password comes hashed (`passwords`)."""
    return add_member(workspace.id, email, password_hash, Role.OWNER, name=name, locale=locale)


def add_member(
    workspace_id: str,
    email: str,
    password_hash: str,
    role: Role,
    *,
    name: str = "",
    locale: str | None = None,
) -> Member:
    """Create a person and let them into the workspace. Raises Invalid or Conflict."""
    email = checked_email(email)
    if find_member(email) is not None:
        sentence = _("This address already has an account. Sign in with it first.")
        raise Conflict(sentence, fields={"email": [sentence]})
    member = Member(
        id=new_id("mb"),
        email=email,
        name=name.strip()[:200] or email.partition("@")[0],
        password_hash=password_hash,
        locale=locale,
        created_at=clock.now(),
    )
    db.session.add(member)
    db.session.flush()
    join(workspace_id, member, role)
    return member


def join(workspace_id: str, member: Member, role: Role) -> Membership:
    """Let a person into a workspace. Whoever is in already keeps their role."""
    with unscoped(db.session):
        known = db.session.scalar(
            select(Membership).where(
                Membership.workspace_id == workspace_id, Membership.member_id == member.id
            )
        )
        if known is not None:
            return known
        membership = Membership(
            id=new_id("ms"),
            workspace_id=workspace_id,
            member_id=member.id,
            role=role,
            created_at=clock.now(),
        )
        db.session.add(membership)
        db.session.flush()
    return membership


def find_member(email: str) -> Member | None:
    return db.session.scalar(select(Member).where(Member.email == normal_email(email)))


def normal_email(email: str) -> str:
    """Addresses are compared in lower case and without blanks around them."""
    return email.strip().lower()


def checked_email(email: str) -> str:
    email = normal_email(email)
    if _EMAIL.fullmatch(email):
        return email
    sentence = _("Write an e-mail address, as in name@example.com.")
    raise Invalid(sentence, fields={"email": [sentence]})


def checked_role(role: str) -> Role:
    try:
        return Role(role)
    except ValueError:
        raise Invalid(_("There is no such role."), code="unknown_role") from None


def change_role(membership: Membership, role: Role) -> None:
    if role is not Role.OWNER:
        _keep_an_owner(membership)
    membership.role = role
    db.session.flush()


def remove(membership: Membership) -> None:
    """Take a person out of the workspace; their account stays."""
    _keep_an_owner(membership)
    db.session.delete(membership)
    db.session.flush()


def _keep_an_owner(membership: Membership) -> None:
    if membership.role != Role.OWNER:
        return
    # Locked, so that two owners can't remove each other at once (PostgreSQL; SQLite has one writer).
    owners = db.session.scalars(
        select(Membership)
        .where(Membership.workspace_id == membership.workspace_id, Membership.role == Role.OWNER)
        .with_for_update()
    ).all()
    if len(owners) == 1:
        raise Conflict(
            _("A workspace needs at least one owner. Make somebody else an owner first."),
            code="last_owner",
        )


def invite(workspace_id: str, role: Role, note: str) -> tuple[Invitation, str]:
    """Make a one-time link. Returns the row and the link's token, which is kept nowhere."""
    token = new_token("iv")
    invitation = Invitation(
        id=new_id("in"),
        workspace_id=workspace_id,
        note=note.strip()[:200],
        role=role,
        token_hash=hash_token(token),
        created_at=clock.now(),
        expires_at=clock.now() + INVITATION_LASTS,
    )
    db.session.add(invitation)
    db.session.flush()
    return invitation, token


def find_invitation(token: str) -> Invitation:
    """Find an open invitation. Raises NotFound when it is unknown, used or has run out."""
    with unscoped(db.session):
        invitation = db.session.scalar(
            select(Invitation)
            .where(Invitation.token_hash == hash_token(token.strip()))
            .with_for_update()
        )
    if invitation is None or invitation.used_at or invitation.expires_at <= clock.now():
        raise NotFound(
            _("This invitation is not known, was used already, or has run out. Ask for a new one."),
            code="bad_invitation",
        )
    return invitation


def accept(invitation: Invitation, member: Member) -> Membership:
    """Use the invitation up and let the person in."""
    with unscoped(db.session):
        invitation.used_at = clock.now()
        db.session.flush()
    return join(invitation.workspace_id, member, Role(invitation.role))


def accept_as_new(token: str, *, email: str, name: str, password: str) -> tuple[Member, Membership]:
    """Use an invitation up with a new account."""
    invitation = find_invitation(token)
    checked_email(email)
    passwords.check_new(password)
    member = add_member(
        invitation.workspace_id,
        email,
        passwords.hash_password(password),
        Role(invitation.role),
        name=name,
    )
    return member, accept(invitation, member)


def withdraw(invitation: Invitation) -> None:
    db.session.delete(invitation)
    db.session.flush()
