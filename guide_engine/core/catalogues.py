"""Translation catalogues: one per domain, kept as .po, compiled to .mo when the package is built.

`python -m guide_engine.core.catalogues update [DOMAIN …]` takes new messages into the .po files,
`check` names what is missing, `compile` writes the .mo files.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[1]
LOCALE = "ja"
# Dates in headers would make every update a change.
_UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
_KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def domains() -> list[str]:
    """List the packages that speak to people."""
    return sorted(
        path.name
        for path in PACKAGE.iterdir()
        if (path / "translations").is_dir() or (_templates() / path.name).is_dir()
    )


def po_path(domain: str) -> Path:
    return PACKAGE / domain / "translations" / LOCALE / "LC_MESSAGES" / "messages.po"


def compile_catalogues() -> list[Path]:
    """Write each .mo that is older than its .po. Returns the files written."""
    written = []
    for po in sorted(PACKAGE.glob("*/translations/*/LC_MESSAGES/messages.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as file:
            catalogue = read_po(file, locale=LOCALE)
        # Beside, then renamed: another process may be reading the old one.
        draft = mo.with_suffix(f".mo.{os.getpid()}")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(mo)
        written.append(mo)
    return written


def extract(domain: str) -> Catalog:
    """Collect the messages used in a domain's Python files and templates."""
    catalogue = _new_catalogue(None)
    for path, method in _sources(domain):
        found = extract_from_file(
            method,
            path,
            keywords=_KEYWORDS,
            comment_tags=("Translators:",),
            options={"newstyle_gettext": "true"} if method != "python" else {},
        )
        for _line, message, comments, context in found:
            place = path.relative_to(_templates().parent).as_posix()
            catalogue.add(message, None, [(place, 0)], auto_comments=comments, context=context)
    return catalogue


def _new_catalogue(locale: str | None) -> Catalog:
    return Catalog(
        locale=locale,
        header_comment="# Messages of Guide Engine. English is the key; write the other as itself.",
        project="Guide Engine",
        version="1",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        creation_date=_UNDATED,
        revision_date=_UNDATED,
        fuzzy=False,
    )


def update(domain: str) -> Path:
    """Take new messages into the Japanese catalogue of a domain and drop those no longer used."""
    path = po_path(domain)
    used = extract(domain)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=LOCALE)
        catalogue.update(used, no_fuzzy_matching=True, update_creation_date=False)
    else:
        catalogue = _new_catalogue(LOCALE)
        for message in used:
            if message.id:
                catalogue[message.id] = message
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(
            file, catalogue, width=96, include_lineno=False, ignore_obsolete=True, sort_by_file=True
        )
    return path


def faults(domain: str) -> list[str]:
    """Name each message of a domain that its Japanese catalogue lacks or gets wrong."""
    used = [message for message in extract(domain) if message.id]
    if not used:
        return []
    path = po_path(domain)
    if not path.exists():
        return [f"{domain}: has messages but no {path.relative_to(PACKAGE)}"]
    with path.open("rb") as file:
        catalogue = read_po(file, locale=LOCALE)
    return [fault for message in used for fault in _faults_of(domain, message, catalogue)]


def _faults_of(domain: str, message: Message, catalogue: Catalog) -> Iterator[str]:
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    known = catalogue.get(ids[0], message.context)
    if known is None:
        yield f"{domain}: not in the catalogue: {ids[0]!r}"
        return
    texts = known.string if isinstance(known.string, tuple | list) else (known.string,)
    if not all(texts):
        yield f"{domain}: not translated: {ids[0]!r}"
    elif known.fuzzy:
        yield f"{domain}: fuzzy: {ids[0]!r}"
    else:
        names = set(_PLACEHOLDER.findall(ids[-1]))
        for text in texts:
            if set(_PLACEHOLDER.findall(text or "")) - names:
                yield f"{domain}: names a placeholder that is not there: {text!r}"


def _templates() -> Path:
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


def _sources(domain: str) -> Iterator[tuple[Path, str]]:
    for path in sorted((PACKAGE / domain).rglob("*.py")):
        yield path, "python"
    templates = _templates()
    found = sorted((templates / domain).rglob("*.html"))
    if domain == "core":
        # What all domains share stands at the top.
        found = sorted([*templates.glob("*.html"), *(templates / "errors").glob("*.html")])
    for path in found:
        yield path, "jinja2.ext:babel_extract"


def main(arguments: Sequence[str]) -> int:
    verb, chosen = (arguments[0] if arguments else ""), list(arguments[1:]) or domains()
    if verb == "compile":
        lines = [f"compiled {path.relative_to(PACKAGE)}" for path in compile_catalogues()]
    elif verb == "update":
        lines = [f"updated {update(domain).relative_to(PACKAGE)}" for domain in chosen]
    elif verb == "check":
        lines = [fault for domain in chosen for fault in faults(domain)]
    else:
        lines = [__doc__ or ""]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 1 if (verb == "check" and lines) or verb not in ("compile", "update", "check") else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
