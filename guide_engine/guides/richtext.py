"""Rich text: a typed document in ProseMirror's shape. HTML is never stored."""

import re
from collections.abc import Iterator
from typing import Any

Rich = dict[str, Any]

MAX_LIST_DEPTH = 3


def empty() -> Rich:
    return {"type": "doc", "content": [{"type": "paragraph"}]}


def from_text(text: str) -> Rich:
    """Make a document of plain text: an empty line parts paragraphs, a line break is kept."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()) if part]
    return (
        {"type": "doc", "content": [_paragraph(part) for part in paragraphs]}
        if paragraphs
        else empty()
    )


def _paragraph(text: str) -> Rich:
    content: list[Rich] = []
    for line in text.split("\n"):
        if content:
            content.append({"type": "hard_break"})
        if line.strip():
            content.append({"type": "text", "text": line.strip()})
    return {"type": "paragraph", "content": content}


def plain_text(rich: object) -> str:
    """Return what a reader sees: one line per block, variables by their fallback."""
    return "\n".join(line for line in _lines(rich) if line)


def _lines(node: object) -> Iterator[str]:
    if not isinstance(node, dict):
        return
    if node.get("type") in {"paragraph", "heading"}:
        yield "".join(_inline_text(inner) for inner in _content(node)).strip()
        return
    for inner in _content(node):
        yield from _lines(inner)


def _inline_text(node: Rich) -> str:
    if node.get("type") == "hard_break":
        return "\n"
    if node.get("type") == "variable":
        attrs = node.get("attrs")
        return (
            f"{{{attrs.get('fallback') or attrs.get('fact', '')}}}"
            if isinstance(attrs, dict)
            else ""
        )
    return str(node.get("text", ""))


def nodes(node: object, path: str = "") -> Iterator[tuple[str, Rich]]:
    """Walk every node with its JSON Pointer, whatever the shape turns out to be."""
    if not isinstance(node, dict):
        return
    yield path, node
    for index, inner in enumerate(_content(node)):
        yield from nodes(inner, f"{path}/content/{index}")


def links(rich: object) -> Iterator[tuple[str, str]]:
    """Return each link's address with the pointer to it."""
    for path, node in nodes(rich):
        marks = node.get("marks")
        for index, mark in enumerate(marks if isinstance(marks, list) else ()):
            href = mark.get("attrs", {}).get("href") if isinstance(mark, dict) else None
            if isinstance(href, str):
                yield f"{path}/marks/{index}/attrs/href", href


def images(rich: object) -> Iterator[tuple[str, Rich]]:
    """Return each image's attributes with the pointer to them."""
    return _attributes(rich, "image")


def videos(rich: object) -> Iterator[tuple[str, Rich]]:
    """Return each video's attributes with the pointer to them."""
    return _attributes(rich, "video")


def _attributes(rich: object, kind: str) -> Iterator[tuple[str, Rich]]:
    for path, node in nodes(rich):
        if node.get("type") == kind and isinstance(node.get("attrs"), dict):
            yield f"{path}/attrs", node["attrs"]


def variables(rich: object) -> frozenset[str]:
    """Return the facts that the text names."""
    return frozenset(
        node["attrs"]["fact"]
        for _path, node in nodes(rich)
        if node.get("type") == "variable"
        and isinstance(node.get("attrs"), dict)
        and isinstance(node["attrs"].get("fact"), str)
    )


def deepest_list(node: object, depth: int = 0) -> int:
    if not isinstance(node, dict):
        return depth
    here = depth + (node.get("type") in {"bullet_list", "ordered_list"})
    return max([here, *(deepest_list(inner, here) for inner in _content(node))])


def _content(node: Rich) -> list[Any]:
    content = node.get("content")
    return (
        [inner for inner in content if isinstance(inner, dict)] if isinstance(content, list) else []
    )
