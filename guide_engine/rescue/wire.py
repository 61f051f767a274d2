"""The request of a browser whose user seems stuck: the contract's `RescueRequest`. Pure."""

from dataclasses import dataclass
from typing import Any

# The body as a whole is bounded where it is read.
MAX_BODY = 32 * 1024

REASONS = ("rage_click", "slow_step", "asked")
# What a page may make as long and odd as it likes: cut and cleaned, never a reason to refuse help.
_CUT = {"path": 2_000, "page_title": 500}
# Field, longest text, whether it must be there.
_FIELDS = {
    "sdk": (40, False),
    "user_id": (200, True),
    "token": (8_192, False),
    "reason": (20, True),
    "guide_id": (200, False),
    "step_id": (100, False),
    "run_id": (100, False),
    "path": (MAX_BODY, True),
    "page_title": (MAX_BODY, False),
    "language": (40, False),
}


@dataclass(frozen=True)
class StuckRequest:
    user_id: str
    reason: str
    path: str
    token: str | None = None
    guide_id: str | None = None
    step_id: str | None = None
    run_id: str | None = None
    page_title: str = ""
    language: str = "en"


def read_stuck_request(value: Any) -> tuple[StuckRequest | None, dict[str, list[str]]]:
    """Return the request, or None and what is wrong with which field."""
    if not isinstance(value, dict):
        return None, {"": ["Send a JSON object."]}
    faults = {str(name)[:80]: ["No such field."] for name in value if name not in _FIELDS}
    for name, (longest, needed) in _FIELDS.items():
        found = value.get(name)
        if found is None or found == "":
            if needed:
                faults[name] = ["This field is needed."]
        elif not isinstance(found, str):
            faults[name] = ["This must be text."]
        elif len(found) > longest:
            faults[name] = [f"This is longer than {longest} characters."]
        elif name not in _CUT and not _is_storable(found):
            faults[name] = ["This holds characters that are not text."]
    if "reason" not in faults and value["reason"] not in REASONS:
        faults["reason"] = [f"Write one of {', '.join(REASONS)}."]
    if faults:
        return None, faults
    language = "ja" if str(value.get("language") or "").lower().startswith("ja") else "en"
    return (
        StuckRequest(
            user_id=value["user_id"],
            reason=value["reason"],
            path=_cut("path", value["path"]),
            token=value.get("token") or None,
            guide_id=value.get("guide_id") or None,
            step_id=value.get("step_id") or None,
            run_id=value.get("run_id") or None,
            page_title=_cut("page_title", value.get("page_title") or ""),
            language=language,
        ),
        {},
    )


def _cut(name: str, text: str) -> str:
    return "".join(c if _is_storable(c) else " " for c in text[: _CUT[name]])


def _is_storable(text: str) -> bool:
    """NUL and lone surrogates are valid JSON, but no database takes them."""
    return not any(c == "\x00" or "\ud800" <= c <= "\udfff" for c in text)
