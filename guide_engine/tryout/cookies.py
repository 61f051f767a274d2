"""The site's cookies, kept working under another name of host and without TLS. Pure."""

# A browser takes these prefixes over TLS only, so they travel under others.
_PREFIXES = {"__Host-": "ge-try-host-", "__Secure-": "ge-try-secure-"}
# The editor's own: loopback cookies don't heed ports, and they are nobody else's business.
_EDITOR = ("ge_", "__Host-ge_")


def to_browser(cookie: str) -> str | None:
    """Rewrite one Set-Cookie header; None where it would fall upon the editor's cookies."""
    pair, *attributes = cookie.split(";")
    name = pair.strip()
    if name.startswith(_EDITOR):
        return None
    for prefix, ours in _PREFIXES.items():
        if name.startswith(prefix):
            name = ours + name.removeprefix(prefix)
    return "; ".join([name, *(kept for each in attributes if (kept := _attribute(each)))])


def _attribute(attribute: str) -> str | None:
    name, _, value = (part.strip() for part in attribute.partition("="))
    match name.lower():
        case "domain" | "secure" | "partitioned" | "":
            return None
        # Browsers take None with Secure only.
        case "samesite" if value.lower() == "none":
            return "SameSite=Lax"
    return attribute.strip()


def to_site(header: str) -> str:
    """The Cookie header as the site knows it; empty when none of it is the site's."""
    kept = []
    for pair in header.split(";"):
        name = pair.strip()
        if not name or name.startswith(_EDITOR):
            continue
        for prefix, ours in _PREFIXES.items():
            if name.startswith(ours):
                name = prefix + name.removeprefix(ours)
        kept.append(name)
    return "; ".join(kept)
