"""Proof that an end user is who the page says: a JWT signed by the host's server (HS256).

The token carries the id that `identify` is called with as `sub`, and `exp`. An anonymous id has a
shape of its own, so an unsigned claim can never pass for a person.
"""

from dataclasses import dataclass
from enum import StrEnum

import jwt
from jwt.exceptions import InvalidSubjectError

from guide_engine.core.errors import SignInNeeded
from guide_engine.core.ids import is_uuid7
from guide_engine.identity import coverage
from guide_engine.identity.keys import EnvironmentRef
from guide_engine.identity.models import IdentityMode

MAX_BYTES = 4096
LEEWAY_SECONDS = 30
ANONYMOUS = "anon_"


class Outcome(StrEnum):
    OK = "ok"
    MISSING = "missing"
    INVALID = "invalid"


@dataclass(frozen=True)
class Verdict:
    outcome: Outcome
    # Why it is invalid, for the host's developer: too_long, expired, wrong_user, …
    reason: str = ""

    @property
    def ok(self) -> bool:
        return self.outcome is Outcome.OK


SENTENCES = {
    "too_long": f"it is longer than {MAX_BYTES} bytes",
    "malformed": "it is not a JSON Web Token",
    "algorithm": "it is not signed with HS256",
    "signature": "its signature was not made with this environment's secret",
    "expired": "it has expired",
    "not_yet": "it is not valid yet; check the clock of the server that signs",
    "no_expiry": "it has no exp claim",
    "no_user": "its sub claim is missing or not text",
    "wrong_user": "its sub claim names another user",
    "wrong_environment": "its aud claim names another environment",
}


def is_anonymous(user_id: str) -> bool:
    """Tell whether the id is one the SDK minted for a visitor it doesn't know."""
    return user_id.startswith(ANONYMOUS) and is_uuid7(user_id.removeprefix(ANONYMOUS))


def check(env: EnvironmentRef, user_id: str, token: str | None) -> Verdict:
    """Judge the token of one end user."""
    if not token:
        return Verdict(Outcome.MISSING)
    if len(token.encode()) > MAX_BYTES:
        return Verdict(Outcome.INVALID, "too_long")
    # After a rotation the former secret is honoured for a day, so nobody is thrown out.
    reason = "signature"
    for secret in env.secrets:
        reason = _fault(env, user_id, token, secret)
        if reason != "signature":
            break
    return Verdict(Outcome.INVALID, reason) if reason else Verdict(Outcome.OK)


def _fault(env: EnvironmentRef, user_id: str, token: str, secret: str) -> str:
    try:
        claims = jwt.decode(
            token,
            secret,
            algorithms=["HS256"],
            leeway=LEEWAY_SECONDS,
            options={"require": ["exp", "sub"], "verify_aud": False},
        )
    except jwt.MissingRequiredClaimError as error:
        return "no_expiry" if error.claim == "exp" else "no_user"
    except jwt.InvalidTokenError as error:
        return next((reason for kind, reason in _REASONS if isinstance(error, kind)), "malformed")
    audience = claims.get("aud")
    if audience is not None and env.public_key not in (
        audience if isinstance(audience, list) else [audience]
    ):
        return "wrong_environment"
    return "" if claims["sub"] == user_id else "wrong_user"


_REASONS: tuple[tuple[type[jwt.InvalidTokenError], str], ...] = (
    (jwt.ExpiredSignatureError, "expired"),
    (jwt.ImmatureSignatureError, "not_yet"),
    (InvalidSubjectError, "no_user"),
    (jwt.InvalidAlgorithmError, "algorithm"),
    (jwt.InvalidSignatureError, "signature"),
)


def require_identity(env: EnvironmentRef, user_id: str, token: str | None) -> bool:
    """Tell whether the end user is proven, and refuse one who must be and isn't.

    Raises SignInNeeded (`identity_unverified`) where the environment enforces; counts the verdict
    where it reports or enforces. Anonymous ids claim nobody, so they need no proof.
    """
    if is_anonymous(user_id):
        return False
    if env.identity_mode == IdentityMode.OFF and not token:
        return False
    verdict = check(env, user_id, token)
    if env.identity_mode == IdentityMode.OFF:
        return verdict.ok
    coverage.note(env, verdict.outcome)
    if verdict.ok or env.identity_mode == IdentityMode.REPORT:
        return verdict.ok
    if verdict.outcome is Outcome.MISSING:
        sentence = "This environment wants a signed token with identify, and none was sent."
    else:
        sentence = f"The token of identify was refused: {SENTENCES[verdict.reason]}."
    raise SignInNeeded(sentence, code="identity_unverified")
