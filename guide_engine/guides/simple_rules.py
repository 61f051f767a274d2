"""Rules in the simple shapes that a form can show: some addresses, some segments. Pure.

Each reader returns None for a rule that says more; the rule editor shows that one.
"""

from collections.abc import Mapping, Sequence
from typing import Any


def segments_rule(ids: Sequence[str]) -> dict[str, Any]:
    """Whoever is in any of these segments. None chosen: nobody, rather than everybody."""
    return {"segment": ids[0]} if len(ids) == 1 else {"any": [{"segment": name} for name in ids]}


def segments_of(rule: Any) -> list[str] | None:
    """Return the segments of a rule that says nothing else; None when it says more."""
    parts = rule.get("any", [rule]) if isinstance(rule, dict) else None
    if not isinstance(parts, list):
        return None
    ids = [str(part.get("segment", "")) for part in parts if isinstance(part, dict)]
    return ids if segments_rule(ids) == rule else None


def pages_rule(only: Sequence[str], never: Sequence[str]) -> dict[str, Any]:
    """Show on some addresses (on all, when none is named), but never on others."""
    wanted = _any_address(only)
    if not never:
        return wanted or {"all": []}
    unwanted = {"not": _any_address(never)}
    return {"all": [wanted, unwanted]} if wanted else unwanted


def _any_address(addresses: Sequence[str]) -> dict[str, Any] | None:
    rules = [address_rule(address) for address in addresses]
    return {"any": rules} if len(rules) > 1 else rules[0] if rules else None


def pages_of(rule: Any) -> tuple[list[str], list[str]] | None:
    """Return the addresses of a page rule, wanted and unwanted; None when it says more than that."""
    parts = rule.get("all") if isinstance(rule, dict) and "all" in rule else [rule]
    only: list[str] = []
    never: list[str] = []
    for part in parts if isinstance(parts, list) else []:
        if not isinstance(part, dict):
            return None
        (never if "not" in part else only).extend(_addresses(part.get("not", part)))
    return (only, never) if pages_rule(only, never) == rule else None


def _addresses(rule: Any) -> list[str]:
    parts = rule.get("any", [rule]) if isinstance(rule, dict) else []
    return [address_of(part) for part in parts if isinstance(part, dict)]


def address_rule(address: str) -> dict[str, Any]:
    """Make a page rule of what an author types: a whole address, or a path; `*` stands for any."""
    fact = "page.url" if "://" in address else "page.path"
    if fact == "page.path" and address and not address.startswith(("/", "*")):
        address = f"/{address}"
    return {"fact": fact, "op": "matches", "value": address}


def address_of(rule: Mapping[str, Any]) -> str:
    """Return what the author typed, or nothing when the rule says more than an address."""
    simple = set(rule) == {"fact", "op", "value"} and rule["op"] == "matches"
    return str(rule["value"]) if simple and rule["fact"] in {"page.path", "page.url"} else ""
