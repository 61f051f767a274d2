"""The guides to check: what an environment shows, drafts, or a guide file; and repairs put back."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from guide_engine.check.plan import Subject
from guide_engine.check.repair import Proposal, repair
from guide_engine.core.errors import DomainError, Invalid
from guide_engine.delivery import queries as delivery_queries
from guide_engine.guides import files, queries, service
from guide_engine.guides.cli import parse
from guide_engine.guides.document import as_fields
from guide_engine.guides.errors import StaleDraft


class NoGuides(DomainError):
    code = "no_guides"


def published(environment_id: str, keys: Sequence[str]) -> list[Subject]:
    """The versions that an environment shows now."""
    shown = delivery_queries.published(environment_id)
    subjects = []
    for guide_id, number in shown.items():
        guide = queries.guide(guide_id)
        if guide.archived_at is None:
            document = queries.version(guide_id, number).document
            subjects.append(Subject(document, guide_id, number))
    return chosen(subjects, keys, "published there; --drafts checks what isn't")


def drafts(keys: Sequence[str]) -> list[Subject]:
    return chosen([Subject(guide.draft, guide.id) for guide in queries.guides()], keys, "there")


def in_file(path: Path, keys: Sequence[str]) -> tuple[list[Subject], Any]:
    """The guides of a guide file, and the file itself. Raises Invalid."""
    try:
        value = parse(path.read_bytes())
    except OSError as error:
        raise DomainError(f"{path} can't be read: {error.strerror}.") from None
    file = files.as_file(value)
    found = files.faults(file)
    if found or not isinstance(file, dict):
        raise Invalid(f"{path} is not a guide file that can be used.", fields=as_fields(found))
    return chosen([Subject(guide) for guide in file["guides"]], keys, "in the file"), value


def chosen(subjects: list[Subject], keys: Sequence[str], where: str) -> list[Subject]:
    """Those that are named, or all. Raises NoGuides for a key that none has, and for nothing."""
    known = {subject.key: subject for subject in subjects}
    for key in keys:
        if key not in known:
            names = ", ".join(sorted(known)) or "none"
            raise NoGuides(f"--guides: no guide “{key}” is {where}. There is: {names}.")
    if not known:
        raise NoGuides(f"There is nothing to check: no guide is {where}.")
    return (
        [known[key] for key in dict.fromkeys(keys)]
        if keys
        else sorted(subjects, key=lambda subject: subject.key)
    )


def repair_draft(subject: Subject, proposals: list[Proposal]) -> str:
    """Put proposals into the draft, for an author to read and publish. Flushes; says what it did."""
    assert subject.guide_id is not None  # noqa: S101 - a file's guides are repaired in the file.
    guide = queries.guide(subject.guide_id)
    repaired = repair(guide.draft, proposals)
    if repaired.changed:
        try:
            service.save_draft(guide.id, repaired.document, guide.draft_revision, may_undo=True)
        except StaleDraft:
            return f"{subject.key}: somebody saved the draft just now; check again."
    return _said(f"draft of {subject.key}", repaired.changed, repaired.kept)


def repair_file(path: Path, value: Any, proposals: dict[str, list[Proposal]]) -> list[str]:
    """Put proposals into a guide file; what they don't concern stays as it is."""
    guides = value.get("guides", [value])
    said = []
    for place, document in enumerate(guides):
        mine = proposals.get(document["key"])
        if not mine:
            continue
        repaired = repair(document, mine)
        if value is document:
            value = repaired.document
        else:
            guides[place] = repaired.document
        said.append(_said(f"{path.name}, {document['key']}", repaired.changed, repaired.kept))
    try:
        path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise DomainError(f"{path} can't be written: {error.strerror}.") from None
    return said


def _said(where: str, changed: list[str], kept: list[str]) -> str:
    parts = []
    if changed:
        parts.append(f"new targets for {', '.join(changed)}; nothing was published")
    if kept:
        parts.append(f"left as somebody changed them: {', '.join(kept)}")
    return f"{where}: {'. '.join(parts)}."
