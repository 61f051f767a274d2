"""The portable guide file: guides, and the segments that their audiences name.

Inside a file a segment goes by its key; the service knows it by an id. Pure: what is stored
comes in as values, and what to store goes out as values.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, NamedTuple

from guide_engine.audience import rules
from guide_engine.core.limits import MAX_DEPTH, too_deep
from guide_engine.guides import branches
from guide_engine.guides import document as documents
from guide_engine.guides.blank import new_key
from guide_engine.guides.document import Fault, GuideDocument
from guide_engine.guides.shape import Shape, shape_faults

FORMAT = "guide-engine/file@1"

GuideFile = dict[str, Any]


class SavedSegment(NamedTuple):
    id: str
    name: str
    rule: dict[str, Any]


def compose(guides: Sequence[GuideDocument], segments: Sequence[SavedSegment]) -> GuideFile:
    """Write a file of guides, with every segment they name, directly or through another one."""
    named = [rule for guide in guides for rule in branches.audience_rules(guide)]
    wanted = _closure(named, {s.id: s.rule for s in segments})
    carried = sorted((s for s in segments if s.id in wanted), key=lambda s: (s.name, s.id))
    keys: dict[str, str] = {}
    for segment in carried:
        keys[segment.id] = new_key(segment.name, "segment", keys.values())
    return {
        "format": FORMAT,
        "guides": [rename_in(guide, keys.get) for guide in guides],
        "segments": [
            {"key": keys[s.id], "name": s.name, "rule": rename(s.rule, keys.get)} for s in carried
        ],
    }


def _closure(audiences: Sequence[Any], known: Mapping[str, Any]) -> set[str]:
    wanted: set[str] = set()
    ahead = [name for audience in audiences for name in rules.segments_used(audience)]
    while ahead:
        name = ahead.pop()
        if name not in wanted and name in known:
            wanted.add(name)
            ahead += rules.segments_used(known[name])
    return wanted


def rename_in(guide: GuideDocument, to: Callable[[str], str | None]) -> GuideDocument:
    """Copy a guide with the segments renamed that its audience and its branches name."""
    return branches.with_rules(guide, lambda rule: rename(rule, to))


def rename(rule: Any, to: Callable[[str], str | None]) -> Any:
    """Copy a rule with its segments renamed; one without a new name keeps its own."""
    if isinstance(rule, list):
        return [rename(part, to) for part in rule]
    if not isinstance(rule, dict):
        return rule
    if set(rule) == {"segment"} and isinstance(rule["segment"], str):
        return {"segment": to(rule["segment"]) or rule["segment"]}
    # A condition's value is data, not a rule.
    if "fact" in rule:
        return deepcopy(rule)
    return {key: rename(part, to) for key, part in rule.items()}


def faults(file: object) -> list[Fault]:
    """Return everything that keeps a file from being imported, each with its path."""
    if too_deep(file, MAX_DEPTH):
        return [Fault("", "too_deep", {"most": MAX_DEPTH})]
    found = [Fault(*fault) for fault in shape_faults(file, Shape.FILE)]
    if not isinstance(file, dict):
        return found
    guides, segments = _dicts(file.get("guides")), _dicts(file.get("segments"))
    for index, guide in guides:
        prefix = f"/guides/{index}"
        known = {fault.path for fault in found}
        found += [
            Fault(prefix + fault.path, fault.code, fault.params)
            for fault in documents.faults(guide)
            if prefix + fault.path not in known
        ]
    for index, segment in segments:
        found += documents.rule_faults(segment.get("rule"), "audience", f"/segments/{index}/rule")
    return [
        *found,
        *_repeated(guides, "guides"),
        *_repeated(segments, "segments"),
        *_links(guides, segments),
    ]


def _repeated(items: list[tuple[int, dict[str, Any]]], name: str) -> list[Fault]:
    found, seen = [], set()
    for index, item in items:
        key = item.get("key")
        if isinstance(key, str) and key in seen:
            found.append(Fault(f"/{name}/{index}/key", "duplicate_key", {"key": key}))
        elif isinstance(key, str):
            seen.add(key)
    return found


def _links(
    guides: list[tuple[int, dict[str, Any]]], segments: list[tuple[int, dict[str, Any]]]
) -> list[Fault]:
    known = {str(segment.get("key")): segment.get("rule") for _index, segment in segments}
    named = [
        (f"/guides/{index}{path}", rule)
        for index, guide in guides
        for path, rule in branches.audience_rules_at(guide)
    ]
    named += [(f"/segments/{index}/rule", segment.get("rule")) for index, segment in segments]
    found = [
        Fault(path, "no_such_segment", {"segment": name})
        for path, rule in named
        for name in sorted(rules.segments_used(rule))
        if name not in known
    ]
    return found + [
        Fault(f"/segments/{index}/rule", "segment_loop")
        for index, segment in segments
        if segment.get("key") in _closure([segment.get("rule")], known)
    ]


def _dicts(value: object) -> list[tuple[int, dict[str, Any]]]:
    items = value if isinstance(value, list) else []
    return [(index, item) for index, item in enumerate(items) if isinstance(item, dict)]


@dataclass(frozen=True)
class Plan:
    """What an import will do. `segments` come in an order in which each one's parts exist."""

    guides: list[GuideDocument]
    segments: list[dict[str, Any]]


def plan(file: GuideFile) -> Plan:
    """Read a faultless file."""
    segments = {segment["key"]: segment for segment in file.get("segments", [])}
    ordered: list[dict[str, Any]] = []
    done: set[str] = set()

    def visit(key: str) -> None:
        if key not in done:
            done.add(key)
            for inner in sorted(rules.segments_used(segments[key]["rule"])):
                visit(inner)
            ordered.append(segments[key])

    for key in segments:
        visit(key)
    return Plan(guides=file["guides"], segments=ordered)


def as_file(value: object) -> object:
    """Accept a lone guide document for a file of one guide."""
    if isinstance(value, dict) and value.get("format") == documents.FORMAT:
        return {"format": FORMAT, "guides": [value], "segments": []}
    return value
