"""Sentences of the page “Open on my site”."""

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from guide_engine.builder.address import MOST_CHARACTERS
from guide_engine.builder.opening import Seen, Standing

_FAULTS = {
    "empty": _l(
        "Write the address of a page of your product, as in https://app.example.com/invoices."
    ),
    "too_long": _l("This address is longer than %(most)s characters."),
    "not_an_address": _l(
        "This is not the address of a page. Copy it from the address bar of your product."
    ),
    "not_web": _l("Only addresses that begin with https:// or http:// can be opened."),
    "user": _l("Leave the user name and password out of the address; sign in on the page itself."),
    "ourselves": _l(
        "This is the address of Guide Engine itself. Write the address of your own product."
    ),
}


def fault(code: str) -> str:
    """Say what is wrong with an address."""
    return str(_FAULTS[code]) % {"most": MOST_CHARACTERS}


def seen(found: Seen) -> str:
    """Say whether the SDK was heard from at an address, in one sentence."""
    if found.standing is Standing.INVALID:
        return fault(found.fault)
    if found.address is None:
        return ""
    origin = found.address.origin
    if found.standing is Standing.THERE:
        ago = current_app.jinja_env.filters["ago"](found.at)
        return str(
            _("The snippet is on %(origin)s: last heard from %(ago)s.", origin=origin, ago=ago)
        )
    if found.standing is Standing.ELSEWHERE:
        return str(
            _(
                "Nothing was heard from %(origin)s yet, but from %(others)s.",
                origin=origin,
                others=str(_(", ")).join(found.elsewhere),
            )
        )
    return str(_("Nothing was heard from %(origin)s yet, nor from anywhere else.", origin=origin))
