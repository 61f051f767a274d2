"""The doors: every route says who may pass, and a test refuses routes that don't.

Pages use `@signed_in(Capability.X)`, the machine API `@machine(Capability.X)`, the SDK's routes
`keys.public_environment`, and the few routes open to everybody `@public`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from urllib.parse import quote

from flask import Flask, g, redirect, request
from flask_babel import gettext as _
from sqlalchemy import select

from guide_engine.core import clock
from guide_engine.core.db import bind_workspace, db, unscoped
from guide_engine.core.errors import Forbidden, NotFound, SignInNeeded
from guide_engine.core.signing import hash_token
from guide_engine.identity import cookies, csrf, queries, sessions
from guide_engine.identity.models import APIToken, LoginSession, Member, Membership, Workspace
from guide_engine.identity.permissions import Capability, allows

__all__ = ["Capability", "bearer", "can", "machine", "public", "require", "signed_in"]

P = ParamSpec("P")
R = TypeVar("R")

# A write per request would be waste: the idle clock is as fine as this.
SEEN_EVERY_SECONDS = 300


def init_app(app: Flask) -> None:
    app.before_request(_load_session)
    app.jinja_env.globals.update(can=can, Capability=Capability)


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a route that everybody may call."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def signed_in(capability: Capability) -> Callable[[Callable[P, Any]], Callable[P, Any]]:
    """Guard a page. Sets `g.member`, `g.membership`, `g.workspace`, `g.environment`."""

    def decorate(view: Callable[P, Any]) -> Callable[P, Any]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
            if g.login is None:
                return _ask_to_sign_in()
            require(capability)
            return view(*args, **kwargs)

        guarded.access = capability  # type: ignore[attr-defined]
        return guarded

    return decorate


def machine(capability: Capability) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Guard an `/api` view: a Bearer API token, or the session of a signed-in browser.

    The same names are set as for pages; `g.member` is None for a token. The environment is the
    one named by `?environment=`, else production (token) or the browser's choice (session).
    """

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if "Authorization" in request.headers:
                _enter_by_token()
            elif g.login is not None:
                csrf.check()
            else:
                raise SignInNeeded(
                    _("Send an API token, as in “Authorization: Bearer ge_…”."), code="token_needed"
                )
            if name := request.args.get("environment"):
                g.environment = queries.environment_named(g.workspace.id, name)
                if g.environment is None:
                    raise NotFound(_("There is no environment named %(name)s.", name=name))
            require(capability)
            return view(*args, **kwargs)

        guarded.access = capability  # type: ignore[attr-defined]
        return guarded

    return decorate


def require(capability: Capability) -> None:
    """Raise Forbidden unless whoever acts now holds the capability."""
    if not can(capability):
        raise Forbidden(
            _("Your role doesn't allow this. Ask an owner of the workspace to change it.")
        )


def can(capability: Capability | str) -> bool:
    role = getattr(g, "role", None)
    return role is not None and allows(role, Capability(capability))


def bearer(workspace_id: str, capability: Capability) -> APIToken | None:
    """Read the Bearer token of a public route, where it is optional.

    Returns None when there is none; raises when it is wrong, of another workspace or too weak.
    """
    if "Authorization" not in request.headers:
        return None
    token = _read_token()
    if token.workspace_id != workspace_id:
        raise _bad_token()
    if not allows(token.role, capability):
        raise Forbidden(_("The role of this API token doesn't allow this."))
    return token


def _load_session() -> None:
    """Find out who is signed in, once per request and before anything is translated."""
    g.login = g.member = g.membership = g.workspace = g.environment = g.role = None
    if request.path.startswith(("/v1/", "/static/", "/sdk/", "/media/")):
        return
    token = cookies.session_token()
    login = sessions.find_session(token) if token else None
    if login is None:
        return
    member = db.session.get_one(Member, login.member_id)
    g.locale = member.locale
    memberships = queries.memberships_of(member.id)
    chosen = [m for m in memberships if m.workspace_id == login.workspace_id] or memberships
    if not chosen:
        return
    g.login, g.member = login, member
    _enter(chosen[0], login)
    if (clock.now() - login.last_seen_at).total_seconds() > SEEN_EVERY_SECONDS:
        login.last_seen_at = clock.now()


def _enter(membership: Membership, login: LoginSession) -> None:
    g.membership, g.role = membership, membership.role
    g.workspace = db.session.get_one(Workspace, membership.workspace_id)
    bind_workspace(db.session, membership.workspace_id)
    g.environment = queries.environment_or_default(membership.workspace_id, login.environment_id)


def _enter_by_token() -> None:
    token = _read_token()
    g.api_token, g.role, g.login, g.member = token, token.role, None, None
    g.workspace = db.session.get_one(Workspace, token.workspace_id)
    bind_workspace(db.session, token.workspace_id)
    g.environment = queries.environment_or_default(token.workspace_id, None)


def _read_token() -> APIToken:
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not text.strip():
        raise _bad_token()
    with unscoped(db.session):
        token = db.session.scalar(
            select(APIToken).where(APIToken.token_hash == hash_token(text.strip()))
        )
    now = clock.now()
    if token is None or token.revoked_at or (token.expires_at and token.expires_at <= now):
        raise _bad_token()
    if token.last_used_at is None or (now - token.last_used_at).total_seconds() > 60:
        with unscoped(db.session):
            token.last_used_at = now
            db.session.flush()
    return token


def _bad_token() -> SignInNeeded:
    return SignInNeeded(
        _("This API token is not known, was revoked, or has run out."), code="bad_token"
    )


def _ask_to_sign_in() -> Any:
    if request.method != "GET" or request.headers.get("X-CSRF-Token"):
        raise SignInNeeded(_("You are signed out. Sign in again in another tab, then repeat this."))
    if not queries.anyone_exists():
        return redirect("/setup")
    here = request.full_path.rstrip("?")
    return redirect(f"/sign-in?next={quote(here, safe='/')}")
