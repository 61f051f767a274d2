"""Markdown tables on standard output."""

from collections.abc import Iterable, Sequence


def print_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    print("| " + " | ".join(header) + " |")
    print("|" + " --- |" * len(header))
    for row in rows:
        print("| " + " | ".join(cell(value) for value in row) + " |", flush=True)


def cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
