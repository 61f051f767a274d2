"""Facts named in plain texts and addresses, as in `Hello {user.name|there}`. Pure.

Rich text names them by nodes of their own. The SDK's twin is sdk/src/view/fill.ts; both run
tests/contract/cases/variables.json. What has another form stays the text it is.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from guide_engine.guides import richtext

# Filled in the browser: of the event that began the guide.
OF_EVENT = "event."
_NAMED = re.compile(r"\{((?:user|company|event)\.[^{}|]+)(?:\|([^{}]*))?\}")
# Of a document, the fields that are filled; of a translation, the last part of where it stands.
_FILLED = frozenset({"title", "label", "low", "high", "placeholder", "thanks", "url", "href"})


class Named(NamedTuple):
    fact: str
    fallback: str


def named(text: str) -> list[Named]:
    """Return what a text names, in its order."""
    return [Named(match[1], match[2] or "") for match in _NAMED.finditer(text)]


def replaced(text: str, by: Callable[[Named], str]) -> str:
    """Put something in the place of each fact that a text names."""
    return _NAMED.sub(lambda match: by(Named(match[1], match[2] or "")), text)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in, or the fallbacks where there are none."""
    return replaced(text, lambda one: values.get(one.fact) or one.fallback)


def veiled(address: str) -> str:
    """Hide what an address names, to judge what its author wrote himself.

    The SDK puts values in percent-encoded whole, so none of them can change where it leads.
    """
    return replaced(address, lambda _named: "x")


def used(node: object, field: str = "") -> Iterator[str]:
    """Return every fact that the texts and addresses of a part of a document name."""
    if isinstance(node, str):
        if field.rpartition("/")[2] in _FILLED:
            yield from (one.fact for one in named(node))
    elif isinstance(node, list):
        for inner in node:
            yield from used(inner, field)
    elif isinstance(node, Mapping):
        if node.get("type") == "variable":
            yield from richtext.variables(node)
            return
        for name, inner in node.items():
            yield from used(inner, str(name))


def of_people(node: object) -> frozenset[str]:
    """Return those of the facts that the service fills in."""
    return frozenset(fact for fact in used(node) if not fact.startswith(OF_EVENT))
