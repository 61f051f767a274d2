"""What an environment has published, read once per revision."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Row, Select, select, tuple_

from guide_engine.appearance import queries as themes
from guide_engine.core.db import db
from guide_engine.delivery.models import Publication, Release, ReleaseContent, columns
from guide_engine.delivery.published import PublishedGuide
from guide_engine.guides import queries as guide_queries
from guide_engine.guides.document import to_moment
from guide_engine.identity.keys import EnvironmentRef

CACHED_AT_MOST = 1_000

_PUBLICATION = columns(Publication)
_RELEASE = columns(Release)
_CONTENT = columns(ReleaseContent)


@dataclass(frozen=True)
class Catalogue:
    guides: tuple[PublishedGuide, ...]
    # By key; the environment's own under the empty one.
    themes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def killed(self) -> list[str]:
        return sorted(guide.id for guide in self.guides if guide.killed)

    @property
    def has_guides(self) -> bool:
        return any(not guide.killed for guide in self.guides)


class Shelf:
    """Catalogues by environment: one each, of the revision last asked for."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: dict[str, tuple[int, Catalogue]] = {}

    def take(self, environment_id: str, revision: int) -> Catalogue:
        held = self._held.get(environment_id)
        if held is not None and held[0] == revision:
            return held[1]
        catalogue = read(environment_id)
        with self._lock:
            if len(self._held) >= CACHED_AT_MOST:
                self._held.clear()
            self._held[environment_id] = (revision, catalogue)
        return catalogue


def init_app(app: Flask) -> None:
    app.extensions["guide_engine.catalogues"] = Shelf()


def catalogue_of(env: EnvironmentRef) -> Catalogue:
    shelf: Shelf = current_app.extensions["guide_engine.catalogues"]
    return shelf.take(env.id, env.revision)


def read(environment_id: str) -> Catalogue:
    """Read what is published now, past the cache."""
    here = _PUBLICATION.environment_id == environment_id
    rows = db.session.execute(_with_standing().where(here)).all()
    beside = _beside(rows)
    guides = tuple(_guide_of(row, beside) for row in rows)
    named = {guide.theme for guide in guides if guide.theme}
    return Catalogue(guides, themes.tokens_for(environment_id, named))


def earlier_versions(
    environment_id: str, wanted: Iterable[tuple[str, int]]
) -> Mapping[tuple[str, int], PublishedGuide]:
    """Read versions that were published here before."""
    keys = sorted(wanted)
    if not keys:
        return {}
    statement: Select[Any] = select(
        _RELEASE.id,
        _RELEASE.guide_id,
        _RELEASE.version,
        _RELEASE.content_hash,
        _RELEASE.settings,
        _RELEASE.workspace_id,
    ).where(
        _RELEASE.environment_id == environment_id,
        tuple_(_RELEASE.guide_id, _RELEASE.version).in_(keys),
    )
    rows = db.session.execute(statement).all()
    beside = _beside(rows)
    return {(row.guide_id, row.version): _version_of(row, beside) for row in rows}


@dataclass(frozen=True)
class _Beside:
    """What is read for all releases at once."""

    # Of the guides that tasks wait for, published or not: who has completed one has.
    ids: Mapping[str, str]
    # By release and language: hashes.
    contents: Mapping[str, Mapping[str, str]]


def _beside(rows: Sequence[Row[Any]]) -> _Beside:
    keys = {key for row in rows for key in row.settings.get("awaits", ())}
    ids = guide_queries.ids_by_key(rows[0].workspace_id, sorted(keys)) if keys else {}
    return _Beside(ids, _contents_of([row.id for row in rows]))


def _contents_of(releases: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    if releases:
        statement: Select[Any] = select(_CONTENT.release_id, _CONTENT.language, _CONTENT.hash)
        for row in db.session.execute(statement.where(_CONTENT.release_id.in_(releases))):
            found.setdefault(row.release_id, {})[row.language] = row.hash
    return found


def _with_standing() -> Select[Any]:
    publication, release = Publication.__table__, Release.__table__
    return (
        select(
            _RELEASE.id,
            _RELEASE.guide_id,
            _RELEASE.version,
            _RELEASE.content_hash,
            _RELEASE.settings,
            _RELEASE.workspace_id,
            _PUBLICATION.published_at,
            _PUBLICATION.killed,
            _PUBLICATION.resume_from,
        )
        .select_from(
            publication.join(
                release,
                (_RELEASE.environment_id == _PUBLICATION.environment_id)
                & (_RELEASE.guide_id == _PUBLICATION.guide_id)
                & (_RELEASE.version == _PUBLICATION.version),
            )
        )
        .order_by(_RELEASE.guide_id)
    )


def _guide_of(row: Row[Any], beside: _Beside) -> PublishedGuide:
    standing = PublishedGuide(
        row.guide_id,
        published_at=row.published_at,
        killed=row.killed,
        resume_from=row.resume_from,
    )
    return _version_of(row, beside).standing_as(standing)


def _version_of(row: Row[Any], beside: _Beside) -> PublishedGuide:
    return guide_of(
        row.guide_id,
        row.version,
        row.content_hash,
        row.settings,
        ids=beside.ids,
        contents=beside.contents.get(row.id, {}),
    )


def guide_of(
    guide_id: str,
    version: int,
    content_hash: str,
    settings: Mapping[str, Any],
    *,
    resume_from: int = 1,
    ids: Mapping[str, str] | None = None,
    contents: Mapping[str, str] | None = None,
) -> PublishedGuide:
    """Put a version together from what `compile_settings` gave for it. `ids` names guides by key."""
    known = ids or {}
    return PublishedGuide(
        id=guide_id,
        key=settings["key"],
        kind=settings["kind"],
        version=version,
        content_hash=content_hash,
        contents=contents or {},
        # Unknown of versions that were published before it was kept: they have no translations.
        language=settings.get("language", "en"),
        page=settings["page"],
        audience=settings["audience"],
        frequency=settings["frequency"],
        priority=settings["priority"],
        starts_at=to_moment(settings["schedule"]["starts_at"]),
        ends_at=to_moment(settings["schedule"]["ends_at"]),
        variables=frozenset(settings["variables"]),
        final_steps=frozenset(settings["final_steps"]),
        # Versions that were published before there was such a thing have none.
        branches=settings.get("branches", {}),
        starts_when=settings.get("starts_when"),
        theme=settings.get("theme"),
        level=settings.get("level"),
        awaits={key: known[key] for key in settings.get("awaits", ()) if key in known},
        asks=frozenset(settings.get("asks", ())),
        resume_from=resume_from,
    )
