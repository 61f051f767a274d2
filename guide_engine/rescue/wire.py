"""The request of a browser whose user seems stuck: the contract's `RescueRequest`. Pure."""

from dataclasses import dataclass
from typing import Any

from guide_engine.help.wire import cut, text_faults

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
    faults = text_faults(value, _FIELDS, frozenset(_CUT))
    if not isinstance(value, dict):
        return None, faults
    if "reason" not in faults and value["reason"] not in REASONS:
        faults["reason"] = [f"Write one of {', '.join(REASONS)}."]
    if faults:
        return None, faults
    language = "ja" if str(value.get("language") or "").lower().startswith("ja") else "en"
    return (
        StuckRequest(
            user_id=value["user_id"],
            reason=value["reason"],
            path=cut(value["path"], _CUT["path"]),
            token=value.get("token") or None,
            guide_id=value.get("guide_id") or None,
            step_id=value.get("step_id") or None,
            run_id=value.get("run_id") or None,
            page_title=cut(value.get("page_title") or "", _CUT["page_title"]),
            language=language,
        ),
        {},
    )
