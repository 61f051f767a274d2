"""What a workspace knows for judging people: thresholds, segments, types. Remembered for a second."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from flask import Flask, current_app
from sqlalchemy import event, select

from guide_engine.audience.membership import NamedRule, in_order
from guide_engine.audience.models import AttributeDefinition, Segment, TierPolicy, columns
from guide_engine.audience.tiers import Thresholds
from guide_engine.core.db import db

CACHE_SECONDS = 1.0
CACHED_AT_MOST = 1_000


@dataclass(frozen=True)
class Rulebook:
    thresholds: Thresholds
    # Each after those it names.
    segments: tuple[NamedRule, ...]
    # Types of attributes, by entity and key.
    kinds: Mapping[str, Mapping[str, str]]


class Shelf:
    """Rulebooks by workspace, each for a moment: another process may have changed it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._books: dict[str, tuple[float, Rulebook]] = {}

    def take(self, workspace_id: str) -> Rulebook:
        cached = self._books.get(workspace_id)
        if cached is not None and cached[0] > time.monotonic():
            return cached[1]
        book = _read(workspace_id)
        with self._lock:
            if len(self._books) >= CACHED_AT_MOST:
                self._books.clear()
            self._books[workspace_id] = (time.monotonic() + CACHE_SECONDS, book)
        return book

    def drop(self, workspace_id: str) -> None:
        with self._lock:
            self._books.pop(workspace_id, None)


def init_app(app: Flask) -> None:
    app.extensions["guide_engine.rulebooks"] = Shelf()


def rulebook(workspace_id: str) -> Rulebook:
    return _shelf().take(workspace_id)


def forget(workspace_id: str) -> None:
    """Drop the remembered rulebook now, and again once the change is committed."""
    shelf = _shelf()
    shelf.drop(workspace_id)
    event.listen(db.session, "after_commit", lambda _: shelf.drop(workspace_id), once=True)


def _shelf() -> Shelf:
    shelf: Shelf = current_app.extensions["guide_engine.rulebooks"]
    return shelf


def _read(workspace_id: str) -> Rulebook:
    policy, segment, attribute = map(columns, (TierPolicy, Segment, AttributeDefinition))
    limits = db.session.execute(
        select(policy.high_from, policy.low_from).where(policy.workspace_id == workspace_id)
    ).one_or_none()
    segments = db.session.execute(
        select(segment.id, segment.name, segment.rule)
        .where(segment.workspace_id == workspace_id)
        .order_by(segment.id)
    )
    kinds: dict[str, dict[str, str]] = {"user": {}, "company": {}}
    for entity, key, kind in db.session.execute(
        select(attribute.entity, attribute.key, attribute.type).where(
            attribute.workspace_id == workspace_id
        )
    ):
        kinds[entity][key] = kind
    return Rulebook(
        Thresholds(*limits) if limits is not None else Thresholds(),
        tuple(in_order(NamedRule(*row) for row in segments)),
        kinds,
    )
