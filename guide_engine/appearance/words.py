"""Sentences and names, in English, which is also the key of their translation."""

from flask_babel import lazy_gettext as _l


def _(text: str) -> str:
    """Mark a text for extraction into the catalogue; it is translated where it is shown."""
    return text


FAULTS = {
    "not_an_object": _("This must be an object."),
    "unknown_field": _("This is not a part of a theme."),
    "not_a_colour": _("Write a colour as in #2f55d4."),
    "see_through": _("This colour can't be see-through. Write six digits, as in #2f55d4."),
    "not_a_font": _("Name font families with commas between, as in Inter, sans-serif."),
    "not_a_number": _("This must be a number."),
    "out_of_range": _("This number is too small or too large."),
    "not_one_of": _("Choose one of the list."),
    "not_a_logo": _("A logo has an address and a description."),
    "not_an_address": _("An address of a picture begins with https:// or with /."),
    "too_long": _("This is too long."),
    "too_many": _("There are too many of these."),
    "bad_rule": _("Write an address such as /admin/* or https://app.example.com/*."),
    "bad_layer": _("Write a whole number from 0 to 2,147,483,646."),
}

COLOURS = {
    "accent": _l("Accent"),
    "on_accent": _l("Text on the accent"),
    "surface": _l("Ground"),
    "text": _l("Main text"),
    "muted": _l("Quiet text"),
    "border": _l("Hairlines"),
    "shade": _l("Shade over the page"),
}
SCHEMES = {"light": _l("Light"), "dark": _l("Dark")}
