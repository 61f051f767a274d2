"""The verbs of authoring. They flush, never commit."""

from copy import deepcopy
from typing import Any

from flask import Flask, current_app
from flask_babel import gettext as _
from sqlalchemy import update

from guide_engine.audience import rules
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import Conflict, Invalid
from guide_engine.core.ids import new_id
from guide_engine.guides import blank, branches, queries, signals
from guide_engine.guides.document import Fault, GuideDocument, as_fields, faults
from guide_engine.guides.errors import StaleDraft
from guide_engine.guides.models import Guide, GuideVersion


def create(
    *,
    kind: str,
    name: str,
    language: str,
    page: dict[str, Any] | None = None,
    by: str | None = None,
) -> Guide:
    """Create a guide with one empty step, under a key made of its name."""
    document = blank.guide(kind, blank.new_key(name, kind, queries.known_keys()), name, language)
    if page is not None:
        document["page"] = page
    return create_from(document, by=by)


def create_from(document: GuideDocument, *, by: str | None = None) -> Guide:
    """Create a guide of a whole document. Raises Invalid; Conflict when the key is taken."""
    check(document)
    if document["key"] in queries.known_keys():
        raise Conflict(_("There is a guide with the key “%(key)s” already.", key=document["key"]))
    now = clock.now()
    guide = Guide(
        id=new_id("gd"),
        workspace_id=db.session.info.get("workspace_id"),
        key=document["key"],
        kind=document["kind"],
        name=document["name"],
        draft=deepcopy(document),
        created_at=now,
        created_by=by,
        updated_at=now,
        updated_by=by,
    )
    db.session.add(guide)
    db.session.flush()
    _announce(guide)
    return guide


def check(document: GuideDocument) -> None:
    """Raise Invalid with every fault, unless the document may be saved."""
    _refuse(faults(document))


def _refuse(found: list[Fault]) -> None:
    if found:
        raise Invalid(_("The guide can't be saved like this."), fields=as_fields(found, _))


def save_draft(
    guide_id: str,
    document: GuideDocument,
    revision: int,
    *,
    by: str | None = None,
    may_undo: bool = False,
) -> Guide:
    """Save the draft that was made from `revision`.

    Raises Invalid, or StaleDraft when somebody saved in between. With `may_undo` the draft
    as it was is kept for `undo`. A save that changes nothing leaves the revision as it is.
    """
    guide = queries.guide(guide_id)
    check(document)
    _refuse(_fixed(guide, document))
    if document == guide.draft:
        return guide
    before = {"revision": guide.draft_revision + 1, "document": guide.draft}
    saved = db.session.execute(
        update(Guide)
        .where(Guide.id == guide_id, Guide.draft_revision == revision)
        .values(
            draft=document,
            name=document["name"],
            draft_revision=revision + 1,
            undo=before if may_undo else Guide.undo,
            updated_at=clock.now(),
            updated_by=by,
        )
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(guide)
    if saved.rowcount == 0:  # type: ignore[attr-defined]
        raise StaleDraft(
            _("This guide was saved by somebody else in the meantime."),
            revision=guide.draft_revision,
            theirs=deepcopy(guide.draft),
        )
    _announce(guide)
    return guide


def _fixed(guide: Guide, document: GuideDocument) -> list[Fault]:
    """Other guides and files name a guide by its key, so neither key nor kind may change."""
    return [
        Fault(f"/{name}", f"{name}_fixed", {name: getattr(guide, name)})
        for name in ("key", "kind")
        if document[name] != getattr(guide, name)
    ]


def undo(guide_id: str, revision: int, *, by: str | None = None) -> Guide:
    """Bring back the draft from before the last change that kept it. Undoing twice redoes."""
    guide = queries.guide(guide_id)
    if not can_undo(guide):
        raise Conflict(_("There is nothing to undo."), code="nothing_to_undo")
    document = deepcopy(guide.undo["document"]) if guide.undo else guide.draft
    return save_draft(guide_id, document, revision, by=by, may_undo=True)


def can_undo(guide: Guide) -> bool:
    """Tell whether the last save may be undone: only while nothing was saved after it."""
    return guide.undo is not None and guide.undo["revision"] == guide.draft_revision


def freeze_version(guide_id: str, *, note: str = "", by: str | None = None) -> GuideVersion:
    """Freeze the draft as the next version; return the latest one when it is the same."""
    guide = queries.guide(guide_id)
    latest = queries.latest_version(guide_id)
    if latest is not None and latest.document == guide.draft:
        return latest
    version = GuideVersion(
        id=new_id("gv"),
        workspace_id=guide.workspace_id,
        guide_id=guide_id,
        number=latest.number + 1 if latest else 1,
        document=deepcopy(guide.draft),
        note=note,
        created_at=clock.now(),
        created_by=by,
    )
    db.session.add(version)
    db.session.flush()
    return version


def restore(guide_id: str, number: int, *, by: str | None = None) -> Guide:
    """Make a version the draft. The draft until now is kept as a version first, and may be undone."""
    guide = queries.guide(guide_id)
    wanted = queries.version(guide_id, number)
    freeze_version(guide_id, note=_("Before version %(number)s was restored", number=number), by=by)
    return save_draft(
        guide_id, deepcopy(wanted.document), guide.draft_revision, by=by, may_undo=True
    )


def duplicate(guide_id: str, *, by: str | None = None) -> Guide:
    """Copy the draft under a new name and key."""
    guide = queries.guide(guide_id)
    document = deepcopy(guide.draft)
    document["name"] = _("Copy of %(name)s", name=guide.name)[:200]
    document["key"] = blank.new_key(guide.key, guide.kind, queries.known_keys())
    return create_from(document, by=by)


def archive(guide_id: str, *, by: str | None = None) -> Guide:
    """Put the guide away: nobody is shown it any more. What it has measured stays."""
    guide = _set_archived(guide_id, by, archived=True)
    signals.guide_archived.send(_app(), workspace_id=guide.workspace_id, guide_id=guide.id)
    return guide


def bring_back(guide_id: str, *, by: str | None = None) -> Guide:
    return _set_archived(guide_id, by, archived=False)


def _set_archived(guide_id: str, by: str | None, *, archived: bool) -> Guide:
    guide = queries.guide(guide_id)
    guide.archived_at = clock.now() if archived else None
    guide.updated_at, guide.updated_by = clock.now(), by
    db.session.flush()
    return guide


def _announce(guide: Guide) -> None:
    signals.draft_saved.send(
        _app(),
        workspace_id=guide.workspace_id,
        guide_id=guide.id,
        revision=guide.draft_revision,
    )


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return app


def users_of_segment(_app: object, *, workspace_id: str, segment_id: str) -> list[tuple[str, str]]:
    """Name the guides that use a segment, so that it isn't deleted under them, and where."""
    return [
        (guide.name, f"/guides/{guide.id}/{_page_of(segment_id, guide.draft)}")
        for guide in queries.guides()
        if segment_id in branches.segments_used(guide.draft)
    ]


def users_of_theme(_app: object, *, workspace_id: str, key: str) -> list[tuple[str, str]]:
    """Name the guides that chose a theme, so that it isn't deleted under them, and where."""
    return [
        (guide.name, f"/guides/{guide.id}/build")
        for guide in queries.guides()
        if guide.draft.get("theme") == key
    ]


def _page_of(segment_id: str, document: GuideDocument) -> str:
    in_audience = segment_id in rules.segments_used(document["audience"])
    return "audience" if in_audience else "build"
