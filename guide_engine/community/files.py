"""Reading an import file as a stream: CSV or JSON Lines; UTF-8 (with or without BOM) or CP932.

Yields one result per thread with the number of its line, so that a fault can be found in an
editor. Nothing is held in memory but one row.
"""

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from flask_babel import gettext as _

from guide_engine.community.rows import RowError, ThreadRow, field_named, read_row
from guide_engine.core.errors import Invalid, TooLarge

MAX_BYTES = 64 * 1024 * 1024
CHUNK = 1 << 16
FORMATS = ("csv", "jsonl")
# A row longer than this is a broken quote rather than a post.
MAX_FIELD = 1_000_000
csv.field_size_limit(MAX_FIELD)


@dataclass(frozen=True)
class ReadRow:
    line: int
    row: ThreadRow | None
    fault: RowError | None = None


def read_threads(file: IO[bytes], form: str, max_bytes: int = MAX_BYTES) -> Iterator[ReadRow]:
    """Read a seekable file. Raises Invalid or TooLarge when it can't be read as a whole."""
    text = io.TextIOWrapper(file, encoding=_encoding(file, max_bytes), newline="")
    try:
        yield from (_csv_rows if form == "csv" else _json_rows)(text)
    finally:
        text.detach()


def format_of(filename: str, start: bytes) -> str:
    """Tell the format by the name, else by the first character."""
    suffix = filename.lower().rpartition(".")[2]
    if suffix in {"jsonl", "ndjson", "json"}:
        return "jsonl"
    if suffix in {"csv", "txt"}:
        return "csv"
    return "jsonl" if start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{") else "csv"


def _encoding(file: IO[bytes], max_bytes: int) -> str:
    """Find the encoding that the whole file keeps to, and rewind."""
    for name in ("utf-8-sig", "cp932"):
        file.seek(0)
        decoder, read = codecs.getincrementaldecoder(name)(), 0
        try:
            while chunk := file.read(CHUNK):
                read += len(chunk)
                if read > max_bytes:
                    raise TooLarge(
                        _(
                            "The file is over %(size)s MiB; split it.",
                            size=max_bytes // 1024 // 1024,
                        )
                    )
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        file.seek(0)
        return name
    raise Invalid(_("The file is neither UTF-8 nor Shift_JIS (CP932). Save it as UTF-8."))


def _csv_rows(text: io.TextIOWrapper) -> Iterator[ReadRow]:
    reader = csv.reader(text, strict=True)
    try:
        header = next(reader, None)
    except csv.Error as error:
        raise Invalid(_("The header row can't be read: %(error)s.", error=error)) from None
    fields = [field_named(name) for name in header or []]
    for needed in ("title", "url"):
        if needed not in fields:
            raise Invalid(
                _(
                    "The file has no %(name)s column. Its first row must name the columns,"
                    " for instance: title,url,body,status,replies,tags.",
                    name=needed,
                )
            )
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield ReadRow(line, None, RowError("unreadable", str(error)))
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield _csv_row(line, fields, cells)


def _csv_row(line: int, fields: list[str | None], cells: list[str]) -> ReadRow:
    if len(cells) > len(fields):
        return ReadRow(line, None, RowError("too_many_cells", f"{len(cells)} > {len(fields)}"))
    return _read(line, {field: cell for field, cell in zip(fields, cells, strict=False) if field})


def _json_rows(text: io.TextIOWrapper) -> Iterator[ReadRow]:
    for line, record in enumerate(text, start=1):
        if not record.strip():
            continue
        try:
            value = json.loads(record)
        except (ValueError, RecursionError):
            yield ReadRow(line, None, RowError("not_json"))
            continue
        if not isinstance(value, dict):
            yield ReadRow(line, None, RowError("not_object"))
            continue
        yield _read(line, {field: v for key, v in value.items() if (field := field_named(key))})


def _read(line: int, values: Mapping[str, object]) -> ReadRow:
    try:
        return ReadRow(line, read_row(values))
    except RowError as fault:
        return ReadRow(line, None, fault)
