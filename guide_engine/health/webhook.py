"""Posting alerts to an address of the workspace's own: signed, and never into a private network."""

import hashlib
import hmac
import ipaddress
import json
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _

from guide_engine.core import clock, http
from guide_engine.core.errors import DomainError, Invalid
from guide_engine.core.http import FetchError
from guide_engine.core.settings import Settings
from guide_engine.core.signing import Vault
from guide_engine.health.models import AlertChannels, AlertDelivery

MAX_URL = 2_000


class NotSet(DomainError):
    """The webhook was taken away while a message was waiting for it."""

    status = 422
    code = "webhook_not_set"


def not_set() -> str:
    return str(_("No webhook is set any more."))


def checked_url(settings: Settings, text: str) -> str:
    """Return an address alerts may be posted to. Raises Invalid with what to write instead."""
    text = text.strip()
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    if not host or parts.username or len(text) > MAX_URL:
        raise _bad_url(_("Write a whole address, as in https://hooks.example.com/abc."))
    if parts.scheme == "https" or (parts.scheme == "http" and _may_be_private(settings, host)):
        return text
    raise _bad_url(_("Use an https:// address: alerts name your guides and pages."))


def _bad_url(sentence: str) -> Invalid:
    return Invalid(sentence, fields={"webhook": [sentence]})


def _may_be_private(settings: Settings, host: str) -> bool:
    """A service on this very machine, as in development, may post to this machine."""
    if settings.allow_private_webhooks:
        return True
    here = urlsplit(settings.resolved_public_url).hostname or ""
    return _is_loopback(here) and _is_loopback(host)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """Sign the moment and the body, so that neither can be changed nor an old one sent again."""
    signed = f"{timestamp}.".encode() + body
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def send(settings: Settings, channels: AlertChannels, delivery: AlertDelivery) -> None:
    """Post one message. Raises a DomainError with a plain sentence when it didn't arrive."""
    vault: Vault = current_app.config["VAULT"]
    url, secret = vault.open(channels.sealed_url), vault.open(channels.sealed_secret)
    body = _body(delivery)
    timestamp = int(clock.now().timestamp())
    headers = {
        "Content-Type": "application/json",
        "Guide-Engine-Delivery": delivery.id,
        "Guide-Engine-Event": delivery.message["event"],
        "Guide-Engine-Signature": f"t={timestamp},v1={signature(secret, timestamp, body)}",
    }
    private = _may_be_private(settings, urlsplit(url).hostname or "")
    try:
        http.post(url, body, headers, allow_private=private)
    except FetchError as error:
        if error.code == "refused_address":
            raise FetchError(
                _("The address leads into a private network, or to a port, that is refused."),
                code=error.code,
            ) from None
        raise


def _body(delivery: AlertDelivery) -> bytes:
    message: dict[str, Any] = {"id": delivery.id, **delivery.message}
    return json.dumps(message, ensure_ascii=False).encode()
