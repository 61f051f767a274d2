"""The guide document: what keeps it from being saved, each fault with its path."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from guide_engine.audience import rules
from guide_engine.audience.values import is_storable_text
from guide_engine.core.limits import MAX_DEPTH, too_deep
from guide_engine.guides import branches, kinds, links, moments, richtext, variables, words
from guide_engine.guides.shape import Shape, shape_faults

GuideDocument = dict[str, Any]

FORMAT = "guide-engine/guide@1"
# What an answer says where one's own words stand beside it: no choice may be called so.
OTHER = "other"
# Most of a large one are its translations.
MAX_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Fault:
    """`path` is a JSON Pointer; `code` and `params` let a page say it in its own language."""

    path: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def message(self) -> str:
        return self.said()

    def said(self, translate: words.Translate | None = None) -> str:
        return words.say(words.FAULTS, self.code, self.params, *([translate] if translate else []))


def faults(document: object) -> list[Fault]:
    """Return everything that is wrong with the form of a document; none when it may be saved.

    Unfinished is not wrong: a draft may lack texts and targets (see `checks`).
    """
    if too_deep(document, MAX_DEPTH):
        return [Fault("", "too_deep", {"most": MAX_DEPTH})]
    unstorable = [Fault(path, "not_storable") for path in _unstorable(document, "")]
    if unstorable:
        return unstorable
    if len(json.dumps(document, ensure_ascii=False).encode()) > MAX_BYTES:
        return [Fault("", "document_too_big", {"most": MAX_BYTES // 1024})]
    found = [Fault(*fault) for fault in shape_faults(document, Shape.GUIDE)]
    if isinstance(document, dict):
        known = {fault.path for fault in found}
        found += [fault for fault in _meaning(document) if fault.path not in known]
    return found


def as_fields(found: list[Fault], translate: words.Translate | None = None) -> dict[str, list[str]]:
    """Group faults for an error answer: {path: [sentence, …]}."""
    fields: dict[str, list[str]] = {}
    for fault in found:
        fields.setdefault(fault.path or "/", []).append(fault.said(translate))
    return fields


def _unstorable(node: object, path: str) -> Iterator[str]:
    if isinstance(node, str):
        if not is_storable_text(node):
            yield path
    elif isinstance(node, dict):
        for key, inner in node.items():
            safe = is_storable_text(key)
            if not safe:
                yield path
            yield from _unstorable(inner, f"{path}/{key}" if safe else path)
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            yield from _unstorable(inner, f"{path}/{index}")


def _meaning(document: GuideDocument) -> Iterator[Fault]:
    """What a schema can't say. Tolerates any shape, so that all faults are told at once."""
    steps = _list(document.get("steps"))
    ids = [step.get("id") for _index, step in steps]
    yield from _duplicates(steps, "/steps")
    for index, step in steps:
        path = f"/steps/{index}"
        yield from _type_faults(step, path, document.get("kind"))
        yield from _text_faults(step.get("body"), f"{path}/body")
        yield from _button_faults(step, path, ids)
        yield from _address_faults(step.get("action"), f"{path}/action")
        yield from _choice_faults(step.get("question"), f"{path}/question")
        yield from _branch_faults(step, path, ids)
    for path, moment in moments.of(document):
        if "rule" in moment:
            yield from rule_faults(moment["rule"], "page", f"{path}/rule")
    for name in ("page", "audience"):
        if isinstance(document.get(name), dict):
            yield from rule_faults(document[name], name, f"/{name}")
    look = document.get("checklist")
    if isinstance(look, dict):
        yield from _text_faults(look.get("intro"), "/checklist/intro")
    yield from _translation_faults(document.get("translations"))
    schedule = document.get("schedule")
    for name, value in schedule.items() if isinstance(schedule, dict) else ():
        if isinstance(value, str) and to_moment(value) is None:
            yield Fault(f"/schedule/{name}", "no_such_moment")


def _type_faults(step: Mapping[str, Any], path: str, kind: object) -> Iterator[Fault]:
    """What the type of a step rules out. Types that nobody knows are the schema's business."""
    shape, made_of = step.get("type"), kinds.making(kind)
    if shape not in list(kinds.StepType):
        return
    if made_of is not None and shape not in made_of.step_types:
        yield Fault(f"{path}/type", "not_one_of", {"allowed": ", ".join(made_of.step_types)})
    if step.get("target") is not None and not kinds.may_have_target(step):
        yield Fault(f"{path}/target", "target_not_here")
    if step.get("buttons") and shape in kinds.WITHOUT_BUTTONS:
        yield Fault(f"{path}/buttons", "buttons_not_here")
    advance = step.get("advance")
    if isinstance(advance, dict) and advance.get("on") == "guide" and shape != kinds.StepType.TASK:
        yield Fault(f"{path}/advance", "advance_not_here")


