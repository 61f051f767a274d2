"""What the parts of a guide are called, in English, which is also the key of their translation."""

from guide_engine.guides.words import mark

_ = mark

FIELDS = {
    "name": _("Name"),
    "language": _("Language"),
    "hint": _("How it shows"),
    "checklist": _("The list"),
    "banner": _("The banner"),
    "announcement": _("How it comes"),
    "survey": _("The survey"),
    "starts_when": _("Starts when"),
    "theme": _("Theme"),
    "translations": _("Translation"),
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
    "position": _("Place on the screen"),
    "spotlight": _("Shades the page around it"),
    "blocks_target": _("Keeps presses from the element"),
    "completes": _("Completes the guide"),
    "wait": _("Waits before it shows"),
    "question": _("Question"),
    "action": _("What a press does"),
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
    "snooze": _("Come back later"),
    "track": _("Report an event"),
}

ADVANCES = {
    "button": _("by its buttons only"),
    "click": _("when the element is clicked"),
    "hover": _("when somebody points at the element"),
    "focus": _("when the element gets the focus"),
    "input": _("when something is entered in the element"),
    "page": _("when a certain page opens"),
    "event": _("when something has happened (an event)"),
    "element": _("when an element appears"),
    "value": _("when an element holds a value"),
    "time": _("after some time of activity"),
    "guide": _("when another guide is completed"),
}

# An element that is waited for, by what it must be.
STATES = {
    "present": ADVANCES["element"],
    "absent": _("when an element is gone"),
    "enabled": _("when an element can be used"),
    "disabled": _("when an element can't be used"),
}

TESTS = {
    "set": _("anything"),
    "eq": _("exactly"),
    "contains": _("with"),
    "matches": _("looking like"),
}

QUESTIONS = {
    "nps": _("How likely to recommend (0 to 10)"),
    "rating": _("Rating"),
    "scale": _("Scale"),
    "single": _("One of several"),
    "multiple": _("Any of several"),
    "short_text": _("Short text"),
    "long_text": _("Long text"),
}

OTHERWISE = {
    "show": _("then show it all the same"),
    "skip": _("then pass over it"),
    "stop": _("then stop the guide"),
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

# Words that fields hold, by the name of the field.
WORDS = {
    "type": {
        "tooltip": _("Beside something on the page"),
        "modal": _("In the middle of the screen"),
        "card": _("In a corner of the screen"),
        "banner": _("Along an edge of the page"),
        "hidden": _("Nowhere: it only waits"),
        "task": _("A task of the list"),
    },
    "placement": PLACEMENTS,
    "missing": {"skip": _("go on with the next step"), "stop": _("stop the guide")},
    "completes_on": {"last_step": _("the last step is done"), "goal": _("the goal is reached")},
    "show_on": {
        "beacon": _("a dot beside the element"),
        "icon": _("a question mark beside the element"),
        "target": _("the element itself"),
    },
    "open_on": {
        "click": _("opens by a click"),
        "hover": _("opens by pointing at it"),
        "focus": _("opens by the focus"),
    },
    "position": {
        "bottom_end": _("Bottom, where lines end"),
        "bottom_start": _("Bottom, where lines begin"),
        "top_end": _("Top, where lines end"),
        "top_start": _("Top, where lines begin"),
        "top": _("Top edge"),
        "bottom": _("Bottom edge"),
        "inline_before": _("In the page, before the element"),
        "inline_after": _("In the page, after the element"),
    },
    "start": {"open": _("comes open"), "minimised": _("comes as a small button")},
    "level": {
        "popup": _("shows by itself"),
        "badge": _("counts as unread in the help panel"),
        "silent": _("is listed in the help panel"),
    },
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
