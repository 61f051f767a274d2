"""The door of the builder's service: a token in the header, an origin, and the role of now."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import g, request
from flask_babel import refresh

from guide_engine.builder import sessions
from guide_engine.core.db import db
from guide_engine.identity import queries as identity
from guide_engine.identity.access import Capability, require
from guide_engine.identity.models import Membership, Workspace

P = ParamSpec("P")
R = TypeVar("R")

MOST_ORIGIN = 300


def authoring(capability: Capability) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Guard a `/v1/builder` view. Sets the names that pages have, and `g.builder_session`."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            enter()
            require(capability)
            return view(*args, **kwargs)

        guarded.access = f"builder:{capability}"  # type: ignore[attr-defined]
        return guarded

    return decorate


def enter() -> None:
    """Find out who speaks. Raises SessionOver."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    origin = sent_origin()
    if scheme.lower() != "bearer" or origin is None:
        raise sessions.over()
    session, membership = sessions.enter(token.strip(), origin)
    g.builder_session = session
    stand_as(membership, session.environment_id)


def stand_as(membership: Membership, environment_id: str) -> None:
    """Put the member, the place and the language where views and verbs look for them."""
    g.membership, g.role = membership, membership.role
    g.member = identity.member(membership.member_id)
    g.workspace = db.session.get_one(Workspace, membership.workspace_id)
    g.environment = identity.environment(environment_id)
    g.locale = g.member.locale
    refresh()


def sent_origin() -> str | None:
    """Return the origin of the page that sent this; None for none, and for one without a name."""
    origin = request.headers.get("Origin", "")
    return (
        origin
        if origin.startswith(("https://", "http://")) and len(origin) <= MOST_ORIGIN
        else None
    )
