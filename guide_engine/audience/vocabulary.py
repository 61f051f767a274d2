"""The words of rules, for people: what may be asked about, how, and rules read aloud."""

from collections.abc import Mapping
from typing import Any

from flask import g
from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from guide_engine.audience import queries
from guide_engine.audience.attributes import BUILT_IN, FIXED, Entity, Kind
from guide_engine.audience.rulebook import rulebook
from guide_engine.audience.rules import GROUPS, Scope
from guide_engine.audience.tiers import Tier

TIERS = {
    Tier.HIGH: _l("High touch"),
    Tier.LOW: _l("Low touch"),
    Tier.TECH: _l("Tech touch"),
}

# Facts with a name of their own; the others are called by their key.
NAMES = {
    "user.id": _l("ID of the person"),
    "user.first_seen_at": _l("First seen"),
    "user.anonymous": _l("Not signed in"),
    "company.id": _l("ID of the company"),
    "company.name": _l("Name of the company"),
    "company.first_seen_at": _l("Company first seen"),
    "company.tier": _l("Touch tier"),
    "company.ltv": _l("Lifetime value (LTV)"),
    "page.path": _l("Path of the page"),
    "page.url": _l("Whole address"),
    "page.title": _l("Title of the page"),
    "page.hash": _l("Part after #"),
    "page.query.": _l("Query parameter"),
}

# What the editor offers for each kind of fact, in this order, and what each operator is called.
# `past` and `ahead` are both `within_days`, with a positive and a negative number.
OPERATORS: dict[str, dict[str, Any]] = {
    "string": {
        "eq": _l("is"),
        "ne": _l("is not"),
        "in": _l("is one of"),
        "not_in": _l("is none of"),
        "contains": _l("contains"),
        "not_contains": _l("does not contain"),
        "starts_with": _l("starts with"),
        "ends_with": _l("ends with"),
        "matches": _l("matches the pattern"),
        "set": _l("is known"),
        "unset": _l("is not known"),
    },
    "number": {
        "eq": _l("equals"),
        "ne": _l("does not equal"),
        "gte": _l("is at least"),
        "gt": _l("is more than"),
        "lte": _l("is at most"),
        "lt": _l("is less than"),
        "set": _l("is known"),
        "unset": _l("is not known"),
    },
    "boolean": {"eq": _l("is"), "set": _l("is known"), "unset": _l("is not known")},
    "datetime": {
        "past": _l("was within the last"),
        "ahead": _l("is within the next"),
        "before": _l("is before"),
        "after": _l("is after"),
        "set": _l("is known"),
        "unset": _l("is not known"),
    },
    "list": {
        "contains": _l("includes"),
        "not_contains": _l("does not include"),
        "in": _l("includes any of"),
        "not_in": _l("includes none of"),
        "set": _l("is known"),
        "unset": _l("is not known"),
    },
    "tier": {
        "eq": _l("is"),
        "ne": _l("is not"),
        "set": _l("is known"),
        "unset": _l("is not known"),
    },
    "path": {
        "matches": _l("matches the pattern"),
        "eq": _l("is"),
        "ne": _l("is not"),
        "starts_with": _l("starts with"),
        "ends_with": _l("ends with"),
        "contains": _l("contains"),
        "not_contains": _l("does not contain"),
        "in": _l("is one of"),
        "set": _l("is known"),
        "unset": _l("is not known"),
    },
}
# A whole condition in words; other languages put the fact, the value and the verb elsewhere.
SAID = {
    "eq": _l("%(fact)s is %(value)s"),
    "ne": _l("%(fact)s is not %(value)s"),
    "in": _l("%(fact)s is one of %(value)s"),
    "not_in": _l("%(fact)s is none of %(value)s"),
    "contains": _l("%(fact)s contains %(value)s"),
    "not_contains": _l("%(fact)s does not contain %(value)s"),
    "starts_with": _l("%(fact)s starts with %(value)s"),
    "ends_with": _l("%(fact)s ends with %(value)s"),
    "matches": _l("%(fact)s matches %(value)s"),
    "lt": _l("%(fact)s is less than %(value)s"),
    "lte": _l("%(fact)s is at most %(value)s"),
    "gt": _l("%(fact)s is more than %(value)s"),
    "gte": _l("%(fact)s is at least %(value)s"),
    "before": _l("%(fact)s is before %(value)s"),
    "after": _l("%(fact)s is after %(value)s"),
    "past": _l("%(fact)s was within the last %(value)s days"),
    "ahead": _l("%(fact)s is within the next %(value)s days"),
    "set": _l("%(fact)s is known"),
    "unset": _l("%(fact)s is not known"),
}
SEGMENT_OPERATORS = {"in": _l("is in"), "out": _l("is not in")}

PAGE_FACTS = ("page.path", "page.url", "page.title", "page.hash")


def name_of(fact: str, *, bare: bool = False) -> str:
    """Call a fact by its name, as the editor does. `bare`: without saying that it is a company's."""
    if fact in NAMES:
        return str(NAMES[fact])
    group, _dot, key = fact.partition(".")
    if group == "page" and key.startswith("query."):
        return f"{NAMES['page.query.']} {key.removeprefix('query.')}"
    if group == "company" and not bare:
        return str(_("Company: %(attribute)s", attribute=key))
    return key


