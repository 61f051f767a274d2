"""The verbs of delivery. They flush, never commit."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import Conflict
from guide_engine.core.ids import new_id
from guide_engine.core.upsert import insert_new
from guide_engine.delivery import queries, signals
from guide_engine.delivery.compile import (
    compile_content,
    compile_settings,
    compile_translations,
)
from guide_engine.delivery.errors import NotPublished, NotReady
from guide_engine.delivery.models import ContentBlob, Publication, Release, ReleaseContent
from guide_engine.guides import queries as guide_queries
from guide_engine.guides import service as guides
from guide_engine.guides.checks import findings
from guide_engine.guides.document import to_moment
from guide_engine.identity import service as identity


def publish(
    guide_id: str,
    environment_id: str,
    *,
    note: str = "",
    by: str | None = None,
    restart: bool = False,
) -> Publication:
    """Freeze the draft when it has changed, and show that version in the environment.

    People in the middle of an earlier version finish it, unless `restart` makes them start over.
    Raises NotReady when the checks find errors, Conflict for an archived guide.
    """
    guide = guide_queries.guide(guide_id)
    if guide.archived_at is not None:
        raise Conflict(_("An archived guide can't be published. Bring it back first."))
    _check(guide.draft)
    version = guides.freeze_version(guide_id, note=note, by=by)
    return _point(guide.id, environment_id, version.number, guide.draft_revision, by, restart)


def publish_version(
    guide_id: str, environment_id: str, number: int, *, by: str | None = None, restart: bool = False
) -> Publication:
    """Show an earlier version again, or take a version from one environment to another."""
    guide = guide_queries.guide(guide_id)
    version = guide_queries.version(guide_id, number)
    _check(version.document)
    same = version.document == guide.draft
    revision = guide.draft_revision if same else 0
    return _point(guide_id, environment_id, number, revision, by, restart)


def unpublish(guide_id: str, environment_id: str) -> None:
    """Show the guide no more. Its reports, and the version it had, stay."""
    publication = _published(guide_id, environment_id)
    publication.version, publication.killed, publication.next_turn_at = None, False, None
    _tell(publication)


def kill(guide_id: str, environment_id: str) -> None:
    """Switch a guide off at once: browsers that show it stop with their next look at the manifest."""
    _published(guide_id, environment_id).killed = True
    _tell(_published(guide_id, environment_id))


def revive(guide_id: str, environment_id: str) -> None:
    """Switch a killed guide on again."""
    publication = _published(guide_id, environment_id)
    publication.killed = False
    _tell(publication)


def unpublish_everywhere(guide_id: str) -> None:
    for publication in queries.publications_of(guide_id):
        if publication.version is not None:
            unpublish(guide_id, publication.environment_id)


def _check(document: dict[str, Any]) -> None:
    errors = [
        finding
        for finding in findings(document, clock.now(), guide_queries.known_keys())
        if finding.is_error
    ]
    if errors:
        fields: dict[str, list[str]] = {}
        for finding in errors:
            fields.setdefault(finding.path, []).append(finding.said(_))
        raise NotReady(_("The guide can't be published like this."), fields=fields)


def _point(
    guide_id: str,
    environment_id: str,
    number: int,
    draft_revision: int,
    by: str | None,
    restart: bool,
) -> Publication:
    release = _release(guide_id, environment_id, number)
    publication = queries.publication(guide_id, environment_id)
    if publication is None:
        publication = Publication(
            id=new_id("pu"),
            workspace_id=release.workspace_id,
            environment_id=environment_id,
            guide_id=guide_id,
            resume_from=1,
        )
        db.session.add(publication)
    publication.version, publication.draft_revision = number, draft_revision
    publication.published_at, publication.published_by = clock.now(), by
    publication.killed = False
    if restart:
        publication.resume_from = number
    publication.next_turn_at = next_turn(release.settings["schedule"], clock.now())
    _tell(publication)
    return publication


def _release(guide_id: str, environment_id: str, number: int) -> Release:
    """Compile a version for an environment, unless it was before."""
    release = queries.release(guide_id, environment_id, number)
    if release is not None:
        return release
    version = guide_queries.version(guide_id, number)
    body, digest = compile_content(version.document)
    goal = version.document["goal"] if version.document["completes_on"] == "goal" else None
    others = compile_translations(version.document)
    _keep_contents([(body, digest), *others.values()])
    release = Release(
        id=new_id("rl"),
        workspace_id=version.workspace_id,
        environment_id=environment_id,
        guide_id=guide_id,
        version=number,
        content_hash=digest,
        settings=compile_settings(version.document),
        goal_event=goal["event"] if goal else None,
        goal_days=goal["window_days"] if goal else None,
        created_at=clock.now(),
    )
    db.session.add(release)
    db.session.flush()
    db.session.add_all(
        ReleaseContent(
            release_id=release.id,
            workspace_id=version.workspace_id,
            environment_id=environment_id,
            language=language,
            hash=other,
        )
        for language, (_body, other) in others.items()
    )
    db.session.flush()
    return release


def _keep_contents(contents: Iterable[tuple[bytes, str]]) -> None:
    """Equal contents are one row, whoever published them."""
    rows = {digest: {"hash": digest, "body": body} for body, digest in contents}
    insert_new(db.session, ContentBlob.__table__, list(rows.values()))  # type: ignore[arg-type]


def _published(guide_id: str, environment_id: str) -> Publication:
    publication = queries.publication(guide_id, environment_id)
    if publication is None or publication.version is None:
        raise NotPublished(_("This guide is not published here."))
    return publication


def _tell(publication: Publication) -> None:
    """Let browsers know, and the domains above."""
    db.session.flush()
    identity.bump_revision(publication.environment_id)
    signals.publication_changed.send(
        current_app._get_current_object(),  # type: ignore[attr-defined]
        workspace_id=publication.workspace_id,
        environment_id=publication.environment_id,
        guide_id=publication.guide_id,
    )


def next_turn(schedule: dict[str, Any], now: datetime) -> datetime | None:
    """Return when a schedule next begins or ends, or None when nothing is ahead."""
    turns = (to_moment(schedule[name]) for name in ("starts_at", "ends_at"))
    return min((turn for turn in turns if turn is not None and turn > now), default=None)
