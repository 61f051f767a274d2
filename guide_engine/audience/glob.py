"""Patterns for addresses: `*` stands for any run without `/`, `**` for any run.

No regular expressions: an author's pattern runs in end users' pages, where one that
backtracks would freeze the tab. All states advance together, so time is linear in the text.
"""

import re
from functools import lru_cache
from typing import TypeAlias

_PIECE = re.compile(r"\*+|[^*]", re.DOTALL)


def matches(pattern: str, text: str) -> bool:
    """Tell whether the pattern covers the whole text. `/**` at the end also stands for nothing."""
    if _run(_compile(pattern), text):
        return True
    return pattern.endswith("/**") and _run(_compile(pattern[:-3]), text)


_Program: TypeAlias = tuple[dict[str, int], int, int, int]


@lru_cache(maxsize=512)
def _compile(pattern: str) -> _Program:
    """Bit i of a mask is the piece i: by literal, single stars, double stars; and the last state."""
    literals: dict[str, int] = {}
    single = double = 0
    pieces = _PIECE.findall(pattern)
    for index, piece in enumerate(pieces):
        bit = 1 << index
        if piece == "*":
            single |= bit
        elif piece.startswith("*"):
            double |= bit
        else:
            literals[piece] = literals.get(piece, 0) | bit
    return literals, single, double, 1 << len(pieces)


def _run(program: _Program, text: str) -> bool:
    literals, single, double, accepted = program
    stars = single | double
    states = 1
    for character in text:
        # Stars never stand side by side, so one shift passes over each that may be empty.
        states |= (states & stars) << 1
        stay = double if character == "/" else stars
        states = ((states & literals.get(character, 0)) << 1) | (states & stay)
        if not states:
            return False
    states |= (states & stars) << 1
    return bool(states & accepted)
