"""What an author may choose from, by kind of guide and type of step. Pure but for the language."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from guide_engine.guides.kinds import making
from guide_engine.guides.words import mark as _

Options = list[tuple[str, str]]


@dataclass(frozen=True)
class KindWords:
    """A kind of guide as the pages speak of it: its name, its icon, and what its steps are called."""

    key: str
    name: str
    icon: str
    lead: str
    step: str
    add: str
    single: bool = False
    ordered: bool = True


KINDS = {
    each.key: each
    for each in (
        KindWords(
            "flow", _("Tutorial"), "route",
            _("Leads people through a task, step by step."), _("Step"), _("Add a step"),
        ),
        KindWords(
            "hint", _("Hint"), "message-circle",
            _("Explains one thing to those who want to know."), _("Step"), _("Add a step"),
            single=True,
        ),
        KindWords(
            "checklist", _("Checklist"), "list-checks",
            _("Tasks for the first days, ticked off as they are done."), _("Task"), _("Add a task"),
        ),
        KindWords(
            "banner", _("Banner"), "panel-top",
            _("One line of news along the edge of the page."), _("Step"), _("Add a step"),
            single=True,
        ),
        KindWords(
            "announcement", _("Announcement"), "megaphone",
            _("Tells what is new, and stays in the help panel to read again."),
            _("Page"), _("Add a page"),
        ),
        KindWords(
            "survey", _("Survey"), "star",
            _("Asks what people think: a score, a choice, a few words."),
            _("Question"), _("Add a question"),
        ),
    )
}  # fmt: skip

TYPES = {
    "tooltip": (_("Beside something on the page"), "message-circle"),
    "modal": (_("In the middle of the screen"), "app-window"),
    "card": (_("In a corner"), "picture-in-picture-2"),
    "banner": (_("Along an edge, or within the page"), "panel-top"),
    "hidden": (_("Shows nothing, only waits"), "eye-off"),
    "task": (_("A line of the checklist"), "list-checks"),
}
CORNERS = {
    "bottom_end": _("Bottom right"),
    "bottom_start": _("Bottom left"),
    "top_end": _("Top right"),
    "top_start": _("Top left"),
}
EDGES = {
    "top": _("Along the top of the window"),
    "bottom": _("Along the bottom of the window"),
    "inline_before": _("In the page, before an element"),
    "inline_after": _("In the page, after an element"),
}

QUESTIONS = {
    "nps": _("Recommendation, 0 to 10 (NPS)"),
    "rating": _("Rating with stars, faces or numbers"),
    "scale": _("Scale from one end to the other"),
    "single": _("One of several choices"),
    "multiple": _("Any of several choices"),
    "short_text": _("A short text"),
    "long_text": _("A long text"),
}
RATINGS = (3, 4, 5, 7, 10)
ICONS = {"star": _("Stars"), "face": _("Faces"), "number": _("Numbers")}

_ADVANCES = {
    "button": _("by its buttons only"),
    "click": _("when the element is clicked"),
    "hover": _("when the pointer rests on the element"),
    "focus": _("when the element gets the focus"),
    "input": _("when something is entered in the element"),
    "page": _("when a certain page opens"),
    "event": _("when something has happened (an event)"),
    "element": _("when an element appears, goes or changes"),
    "value": _("when a field holds a certain value"),
    "time": _("after some time on the page"),
}
_DONE_WHEN = {
    "button": _("the task itself is pressed"),
    "guide": _("another guide is completed"),
    "page": _("a certain page opens"),
    "event": _("something has happened (an event)"),
    "click": _("an element is clicked"),
    "input": _("something is entered in an element"),
    "element": _("an element appears, goes or changes"),
    "value": _("a field holds a certain value"),
}
_WAITS = {
    "": _("at once"),
    "page": _("when a certain page opens"),
    "event": _("when something has happened (an event)"),
    "element": _("when an element appears, goes or changes"),
    "value": _("when a field holds a certain value"),
    "time": _("after some time on the page"),
}
# On the element that the step itself points at.
ON_TARGET = frozenset({"click", "hover", "focus", "input"})

STATES = {
    "present": _("is there"),
    "absent": _("is gone"),
    "enabled": _("can be used"),
    "disabled": _("can't be used"),
}
TESTS = {
    "set": _("is filled in"),
    "eq": _("is exactly"),
    "contains": _("contains"),
    "matches": _("looks like (* for anything)"),
}
OTHERWISE = {
    "show": _("show it all the same"),
    "skip": _("go on with the next step"),
    "stop": _("stop the guide"),
}

_MOVES = {
    "next": _("Go to the next step"),
    "back": _("Go back one step"),
    "go_to": _("Go to a certain step"),
}
_ENDS = {"finish": _("Finish"), "dismiss": _("Close"), "snooze": _("Come back later")}
_EFFECTS = {
    "open_url": _("Open a page"),
    "start_guide": _("Start another guide"),
    "open_help": _("Open help"),
    "track": _("Report an event"),
}

SHOWS_ON = {
    "beacon": _("A dot beside the element"),
    "icon": _("A question mark beside the element"),
    "target": _("The element itself opens it"),
}
OPENS_ON = {
    "click": _("by a click"),
    "hover": _("by pointing at it"),
    "focus": _("by moving the focus to it"),
}
LEVELS = {
    "popup": (_("Opens by itself"), _("Everybody it is for sees it once.")),
    "badge": (_("Counts as unread"), _("The help panel shows a number until it is read.")),
    "silent": (_("Only listed"), _("Those who open the help panel find it there.")),
}
STARTS = {"open": _("Open"), "minimised": _("As a small button")}
SIDES = {"bottom_end": _("Bottom right"), "bottom_start": _("Bottom left")}


def said(words: dict[str, str]) -> Options:
    """Options of a select, in the page's language."""
    return [(value, gettext(text)) for value, text in words.items()]


def advances(kind: str) -> Options:
    return said(_DONE_WHEN if kind == "checklist" else _ADVANCES)


def waits() -> Options:
    return said(_WAITS)


def actions(kind: str) -> Options:
    """What a button may do. A guide of one step has no step to go to."""
    moves = {} if KINDS[kind].single else _MOVES
    return said({**moves, **_ENDS, **_EFFECTS})


def effects() -> Options:
    return said(_EFFECTS)


def types(kind: str) -> list[tuple[str, str, str]]:
    made_of = making(kind)
    keys = [str(key) for key in made_of.step_types] if made_of else []
    return [(key, gettext(TYPES[key][0]), TYPES[key][1]) for key in keys]


def levels() -> list[tuple[str, str, str]]:
    return [(key, gettext(name), gettext(help_)) for key, (name, help_) in LEVELS.items()]


def kinds(keys: Sequence[str] = tuple(KINDS)) -> list[tuple[str, str, str, str]]:
    """(key, name, icon, sentence) of each kind."""
    found = (KINDS[key] for key in keys)
    return [(each.key, gettext(each.name), each.icon, gettext(each.lead)) for each in found]
