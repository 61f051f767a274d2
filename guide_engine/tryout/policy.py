"""The site's Content-Security-Policy, widened by what the snippet needs and nothing more. Pure."""

from dataclasses import dataclass
from urllib.parse import urlsplit

# The page now comes over plain HTTP from this very machine: these would send it elsewhere.
_DROPPED = frozenset({"upgrade-insecure-requests", "block-all-mixed-content"})
_FETCHED = ("connect-src", "img-src", "media-src")
_SCRIPTS = ("script-src", "script-src-elem")
_NONE = "'none'"

Directives = dict[str, list[str]]


@dataclass(frozen=True)
class Needs:
    """`service` and `here` are origins; `site_host` is what the site's policy may call itself."""

    service: str
    nonce: str
    here: str
    site_host: str


def amended(header: str, needs: Needs) -> str:
    """Amend each policy of a header (they are separated by commas, and all of them hold)."""
    return ", ".join(_amend(policy, needs) for policy in header.split(",") if policy.strip())


def _amend(policy: str, needs: Needs) -> str:
    directives = {name: values for name, values in _read(policy).items() if name not in _DROPPED}
    for name, values in directives.items():
        directives[name] = _with_here(values, needs) if name.endswith("-src") else values
    for name in _FETCHED:
        if (fetched := _effective(directives, name)) is not None:
            directives[name] = _plus(fetched, needs.service)
    for name in _SCRIPTS:
        # A page without script-src-elem has its scripts judged by script-src.
        run = directives.get(name) if name != "script-src" else _effective(directives, name)
        if run is not None:
            directives[name] = _scripts(run, needs)
    return "; ".join(" ".join([name, *values]) for name, values in directives.items())


def _read(policy: str) -> Directives:
    found: Directives = {}
    for directive in policy.split(";"):
        name, *values = directive.split() or [""]
        # The first of two with one name counts, as in browsers.
        if name:
            found.setdefault(name.lower(), values)
    return found


def _effective(directives: Directives, name: str) -> list[str] | None:
    return directives.get(name, directives.get("default-src"))


def _plus(values: list[str], *more: str) -> list[str]:
    kept = [value for value in values if value.lower() != _NONE]
    return [*kept, *(each for each in more if each not in kept)]


def _scripts(values: list[str], needs: Needs) -> list[str]:
    """The service's files, and our inline stub by a nonce, where inline scripts aren't free.

    A nonce would switch 'unsafe-inline' off, so where that rules it stays alone.
    """
    lowered = [value.lower() for value in values]
    named = any(v.startswith(("'nonce-", "'sha")) or v == "'strict-dynamic'" for v in lowered)
    if "'unsafe-inline'" in lowered and not named:
        return _plus(values, needs.service)
    return _plus(values, needs.service, f"'nonce-{needs.nonce}'")


def _with_here(values: list[str], needs: Needs) -> list[str]:
    """Where the site allows itself by name, our address stands for it."""
    more = []
    for value in values:
        if _names(value, needs.site_host):
            secure = value.lower().startswith(("ws:", "wss:"))
            more.append(needs.here.replace("http", "ws", 1) if secure else needs.here)
    return _plus(values, *more) if more else values


def _names(source: str, host: str) -> bool:
    """Tell whether a host source of a policy means this host."""
    if source.startswith("'") or source.endswith(":"):
        return False
    named = urlsplit(source if "//" in source else f"//{source}").netloc.lower()
    bare, host = named.partition(":")[0], host.lower().partition(":")[0]
    return bare == host or (bare.startswith("*.") and host.endswith(bare[1:]))
