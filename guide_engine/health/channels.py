"""Where an environment's alerts go: the settings, checked and kept."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from flask import current_app
from flask_babel import get_locale
from flask_babel import gettext as _

from guide_engine.core.db import db
from guide_engine.core.errors import DomainError, Invalid
from guide_engine.core.i18n import LOCALES
from guide_engine.core.settings import Settings
from guide_engine.core.signing import Vault, new_token
from guide_engine.health import mail, queries, webhook
from guide_engine.health.models import AlertChannels
from guide_engine.health.repair import AGREEING

T = TypeVar("T")

MAX_ADDRESSES = 10
FEWEST_AGREEING, MOST_AGREEING = 2, 50
_ADDRESS = re.compile(r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]{1,189}")


def form_of(environment_id: str) -> dict[str, str]:
    """What the page's form holds as it is saved."""
    known = queries.channels(environment_id)
    if known is None:
        language = str(get_locale() or "en")
        return {"webhook": "", "mail": "", "language": language, "agreeing": str(AGREEING)}
    return {
        "webhook": _vault().open(known.sealed_url) if known.sealed_url else "",
        "mail": "\n".join(known.addresses),
        "language": known.language,
        "agreeing": str(known.agreeing),
    }


def save(environment_id: str, form: Mapping[str, str]) -> AlertChannels:
    """Check and keep the settings. Raises Invalid naming each faulty field."""
    faults: dict[str, list[str]] = {}
    url = _try(faults, lambda: _url(form.get("webhook", "")))
    addresses = _try(faults, lambda: _addresses(form.get("mail", "")))
    agreeing = _try(faults, lambda: _agreeing(form.get("agreeing", "")))
    language = form.get("language", "")
    if language not in LOCALES:
        faults["language"] = [_("Choose one.")]
    if faults:
        raise Invalid(_("The alerts can't be saved like this."), fields=faults)
    known = queries.channels(environment_id)
    if known is None:
        known = AlertChannels(environment_id=environment_id)
        db.session.add(known)
    known.sealed_url = _vault().seal(url) if url else ""
    if url and not known.sealed_secret:
        known.sealed_secret = _vault().seal(new_token("wh"))
    known.addresses, known.language, known.agreeing = addresses or [], language, agreeing or 0
    db.session.flush()
    return known


def secret(environment_id: str) -> str:
    """Return what webhooks are signed with, empty before there is one."""
    known = queries.channels(environment_id)
    return _vault().open(known.sealed_secret) if known and known.sealed_secret else ""


def replace_secret(environment_id: str) -> str:
    """Sign with a new secret from now on."""
    known = queries.channels(environment_id)
    if known is None or not known.sealed_url:
        raise Invalid(_("Set a webhook first."))
    made = new_token("wh")
    known.sealed_secret = _vault().seal(made)
    db.session.flush()
    return made


def _try(faults: dict[str, list[str]], read: Callable[[], T]) -> T | None:
    """Read one field; keep its fault beside the others'."""
    try:
        return read()
    except DomainError as error:
        faults.update(error.fields)
        return None


def _url(text: str) -> str:
    return webhook.checked_url(_settings(), text) if text.strip() else ""


def _addresses(text: str) -> list[str]:
    found = list(dict.fromkeys(part for part in re.split(r"[\s,;]+", text) if part))
    if not found:
        return []
    if not mail.is_set(_settings()):
        raise _fault(
            "mail", _("Mail can't be sent yet: ask your operator to set GUIDE_ENGINE_SMTP_URL.")
        )
    wrong = [address for address in found if not _ADDRESS.fullmatch(address)]
    if wrong:
        raise _fault("mail", _("“%(address)s” is no mail address.", address=wrong[0][:60]))
    if len(found) > MAX_ADDRESSES:
        raise _fault("mail", _("At most %(most)s addresses are taken.", most=MAX_ADDRESSES))
    return found


def _agreeing(text: str) -> int:
    if text.isdecimal() and FEWEST_AGREEING <= int(text) <= MOST_AGREEING:
        return int(text)
    raise _fault(
        "agreeing",
        _(
            "Write a whole number from %(low)s to %(high)s.",
            low=FEWEST_AGREEING,
            high=MOST_AGREEING,
        ),
    )


def _fault(name: str, sentence: str) -> Invalid:
    return Invalid(sentence, fields={name: [sentence]})


def _vault() -> Vault:
    vault: Vault = current_app.config["VAULT"]
    return vault


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
