"""The request of a panel that opens, or is searched: the contract's `HelpRequest`. Pure."""

from dataclasses import dataclass
from typing import Any

# The body as a whole is bounded where it is read.
MAX_BODY = 32 * 1024
MAX_QUERY = 200
# What a page may make as long and odd as it likes: cut and cleaned, never a reason to refuse.
_CUT = {"path": 2_000, "page_title": 500, "query": MAX_QUERY}
# Field, longest text, whether it must be there.
_FIELDS = {
    "sdk": (40, False),
    "user_id": (200, True),
    "token": (8_192, False),
    "path": (MAX_BODY, True),
    "page_title": (MAX_BODY, False),
    "language": (40, False),
    "query": (MAX_BODY, False),
}


@dataclass(frozen=True)
class HelpRequest:
    """`query` is None for the panel as it opens."""

    user_id: str
    path: str
    token: str | None = None
    page_title: str = ""
    language: str = "en"
    query: str | None = None


def read_help_request(value: Any) -> tuple[HelpRequest | None, dict[str, list[str]]]:
    """Return the request, or None and what is wrong with which field."""
    faults = text_faults(value, _FIELDS, frozenset(_CUT))
    if faults:
        return None, faults
    texts = {name: cut(value.get(name) or "", longest) for name, longest in _CUT.items()}
    return (
        HelpRequest(
            user_id=value["user_id"],
            path=texts["path"],
            token=value.get("token") or None,
            page_title=texts["page_title"],
            language=value.get("language") or "en",
            # A trailing space says that the last word is finished.
            query=texts["query"].lstrip() or None,
        ),
        {},
    )


def text_faults(
    value: Any, fields: dict[str, tuple[int, bool]], cleaned: frozenset[str]
) -> dict[str, list[str]]:
    """Name what is wrong with an object of texts. `cleaned`: those that may hold any character."""
    if not isinstance(value, dict):
        return {"": ["Send a JSON object."]}
    faults = {str(name)[:80]: ["No such field."] for name in value if name not in fields}
    for name, (longest, needed) in fields.items():
        found = value.get(name)
        if found is None or found == "":
            if needed:
                faults[name] = ["This field is needed."]
        elif not isinstance(found, str):
            faults[name] = ["This must be text."]
        elif len(found) > longest:
            faults[name] = [f"This is longer than {longest} characters."]
        elif name not in cleaned and not is_storable(found):
            faults[name] = ["This holds characters that are not text."]
    return faults


def cut(text: str, longest: int) -> str:
    return "".join(c if is_storable(c) else " " for c in text[:longest])


def is_storable(text: str) -> bool:
    """NUL and lone surrogates are valid JSON, but no database takes them."""
    return not any(c == "\x00" or "\ud800" <= c <= "\udfff" for c in text)
