"""Dates and times in facts and rules: ISO 8601 text in a strict form, or Unix milliseconds."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from guide_engine.audience.values import is_number

DAY_MILLIS = 86_400_000
# The range of a JavaScript Date.
FARTHEST = 8.64e15

_FORM = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|([+-])(\d\d):(\d\d))?)?",
    re.ASCII,
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_moment(value: Any) -> float | None:
    """Return Unix milliseconds, or None where the value is no moment. No zone means UTC."""
    if is_number(value):
        return value if abs(value) <= FARTHEST else None
    if not isinstance(value, str) or (match := _FORM.fullmatch(value)) is None:
        return None
    year, month, day, hour, minute, second, fraction, zone, sign, ahead, by = match.groups()
    try:
        local = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0),
            tzinfo=UTC,
        )  # fmt: skip
    except ValueError:
        return None
    millis = (local - _EPOCH) // timedelta(milliseconds=1) + int(
        (fraction or "0")[:3].ljust(3, "0")
    )
    if zone in {None, "Z"}:
        return millis
    if int(ahead) > 23 or int(by) > 59:
        return None
    offset = (int(ahead) * 60 + int(by)) * 60_000
    return millis - offset if sign == "+" else millis + offset
