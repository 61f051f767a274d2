"""Rich text as translators get it: its sentences with numbered codes, and back. Pure.

Each paragraph and heading is one line, as is each picture's description. `Press <1>Save</1>` has a
code for each mark; variables stand as `{user.name|there}`, line breaks as line breaks. The form of
a text (lists, links, pictures) is the source's: only words are translated.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from guide_engine.guides import richtext
from guide_engine.guides.variables import named

Rich = dict[str, Any]
Mark = dict[str, Any]

# What a line is made of: a code opened or closed, a variable, a line break, or words.
_PART = re.compile(
    r"\\(?P<plain>[\\<{])|<(?P<shut>/?)(?P<code>\d{1,3})>"
    r"|(?P<variable>\{(?:user|company|event)\.[\w.-]+(?:\|[^{}|]*)?\})|(?P<turn>\n)"
)
_ESCAPED = re.compile(r"\\|<(?=/?\d{1,3}>)|\{(?=(?:user|company|event)\.)")


class BadCodes(ValueError):
    """A line whose codes are not those of its source. `code` is the first that is wrong."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def lines(rich: Rich) -> list[str]:
    """Write the words of a rich text, one line for each place that has some."""
    return [text for _holder, text in _leaves(rich)]


def rebuilt(rich: Rich, given: Sequence[str]) -> Rich:
    """Put other words in the place of a text's own. Raises BadCodes; ValueError for too few or many."""
    result = deepcopy(rich)
    places = list(_leaves(result))
    if len(places) != len(given):
        raise ValueError("not as many lines as places")
    for (holder, _text), line in zip(places, given, strict=True):
        if holder.get("type") in {"image", "video"}:
            holder["attrs"][_CAPTIONS[holder["type"]]] = line.strip()
        else:
            holder["content"] = _read(line, _codes(holder.get("content", [])))
    return result


_CAPTIONS = {"image": "alt", "video": "title"}


def _leaves(rich: Rich) -> Iterator[tuple[Rich, str]]:
    for _path, node in richtext.nodes(rich):
        kind = node.get("type")
        if kind in {"paragraph", "heading"}:
            text = _written(node.get("content", []))
        elif kind in _CAPTIONS:
            text = str(node.get("attrs", {}).get(_CAPTIONS[kind], ""))
        else:
            continue
        if text.strip():
            yield node, text


def _marks(node: Mapping[str, Any]) -> list[Mark]:
    return list(node.get("marks", ()))


def _spans(content: Sequence[Rich]) -> Iterator[tuple[Rich | None, list[tuple[int, Mark]]]]:
    """Walk inline nodes, each with the numbered marks around it; at last None, with none."""
    open_now: list[tuple[int, Mark]] = []
    count = 0
    for node in content:
        wanted = _marks(node)
        kept = 0
        while kept < min(len(open_now), len(wanted)) and open_now[kept][1] == wanted[kept]:
            kept += 1
        open_now = open_now[:kept]
        for mark in wanted[kept:]:
            count += 1
            open_now = [*open_now, (count, mark)]
        yield node, open_now
    yield None, []


def _codes(content: Sequence[Rich]) -> dict[int, Mark]:
    return {number: mark for _node, marks in _spans(content) for number, mark in marks}


def _written(content: Sequence[Rich]) -> str:
    text, open_now = "", list[tuple[int, Mark]]()
    for node, marks in _spans(content):
        kept = [pair for pair in open_now if pair in marks]
        text += "".join(f"</{number}>" for number, _mark in reversed(open_now[len(kept) :]))
        text += "".join(f"<{number}>" for number, _mark in marks[len(kept) :])
        open_now = marks
        if node is not None:
            text += _inline(node)
    return text


def _inline(node: Rich) -> str:
    if node.get("type") == "hard_break":
        return "\n"
    if node.get("type") == "variable":
        attrs = node.get("attrs", {})
        fallback = attrs.get("fallback", "")
        return f"{{{attrs.get('fact', '')}{'|' if fallback else ''}{fallback}}}"
    return _ESCAPED.sub(lambda match: "\\" + match[0], str(node.get("text", "")))


def _read(line: str, codes: Mapping[int, Mark]) -> list[Rich]:
    content: list[Rich] = []
    open_now: list[int] = []

    def add(text: str) -> None:
        if not text:
            return
        marks = [deepcopy(codes[number]) for number in open_now]
        last = content[-1] if content else None
        if last is not None and last["type"] == "text" and last.get("marks", []) == marks:
            last["text"] += text
        else:
            content.append({"type": "text", "text": text, **({"marks": marks} if marks else {})})

    at = 0
    for part in _PART.finditer(line):
        add(line[at : part.start()])
        at = part.end()
        if part["plain"]:
            add(part["plain"])
        elif part["turn"]:
            content.append({"type": "hard_break"})
        elif part["variable"]:
            known = named(part[0])
            if known:
                attrs = {"fact": known[0].fact, "fallback": known[0].fallback}
                content.append({"type": "variable", "attrs": attrs})
            else:
                add(part[0])
        else:
            _turn(open_now, int(part["code"]), shut=bool(part["shut"]), codes=codes, said=part[0])
    add(line[at:])
    if open_now:
        raise BadCodes(f"<{open_now[-1]}>")
    return content


def _turn(
    open_now: list[int], number: int, *, shut: bool, codes: Mapping[int, Mark], said: str
) -> None:
    if shut:
        if not open_now or open_now.pop() != number:
            raise BadCodes(said)
    elif number not in codes or number in open_now:
        raise BadCodes(said)
    else:
        open_now.append(number)
