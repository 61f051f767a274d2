"""Where a person who needs help is led, by touch tier. Pure.

Everybody gets threads that fit and the way to ask the community. Beside that, the panel's settings
say whom each tier is led to: usually a named person for high touch, an event or office hour for
low touch, the community for tech touch and for people without a company. Who looks after one
company stands in the company's own facts, and goes before what was set for all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guide_engine.guides.links import is_safe
from guide_engine.help.panel import MAX_TEXT, MAX_URL, Panel, Way, is_mail

MAX_THREADS = 3
# The attributes of a company that say who looks after it.
CONTACT_NAME = "contact_name"
CONTACT_MAIL = "contact_email"
CONTACT_URL = "contact_url"


@dataclass(frozen=True)
class Contact:
    """Whom to turn to, in the person's language. `kind`: person or event."""

    kind: str
    name: str
    detail: str = ""
    mail: str = ""
    url: str = ""


@dataclass(frozen=True)
class Route:
    """What may be offered. `contact` is None where the community is all there is."""

    threads: int
    ask: bool
    contact: Contact | None


def route(
    tier: str | None, company: Mapping[str, Any], panel: Panel | None = None, language: str = "en"
) -> Route:
    panel = panel or Panel()
    asks = "ask" in panel.sections
    if "contact" not in panel.sections:
        return Route(MAX_THREADS, asks, None)
    found = panel.ways[tier if tier is not None and tier in panel.ways else "tech"]
    if found.kind == "person":
        return Route(MAX_THREADS, asks, _person(company, panel, found, language))
    if found.kind == "event":
        return Route(MAX_THREADS, asks, _event(panel, found, language))
    return Route(MAX_THREADS, asks, None)


def _person(company: Mapping[str, Any], panel: Panel, found: Way, language: str) -> Contact | None:
    own = _text(company, CONTACT_NAME)[:MAX_TEXT]
    mail, url = _text(company, CONTACT_MAIL), _text(company, CONTACT_URL)
    mail = mail if is_mail(mail) else ""
    url = url if len(url) <= MAX_URL and is_safe(url) else ""
    if own or mail or url:
        # Somebody's own: the address of another person would be worse than none.
        return Contact("person", own or mail, panel.said(found.detail, language), mail, url)
    name = panel.said(found.name, language)
    if not name:
        return None
    return Contact("person", name, panel.said(found.detail, language), found.mail, found.url)


def _event(panel: Panel, found: Way, language: str) -> Contact | None:
    name = panel.said(found.name, language)
    if not name or not found.url:
        return None
    return Contact("event", name, panel.said(found.detail, language), url=found.url)


def _text(company: Mapping[str, Any], name: str) -> str:
    value = company.get(name)
    return value.strip() if isinstance(value, str) else ""
