"""Reads of help: how a panel is set, what its guides are called, who has read up to when."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Any

from flask import Flask, current_app
from sqlalchemy import select

from guide_engine.core.db import db
from guide_engine.delivery import queries as delivery
from guide_engine.delivery.catalogue import catalogue_of
from guide_engine.help.entries import Entry, entry_of
from guide_engine.help.models import HelpReading, HelpSettings
from guide_engine.help.panel import Panel, from_document
from guide_engine.identity.keys import EnvironmentRef

CACHED_AT_MOST = 1_000
ENTRIES_AT_MOST = 5_000


@dataclass(frozen=True)
class Held:
    """What one revision of an environment says: its panel, and since when each news is out."""

    panel: Panel
    published: Mapping[str, datetime]


class Shelf:
    """One revision per environment: saving settings and publishing both raise it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: dict[str, tuple[int, Held]] = {}

    def take(self, env: EnvironmentRef) -> Held:
        known = self._held.get(env.id)
        if known is not None and known[0] == env.revision:
            return known[1]
        held = _read(env)
        with self._lock:
            if len(self._held) >= CACHED_AT_MOST:
                self._held.clear()
            self._held[env.id] = (env.revision, held)
        return held


def init_app(app: Flask) -> None:
    app.extensions["guide_engine.help"] = Shelf()


def held(env: EnvironmentRef) -> Held:
    shelf: Shelf = current_app.extensions["guide_engine.help"]
    return shelf.take(env)


def panel_of(env: EnvironmentRef) -> Panel:
    """Return how the panel of an environment is set, as its browsers know it."""
    return held(env).panel


def saved_panel(environment_id: str) -> Panel | None:
    """Return what was last saved in an environment of the bound workspace, past the cache."""
    found = db.session.get(HelpSettings, environment_id)
    return from_document(found.document) if found is not None else None


def entry(environment_id: str, digest: str, fallback: str) -> Entry:
    """Return what a content published in this environment says."""
    body = delivery.content(environment_id, digest)
    return _entry(digest, body, fallback) if body is not None else Entry(fallback, "", "")


def read_until(environment_id: str, user_id: str) -> datetime | None:
    """Tell up to when a person said to have read the announcements."""
    table = HelpReading.__table__
    moment: datetime | None = db.session.execute(
        select(table.c.read_until).where(
            table.c.environment_id == environment_id, table.c.user_id == user_id
        )
    ).scalar()
    return moment


@lru_cache(maxsize=ENTRIES_AT_MOST)
def _entry(_digest: str, body: bytes, fallback: str) -> Entry:
    content: dict[str, Any] = json.loads(body)
    return entry_of(content, fallback)


def _read(env: EnvironmentRef) -> Held:
    table = HelpSettings.__table__
    document = db.session.execute(
        select(table.c.document).where(table.c.environment_id == env.id)
    ).scalar()
    panel = from_document(document or {})
    news = [guide.id for guide in catalogue_of(env).guides if guide.kind == "announcement"]
    wanted = panel.enabled and news
    return Held(panel, delivery.first_published(env.id, news) if wanted else {})
