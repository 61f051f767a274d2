"""Public keys: which environment a `/v1/env/<key>/…` request speaks for."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from flask import Flask, Response, after_this_request, current_app, g, request
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from guide_engine.core import clock
from guide_engine.core.db import bind_workspace, db
from guide_engine.core.errors import SignInNeeded
from guide_engine.core.limits import read_json
from guide_engine.identity import origins
from guide_engine.identity.models import Environment

P = ParamSpec("P")
R = TypeVar("R")

# How stale a cached environment may be; a kill switch is therefore felt within a second.
CACHE_SECONDS = 1.0
CACHED_AT_MOST = 1_000
SEEN_EVERY_SECONDS = 15.0


@dataclass(frozen=True)
class EnvironmentRef:
    """What a request needs to know of its environment, free of the database session."""

    id: str
    workspace_id: str
    name: str
    public_key: str
    identity_mode: str
    enabled: bool
    revision: int
    sealed_secret: str
    former_sealed_secret: str | None = None
    former_valid_until: datetime | None = None

    @property
    def secret(self) -> str:
        """The signing secret, opened only when a token must be made or checked."""
        return str(current_app.config["VAULT"].open(self.sealed_secret))

    @property
    def secrets(self) -> Iterator[str]:
        """The secrets a token may be signed with, the newest first."""
        yield self.secret
        until = self.former_valid_until
        if self.former_sealed_secret and until is not None and until > clock.now():
            yield str(current_app.config["VAULT"].open(self.former_sealed_secret))


class Directory:
    """Environments by public key, remembered for a moment, and origins heard from lately."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._refs: dict[str, tuple[float, EnvironmentRef]] = {}
        self._seen: dict[tuple[str, str], float] = {}

    def find(self, public_key: str) -> EnvironmentRef | None:
        cached = self._refs.get(public_key)
        if cached is not None and cached[0] > time.monotonic():
            return cached[1]
        ref = _read(public_key)
        if ref is not None:
            with self._lock:
                if len(self._refs) >= CACHED_AT_MOST:
                    self._refs.clear()
                self._refs[public_key] = (time.monotonic() + CACHE_SECONDS, ref)
        return ref

    def forget(self, environment_id: str) -> None:
        with self._lock:
            for key, (_, ref) in list(self._refs.items()):
                if ref.id == environment_id:
                    del self._refs[key]

    def is_news(self, environment_id: str, origin: str) -> bool:
        """Tell whether this origin has not been noted in the last seconds; note it if so."""
        with self._lock:
            now = time.monotonic()
            if self._seen.get((environment_id, origin), float("-inf")) + SEEN_EVERY_SECONDS > now:
                return False
            if len(self._seen) >= CACHED_AT_MOST:
                self._seen.clear()
            self._seen[environment_id, origin] = now
            return True


def init_app(app: Flask) -> None:
    app.extensions["guide_engine.environments"] = Directory()
    app.after_request(_allow_other_origins)


def _directory() -> Directory:
    directory: Directory = current_app.extensions["guide_engine.environments"]
    return directory


def find_environment(public_key: str) -> EnvironmentRef | None:
    return _directory().find(public_key)


def forget_after_commit(session: Session, environment_id: str) -> None:
    """Drop the cached environment now and once the change is committed."""
    directory = _directory()
    directory.forget(environment_id)
    event.listen(session, "after_commit", lambda _: directory.forget(environment_id), once=True)


def _read(public_key: str) -> EnvironmentRef | None:
    table = Environment.__table__
    row = db.session.execute(
        select(
            table.c.id,
            table.c.workspace_id,
            table.c.name,
            table.c.public_key,
            table.c.identity_mode,
            table.c.enabled,
            table.c.revision,
            table.c.sealed_secret,
            table.c.former_sealed_secret,
            table.c.former_valid_until,
        ).where(table.c.public_key == public_key)
    ).one_or_none()
    return EnvironmentRef(**row._mapping) if row is not None else None


def public_environment(view: Callable[P, R]) -> Callable[P, R]:
    """Guard a `/v1/env/<key>/…` view: `key` is taken, `g.env` is set, the session is bound."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        ref = find_environment(str(kwargs.pop("key")))
        if ref is None:
            raise SignInNeeded(
                "No environment has this public key. Copy the snippet again from Settings, Install.",
                code="unknown_key",
            )
        g.env = ref
        bind_workspace(db.session, ref.workspace_id)
        if origin := request.headers.get("Origin"):
            _note_origin(ref, origin[:300])
        return view(*args, **kwargs)

    guarded.access = "public_environment"  # type: ignore[attr-defined]
    return guarded


def read_public_json(max_bytes: int) -> Any:
    """Read the JSON body of a public request, whatever content type it claims."""
    return read_json(request, max_bytes)


def _note_origin(ref: EnvironmentRef, origin: str) -> None:
    if not _directory().is_news(ref.id, origin):
        return

    # After the view: an open write would make SQLite's writer thread wait for this request.
    @after_this_request
    def note(response: Response) -> Response:
        if response.status_code < 400:
            db.session.execute(
                update(Environment)
                .where(Environment.id == ref.id)
                .values(last_seen_at=clock.now(), last_seen_origin=origin)
            )
            origins.note(ref.workspace_id, ref.id, origin)
        return response


def _allow_other_origins(response: Response) -> Response:
    """Public answers, errors and preflights too, may be read by any page; cookies play no part."""
    if request.path.startswith("/v1/"):
        headers = response.headers
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        headers["Timing-Allow-Origin"] = "*"
        if request.method == "OPTIONS":
            headers["Access-Control-Allow-Methods"] = "GET, POST, PUT, DELETE, OPTIONS"
            headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, If-None-Match"
            headers["Access-Control-Max-Age"] = "86400"
        else:
            headers["Access-Control-Expose-Headers"] = "ETag, Retry-After, Date"
    return response
