"""What the settings of the help panel say, in the reader's language."""

from collections.abc import Callable

from babel import Locale
from flask_babel import get_locale, gettext

from guide_engine.help.panel import MAX_INSET, MAX_LANGUAGES, MAX_LINKS

# The library has no types; this is what it returns.
_: Callable[..., str] = gettext

# Those that the SDK speaks itself come first to mind; a panel may be written in any of them.
TAGS = [
    "ja",
    "en",
    "ar",
    "de",
    "es",
    "fr",
    "hi",
    "id",
    "it",
    "ko",
    "nl",
    "pl",
    "pt-BR",
    "ru",
    "th",
    "tr",
    "uk",
    "vi",
    "zh-Hans",
    "zh-Hant",
]


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


def launcher(name: str) -> str:
    return {
        "bottom_end": _("Bottom right"),
        "bottom_start": _("Bottom left"),
        "none": _("No button: by key, or by your own"),
    }[name]


def kind(name: str) -> str:
    return {
        "person": _("A person"),
        "event": _("An event or office hour"),
        "community": _("The community alone"),
    }[name]


def own_language() -> str:
    return str((get_locale() or Locale("en")).language)


def language(tag: str) -> str:
    """Name a language in the reader's; one that nobody knows by its tag."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(get_locale()) or tag
    except (ValueError, LookupError):
        return tag


def languages() -> list[tuple[str, str]]:
    return [(tag, language(tag)) for tag in TAGS]


def tier(name: str) -> str:
    return {
        "high": _("High touch"),
        "low": _("Low touch"),
        "tech": _("Tech touch, and people without a company"),
    }[name]
