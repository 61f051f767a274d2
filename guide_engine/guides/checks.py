"""What to mend before a guide is published. Errors keep it back, warnings only advise."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from guide_engine.guides import blank, branches, graph, richtext, words
from guide_engine.guides.document import GuideDocument, to_moment

# Beyond this a step is a wall of text. Three and a third Latin letters read as one of these.
MOST_CHARACTERS = 200
MOST_JAPANESE = 60
MOST_STEPS = 5

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")
_FRAGILE = re.compile(r":nth-|>|\.(css|sc|jss|emotion|_)[-_]?[A-Za-z0-9]{4,}|\d{4,}", re.IGNORECASE)
_WORDY_SIGNALS = ("text", "name", "label", "attributes")


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    severity: Severity
    code: str
    # A JSON Pointer to what is meant, and the step it is in.
    path: str
    step_id: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def message(self) -> str:
        return self.said()

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def said(self, translate: words.Translate | None = None) -> str:
        return words.say(
            words.FINDINGS, self.code, self.params, *([translate] if translate else [])
        )


def findings(
    document: GuideDocument, now: datetime, guide_keys: Collection[str] | None = None
) -> list[Finding]:
    """Return what is unfinished or unwise in a well-formed document, in reading order.

    `guide_keys` are the guides that exist, for buttons that start another one.
    """
    found = [*_whole(document, now)]
    for index, step in enumerate(document["steps"]):
        found += _step(document, index, step, guide_keys)
    return found


def has_errors(found: Collection[Finding]) -> bool:
    """Tell whether the guide must not be published like this."""
    return any(finding.is_error for finding in found)


def _whole(document: GuideDocument, now: datetime) -> Iterator[Finding]:
    steps = document["steps"]
    if not steps:
        yield _error("no_steps", "/steps")
    if len(steps) > MOST_STEPS:
        yield _warning("too_many_steps", "/steps", params={"count": len(steps), "most": MOST_STEPS})
    if document["completes_on"] == "goal" and document["goal"] is None:
        yield _error("no_goal", "/goal")
    if steps and document["completes_on"] == "last_step" and not graph.can_finish(steps):
        yield _error("never_completes", "/steps")
    starts, ends = (to_moment(document["schedule"][name]) for name in ("starts_at", "ends_at"))
    if starts and ends and ends <= starts:
        yield _error("ends_before_start", "/schedule/ends_at")
    elif ends and ends <= now:
        yield _warning("already_over", "/schedule/ends_at")
    if document["kind"] == "flow" and document["frequency"]["type"] == "always":
        yield _warning("shown_always", "/frequency")


def _step(
    document: GuideDocument, index: int, step: dict[str, Any], guide_keys: Collection[str] | None
) -> Iterator[Finding]:
    found = [
        *_target(step),
        *_text(step),
        *_buttons(step, guide_keys),
        *_way_on(document, index, step),
        *_branches(step),
    ]
    for severity, code, path, params in found:
        yield Finding(severity, code, f"/steps/{index}{path}", step["id"], params)


_Told = tuple[Severity, str, str, Mapping[str, Any]]


def _target(step: dict[str, Any]) -> Iterator[_Told]:
    target = step["target"]
    if step["type"] == "modal":
        return
    if target is None:
        yield Severity.ERROR, "missing_target", "/target", {}
    elif _says_nothing(target):
        yield Severity.ERROR, "empty_target", "/target", {}
    elif not any(target.get(name) for name in _WORDY_SIGNALS) and _FRAGILE.search(
        target["selector"]
    ):
        yield Severity.WARNING, "fragile_target", "/target", {}


def _says_nothing(target: Mapping[str, Any]) -> bool:
    return not any(target.get(name) for name in (*_WORDY_SIGNALS, "selector"))


def _text(step: dict[str, Any]) -> Iterator[_Told]:
    text = richtext.plain_text(step["body"])
    images = list(richtext.images(step["body"]))
    videos = list(richtext.videos(step["body"]))
    if not (step["title"].strip() or text or images or videos):
        yield Severity.ERROR, "empty_text", "/title", {}
    elif not step["title"].strip():
        yield Severity.WARNING, "no_title", "/title", {}
    length = len(text)
    japanese = len(_CJK.findall(text))
    if (length - japanese) / MOST_CHARACTERS + japanese / MOST_JAPANESE > 1:
        most = MOST_JAPANESE if japanese * 2 > length else MOST_CHARACTERS
        yield Severity.WARNING, "too_long", "/body", {"length": length, "most": most}
    for path, image in images:
        if not image["alt"].strip():
            yield Severity.WARNING, "image_without_text", f"/body{path}/alt", {}
    for path, video in videos:
        if not video["title"].strip():
            yield Severity.WARNING, "video_without_title", f"/body{path}/title", {}
    for path, href in richtext.links(step["body"]):
        if href == "#":
            yield Severity.WARNING, "empty_link", f"/body{path}", {}


def _buttons(step: dict[str, Any], guide_keys: Collection[str] | None) -> Iterator[_Told]:
    for index, button in enumerate(step["buttons"]):
        action, path = button["action"], f"/buttons/{index}"
        if not button["label"].strip():
            yield Severity.ERROR, "empty_label", f"{path}/label", {}
        if action["type"] == "open_url" and not action["url"]:
            yield Severity.ERROR, "no_url", f"{path}/action/url", {}
        if action["type"] == "start_guide":
            key = action["guide_key"]
            if not key:
                yield Severity.ERROR, "no_guide", f"{path}/action/guide_key", {}
            elif guide_keys is not None and key not in guide_keys:
                yield Severity.ERROR, "no_such_guide", f"{path}/action/guide_key", {"key": key}


def _way_on(document: GuideDocument, index: int, step: dict[str, Any]) -> Iterator[_Told]:
    advance = step["advance"]
    if graph.is_dead_end(step):
        # A hint without buttons can still be read and closed.
        severity = Severity.WARNING if document["kind"] == "hint" else Severity.ERROR
        yield severity, "dead_end", "/buttons", {}
    if advance["on"] == "event" and not advance["event"].strip():
        yield Severity.ERROR, "no_event", "/advance/event", {}
    if advance["on"] in {"click", "input"} and step["type"] == "modal":
        yield Severity.ERROR, "advance_without_target", "/advance", {}
    if advance["on"] == "element" and _says_nothing(advance["target"]):
        yield Severity.ERROR, "advance_without_element", "/advance/target", {}
    if index not in graph.reachable(document["steps"]):
        yield Severity.WARNING, "unreachable", "", {}


def _branches(step: dict[str, Any]) -> Iterator[_Told]:
    found = branches.of(step)
    if found and not graph.moves_on(step):
        yield Severity.WARNING, "branch_never", "/branches", {}
    for index, branch in enumerate(found):
        path = f"/branches/{index}"
        if branch["go_to"] == step["id"]:
            yield Severity.ERROR, "branch_to_itself", f"{path}/go_to", {}
        elif branch["when"] == blank.NEVER:
            yield Severity.WARNING, "branch_empty", f"{path}/when", {}
        elif branches.holds_always(branch["when"]) and index + 1 < len(found):
            yield Severity.WARNING, "branch_always", f"{path}/when", {}


def _error(code: str, path: str) -> Finding:
    return Finding(Severity.ERROR, code, path)


def _warning(code: str, path: str, params: Mapping[str, Any] | None = None) -> Finding:
    return Finding(Severity.WARNING, code, path, params=params or {})
