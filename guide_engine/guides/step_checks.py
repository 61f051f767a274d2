"""What to mend in one step before its guide is published. Pure."""

import re
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import Any

from guide_engine.guides import blank, branches, graph, kinds, moments, richtext
from guide_engine.guides.document import GuideDocument
from guide_engine.guides.kinds import Kind, StepType

# Beyond this a step is a wall of text. Three and a third Latin letters read as one of these.
MOST_CHARACTERS = 200
MOST_JAPANESE = 60
FEWEST_CHOICES = 2

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")
_FRAGILE = re.compile(r":nth-|>|\.(css|sc|jss|emotion|_)[-_]?[A-Za-z0-9]{4,}|\d{4,}", re.IGNORECASE)
_WORDY_SIGNALS = ("text", "name", "label", "attributes")
_ON_TARGET = frozenset({"click", "hover", "focus", "input"})

Step = Mapping[str, Any]


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


# Severity, code, pointer within the step, and what the sentence is filled with.
Told = tuple[Severity, str, str, Mapping[str, Any]]


def check_step(
    document: GuideDocument, step: Step, guide_keys: Collection[str] | None
) -> Iterator[Told]:
    """Tell what is unfinished or unwise in a step, in the order of its form."""
    yield from _target(step)
    yield from _text(step)
    yield from _question(step)
    yield from _buttons(step, guide_keys)
    yield from _effect(step.get("action"), "/action", guide_keys)
    yield from _way_on(document, step)
    if step["advance"]["on"] == "input":
        yield from _text_test(step["advance"], "/advance")
    yield from _awaited_guide(document, step, guide_keys)
    for path, moment in moments.of_step(step):
        yield from check_moment(moment, path)
    yield from _branches(document, step)
    if step.get("completes") and document["completes_on"] == "goal":
        yield _warn("completes_unused", "/completes")


def check_moment(moment: Mapping[str, Any], path: str) -> Iterator[Told]:
    """Tell what a moment that is waited for lacks."""
    if moment["on"] == "event" and not moment["event"].strip():
        yield _fail("no_event", f"{path}/event")
    if moment["on"] in {"element", "value"} and _says_nothing(moment["target"]):
        yield _fail("advance_without_element", f"{path}/target")
    yield from _text_test(moment, path)


def _text_test(advance: Mapping[str, Any], path: str) -> Iterator[Told]:
    test = advance.get("test")
    if test is not None and test["op"] != "set" and not test["value"]:
        yield _fail("no_test_value", f"{path}/test/value")


def _target(step: Step) -> Iterator[Told]:
    target = step["target"]
    if target is None:
        if kinds.points(step):
            yield _fail("missing_target", "/target")
    elif _says_nothing(target):
        yield _fail("empty_target", "/target")
    elif not any(target.get(name) for name in _WORDY_SIGNALS) and _FRAGILE.search(
        target["selector"]
    ):
        yield _warn("fragile_target", "/target")


def _says_nothing(target: Mapping[str, Any]) -> bool:
    return not any(target.get(name) for name in (*_WORDY_SIGNALS, "selector"))


def _text(step: Step) -> Iterator[Told]:
    if step["type"] == StepType.HIDDEN:
        return
    text = richtext.plain_text(step["body"])
    images = list(richtext.images(step["body"]))
    videos = list(richtext.videos(step["body"]))
    if not step["title"].strip():
        says_nothing = step["type"] == StepType.TASK or not (text or images or videos)
        yield _fail("empty_text", "/title") if says_nothing else _warn("no_title", "/title")
    length = len(text)
    japanese = len(_CJK.findall(text))
    if (length - japanese) / MOST_CHARACTERS + japanese / MOST_JAPANESE > 1:
        most = MOST_JAPANESE if japanese * 2 > length else MOST_CHARACTERS
        yield _warn("too_long", "/body", length=length, most=most)
    for path, image in images:
        if not image["alt"].strip():
            yield _warn("image_without_text", f"/body{path}/alt")
    for path, video in videos:
        if not video["title"].strip():
            yield _warn("video_without_title", f"/body{path}/title")
    for path, href in richtext.links(step["body"]):
        if href == "#":
            yield _warn("empty_link", f"/body{path}")


