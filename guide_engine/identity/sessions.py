"""Signed-in browsers. A session's token changes at each sign-in and never leaves the cookie."""

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, or_, select

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import Invalid
from guide_engine.core.ids import new_id
from guide_engine.core.signing import hash_token, new_token
from guide_engine.identity import passwords, throttle
from guide_engine.identity.members import find_member, normal_email
from guide_engine.identity.models import LoginSession, Member

SESSION_LASTS = timedelta(days=14)
SESSION_IDLES = timedelta(hours=24)


def sign_in(email: str, password: str, address: str) -> tuple[LoginSession, str]:
    """Sign a person in from an IP address. Returns the session and the token for its cookie.

    Raises Invalid, the same for an unknown person and a wrong password, or TooManyAttempts.
    """
    email = normal_email(email)[:254]
    attempts = throttle.current()
    attempts.admit(email, address)
    member = find_member(email)
    if not passwords.verify(member.password_hash if member else None, password) or member is None:
        attempts.failed(email, address)
        raise Invalid(
            _("This e-mail address and password don't go together."), code="wrong_password"
        )
    attempts.succeeded(email)
    if passwords.needs_rehash(member.password_hash):
        member.password_hash = passwords.hash_password(password)
    return start_session(member)


def start_session(member: Member) -> tuple[LoginSession, str]:
    """Sign a browser in without asking. Returns the row and the token, which is kept nowhere."""
    token = new_token("gs")
    now = clock.now()
    login = LoginSession(
        id=new_id("ls"),
        token_hash=hash_token(token),
        member_id=member.id,
        csrf_token=new_token("ct"),
        created_at=now,
        last_seen_at=now,
        expires_at=now + SESSION_LASTS,
    )
    db.session.add(login)
    db.session.flush()
    return login, token


def find_session(token: str) -> LoginSession | None:
    """Find the session of a cookie's token, unless it has run out or idled too long."""
    login = db.session.scalar(
        select(LoginSession).where(LoginSession.token_hash == hash_token(token))
    )
    now = clock.now()
    if login is None or login.expires_at <= now or login.last_seen_at + SESSION_IDLES <= now:
        return None
    return login


def end_session(login: LoginSession) -> None:
    db.session.delete(login)
    db.session.flush()


def end_all_sessions(member_id: str) -> int:
    """Sign a person out of every browser; returns how many there were."""
    ended = db.session.execute(
        delete(LoginSession).where(LoginSession.member_id == member_id).returning(LoginSession.id)
    )
    return len(ended.all())


def end_other_sessions(login: LoginSession) -> int:
    """Sign a person out of every browser but this one; returns how many there were."""
    ended = db.session.execute(
        delete(LoginSession)
        .where(LoginSession.member_id == login.member_id, LoginSession.id != login.id)
        .returning(LoginSession.id)
    )
    return len(ended.all())


def change_password(member: Member, old: str, new: str) -> tuple[LoginSession, str]:
    """Change a password, end every session of the person, and start a new one for this browser."""
    if not passwords.verify(member.password_hash, old):
        sentence = _("This is not your present password.")
        raise Invalid(sentence, fields={"old_password": [sentence]})
    passwords.check_new(new, "new_password")
    member.password_hash = passwords.hash_password(new)
    end_all_sessions(member.id)
    return start_session(member)


def sweep() -> dict[str, int]:
    """Delete sessions that nobody can use any more."""
    now = clock.now()
    gone = db.session.execute(
        delete(LoginSession)
        .where(
            or_(
                LoginSession.expires_at <= now,
                LoginSession.last_seen_at <= now - SESSION_IDLES,
            )
        )
        .returning(LoginSession.id)
    ).all()
    db.session.commit()
    return {"sessions": len(gone)}
