"""Parts of a guide in words, for the history and wherever a person reads them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from guide_engine.guides import branches, kinds, richtext, vocabulary
from guide_engine.guides.vocabulary import ACTIONS as ACTIONS
from guide_engine.guides.vocabulary import ADVANCES as ADVANCES
from guide_engine.guides.vocabulary import FREQUENCIES as FREQUENCIES
from guide_engine.guides.vocabulary import PLACEMENTS as PLACEMENTS
from guide_engine.guides.vocabulary import ROLES as ROLES
from guide_engine.guides.words import Translate, mark

_ = mark

_MOST = 400


class Describer:
    """Says values in one language. `segments` names segments by id, `steps` numbers step ids."""

    def __init__(
        self,
        translate: Translate,
        segments: Mapping[str, str] | None = None,
        steps: Sequence[str] = (),
    ) -> None:
        self._ = translate
        self._segments = segments or {}
        self._steps = {name: place for place, name in enumerate(steps, 1)}

    def field(self, name: str) -> str:
        return self._(vocabulary.FIELDS[name])

    def value(self, name: str, value: Any) -> str:
        """Say the value of a field. An absent one is a dash."""
        said = self._value(name, value)
        return (f"{said[:_MOST]}…" if len(said) > _MOST else said) or "–"

    def _value(self, name: str, value: Any) -> str:
        if value is None and name not in {"page", "audience"}:
            return ""
        say = self._sayings.get(name)
        return say(value) if say else self._word(name, value)

    @cached_property
    def _sayings(self) -> Mapping[str, Callable[[Any], str]]:
        """How to say each field that is more than a word or a number."""
        return {
            **dict.fromkeys(("page", "audience"), self.rule),
            **dict.fromkeys(("advance", "starts_when"), self._advance),
            **dict.fromkeys(kinds.LOOKS, lambda look: ", ".join(self._look(look))),
            **dict.fromkeys(("spotlight", "blocks_target", "completes"), self._yes_or_no),
            "body": richtext.plain_text,
            "target": self.target,
            "buttons": lambda buttons: "\n".join(map(self._button, buttons)),
            "branches": lambda found: "\n".join(map(self._branch, found)),
            "wait": self._wait,
            "question": self._question,
            "action": self._press,
            "auto_pause": self._auto_pause,
            "frequency": self._frequency,
            "schedule": lambda schedule: " – ".join(
                schedule[key] or "…" for key in ("starts_at", "ends_at")
            ),
            "goal": lambda goal: f"{goal['event']} ({goal['window_days']})",
            "translations": lambda one: f"{one['language']}: {len(one['texts'])}",
            "steps": lambda ids: ", ".join(str(self._steps.get(step, "?")) for step in ids),
            "step": self._step,
        }

    def _yes_or_no(self, value: bool) -> str:
        return self._(_("yes")) if value else self._(_("no"))

    def _auto_pause(self, value: Mapping[str, Any]) -> str:
        words = _(
            "when %(failure_percent)s%% of at least %(min_users)s people in a day can't be shown it"
        )
        return str(self._(words) % value)

    def _frequency(self, value: Mapping[str, Any]) -> str:
        words = vocabulary.FREQUENCIES[value["type"]]
        return self._(words) + (f": {value['days']}" if "days" in value else "")

    def _step(self, step: Mapping[str, Any]) -> str:
        said = step["title"] or richtext.plain_text(step["body"])
        return said or self._(_("No title yet"))

    def _word(self, name: str, value: Any) -> str:
        words = vocabulary.WORDS.get(name, {})
        return self._(words[value]) if isinstance(value, str) and value in words else str(value)

    def target(self, target: Mapping[str, Any]) -> str:
        """Name an element as its author would: what is written on it, and what kind it is."""
        said = target.get("text") or target.get("name") or target.get("label") or ""
        role = vocabulary.ROLES.get(target.get("role") or "")
        kind = self._(role) if role and target.get("role") else ""
        which = self._which(target)
        if said:
            return (f"“{said}” ({kind})" if kind else f"“{said}”") + which
        return (kind or target.get("selector") or "?") + which

    def _which(self, target: Mapping[str, Any]) -> str:
        """Which of several look-alikes is meant, where the author chose."""
        place = target.get("ordinal")
        if target.get("scope") == "row" and target.get("row"):
            return self._(_(", in the row “%(row)s”")) % {"row": target["row"]}
        if target.get("scope") == "place" and place:
            words = _(", the one in place %(index)s of %(count)s")
            return self._(words) % {"index": place["index"] + 1, "count": place["count"]}
        return ""

    def _button(self, button: Mapping[str, Any]) -> str:
        does = [*button.get("also", ()), button["action"]]
        return f"“{button['label']}” → {' + '.join(map(self._press, does))}"

    def _press(self, action: Mapping[str, Any]) -> str:
        """Say what a press does, and with what."""
        detail = action.get("url") or action.get("guide_key") or action.get("event") or ""
        if "step_id" in action:
            detail = str(self._steps.get(action["step_id"], "?"))
        if "hours" in action:
            detail = self._hours(action["hours"])
        words = vocabulary.ACTIONS[action["type"]]
        said = self._(words)
        return f"{said}{f' ({detail})' if detail else ''}"

    def _hours(self, hours: int) -> str:
        words = _("%(hours)s hours")
        return self._(words) % {"hours": hours}

    def _look(self, look: Mapping[str, Any]) -> Iterator[str]:
        """Say what sets this kind apart, one part at a time."""
        for name, value in look.items():
            match name:
                case "title" | "thanks":
                    yield f"“{value}”"
                case "intro":
                    yield richtext.plain_text(value)
                case "group":
                    yield self._(_("in the group “%(group)s”")) % {"group": value}
                case "ordered":
                    yield self._(_("in this order")) if value else self._(_("in any order"))
                case "dismissible":
                    yield self._(_("can be closed")) if value else self._(_("can't be closed"))
                case "snooze_hours":
                    if value is not None:
                        words = _("offers “later” (%(hours)s)")
                        yield self._(words) % {"hours": self._hours(value)}
                case _:
                    yield self._word(name, value)

    def _question(self, question: Mapping[str, Any]) -> str:
        words = vocabulary.QUESTIONS[question["type"]]
        said = [self._(words)]
        if "max" in question:
            said.append(f"{question.get('min', 1)}–{question['max']}")
        said += [f"“{choice['label']}”" for choice in question.get("choices", ())]
        said += [self._(_("words of one's own"))] if question.get("other") else []
        said += [f"“{question[end]}”" for end in ("low", "high") if question.get(end)]
        said += [self._(_("must be answered"))] if question["required"] else []
        return ", ".join(said)

    def _wait(self, wait: Mapping[str, Any]) -> str:
        then = vocabulary.OTHERWISE[wait["otherwise"]]
        words = _("%(moment)s, for at most %(seconds)s seconds, %(otherwise)s")
        return self._(words) % {
            "moment": self._advance(wait["until"]),
            "seconds": wait["limit_seconds"],
            "otherwise": self._(then),
        }

    def _branch(self, branch: Mapping[str, Any]) -> str:
        words = _("when %(rule)s: go to step %(step)s")
        place = self._steps.get(branch["go_to"], "?")
        return self._(words) % {"rule": self.rule(branch["when"]), "step": place}

    def _advance(self, advance: Mapping[str, Any]) -> str:
        words = vocabulary.STATES.get(advance.get("is", ""), vocabulary.ADVANCES[advance["on"]])
        details = []
        if "target" in advance:
            details.append(self.target(advance["target"]))
        if "test" in advance:
            details.append(self._test(advance["test"]))
        if "rule" in advance:
            details.append(self.rule(advance["rule"]))
        if "seconds" in advance:
            details.append(self._(_("%(seconds)s seconds")) % {"seconds": advance["seconds"]})
        details += [advance[name] for name in ("event", "guide_key") if name in advance]
        said = self._(words)
        return f"{said}: {', '.join(details)}" if details else said

    def _test(self, test: Mapping[str, Any]) -> str:
        words = vocabulary.TESTS[test["op"]]
        said = self._(words)
        return f"{said} “{test['value']}”" if "value" in test else said

    def rule(self, rule: Any) -> str:
        """Say a rule. The empty `all` is everybody or everywhere."""
        if rule in ({"all": []}, None):
            return self._(_("no limits"))
        if "all" in rule or "any" in rule:
            shape = "all" if "all" in rule else "any"
            joint = self._(_(" and ")) if shape == "all" else self._(_(" or "))
            parts = [self._nested(part) for part in rule[shape]]
            return joint.join(parts) or self._(_("nobody"))
        if "not" in rule:
            return self._(_("not: %(rule)s")) % {"rule": self._nested(rule["not"])}
        if "segment" in rule:
            return f"[{self._segments.get(rule['segment'], rule['segment'])}]"
        return self._condition(rule)

    def _nested(self, rule: Any) -> str:
        said = self.rule(rule)
        return f"({said})" if set(rule) & {"all", "any"} else said

    def _condition(self, rule: Mapping[str, Any]) -> str:
        value = rule.get("value")
        shown = ", ".join(map(str, value)) if isinstance(value, list) else value
        operator = vocabulary.OPERATORS.get(rule.get("op", ""))
        said = self._(operator) if operator else str(rule.get("op"))
        return f"{self._fact(rule.get('fact'))} {said}" + ("" if shown is None else f" {shown}")

    def _fact(self, fact: object) -> str:
        if not isinstance(fact, str) or not fact.startswith(branches.ANSWER):
            return str(fact)
        words = _("the answer at step %(step)s")
        return self._(words) % {"step": self._steps.get(fact.removeprefix(branches.ANSWER), "?")}
