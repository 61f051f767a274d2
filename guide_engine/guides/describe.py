"""Parts of a guide in words, for the history and wherever a person reads them."""

from collections.abc import Mapping, Sequence
from typing import Any

from guide_engine.guides import richtext
from guide_engine.guides.words import Translate, mark

_ = mark

FIELDS = {
    "name": _("Name"),
    "language": _("Language"),
    "hint": _("How it shows"),
    "page": _("Pages"),
    "audience": _("Audience"),
    "frequency": _("How often"),
    "priority": _("Priority"),
    "schedule": _("Schedule"),
    "goal": _("Goal"),
    "completes_on": _("Completed when"),
    "auto_pause": _("Stops by itself"),
    "steps": _("Order of the steps"),
    "step": _("Step"),
    "type": _("Where it shows"),
    "title": _("Title"),
    "body": _("Text"),
    "target": _("Points at"),
    "placement": _("Side"),
    "buttons": _("Buttons"),
    "advance": _("Moves on"),
    "branches": _("Branches"),
    "missing": _("If the element is missing"),
    "wait_seconds": _("Seconds to wait for the element"),
}

ROLES = {
    "": _("anything"),
    "button": _("a button"),
    "link": _("a link"),
    "textbox": _("a text field"),
    "combobox": _("a selection list"),
    "checkbox": _("a check box"),
    "tab": _("a tab"),
    "menuitem": _("a menu entry"),
    "heading": _("a heading"),
    "img": _("a picture"),
}

ACTIONS = {
    "next": _("Go to the next step"),
    "back": _("Go back one step"),
    "finish": _("Finish"),
    "dismiss": _("Close"),
    "go_to": _("Go to a certain step"),
    "open_url": _("Open a page"),
    "start_guide": _("Start another guide"),
    "open_help": _("Open help"),
}

ADVANCES = {
    "button": _("by its buttons only"),
    "click": _("when the element is clicked"),
    "input": _("when something is entered in the element"),
    "page": _("when a certain page opens"),
    "event": _("when something has happened (an event)"),
    "element": _("when an element appears"),
}

PLACEMENTS = {
    "auto": _("Where there is room"),
    "top": _("Above"),
    "right": _("Right"),
    "bottom": _("Below"),
    "left": _("Left"),
}

FREQUENCIES = {
    "once": _("Once"),
    "until_completed": _("Until it is completed"),
    "every_days": _("Again after some days"),
    "always": _("On every visit"),
}

_WORDS = {
    "type": {
        "tooltip": _("Beside something on the page"),
        "modal": _("In the middle of the screen"),
    },
    "placement": PLACEMENTS,
    "missing": {"skip": _("go on with the next step"), "stop": _("stop the guide")},
    "completes_on": {"last_step": _("the last step is done"), "goal": _("the goal is reached")},
    "show_on": {"beacon": _("a dot beside the element"), "target": _("the element itself")},
    "open_on": {"click": _("opens by a click"), "hover": _("opens by pointing at it")},
}

OPERATORS = {
    "eq": _("is"),
    "ne": _("is not"),
    "lt": _("is less than"),
    "lte": _("is at most"),
    "gt": _("is more than"),
    "gte": _("is at least"),
    "contains": _("contains"),
    "not_contains": _("does not contain"),
    "starts_with": _("starts with"),
    "ends_with": _("ends with"),
    "in": _("is one of"),
    "not_in": _("is none of"),
    "matches": _("looks like"),
    "set": _("is known"),
    "unset": _("is not known"),
    "before": _("is before"),
    "after": _("is after"),
    "within_days": _("is within days of now:"),
}

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
        return self._(FIELDS[name])

    def value(self, name: str, value: Any) -> str:
        """Say the value of a field. An absent one is a dash."""
        said = self._value(name, value)
        return (f"{said[:_MOST]}…" if len(said) > _MOST else said) or "–"

    def _value(self, name: str, value: Any) -> str:
        if value is None and name not in {"page", "audience"}:
            return ""
        match name:
            case "page" | "audience":
                return self.rule(value)
            case "body":
                return richtext.plain_text(value)
            case "target":
                return self.target(value)
            case "buttons":
                return "\n".join(self._button(button) for button in value)
            case "advance":
                return self._advance(value)
            case "branches":
                return "\n".join(map(self._branch, value))
            case "auto_pause":
                words = _(
                    "when %(failure_percent)s%% of at least %(min_users)s people in a day can't be shown it"
                )
                return str(self._(words) % value)
            case "frequency":
                words = FREQUENCIES[value["type"]]
                return self._(words) + (f": {value['days']}" if "days" in value else "")
            case "hint":
                return ", ".join(self._word(key, value[key]) for key in ("show_on", "open_on"))
            case "schedule":
                return " – ".join(value[key] or "…" for key in ("starts_at", "ends_at"))
            case "goal":
                return f"{value['event']} ({value['window_days']})"
            case "steps":
                return ", ".join(str(self._steps.get(step, "?")) for step in value)
            case "step":
                said = value["title"] or richtext.plain_text(value["body"])
                return said or self._(_("No title yet"))
        return self._word(name, value)

    def _word(self, name: str, value: Any) -> str:
        words = _WORDS.get(name, {})
        return self._(words[value]) if isinstance(value, str) and value in words else str(value)

    def target(self, target: Mapping[str, Any]) -> str:
        """Name an element as its author would: what is written on it, and what kind it is."""
        said = target.get("text") or target.get("name") or target.get("label") or ""
        role = ROLES.get(target.get("role") or "")
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
        action = button["action"]
        detail = action.get("url") or action.get("guide_key") or ""
        if "step_id" in action:
            detail = str(self._steps.get(action["step_id"], "?"))
        words = ACTIONS[action["type"]]
        said = self._(words)
        return f"“{button['label']}” → {said}{f' ({detail})' if detail else ''}"

    def _branch(self, branch: Mapping[str, Any]) -> str:
        words = _("when %(rule)s: go to step %(step)s")
        place = self._steps.get(branch["go_to"], "?")
        return self._(words) % {"rule": self.rule(branch["when"]), "step": place}

    def _advance(self, advance: Mapping[str, Any]) -> str:
        words = ADVANCES[advance["on"]]
        said = self._(words)
        if "target" in advance:
            return f"{said}: {self.target(advance['target'])}"
        if "rule" in advance:
            return f"{said}: {self.rule(advance['rule'])}"
        return f"{said}: {advance['event']}" if "event" in advance else said

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
        operator = OPERATORS.get(rule.get("op", ""))
        said = self._(operator) if operator else str(rule.get("op"))
        return f"{rule.get('fact')} {said}" + ("" if shown is None else f" {shown}")