def _question(step: Step) -> Iterator[Told]:
    question = step.get("question")
    if question is None or "choices" not in question:
        return
    choices, path = question["choices"], "/question/choices"
    if len(choices) + bool(question.get("other")) < FEWEST_CHOICES:
        yield _fail("few_choices", path)
    seen: set[str] = set()
    for index, choice in enumerate(choices):
        label = choice["label"].strip()
        if not label:
            yield _fail("empty_choice", f"{path}/{index}/label")
        elif label in seen:
            yield _warn("same_choice", f"{path}/{index}/label", label=label)
        seen.add(label)


def _buttons(step: Step, guide_keys: Collection[str] | None) -> Iterator[Told]:
    for index, button in enumerate(step["buttons"]):
        path = f"/buttons/{index}"
        if not button["label"].strip():
            yield _fail("empty_label", f"{path}/label")
        yield from _effect(button["action"], f"{path}/action", guide_keys)
        for place, effect in enumerate(button.get("also", ())):
            yield from _effect(effect, f"{path}/also/{place}", guide_keys)


def _effect(
    effect: Mapping[str, Any] | None, path: str, guide_keys: Collection[str] | None
) -> Iterator[Told]:
    """Tell what is missing in something that a press does."""
    match effect:
        case {"type": "open_url", "url": ""}:
            yield _fail("no_url", f"{path}/url")
        case {"type": "start_guide", "guide_key": ""}:
            yield _fail("no_guide", f"{path}/guide_key")
        case {"type": "start_guide", "guide_key": key}:
            if guide_keys is not None and key not in guide_keys:
                yield _fail("no_such_guide", f"{path}/guide_key", key=key)
        case {"type": "track", "event": event} if not event.strip():
            yield _fail("no_tracked_event", f"{path}/event")


def _way_on(document: GuideDocument, step: Step) -> Iterator[Told]:
    if step["type"] != StepType.TASK and graph.is_dead_end(step):
        yield (_warn if _can_be_closed(document) else _fail)("dead_end", "/buttons")
    if step["advance"]["on"] in _ON_TARGET and step["target"] is None and not kinds.points(step):
        yield _fail("advance_without_target", "/advance")


def _can_be_closed(document: GuideDocument) -> bool:
    """Tell whether the guide has said all it has to say when it is read and closed."""
    kind = document["kind"]
    return kind == Kind.HINT or (kind == Kind.BANNER and bool(document["banner"]["dismissible"]))


def _awaited_guide(
    document: GuideDocument, step: Step, guide_keys: Collection[str] | None
) -> Iterator[Told]:
    if step["advance"]["on"] != "guide":
        return
    key, path = step["advance"]["guide_key"], "/advance/guide_key"
    if not key:
        yield _fail("awaits_no_guide", path)
    elif key == document["key"]:
        yield _fail("awaits_itself", path)
    elif guide_keys is not None and key not in guide_keys:
        yield _fail("awaits_unknown_guide", path, key=key)


def _branches(document: GuideDocument, step: Step) -> Iterator[Told]:
    found = branches.of(step)
    if found and not graph.moves_on(step):
        yield _warn("branch_never", "/branches")
    asking = {other["id"] for other in document["steps"] if "question" in other}
    for index, branch in enumerate(found):
        path = f"/branches/{index}"
        if branch["go_to"] == step["id"]:
            yield _fail("branch_to_itself", f"{path}/go_to")
        elif branch["when"] == blank.NEVER:
            yield _warn("branch_empty", f"{path}/when")
        elif branches.holds_always(branch["when"]) and index + 1 < len(found):
            yield _warn("branch_always", f"{path}/when")
        elif branches.answers_used(branch["when"]) - asking:
            yield _fail("branch_without_question", f"{path}/when")


def _fail(code: str, path: str, **params: Any) -> Told:
    return Severity.ERROR, code, path, params


def _warn(code: str, path: str, **params: Any) -> Told:
    return Severity.WARNING, code, path, params
