"""The link to a community's composer, with the question filled in. Pure."""

import re
from urllib.parse import quote, urlsplit

VARIABLES = ("title", "body", "url")
# Servers and proxies commonly cut addresses at 8 kB; kanji take nine bytes each when encoded.
MAX_LENGTH = 6_000

_VARIABLE = re.compile(r"\{([^{}]*)\}")


class TemplateError(ValueError):
    """An address that can't be a composer link; `code` says why, `detail` names the culprit."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def check_template(template: str) -> str:
    """Return the template trimmed. Raises TemplateError: not_http, unknown_variable, misplaced."""
    template = template.strip()
    for name in _VARIABLE.findall(template):
        if name not in VARIABLES:
            raise TemplateError("unknown_variable", name)
    try:
        parts = urlsplit(template)
    except ValueError:
        raise TemplateError("not_http") from None
    if parts.scheme not in {"http", "https"} or not parts.netloc or re.search(r"[\s\\]", template):
        raise TemplateError("not_http")
    if "{" in parts.netloc:
        raise TemplateError("misplaced")
    return template


def ask_link(template: str, *, title: str, body: str, url: str) -> str:
    """Fill in the template. The body is cut when the address would be too long for servers."""
    link = _filled(template, {"title": title, "body": body, "url": url})
    while len(link) > MAX_LENGTH and body:
        # Nine: the most that one character may grow to when encoded.
        excess = max(1, (len(link) - MAX_LENGTH) // 9)
        body = body[: max(0, len(body) - excess)]
        link = _filled(template, {"title": title, "body": body, "url": url})
    return link


def _filled(template: str, values: dict[str, str]) -> str:
    return _VARIABLE.sub(lambda match: quote(values[match[1]], safe="", errors="replace"), template)