def _button_faults(step: Mapping[str, Any], path: str, ids: list[Any]) -> Iterator[Fault]:
    buttons = _list(step.get("buttons"))
    yield from _duplicates(buttons, f"{path}/buttons")
    for index, button in buttons:
        action, here = button.get("action"), f"{path}/buttons/{index}"
        for place, effect in _list(button.get("also")):
            yield from _address_faults(effect, f"{here}/also/{place}")
        if not isinstance(action, dict):
            continue
        if action.get("type") == "go_to" and "step_id" in action and action["step_id"] not in ids:
            step_id = str(action["step_id"])
            yield Fault(f"{here}/action/step_id", "no_such_step", {"step": step_id})
        yield from _address_faults(action, f"{here}/action")


def _address_faults(effect: object, path: str) -> Iterator[Fault]:
    """An address may hold variables, but none may decide where it leads."""
    url = effect.get("url") if isinstance(effect, dict) else None
    if isinstance(url, str) and url and not links.is_safe(variables.veiled(url)):
        yield Fault(f"{path}/url", "unsafe_link")


def _choice_faults(question: object, path: str) -> Iterator[Fault]:
    if not isinstance(question, dict):
        return
    choices = _list(question.get("choices"))
    yield from _duplicates(choices, f"{path}/choices")
    for index, choice in choices:
        if choice.get("id") == OTHER:
            yield Fault(f"{path}/choices/{index}/id", "id_taken", {"id": OTHER})


def _branch_faults(step: Mapping[str, Any], path: str, ids: list[Any]) -> Iterator[Fault]:
    for index, branch in _list(step.get("branches")):
        here, goal = f"{path}/branches/{index}", branch.get("go_to")
        if isinstance(goal, str) and goal not in ids:
            yield Fault(f"{here}/go_to", "no_such_step", {"step": goal})
        scope = branches.scope_of(branch.get("when"))
        if scope is None:
            yield Fault(f"{here}/when", "mixed_rule")
            continue
        if "when" in branch:
            known = "run" if scope == "page" else scope
            yield from rule_faults(branch["when"], known, f"{here}/when")
        for name in sorted(branches.answers_used(branch.get("when"))):
            if name not in ids:
                yield Fault(f"{here}/when", "no_such_step", {"step": name})


def _translation_faults(translations: object) -> Iterator[Fault]:
    for language, texts in translations.items() if isinstance(translations, dict) else ():
        for place, text in texts.items() if isinstance(texts, dict) else ():
            if isinstance(text, dict):
                inner = str(place).replace("~", "~0").replace("/", "~1")
                yield from _text_faults(text, f"/translations/{language}/{inner}")


def _text_faults(body: object, path: str) -> Iterator[Fault]:
    for inner, href in richtext.links(body):
        if not links.is_safe(variables.veiled(href)):
            yield Fault(path + inner, "unsafe_link")
    for inner, image in richtext.images(body):
        source = image.get("src")
        if isinstance(source, str) and not links.is_safe(source, links.IMAGE_SCHEMES):
            yield Fault(f"{path}{inner}/src", "unsafe_link")
    for inner, video in richtext.videos(body):
        source = video.get("src")
        if not isinstance(source, str):
            continue
        if not links.is_safe(source, links.IMAGE_SCHEMES):
            yield Fault(f"{path}{inner}/src", "unsafe_link")
        elif not links.is_video(source):
            yield Fault(f"{path}{inner}/src", "not_a_video")
    if richtext.deepest_list(body) > richtext.MAX_LIST_DEPTH:
        yield Fault(path, "lists_too_deep", {"most": richtext.MAX_LIST_DEPTH})


def rule_faults(rule: object, scope: rules.Scope, path: str) -> Iterator[Fault]:
    for inner, code, params in rules.faults(rule, scope):
        known = f"rule_{code}" in words.FAULTS
        yield Fault(path + inner, f"rule_{code}" if known else "rule_other", params)


def _duplicates(items: list[tuple[int, dict[str, Any]]], path: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, item in items:
        name = item.get("id")
        if isinstance(name, str) and name in seen:
            yield Fault(f"{path}/{index}/id", "duplicate_id", {"id": name})
        elif isinstance(name, str):
            seen.add(name)


def _list(value: object) -> list[tuple[int, dict[str, Any]]]:
    items = value if isinstance(value, list) else []
    return [(index, item) for index, item in enumerate(items) if isinstance(item, dict)]


def to_moment(text: str | None) -> datetime | None:
    """Read a moment with its offset. None for none, and for text that is no such moment."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None
