"""Mail about alerts, through the operator's server."""

import smtplib
import ssl
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from urllib.parse import unquote, urlsplit

from flask_babel import gettext as _

from guide_engine.core import clock
from guide_engine.core.errors import DomainError
from guide_engine.core.settings import Settings
from guide_engine.health import message
from guide_engine.health.models import AlertDelivery

SECONDS = 15


class MailFailed(DomainError):
    """The mail server didn't take it."""

    status = 422
    code = "mail_failed"


def is_set(settings: Settings) -> bool:
    return bool(settings.smtp_url)


def send(settings: Settings, delivery: AlertDelivery, language: str) -> None:
    """Hand one message to the mail server. Raises MailFailed with a plain sentence."""
    if not is_set(settings):
        raise MailFailed(_("No mail server is set: GUIDE_ENGINE_SMTP_URL is empty."))
    try:
        with _connect(settings.smtp_url) as server:
            server.send_message(_letter(settings, delivery, language))
    except (OSError, smtplib.SMTPException, MessageError, UnicodeError) as error:
        raise MailFailed(
            _("The mail server refused it or didn't answer: %(why)s.", why=_why(error))
        ) from error


def _letter(settings: Settings, delivery: AlertDelivery, language: str) -> EmailMessage:
    name, sender = parseaddr(settings.mail_from)
    local, _at, domain = sender.rpartition("@")
    letter = EmailMessage()
    letter["From"] = Address(name, local, domain)
    letter["To"] = delivery.address
    # One line, whatever a guide is called.
    letter["Subject"] = " ".join(message.subject(delivery.message, language).split())
    letter["Date"] = format_datetime(clock.now())
    # The same for every attempt: mailboxes that know it already keep one.
    letter["Message-ID"] = f"<{delivery.id}@{domain}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.letter(delivery.message, language))
    return letter


def _connect(url: str) -> smtplib.SMTP:
    """Connect, with TLS where the server has it, and always before a password is sent."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
        elif parts.username:
            server.close()
            raise smtplib.SMTPNotSupportedError("it has no TLS, so no password was sent")
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def _why(error: Exception) -> str:
    """What the server said, in short; never a password."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        return f"{error.smtp_code} {text}"[:200]
    return str(error)[:200] or type(error).__name__
