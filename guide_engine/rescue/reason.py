"""Why the card of help is here, in one sentence and in the person's language."""

from flask_babel import force_locale
from flask_babel import gettext as _


def reason_for(reason: str, language: str, *, has_threads: bool, contact: str | None) -> str:
    """Say in one sentence why the card is here; name who looks after the company, if anyone."""
    with force_locale(language):
        sentence = _sentence(reason, has_threads=has_threads)
        if contact is None:
            return sentence
        return str(_("%(sentence)s %(name)s can help too.", sentence=sentence, name=contact))


def _sentence(reason: str, *, has_threads: bool) -> str:
    if has_threads:
        return str(
            {
                "rage_click": _("Is something not working as you expect? Others met this too."),
                "slow_step": _("Is this step taking long? Others met this too."),
            }.get(reason, _("Others met this too."))
        )
    return str(
        {
            "rage_click": _("Is something not working as you expect? You can ask."),
            "slow_step": _("Is this step taking long? You can ask."),
        }.get(reason, _("You can ask the community."))
    )
