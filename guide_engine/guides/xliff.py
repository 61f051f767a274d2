"""XLIFF 2.0 out and in: one file element per guide, a unit per text, a segment per line. Pure.

Codes of a line are `pc` elements; they carry what they stand for, so that tools can show it.
What comes in is judged before anything is read: a file with a document type or an entity is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from guide_engine.guides import exchange, languages
from guide_engine.guides.document import GuideDocument

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
MOST_BYTES = 8 * 1024 * 1024
_PARTS = re.compile(r"<(/?)(\d{1,3})>")
_XML = "http://www.w3.org/XML/1998/namespace"


class BadFile(ValueError):
    """A file that can't be taken; `code` names why (`words.EXCHANGE`)."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


@dataclass(frozen=True)
class Translation:
    """What one file element brings."""

    key: str
    source: str
    language: str
    lines: dict[str, str]


def write(document: GuideDocument, language: str) -> bytes:
    """Write the texts of a guide, with the translations there are."""
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(
        _tag("xliff"), version="2.0", srcLang=document["language"], trgLang=language
    )
    root.set(f"{{{_XML}}}space", "preserve")
    # Ids of XML names take no slash: the place of a text is the unit's name.
    file = ElementTree.SubElement(root, _tag("file"), id="f1", original=document["key"])
    unit, last = file, ""
    for line in exchange.lines(document, language):
        path, _hash, number = line.where.partition("#")
        if path != last:
            count = len(file.findall(_tag("unit"))) + 1
            unit = ElementTree.SubElement(file, _tag("unit"), id=f"u{count}", name=path)
            unit.set("canResegment", "no")
            last = path
        state = "initial" if not line.translation or line.stale else "translated"
        segment = ElementTree.SubElement(unit, _tag("segment"), id=f"s{number or 1}", state=state)
        _write_line(ElementTree.SubElement(segment, _tag("source")), line.source)
        if line.translation:
            _write_line(ElementTree.SubElement(segment, _tag("target")), line.translation)
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return bytes(body) + b"\n"


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _write_line(parent: ElementTree.Element, line: str) -> None:
    """Turn the codes of a line into elements. What isn't closed rightly was refused before."""
    open_now = [parent]

    def add(text: str) -> None:
        holder = open_now[-1]
        children = list(holder)
        if children:
            children[-1].tail = (children[-1].tail or "") + text
        else:
            holder.text = (holder.text or "") + text

    at = 0
    for part in _PARTS.finditer(line):
        if line[: part.start()].endswith("\\"):
            continue
        add(line[at : part.start()])
        at = part.end()
        if not part[1]:
            open_now.append(ElementTree.SubElement(open_now[-1], _tag("pc"), id=part[2]))
        elif len(open_now) > 1:
            open_now.pop()
    add(line[at:])


def read(body: bytes) -> list[Translation]:
    """Read a file. Raises BadFile."""
    if len(body) > MOST_BYTES:
        raise BadFile("too_big")
    _refuse_doctype(body)
    # Entities and document types were refused, so that nothing can grow or be fetched.
    root = ElementTree.fromstring(body)  # noqa: S314
    if root.tag != _tag("xliff"):
        raise BadFile("not_xliff")
    if root.get("version") != "2.0":
        raise BadFile("other_version", root.get("version", ""))
    source, language = root.get("srcLang", ""), root.get("trgLang", "")
    if not languages.is_tag(source) or not languages.is_tag(language):
        raise BadFile("no_language")
    return [
        Translation(file.get("original", ""), source, language, dict(_lines(file)))
        for file in root.findall(_tag("file"))
    ]


def _refuse_doctype(body: bytes) -> None:
    parser = expat.ParserCreate()

    def refuse(*_args: Any) -> None:
        raise BadFile("doctype")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        raise BadFile("not_xml", str(error)) from None


def _lines(file: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for unit in file.iter(_tag("unit")):
        path = unit.get("name", "")
        for place, segment in enumerate(unit.findall(_tag("segment")), 1):
            target = segment.find(_tag("target"))
            if target is None:
                continue
            is_rich = path.endswith(("/body", "/intro"))
            yield (f"{path}#{place}" if is_rich else path), _read_line(target)


def _read_line(element: ElementTree.Element) -> str:
    text = element.text or ""
    for child in element:
        if child.tag not in {_tag("pc"), _tag("mrk")}:
            raise BadFile("unknown_code", child.tag.rpartition("}")[2])
        inner = _read_line(child)
        number = child.get("id", "")
        text += f"<{number}>{inner}</{number}>" if child.tag == _tag("pc") else inner
        text += child.tail or ""
    return text
