"""The operators of the rule language: what each takes, and when it holds. docs/rules.md."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from guide_engine.audience import glob
from guide_engine.audience.moments import DAY_MILLIS, to_moment
from guide_engine.audience.values import fold, is_missing, is_number


def judge(op: str, actual: Any, value: Any, now: datetime) -> bool | None:
    """Tell whether the comparison holds. None when the operator or its value is malformed."""
    positive = NEGATIONS.get(op)
    if positive is None:
        return _compare(op, actual, value, now)
    holds = _compare(positive, actual, value, now)
    return None if holds is None else not holds


def _compare(op: str, actual: Any, value: Any, now: datetime) -> bool | None:
    if op == "set":
        return not is_missing(actual)
    if op not in TAKES or not TAKES[op](value):
        return None
    if is_missing(actual):
        return False
    if op in _NUMERIC:
        return is_number(actual) and _NUMERIC[op](actual, value)
    if op in _TEXTUAL:
        return isinstance(actual, str) and _TEXTUAL[op](fold(actual), fold(value))
    if op in _TEMPORAL:
        moment = to_moment(actual)
        return moment is not None and _TEMPORAL[op](moment, value, now.timestamp() * 1000)
    return _MEMBERSHIP[op](actual, value)


def _equal(actual: Any, value: Any) -> bool:
    if isinstance(actual, str) and isinstance(value, str):
        return fold(actual) == fold(value)
    if isinstance(actual, bool) or isinstance(value, bool):
        return actual is value
    return is_number(actual) and is_number(value) and bool(actual == value)


def _contains(actual: Any, value: Any) -> bool:
    if isinstance(actual, list):
        return any(_equal(element, value) for element in actual)
    return isinstance(actual, str) and isinstance(value, str) and fold(value) in fold(actual)


def _in(actual: Any, value: list[Any]) -> bool:
    held = actual if isinstance(actual, list) else [actual]
    return any(_equal(element, wanted) for element in held for wanted in value)


def _before(moment: float, value: Any, _now: float) -> bool:
    limit = to_moment(value)
    return limit is not None and moment < limit


def _after(moment: float, value: Any, _now: float) -> bool:
    limit = to_moment(value)
    return limit is not None and moment > limit


def _within_days(moment: float, days: float, now: float) -> bool:
    age, span = now - moment, days * DAY_MILLIS
    return 0 <= age <= span if days >= 0 else span <= age <= 0


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | bool) or is_number(value)


def _is_scalar_list(value: Any) -> bool:
    return isinstance(value, list) and all(_is_scalar(element) for element in value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_moment(value: Any) -> bool:
    return to_moment(value) is not None


# Exactly the opposite of another operator, so they hold for a missing fact.
NEGATIONS = {"ne": "eq", "not_in": "in", "not_contains": "contains", "unset": "set"}

# What an operator takes as its value. Any other value makes the condition malformed.
TAKES: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("eq", "contains"), _is_scalar),
    **dict.fromkeys(("lt", "lte", "gt", "gte", "within_days"), is_number),
    **dict.fromkeys(("starts_with", "ends_with", "matches"), _is_text),
    **dict.fromkeys(("before", "after"), _is_moment),
    "in": _is_scalar_list,
}

OPERATORS = frozenset({*TAKES, *NEGATIONS, "set"})

_NUMERIC: dict[str, Callable[[float, float], bool]] = {
    "lt": lambda actual, value: actual < value,
    "lte": lambda actual, value: actual <= value,
    "gt": lambda actual, value: actual > value,
    "gte": lambda actual, value: actual >= value,
}
_TEXTUAL: dict[str, Callable[[str, str], bool]] = {
    "starts_with": str.startswith,
    "ends_with": str.endswith,
    "matches": lambda actual, value: glob.matches(value, actual),
}
_TEMPORAL: dict[str, Callable[[float, Any, float], bool]] = {
    "before": _before,
    "after": _after,
    "within_days": _within_days,
}
NUMBERS = frozenset(_NUMERIC)
# Numbers and moments: facts about people. All that is known of a page are texts.
AMOUNTS = frozenset({*_NUMERIC, *_TEMPORAL})

_MEMBERSHIP: dict[str, Callable[[Any, Any], bool]] = {
    "eq": _equal,
    "contains": _contains,
    "in": _in,
}
