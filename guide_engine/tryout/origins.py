"""The site's own addresses and the loopback ones that stand for them. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

# What may follow a host in running text: anything that can't be part of its name or port.
_END = r"(?![\w.:@-])"
_LOOPBACK = re.compile(
    r"(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?", re.IGNORECASE
)


def is_loopback(host: str) -> bool:
    """Tell whether a Host header names this machine: nobody's DNS may lead other pages to us."""
    return _LOOPBACK.fullmatch(host) is not None


def own_name(site: str) -> str:
    """A name on loopback for a site alone, so that no other site's cookies reach it."""
    host = urlsplit(site).hostname or "site"
    return re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-")[:50] + ".localhost"


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()


@dataclass(frozen=True)
class Mapping:
    """`site` and `here` are origins, as in https://app.example.com and http://localhost:8002."""

    site: str
    here: str

    def inward(self, text: str) -> str:
        """Every address of the site in a text becomes one of ours."""
        return self._site_pattern().sub(self._here_for, text)

    def outward(self, text: str) -> str:
        """The site gets to see its own addresses: in Origin and Referer."""
        if text == self.here or text.startswith(f"{self.here}/"):
            return self.site + text.removeprefix(self.here)
        return text

    def _site_pattern(self) -> re.Pattern[str]:
        host = re.escape(urlsplit(self.site).netloc)
        return re.compile(rf"(https?:|wss?:)?//{host}{_END}", re.IGNORECASE)

    def _here_for(self, match: re.Match[str]) -> str:
        scheme = (match.group(1) or "").lower()
        host = urlsplit(self.here).netloc
        if not scheme:
            return f"//{host}"
        return f"ws://{host}" if scheme.startswith("ws") else self.here
