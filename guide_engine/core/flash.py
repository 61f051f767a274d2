"""Messages shown on the next page, with a way back where the act can be undone."""

from collections.abc import Mapping

from flask import flash


def say(
    text: str,
    *,
    kind: str = "done",
    undo: str = "",
    fields: Mapping[str, str] | None = None,
) -> None:
    """Tell the member what was done (`kind` done or error).

    `undo` is the address that takes it back, posted to with `fields`.
    """
    flash({"text": text, "undo": undo, "fields": dict(fields or {})}, kind)  # type: ignore[arg-type]
