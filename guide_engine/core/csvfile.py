"""Tables to take away: RFC 4180, readable by Excel, harmless when a cell is hostile."""

import csv
import io
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from flask import Response

# Excel takes a file for UTF-8 only when it starts with this mark.
BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet would run a text that starts with one of these as a formula (CWE-1236).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

Cell = str | int | float | None


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Write a table. Numbers stay numbers; None is an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([_safe(cell) for cell in header])
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + buffer.getvalue()


def csv_response(filename: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """Answer with a table as a file to save. `filename` may hold any characters."""
    return saved_as(Response(csv_text(header, rows), mimetype="text/csv"), filename)


def saved_as(response: Response, filename: str) -> Response:
    """Let a browser save an answer as a file."""
    # The plain name is for old clients, the starred one (RFC 6266) carries the real name.
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in filename)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"
    )
    return response


def _safe(cell: Cell) -> Cell:
    """Keep a text from being run as a formula: an apostrophe makes it text again."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell
