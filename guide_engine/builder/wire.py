"""Requests of the builder, read, and the shapes of its answers."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from guide_engine.core.errors import Invalid
from guide_engine.identity.keys import read_public_json

MOST_BYTES = 16 * 1024
# A document may have 512 kB; white space and the envelope come on top.
MOST_DOCUMENT_BYTES = 1024 * 1024

# Tabs and steps are named alike.
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


def read_object(most_bytes: int = MOST_BYTES) -> Mapping[str, Any]:
    """Read the body as a JSON object."""
    body = read_public_json(most_bytes)
    if not isinstance(body, dict):
        raise Invalid(_("Send a JSON object."))
    return body


def text(body: Mapping[str, Any], name: str, most: int, *, optional: bool = False) -> str:
    """Read a text. Raises Invalid when it is missing, empty or too long."""
    sent = body.get(name)
    if optional and sent is None:
        return ""
    if isinstance(sent, str) and len(sent) <= most and (optional or sent.strip()):
        return sent
    raise _wrong(name, _("This must be a text of at most %(most)s characters.", most=most))


def revision(body: Mapping[str, Any]) -> int:
    sent = body.get("revision")
    if isinstance(sent, int) and not isinstance(sent, bool) and 0 < sent < 2**31:
        return sent
    raise _wrong("revision", _("This must be the revision that the draft was read at."))


def document(body: Mapping[str, Any]) -> dict[str, Any]:
    sent = body.get("document")
    if isinstance(sent, dict):
        return sent
    raise _wrong("document", _("This must be a guide document."))


def page(body: Mapping[str, Any]) -> dict[str, Any] | None:
    """Read a page rule; None for every page."""
    sent = body.get("page")
    if sent is None or isinstance(sent, dict):
        return sent or None
    raise _wrong("page", _("This must be a page rule."))


def kind(body: Mapping[str, Any], known: tuple[str, ...]) -> str:
    sent = body.get("kind")
    if isinstance(sent, str) and sent in known:
        return sent
    raise _wrong("kind", _("This must be one of: %(allowed)s.", allowed=", ".join(known)))


def tab(body: Mapping[str, Any]) -> str:
    """Read the name a tab gave itself."""
    sent = body.get("tab")
    if isinstance(sent, str) and _NAME.fullmatch(sent):
        return sent
    raise _wrong("tab", _("This must be the name of a tab."))


def step_id(body: Mapping[str, Any]) -> str | None:
    """Read which step is being worked on; None for none, and for what can be none."""
    sent = body.get("step_id")
    return sent if isinstance(sent, str) and _NAME.fullmatch(sent) else None


def _wrong(name: str, sentence: str) -> Invalid:
    return Invalid(sentence, fields={f"/{name}": [sentence]})


def moment(value: datetime) -> str:
    return value.isoformat(timespec="milliseconds")
