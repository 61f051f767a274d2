"""Passwords: argon2id, a length that is told plainly, and the same work for unknown people."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext as _

from guide_engine.core.errors import Invalid

SHORTEST, LONGEST = 10, 128

# OWASP's smallest memory for argon2id; more would let a flood of sign-ins exhaust a small server.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_at_once = BoundedSemaphore(4)
# Compared against when nobody has that address, so that both answers take as long.
_NOBODY = _hasher.hash("nobody has this password")


def check_new(password: str, field: str = "password") -> None:
    """Raise Invalid with a clear sentence when the password is too short or too long."""
    if SHORTEST <= len(password) <= LONGEST:
        return
    sentence = _(
        "Use %(low)s to %(high)s characters; this has %(count)s.",
        low=SHORTEST,
        high=LONGEST,
        count=len(password),
    )
    raise Invalid(sentence, fields={field: [sentence]})


def hash_password(password: str) -> str:
    with _at_once:
        return _hasher.hash(password)


def verify(password_hash: str | None, password: str) -> bool:
    """Check a password. Takes as long for `None` (no such member) as for a wrong one."""
    with _at_once:
        try:
            matches = _hasher.verify(password_hash or _NOBODY, password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return matches and password_hash is not None


def needs_rehash(password_hash: str) -> bool:
    return _hasher.check_needs_rehash(password_hash)
