"""The first address that a page rule holds for, where the rule names one. Pure.

A pattern such as `/invoices/INV-*` names none: which invoices exist is not in the rule.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice, product
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from guide_engine.audience import rules

# A part of an address that conditions ask for, and what they ask it to be.
Wish = Mapping[str, str]

# Alternatives multiply; beyond this many the first ones are enough.
MOST_TRIED = 200
_QUERY = "page.query."


def facts_of(address: str) -> dict[str, Any]:
    """The facts that a page rule judges, as the SDK reads them off the page."""
    parts = urlsplit(address)
    return {
        "page": {
            "url": address,
            "path": unquote(parts.path) or "/",
            # The first of several values of one name counts.
            "query": dict(reversed(parse_qsl(parts.query, keep_blank_values=True))),
            "hash": f"#{parts.fragment}" if parts.fragment else "",
            "title": "",
        }
    }


def concrete(rule: object, base_url: str, now: datetime) -> str | None:
    """Return the first address under `base_url` that the rule surely holds for, or None."""
    tried: set[str] = set()
    known = _untitled(rule, so=True)
    for wish in islice(_wishes(rule), MOST_TRIED):
        address = _address(wish, base_url)
        if address not in tried and rules.evaluate(known, facts_of(address), now):
            return address
        tried.add(address)
    return None


def _untitled(rule: Any, *, so: bool) -> Any:
    """The rule with conditions about the title met: no address tells what a page is titled."""
    if isinstance(rule, list):
        return [_untitled(part, so=so) for part in rule]
    if not isinstance(rule, Mapping):
        return rule
    if rule.get("fact") == "page.title":
        return {"all": []} if so else {"any": []}
    if "fact" in rule:
        return rule
    return {key: _untitled(part, so=so != (key == "not")) for key, part in rule.items()}


def joined(base_url: str, address: str) -> str:
    """An address of the checked site: a path goes below the base, a whole one stands as it is."""
    if urlsplit(address).scheme:
        return address
    return f"{_root(base_url)}/{address.lstrip('/')}"


def _root(base_url: str) -> str:
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}"


def _address(wish: Wish, base_url: str) -> str:
    path = wish.get("path")
    address = joined(base_url, path) if path is not None else base_url
    query = {k.removeprefix("query."): v for k, v in wish.items() if k.startswith("query.")}
    if query:
        address += ("&" if "?" in address else "?") + urlencode(query)
    if fragment := wish.get("hash", "").removeprefix("#"):
        address += f"#{fragment}"
    return address


def _wishes(rule: object) -> Iterator[Wish]:
    """Each way in which a rule may be met, as far as it says so; {} asks for nothing."""
    if not isinstance(rule, Mapping):
        return
    if isinstance(parts := rule.get("all"), list):
        for combination in product(*(list(islice(_wishes(p), MOST_TRIED)) for p in parts[:20])):
            yield {key: value for wish in combination for key, value in wish.items()}
    elif isinstance(parts := rule.get("any"), list):
        for part in parts:
            yield from _wishes(part)
    elif "fact" in rule:
        yield from _wishes_of_condition(rule)
    else:
        # A `not` says where the page isn't; whether the address does, the rule itself judges.
        yield {}


def _wishes_of_condition(rule: Mapping[str, Any]) -> Iterator[Wish]:
    fact, op, value = str(rule.get("fact")), rule.get("op"), rule.get("value")
    values = value if isinstance(value, list) else [value]
    texts = [text for text in values if isinstance(text, str)]
    if op == "matches":
        texts = [text for each in texts if (text := _without_stars(each)) is not None]
    elif op not in {"eq", "in", "starts_with"}:
        yield {}
        return
    for text in texts:
        if fact == "page.path":
            yield {"path": quote(text, safe="/%:@!$&'()*+,;=~")}
        elif fact == "page.url":
            yield {"path": text}
        elif fact == "page.hash":
            yield {"hash": text}
        elif fact.startswith(_QUERY):
            yield {f"query.{fact.removeprefix(_QUERY)}": text}
        else:
            yield {}


def _without_stars(pattern: str) -> str | None:
    """A pattern without its stars at the end; None where a star stands inside."""
    # What lies on any host is on this one too.
    for anywhere in ("*://*/", "http*://*/", "https://*/", "**/"):
        if pattern.startswith(anywhere):
            pattern = "/" + pattern.removeprefix(anywhere)
    # `/invoices/**` also stands for `/invoices`, which fewer servers refuse.
    text = (pattern.removesuffix("/**") or "/").rstrip("*")
    return None if "*" in text else text
