"""Guide files in and out of a workspace. Flushes, never commits."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from guide_engine.audience import queries as audience_queries
from guide_engine.audience import service as audience
from guide_engine.core.errors import Invalid, NotFound
from guide_engine.guides import files, queries, service
from guide_engine.guides.document import Fault, GuideDocument, as_fields
from guide_engine.guides.files import GuideFile, SavedSegment


@dataclass
class Report:
    """What an import did, as keys of guides and names of segments."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    segments_created: list[str] = field(default_factory=list)
    segments_kept: list[str] = field(default_factory=list)
    guide_ids: list[str] = field(default_factory=list)


def export_file(keys: Sequence[str] | None = None) -> GuideFile:
    """Write the drafts of the named guides, or of all that are not archived, into one file.

    Raises NotFound for a key that no guide has.
    """
    if keys is None:
        drafts = [guide.draft for guide in queries.guides()]
    else:
        drafts = [_draft(key) for key in dict.fromkeys(keys)]
    return files.compose(sorted(drafts, key=lambda draft: str(draft["key"])), _segments())


def _draft(key: str) -> GuideDocument:
    guide = queries.guide_by_key(key)
    if guide is None:
        raise NotFound(_("There is no guide with the key “%(key)s”.", key=key))
    return guide.draft


def _segments() -> list[SavedSegment]:
    return [SavedSegment(s.id, s.name, s.rule) for s in audience_queries.segments()]


def import_file(value: object, *, by: str | None = None) -> Report:
    """Bring a file into the workspace, or refuse it whole.

    A guide whose key exists gets a new draft; its published versions stay as they are. A
    segment whose name exists stays as it is. For a dry run the caller rolls back.
    """
    file = files.as_file(value)
    _refuse(files.faults(file))
    assert isinstance(file, dict)  # noqa: S101 - `faults` has seen to it; this tells the type.
    plan = files.plan(file)
    _refuse(_kind_faults(plan))
    report = Report()
    ids = _import_segments(plan, report)
    for document in plan.guides:
        _import_guide(files.rename_in(document, ids.get), report, by)
    return report


def _refuse(found: Sequence[Fault]) -> None:
    if found:
        message = _("The file has faults, so nothing was imported.")
        raise Invalid(message, fields=as_fields(list(found), _))


def _kind_faults(plan: files.Plan) -> list[Fault]:
    found = []
    for index, document in enumerate(plan.guides):
        guide = queries.guide_by_key(document["key"])
        if guide is not None and guide.kind != document["kind"]:
            found.append(Fault(f"/guides/{index}/kind", "kind_fixed", {"kind": guide.kind}))
    return found


def _import_segments(plan: files.Plan, report: Report) -> dict[str, str]:
    """Return the id of each segment by its key in the file."""
    held = {segment.name: segment.id for segment in _segments()}
    ids: dict[str, str] = {}
    for segment in plan.segments:
        name = segment["name"].strip()
        if name in held:
            report.segments_kept.append(name)
        else:
            rule = files.rename(segment["rule"], ids.get)
            held[name] = audience.create_segment(name, rule).id
            report.segments_created.append(name)
        ids[segment["key"]] = held[name]
    return ids


def _import_guide(document: GuideDocument, report: Report, by: str | None) -> None:
    guide = queries.guide_by_key(document["key"])
    if guide is None:
        guide = service.create_from(document, by=by)
        report.created.append(guide.key)
    elif guide.draft == document:
        report.unchanged.append(guide.key)
    else:
        service.save_draft(guide.id, document, guide.draft_revision, by=by, may_undo=True)
        report.updated.append(guide.key)
    report.guide_ids.append(guide.id)
