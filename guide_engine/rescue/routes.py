"""Where a stuck person is led, by touch tier. Pure.

Everybody gets threads that fit and the way to ask the community. A high-touch company has
somebody who looks after it: that person is named, where the company's facts name one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAX_THREADS = 3
# The attribute of a company that names who looks after it.
CONTACT = "contact_name"
MAX_CONTACT = 80


@dataclass(frozen=True)
class Route:
    """What may be offered. `contact` is the name of who looks after the company, or None."""

    threads: int
    ask: bool
    contact: str | None


def route(tier: str | None, company: Mapping[str, Any]) -> Route:
    contact = company.get(CONTACT) if tier == "high" else None
    if not isinstance(contact, str) or not contact.strip():
        return Route(MAX_THREADS, ask=True, contact=None)
    return Route(MAX_THREADS, ask=True, contact=contact.strip()[:MAX_CONTACT])
