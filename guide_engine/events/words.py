"""What events, refusals and losses are called on pages, in plain words."""

from flask_babel import lazy_gettext as _l

from guide_engine.events.catalogue import EventType, Refusal

TYPES = {
    EventType.GUIDE_STARTED: _l("Started a guide"),
    EventType.STEP_SEEN: _l("Saw a step"),
    EventType.STEP_COMPLETED: _l("Completed a step"),
    EventType.GUIDE_COMPLETED: _l("Completed a guide"),
    EventType.GUIDE_DISMISSED: _l("Closed a guide"),
    EventType.GUIDE_SNOOZED: _l("Put a guide off until later"),
    EventType.QUESTION_ANSWERED: _l("Answered a question"),
    EventType.GUIDE_FAILED: _l("A guide could not be shown"),
    EventType.TARGET_MISSING: _l("A target was not found"),
    EventType.TARGET_FOUND: _l("A hint’s target was found"),
    EventType.TARGET_DRIFTED: _l("A target was found, but it has changed"),
    EventType.PAGE_VIEWED: _l("Viewed a page"),
    EventType.CUSTOM: _l("Did something in your product"),
    EventType.STUCK_DETECTED: _l("Seems stuck"),
    EventType.OFFER_SHOWN: _l("Was offered help"),
    EventType.OFFER_OPENED: _l("Opened a community thread"),
    EventType.OFFER_ASKED: _l("Went to ask the community"),
    EventType.OFFER_SOLVED: _l("Said it is solved"),
    EventType.OFFER_DECLINED: _l("Declined help"),
    EventType.HELP_OPENED: _l("Opened the help panel"),
    EventType.HELP_SEARCHED: _l("Searched for help"),
    EventType.HELP_RESULT_OPENED: _l("Opened something in the help panel"),
    EventType.GUIDE_ABANDONED: _l("Left a guide unfinished"),
}

# What was wrong, and what the host's developer can do about it.
REFUSALS = {
    Refusal.NOT_AN_OBJECT: _l("Not an event at all: an event is a JSON object."),
    Refusal.BAD_ID: _l("No usable id. Each event needs a UUIDv7 of its own, made once."),
    Refusal.UNKNOWN_TYPE: _l(
        "A kind of event this version doesn't know. Is the SDK in the page newer than the service?"
    ),
    Refusal.RESERVED_TYPE: _l("Only the service itself makes this kind of event."),
    Refusal.MISSING_FIELD: _l("Something that this kind of event needs is not there."),
    Refusal.UNKNOWN_FIELD: _l("It carries a field that this kind of event doesn't have."),
    Refusal.BAD_FIELD: _l("A field holds what it can't hold: the wrong type, word or length."),
    Refusal.BAD_TEXT: _l("A text holds a broken character, often from cutting an emoji in two."),
    Refusal.BAD_NUMBER: _l("A number is not a number, often from dividing by zero."),
    Refusal.TOO_LARGE: _l("It is too large. Send what you want to count, not whole records."),
    Refusal.TOO_DEEP: _l("It nests lists or objects. Properties are flat: one key, one value."),
    Refusal.TOO_OLD: _l("It happened longer ago than an import may reach."),
    Refusal.NOT_STORABLE: _l("The database could not take it. Please report this to us."),
}

LOSSES = {
    "overflow": _l("Too many waited while the service was out of reach."),
    "too_large": _l("It was too large to send."),
    "too_old": _l("It had waited for more than a week."),
    "throttled": _l("The page made the same event over and over."),
    "other": _l("The browser gave no reason."),
}
REFUSED_BATCH = _l("The service refused the batch it was in.")


def type_words(kind: str) -> str:
    """Say what happened; a type nobody knows is shown as it is."""
    return str(TYPES[EventType(kind)]) if kind in TYPES else kind


def refusal_words(reason: str) -> str:
    return str(REFUSALS[Refusal(reason)]) if reason in REFUSALS else reason


def loss_words(reason: str) -> str:
    if reason.startswith("refused_"):
        return str(REFUSED_BATCH)
    return str(LOSSES.get(reason, LOSSES["other"]))