def facts(scope: Scope) -> list[dict[str, Any]]:
    """List what a rule may ask about, grouped: [{"label", "facts": [{"name", "label", "kind"}]}]."""
    if scope == "page":
        named = [_fact(name, "path") for name in PAGE_FACTS]
        return [{"label": _("Page"), "facts": named}]
    kinds = rulebook(g.workspace.id).kinds
    labels = {Entity.USER: _("Person"), Entity.COMPANY: _("Company")}
    groups = []
    for entity, label in labels.items():
        known = {**kinds[entity], **FIXED[entity], **BUILT_IN[entity]}
        own = sorted(known, key=lambda key: (f"{entity}.{key}" not in NAMES, key))
        groups.append(
            {"label": label, "facts": [_fact(f"{entity}.{key}", known[key]) for key in own]}
        )
    return groups


def _fact(name: str, kind: str) -> dict[str, str]:
    return {
        "name": name,
        "label": name_of(name),
        "kind": "tier" if name == "company.tier" else kind,
    }


def for_editor(scope: Scope, segment_id: str | None = None) -> dict[str, Any]:
    """Everything the rule editor of this scope needs to know. `segment_id` is left out itself."""
    audience = scope == "audience"
    return {
        "scope": scope,
        "groups": facts(scope),
        "entities": {"user": _("Person"), "company": _("Company")} if audience else {},
        "segments": [
            {"id": segment.id, "name": segment.name}
            for segment in (queries.segments() if audience else ())
            if segment.id != segment_id
        ],
        "operators": {
            kind: [{"op": op, "label": str(label)} for op, label in names.items()]
            for kind, names in OPERATORS.items()
        },
        "segment_operators": [
            {"op": op, "label": str(label)} for op, label in SEGMENT_OPERATORS.items()
        ],
        "tiers": [{"value": tier.value, "label": str(label)} for tier, label in TIERS.items()],
        "kinds": {kind.value: str(label) for kind, label in KINDS.items()},
        "words": {name: str(text) for name, text in WORDS.items()},
    }


KINDS = {
    Kind.STRING: _l("A text"),
    Kind.NUMBER: _l("A number"),
    Kind.BOOLEAN: _l("Yes or no"),
    Kind.DATETIME: _l("Date and time"),
    Kind.LIST: _l("A list"),
}

WORDS = {
    "all": _l("all of these hold"),
    "any": _l("any of these holds"),
    "none": _l("none of these holds"),
    "not_all": _l("not all of these hold"),
    "when": _l("Holds when"),
    "and": _l("and"),
    "or": _l("or"),
    "everyone": _l("No conditions: this holds for everyone."),
    "everywhere": _l("No conditions: this holds on every page."),
    "nobody": _l("No conditions: this holds for nobody."),
    "add_condition": _l("Add a condition"),
    "add_group": _l("Add a group"),
    "remove_condition": _l("Remove this condition"),
    "remove_group": _l("Remove this group"),
    "segment": _l("Segment"),
    "segments": _l("Segments"),
    "choose": _l("Choose…"),
    "other": _l("Another attribute…"),
    "query": _l("Query parameter…"),
    "fact": _l("What it looks at"),
    "operator": _l("Comparison"),
    "value": _l("Value"),
    "days": _l("days"),
    "values": _l("Values, separated by commas"),
    "name": _l("Name of the attribute"),
    "parameter": _l("Name of the parameter"),
    "kind": _l("Kind of value"),
    "yes": _l("Yes"),
    "no": _l("No"),
    "pattern_help": _l("* stands for anything up to the next /, ** for anything at all."),
    "unfinished": _l("Fill in every condition to see who matches."),
}


def condition_words(
    leaf: Mapping[str, Any], segment_names: Mapping[str, str], *, denied: bool = False
) -> str:
    """Read one condition aloud, as in “plan is pro”."""
    if "segment" in leaf:
        name = segment_names.get(leaf["segment"]) or _("a deleted segment")
        if denied:
            return str(_("is not in the segment “%(name)s”", name=name))
        return str(_("is in the segment “%(name)s”", name=name))
    fact, op, value = str(leaf.get("fact", "")), str(leaf.get("op", "")), leaf.get("value")
    if op == "within_days" and isinstance(value, int | float):
        op, value = ("past", value) if value >= 0 else ("ahead", -value)
    if op not in SAID:
        return str(_("an unreadable condition"))
    words = {"fact": name_of(fact), "value": value_words(fact, value)}
    return str(SAID[op] % words)


def value_words(fact: str, value: Any) -> str:
    """Write a value as people do."""
    if isinstance(value, list):
        return str(_(", ")).join(value_words(fact, element) for element in value)
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, int | float):
        return str(format_decimal(value))
    if value is None or value == "":
        return str(_("nothing"))
    return str(TIERS.get(value, value)) if fact == "company.tier" else str(value)


def rule_tree(rule: object, segment_names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Turn a rule into what the template of rules in words needs: groups with a mode, and leaves."""
    if segment_names is None:
        segment_names = {segment.id: segment.name for segment in queries.segments()}
    return _tree(rule, segment_names)


def _tree(rule: object, names: Mapping[str, str]) -> dict[str, Any]:
    if not isinstance(rule, Mapping):
        return {"text": _("an unreadable condition")}
    for mode in GROUPS:
        if isinstance(parts := rule.get(mode), list):
            return {"mode": mode, "parts": [_tree(part, names) for part in parts]}
    if "not" in rule:
        if isinstance(rule["not"], Mapping) and "segment" in rule["not"]:
            return {"text": condition_words(rule["not"], names, denied=True)}
        inner = _tree(rule["not"], names)
        turned = {"any": "none", "all": "not_all"}.get(inner.get("mode", ""))
        return {**inner, "mode": turned} if turned else {"mode": "none", "parts": [inner]}
    return {"text": condition_words(rule, names)}
