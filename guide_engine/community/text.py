"""From what communities write (HTML, odd white space) to plain text."""

import html
import re

import nh3

MAX_TITLE = 300
MAX_BODY = 20_000

_LOOKS_LIKE_HTML = re.compile(r"<[a-zA-Z!/][^>]*>|&[a-zA-Z]{2,8};|&#\d+;")
_BLOCK = re.compile(
    r"<(?=/?(?:p|br|div|li|ul|ol|tr|td|th|h[1-6]|pre|blockquote|table|section|hr)\b)", re.IGNORECASE
)
# Controls, lone surrogates, private use: a NUL would not even be stored.
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff]")


def plain_text(source: str, limit: int = MAX_BODY) -> str:
    """Strip every tag (with what scripts and styles hold), keep line breaks, drop controls."""
    if _LOOKS_LIKE_HTML.search(source):
        stripped = nh3.clean(_BLOCK.sub("\n<", source), tags=set(), attributes={})
        source = html.unescape(stripped)
    lines = (" ".join(_INVISIBLE.sub(" ", line).split()) for line in source.splitlines())
    return "\n".join(line for line in lines if line)[:limit].rstrip()


def plain_line(source: str, limit: int = MAX_TITLE) -> str:
    return " ".join(plain_text(source, limit * 8).split())[:limit].rstrip()
