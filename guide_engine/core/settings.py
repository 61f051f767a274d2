"""Settings: environment variables `GUIDE_ENGINE_*`, typed, refused at start when wrong."""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PREFIX = "GUIDE_ENGINE_"
# Read by the test suite and by `guide-engine check`, not by the service.
RESERVED = {
    "GUIDE_ENGINE_TEST_DATABASE_URL",
    "GUIDE_ENGINE_TEST_BROWSER",
    "GUIDE_ENGINE_CHECK_BROWSER",
}


class SettingsError(Exception):
    """A setting is wrong. The message names it, says why, and what to write instead."""


def _one_of(*words: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in words:
            raise ValueError(f"must be one of {', '.join(words)}")
        return text

    return parse


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.isdecimal() or not low <= int(text) <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return int(text)

    return parse


def _switch(text: str) -> bool:
    if text not in {"on", "off"}:
        raise ValueError("must be on or off")
    return text == "on"


def _database_url(text: str) -> str:
    if not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError(
            "must start with sqlite:/// or postgresql+psycopg://,"
            " as in postgresql+psycopg://user:password@host:5432/guide_engine"
        )
    return text


def _address(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise ValueError("must be a full address, as in https://guides.example.com")
    return text.rstrip("/")


def _smtp_url(text: str) -> str:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), 0
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or port == 0:
        raise ValueError(
            "must look like smtp://user:password@mail.example.com:587 (smtps:// for TLS from the start)"
        )
    return text


def _mailbox(text: str) -> str:
    sentence = "must be a mail address, as in Guide Engine <guides@example.com>"
    name, address = parseaddr(text)
    try:
        parsed = Address(name, addr_spec=address)
    except (ValueError, MessageError, IndexError):
        raise ValueError(sentence) from None
    if not parsed.username or not parsed.domain or not text.isprintable():
        raise ValueError(sentence)
    return text


def _secret(text: str) -> str:
    if len(text) < 32:
        raise ValueError("must have at least 32 characters; make one with `openssl rand -hex 32`")
    return text


@dataclass(frozen=True)
class Settings:
    """Every setting of the service. The comments are the source of docs/settings.md."""

    # Folder for the embedded database, which holds uploads too, and the instance key.
    data: Path = Path("data")
    # Where everything is stored; empty means SQLite in the data folder.
    database_url: str = ""
    # Seals stored secrets and signs cookies; empty means a key file in the data folder.
    secret_key: str = ""
    # Address the server listens on.
    host: str = "127.0.0.1"
    # Port the server listens on.
    port: int = 8000
    # Address under which browsers reach this service; empty means http://host:port.
    public_url: str = ""
    # Threads that answer requests.
    threads: int = 16
    # inline: jobs and projections run in a thread of `serve`; off: a `worker` process runs them.
    worker: str = "inline"
    # Reverse proxies in front whose X-Forwarded-* headers are believed.
    trusted_proxies: int = 0
    # Largest body of an event batch, in bytes.
    max_batch_bytes: int = 512 * 1024
    # A guide run neither finished nor closed for this long is abandoned.
    abandon_after_hours: int = 24
    # Language of pages when neither the member nor the browser asks for one.
    default_locale: str = "en"
    # on: community feeds may be fetched from private addresses and any port; off: refused.
    allow_private_feeds: bool = False
    # on: alerts may be posted to private addresses, on any port, without TLS; off: refused.
    allow_private_webhooks: bool = False
    # The server that takes mail for alerts; empty means that none is sent.
    smtp_url: str = ""
    # Who mail is from; needed with smtp_url.
    mail_from: str = ""
    # How much is logged.
    log_level: str = "info"

    @property
    def resolved_database_url(self) -> str:
        return self.database_url or f"sqlite:///{self.data.absolute() / 'guide_engine.db'}"

    @property
    def resolved_public_url(self) -> str:
        return self.public_url or f"http://{self.host}:{self.port}"


_PARSERS: dict[str, Callable[[str], Any]] = {
    "data": Path,
    "database_url": _database_url,
    "secret_key": _secret,
    "host": str,
    "port": _whole(1, 65535),
    "public_url": _address,
    "threads": _whole(1, 256),
    "worker": _one_of("inline", "off"),
    "trusted_proxies": _whole(0, 8),
    "max_batch_bytes": _whole(16 * 1024, 16 * 1024 * 1024),
    "abandon_after_hours": _whole(1, 24 * 30),
    "default_locale": _one_of("en", "ja"),
    "allow_private_feeds": _switch,
    "allow_private_webhooks": _switch,
    "smtp_url": _smtp_url,
    "mail_from": _mailbox,
    "log_level": _one_of("debug", "info", "warning", "error"),
}


def load_settings(environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Read settings from the environment; `overrides` win and are trusted.

    A value may come from a file: `GUIDE_ENGINE_SECRET_KEY_FILE=/run/secrets/key`.
    Raises SettingsError for unknown names and bad values.
    """
    environ = os.environ if environ is None else environ
    names = {f"{PREFIX}{field.name.upper()}": field.name for field in fields(Settings)}
    values: dict[str, Any] = {}
    for variable in sorted(name for name in environ if name.startswith(PREFIX)):
        if variable in RESERVED:
            continue
        plain = variable.removesuffix("_FILE")
        if plain not in names:
            raise SettingsError(
                f"{variable} is not a setting of Guide Engine."
                f" Known settings: {', '.join(sorted(names))}."
            )
        text = _read(variable, environ[variable], from_file=plain != variable)
        if text:
            values[names[plain]] = _parse(plain, names[plain], text)
    settings = Settings(**{**values, **overrides})
    if bool(settings.smtp_url) != bool(settings.mail_from):
        raise SettingsError(
            f"{PREFIX}SMTP_URL and {PREFIX}MAIL_FROM belong together: set both, or neither."
        )
    return settings


def _read(variable: str, text: str, *, from_file: bool) -> str:
    if not from_file:
        return text.strip()
    try:
        return Path(text).read_text().strip()
    except OSError as error:
        raise SettingsError(f"{variable}: can't read {text}: {error.strerror}.") from None


def _parse(variable: str, name: str, text: str) -> Any:
    try:
        return _PARSERS[name](text)
    except ValueError as error:
        shown = "its value" if name in {"secret_key", "database_url", "smtp_url"} else f"“{text}”"
        raise SettingsError(f"{variable}: {shown} {error}.") from None


def instance_key(settings: Settings) -> str:
    """Return the instance's key, creating `secret.key` (mode 0600) in the data folder if unset."""
    if settings.secret_key:
        return settings.secret_key
    path = settings.data / "secret.key"
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text().strip()
        with os.fdopen(descriptor, "w") as file:
            file.write(key := secrets.token_hex(32))
        return key
    except OSError as error:
        raise SettingsError(
            f"GUIDE_ENGINE_DATA: can't use the folder {settings.data}: {error.strerror}."
        ) from None
