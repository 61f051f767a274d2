"""The signed token of `identify`, in each of the three modes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jwt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import SignInNeeded
from guide_engine.core.ids import uuid7
from guide_engine.identity import coverage, service
from guide_engine.identity.end_user_token import Outcome, check, is_anonymous, require_identity
from guide_engine.identity.keys import EnvironmentRef
from guide_engine.identity.models import IdentityMode
from tests.support.actors import Cast, environment_ref


def signed(env: EnvironmentRef, secret: str = "", **claims: Any) -> str:
    expiry = datetime.now(UTC) + timedelta(hours=1)
    body = {"sub": "u1", "exp": expiry, **claims}
    return jwt.encode(
        {k: v for k, v in body.items() if v is not None}, secret or env.secret, algorithm="HS256"
    )


def in_mode(cast: Cast, mode: IdentityMode) -> EnvironmentRef:
    service.set_identity_mode(cast.production, mode)
    db.session.commit()
    return environment_ref(cast.production)


def test_a_token_of_the_user_is_good(cast: Cast) -> None:
    assert check(cast.env, "u1", signed(cast.env)).ok
    assert check(cast.env, "u1", signed(cast.env, aud=cast.env.public_key)).ok


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"sub": "u2"}, "wrong_user"),
        ({"sub": None}, "no_user"),
        ({"sub": 7}, "no_user"),
        ({"exp": None}, "no_expiry"),
        ({"exp": datetime(2020, 1, 1, tzinfo=UTC)}, "expired"),
        ({"nbf": datetime(2999, 1, 1, tzinfo=UTC)}, "not_yet"),
        ({"aud": "pk_other"}, "wrong_environment"),
    ],
)
def test_a_token_with_a_wrong_claim_is_refused(
    cast: Cast, claims: dict[str, Any], reason: str
) -> None:
    verdict = check(cast.env, "u1", _with(cast.env, claims))
    assert (verdict.outcome, verdict.reason) == (Outcome.INVALID, reason)


def _with(env: EnvironmentRef, claims: dict[str, Any]) -> str:
    if claims.get("sub") == 7:
        # PyJWT refuses to sign what others would.
        return jwt.api_jws.encode(b'{"sub": 7, "exp": 99999999999}', env.secret, "HS256")
    return signed(env, **claims)


def test_half_a_minute_of_a_slow_clock_is_forgiven(cast: Cast) -> None:
    late = datetime.now(UTC) - timedelta(seconds=20)
    assert check(cast.env, "u1", signed(cast.env, exp=late)).ok


def test_other_algorithms_and_keys_are_refused(cast: Cast) -> None:
    plain = jwt.encode({"sub": "u1", "exp": 99999999999}, "", algorithm="none")
    assert check(cast.env, "u1", plain).reason == "algorithm"
    strong = jwt.encode({"sub": "u1", "exp": 99999999999}, cast.env.secret * 2, algorithm="HS512")
    assert check(cast.env, "u1", strong).reason == "algorithm"
    other = signed(cast.env, secret="not the secret of this environment at all")
    assert check(cast.env, "u1", other).reason == "signature"
    assert check(cast.env, "u1", "a" * 5000).reason == "too_long"
    assert check(cast.env, "u1", "a.b.c").reason == "malformed"


def test_another_environments_secret_does_not_open_this_one(cast: Cast) -> None:
    token = signed(environment_ref(cast.staging))
    assert check(cast.env, "u1", token).reason == "signature"


@given(st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
def test_no_text_whatever_passes_for_a_token(cast: Cast, text: str) -> None:
    assert not check(cast.env, "u1", text).ok


def test_the_former_secret_is_honoured_for_a_day(cast: Cast) -> None:
    token = signed(cast.env, exp=datetime.now(UTC) + timedelta(days=3))
    service.rotate_secret(cast.production)
    db.session.commit()
    assert check(cast.env, "u1", token).ok
    with clock.frozen(datetime.now(UTC) + timedelta(hours=25)):
        assert check(cast.env, "u1", token).reason == "signature"


def test_off_lets_everybody_in_and_believes_a_good_token(cast: Cast) -> None:
    env = in_mode(cast, IdentityMode.OFF)
    assert require_identity(env, "u1", None) is False
    assert require_identity(env, "u1", signed(env)) is True


def test_report_lets_everybody_in_and_counts(cast: Cast) -> None:
    env = in_mode(cast, IdentityMode.REPORT)
    assert require_identity(env, "u1", signed(env)) is True
    assert require_identity(env, "u1", None) is False
    assert require_identity(env, "u1", "nonsense") is False
    assert require_identity(env, f"anon_{uuid7()}", None) is False
    assert coverage.of_environment(env.id) == {"ok": 1, "missing": 1, "invalid": 1}
    require_identity(env, "u1", None)
    assert coverage.of_environment(env.id) == {"ok": 1, "missing": 2, "invalid": 1}


def test_enforce_refuses_whoever_is_not_proven(cast: Cast) -> None:
    env = in_mode(cast, IdentityMode.ENFORCE)
    assert require_identity(env, "u1", signed(env)) is True
    for token in (None, "nonsense", signed(env, sub="u2")):
        with pytest.raises(SignInNeeded) as refusal:
            require_identity(env, "u1", token)
        assert refusal.value.code == "identity_unverified"


def test_a_visitor_is_anonymous_only_in_the_strict_shape(cast: Cast) -> None:
    env = in_mode(cast, IdentityMode.ENFORCE)
    assert require_identity(env, f"anon_{uuid7()}", None) is False
    for claimed in ("anon_", "anon_1", f"ANON_{uuid7()}", f"anon_{uuid7()} "):
        assert not is_anonymous(claimed)
        with pytest.raises(SignInNeeded):
            require_identity(env, claimed, None)


def test_the_documented_python_sample_signs_a_good_token(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = (Path(__file__).parents[2] / "docs" / "identity.md").read_text()
    sample = document.partition("```python\n")[2].partition("```")[0]
    monkeypatch.setenv("GUIDE_ENGINE_SECRET", cast.env.secret)
    names: dict[str, Any] = {"user": SimpleNamespace(id=7)}
    exec(sample, names)  # noqa: S102
    assert check(cast.env, "7", names["token"]).ok
