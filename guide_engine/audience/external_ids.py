"""Ids that the host app gives its people and companies."""

from guide_engine.audience.values import fold, is_storable_text

# As wide as the column of the event log.
MAX_LENGTH = 200

# What a variable turns into when it holds nobody. Kept, one such id would merge many people.
_NOBODY = frozenset(
    {
        "undefined",
        "null",
        "none",
        "nan",
        "[object object]",
        "true",
        "false",
        "anonymous",
        "guest",
        "nil",
    }
)


def why_refused(external_id: object) -> str | None:
    """Return a sentence saying why this can't be an id, or None when it can."""
    if not isinstance(external_id, str):
        return 'The id must be text; write a number as text, as in "42".'
    if not external_id.strip():
        return "The id is empty. Call identify only when you know who is signed in."
    if fold(external_id.strip()) in _NOBODY:
        return (
            f"“{external_id}” is what an empty variable looks like, not a person's id."
            " Call identify only when you know who is signed in."
        )
    if len(external_id) > MAX_LENGTH:
        return f"The id has {len(external_id)} characters; at most {MAX_LENGTH} are taken."
    if not is_storable_text(external_id):
        return "The id holds a character that can't be stored."
    return None
