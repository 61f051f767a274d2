"""What the settings of the help panel say, in the reader's language."""

from collections.abc import Callable

from flask_babel import gettext

from guide_engine.help.panel import MAX_INSET, MAX_LANGUAGES, MAX_LINKS

# The library has no types; this is what it returns.
_: Callable[..., str] = gettext


def fault(code: str) -> str:
    """Say what is wrong with a field, and what to do."""
    return {
        "choice": _("Choose one of the list."),
        "language": _("Choose a language of the list."),
        "languages": _("At most %(n)s languages.", n=MAX_LANGUAGES),
        "long": _("This is too long."),
        "label": _("Write what the link says."),
        "address": _(
            "Write an address starting with https://, http:// or mailto:, or a path such as /help."
        ),
        "mail": _("Write a mail address, as in sato@example.com."),
        "inset": _("A whole number from 0 to %(most)s.", most=MAX_INSET),
        "links": _("At most %(n)s links.", n=MAX_LINKS),
    }[code]


def section(name: str) -> str:
    return {
        "checklists": _("Checklists"),
        "guides": _("Tutorials"),
        "announcements": _("Announcements"),
        "threads": _("Answers of the community"),
        "links": _("Links"),
        "contact": _("A person or an event, by touch tier"),
        "ask": _("Asking the community"),
    }[name]


def tier(name: str) -> str:
    return {
        "high": _("High touch"),
        "low": _("Low touch"),
        "tech": _("Tech touch, and people without a company"),
    }[name]
