"""Proposed fingerprints put into a guide. Pure: what to save comes out as a document."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from guide_engine.guides.document import GuideDocument

Fingerprint = dict[str, Any]


@dataclass(frozen=True)
class Proposal:
    """What a step's target was when it was checked, and what it looks like now."""

    step_id: str
    checked: Fingerprint
    proposed: Fingerprint


@dataclass(frozen=True)
class Repaired:
    """The new document, the steps that changed, and those somebody else has changed meanwhile."""

    document: GuideDocument
    changed: list[str]
    kept: list[str]


def repair(document: GuideDocument, proposals: list[Proposal]) -> Repaired:
    """Replace each target that is still the one that was checked."""
    by_step = {proposal.step_id: proposal for proposal in proposals}
    repaired = deepcopy(document)
    changed, kept = [], []
    for step in repaired["steps"]:
        proposal = by_step.pop(step["id"], None)
        if proposal is None:
            continue
        if step.get("target") == proposal.checked:
            step["target"] = proposal.proposed
            changed.append(step["id"])
        else:
            kept.append(step["id"])
    return Repaired(repaired, changed, [*kept, *by_step])


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What a person would notice: (signal, before, after) of role, name and text that differ."""
    return [
        (signal, str(before.get(signal) or ""), str(after.get(signal) or ""))
        for signal in ("role", "name", "text", "heading")
        if (before.get(signal) or "") != (after.get(signal) or "")
    ]
