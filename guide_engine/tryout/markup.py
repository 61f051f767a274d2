"""HTML as it streams by: the snippet put in, the site's addresses turned to ours. Pure.

Only tags are read, and only to their ends: scripts, styles, comments and texts pass as they are,
so that hashes over them stay right. Works on bytes: every charset that browsers take from a
header or guess, but UTF-16, writes tags as ASCII does.
"""

import re
from collections.abc import Callable
from html import escape, unescape

Rewrite = Callable[[str], str]

_NAME = re.compile(rb"<([A-Za-z][^\s/>]*)")
_POLICY = re.compile(
    rb"""http-equiv\s*=\s*["']?\s*content-security-policy(-report-only)?\b""", re.IGNORECASE
)
_CONTENT = re.compile(rb"""(\bcontent\s*=\s*)(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
# What is in these is text to the parser, up to their own end tag.
_RAW = frozenset(b"script style textarea title xmp iframe noembed noframes plaintext".split())
# What may stand before the snippet: it comes first in the head.
_BEFORE = frozenset({b"html", b"head"})
_SPACE = re.compile(rb"(?:\s|\xef\xbb\xbf)*")
# A tag longer than this is none; what came is passed on as it is.
LONGEST_TAG = 256 * 1024


class Inserter:
    """Feed it chunks; it gives back what may be sent already."""

    def __init__(self, snippet: str, addresses: Rewrite, policy: Rewrite) -> None:
        self._snippet: bytes | None = snippet.encode()
        self._addresses = addresses
        self._policy = policy
        self._rest = b""
        # The element whose raw text we are in.
        self._raw: bytes | None = None

    def feed(self, chunk: bytes) -> bytes:
        self._rest += chunk
        return b"".join(iter(self._take, b""))

    def finish(self) -> bytes:
        rest, self._rest = self._rest, b""
        return self._insert() + rest

    def _take(self) -> bytes:
        """Take the next whole piece; empty until more has come."""
        if self._raw is not None:
            return self._take_raw(self._raw)
        start = self._rest.find(b"<")
        if start != 0:
            return self._take_text(len(self._rest) if start < 0 else start)
        if len(self._rest) < 4:
            return b""
        if self._rest.startswith(b"<!--"):
            return self._cut_after(b"-->")
        if match := _NAME.match(self._rest):
            return self._take_tag(match.group(1).lower())
        return self._cut_after(b">")

    def _take_text(self, end: int) -> bytes:
        text = self._cut(end)
        if not text or _SPACE.fullmatch(text):
            return text
        return self._insert() + text

    def _take_tag(self, name: bytes) -> bytes:
        end = _tag_end(self._rest)
        if end < 0:
            return self._cut(len(self._rest)) if len(self._rest) > LONGEST_TAG else b""
        if name in _RAW:
            self._raw = name
        tag = self._rewritten(name, self._cut(end))
        if name == b"head":
            return tag + self._insert()
        return tag if name in _BEFORE else self._insert() + tag

    def _take_raw(self, name: bytes) -> bytes:
        match = re.search(rb"</" + re.escape(name) + rb"(?=[\s/>])", self._rest, re.IGNORECASE)
        if match is not None:
            self._raw = None
            return self._cut(match.start()) or self._take()
        # The end tag may be cut in two.
        return self._cut(max(0, len(self._rest) - len(name) - 3))

    def _cut_after(self, mark: bytes) -> bytes:
        end = self._rest.find(mark)
        return self._cut(end + len(mark)) if end >= 0 else b""

    def _cut(self, end: int) -> bytes:
        piece, self._rest = self._rest[:end], self._rest[end:]
        return piece

    def _insert(self) -> bytes:
        snippet, self._snippet = self._snippet, None
        return snippet or b""

    def _rewritten(self, name: bytes, tag: bytes) -> bytes:
        if name == b"meta" and _POLICY.search(tag):
            return _CONTENT.sub(self._amended, tag)
        if b"//" not in tag:
            return tag
        # Latin-1 gives every byte back as it was.
        return self._addresses(tag.decode("latin-1")).encode("latin-1")

    def _amended(self, match: re.Match[bytes]) -> bytes:
        given = match.group(2) if match.group(2) is not None else match.group(3)
        policy = self._policy(unescape(given.decode("latin-1")))
        return match.group(1) + b'"' + escape(policy).encode("latin-1") + b'"'


def _tag_end(text: bytes) -> int:
    """Where the tag at the start is over, or -1. A quote counts only where a value begins."""
    place, quote = 1, 0
    while place < len(text):
        byte = text[place]
        if quote:
            closing = text.find(bytes([quote]), place)
            if closing < 0:
                return -1
            place, quote = closing, 0
        elif byte == 0x3E:
            return place + 1
        elif byte in b"\"'" and text[1:place].rstrip(b" \t\r\n\f").endswith(b"="):
            quote = byte
        place += 1
    return -1
