"""The sentences about rows that can't be taken."""

from flask_babel import gettext as _

from guide_engine.community.rows import RowError


def fault_sentence(fault: RowError) -> str:
    """Say what is wrong with a row and, where it isn't plain, what to write instead."""
    what = fault.detail
    sentences = {
        "title_empty": _("title is empty"),
        "url_empty": _("url is empty"),
        "url_bad": _("url must be a full address that starts with https:// or http://"),
        "url_long": _("url is longer than %(most)s characters", most=what),
        "date_bad": _(
            "%(column)s is not a date; write 2026-11-21 or 2026-11-21T09:30:00Z", column=what
        ),
        "date_none": _("%(column)s names a day that doesn't exist", column=what),
        "not_text": _("%(column)s must be text", column=what),
        "replies_bad": _("replies must be a whole number"),
        "status_unknown": _(
            "status “%(word)s” is not known; write accepted, staff_status, replied or none",
            word=what,
        ),
        "unreadable": _("can't be read: %(why)s", why=what),
        "too_many_cells": _("has more cells than the header: %(counts)s", counts=what),
        "not_json": _("is not JSON; each line holds one object"),
        "not_object": _("is not a JSON object"),
        "repeated": _("has the same id or url as row %(line)s", line=what),
    }
    return str(sentences[fault.code])
