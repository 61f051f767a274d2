"""Codes and sessions: how a page of the author's site comes to speak for the author.

A code is traded once, within minutes, and only by the origin it was made for. The session it
gives is bound to that origin and one environment. Verbs flush, never commit, except where a
refusal must persist.
"""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, or_, select, update

from guide_engine.builder.errors import BadCode, CodeElsewhere, SessionOver
from guide_engine.builder.models import BuilderCode, BuilderSession
from guide_engine.core import clock
from guide_engine.core.db import bind_workspace, db, unscoped
from guide_engine.core.errors import NotFound
from guide_engine.core.ids import new_id
from guide_engine.core.signing import hash_token, new_token
from guide_engine.identity import queries as identity
from guide_engine.identity.models import LoginSession, Membership

CODE_LASTS = timedelta(minutes=10)
SESSION_IDLES = timedelta(hours=1)
SESSION_LASTS = timedelta(hours=12)
# A write per request would be waste: the idle clock is as fine as this.
USED_EVERY = timedelta(minutes=1)


def make_code(
    login: LoginSession, environment_id: str, origin: str, guide_id: str | None = None
) -> str:
    """Make a code for whoever is signed in. It is kept nowhere but in the answer."""
    code = new_token("gc")
    now = clock.now()
    db.session.add(
        BuilderCode(
            id=new_id("bc"),
            code_hash=hash_token(code),
            environment_id=environment_id,
            member_id=login.member_id,
            login_id=login.id,
            guide_id=guide_id,
            origin=origin,
            created_at=now,
            expires_at=now + CODE_LASTS,
        )
    )
    db.session.flush()
    return code


def trade(code: str, origin: str) -> tuple[BuilderSession, str]:
    """Use a code up for a session; returns it with its token. Binds the database session.

    Raises BadCode, or CodeElsewhere when another origin than the one it was made for tries it.
    """
    used = _use_up(code)
    if used is None:
        raise _bad_code()
    if used.origin != origin:
        # Whoever sent it has seen it: it stays used up.
        db.session.commit()
        raise CodeElsewhere(
            _(
                "This code was made for %(wanted)s, but the page is at %(actual)s. "
                "Open that page from the editor.",
                wanted=used.origin,
                actual=origin,
            )
        )
    bind_workspace(db.session, used.workspace_id)
    if membership_of(used.workspace_id, used.member_id) is None:
        raise _bad_code()
    return _start(used)


def _use_up(code: str) -> BuilderCode | None:
    """Mark the code as used, in one statement: of two that try it at once one gets it."""
    now = clock.now()
    with unscoped(db.session):
        return db.session.scalar(
            update(BuilderCode)
            .where(
                BuilderCode.code_hash == hash_token(code),
                BuilderCode.used_at.is_(None),
                BuilderCode.expires_at > now,
            )
            .values(used_at=now)
            .returning(BuilderCode)
            .execution_options(synchronize_session=False)
        )


def _start(code: BuilderCode) -> tuple[BuilderSession, str]:
    token = new_token("gb")
    now = clock.now()
    session = BuilderSession(
        id=new_id("bs"),
        workspace_id=code.workspace_id,
        token_hash=hash_token(token),
        environment_id=code.environment_id,
        member_id=code.member_id,
        login_id=code.login_id,
        guide_id=code.guide_id,
        origin=code.origin,
        created_at=now,
        last_used_at=now,
        expires_at=now + SESSION_LASTS,
    )
    db.session.add(session)
    db.session.flush()
    return session, token


def enter(token: str, origin: str) -> tuple[BuilderSession, Membership]:
    """Find who speaks by a token, with their role of now. Binds the database session.

    Raises SessionOver; the reasons look alike.
    """
    with unscoped(db.session):
        session = db.session.scalar(
            select(BuilderSession).where(BuilderSession.token_hash == hash_token(token))
        )
    if session is None or not is_open(session) or session.origin != origin:
        raise over()
    bind_workspace(db.session, session.workspace_id)
    membership = membership_of(session.workspace_id, session.member_id)
    if membership is None:
        raise over()
    if clock.now() - session.last_used_at > USED_EVERY:
        session.last_used_at = clock.now()
    return session, membership


def is_open(session: BuilderSession) -> bool:
    """Tell whether a session may still be used."""
    now = clock.now()
    ends_at = min(session.expires_at, session.last_used_at + SESSION_IDLES)
    return session.revoked_at is None and now < ends_at


def membership_of(workspace_id: str, member_id: str) -> Membership | None:
    """Return the member's place in the workspace as it is now, None for who was removed."""
    memberships = identity.memberships_of(member_id)
    return next((each for each in memberships if each.workspace_id == workspace_id), None)


def revoke(session: BuilderSession) -> None:
    session.revoked_at = session.revoked_at or clock.now()
    db.session.flush()


def listed(member_id: str | None = None) -> Sequence[BuilderSession]:
    """List the workspace's open sessions, of one member or of all, the last used first."""
    now = clock.now()
    wanted = select(BuilderSession).where(
        BuilderSession.revoked_at.is_(None),
        BuilderSession.expires_at > now,
        BuilderSession.last_used_at > now - SESSION_IDLES,
    )
    if member_id is not None:
        wanted = wanted.where(BuilderSession.member_id == member_id)
    return db.session.scalars(
        wanted.order_by(BuilderSession.last_used_at.desc(), BuilderSession.id.desc())
    ).all()


def find(session_id: str, member_id: str | None = None) -> BuilderSession:
    """Find a session of the workspace, of one member or of anybody. Raises NotFound."""
    session = db.session.get(BuilderSession, session_id)
    if session is None or member_id not in (None, session.member_id):
        raise NotFound(_("There is no such open builder."))
    return session


def over() -> SessionOver:
    return SessionOver(
        _(
            "This builder is no longer signed in. Open the page again from the editor; your work is kept."
        )
    )


def _bad_code() -> BadCode:
    return BadCode(
        _(
            "This code is not known, was used already, or is older than ten minutes. "
            "Open the page again from the editor."
        )
    )


def sweep() -> dict[str, int]:
    """Delete codes and sessions that nobody can use any more."""
    now = clock.now()
    with unscoped(db.session):
        codes = db.session.execute(
            delete(BuilderCode).where(BuilderCode.expires_at <= now).returning(BuilderCode.id)
        ).all()
        sessions = db.session.execute(
            delete(BuilderSession)
            .where(
                or_(
                    BuilderSession.expires_at <= now,
                    BuilderSession.last_used_at <= now - SESSION_IDLES,
                    BuilderSession.revoked_at.is_not(None),
                )
            )
            .returning(BuilderSession.id)
        ).all()
    db.session.commit()
    return {"codes": len(codes), "sessions": len(sessions)}
