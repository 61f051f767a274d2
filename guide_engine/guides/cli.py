"""`guide-engine import` and `guide-engine export`."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from guide_engine.core.db import db
from guide_engine.core.errors import DomainError, Invalid
from guide_engine.guides import languages, queries, signals, transfer, translating
from guide_engine.guides.models import Guide
from guide_engine.identity.entering import enter_workspace

# A file of 500 rich guides is a few megabytes.
MOST_BYTES = 32 * 1024 * 1024


@click.command("import", help="Bring guides from a guide FILE (“-” is standard input).")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--workspace", metavar="NAME", help="Which workspace, when there are several.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--publish", metavar="ENVIRONMENT", help="Publish the guides there afterwards.")
@with_appcontext
def import_guides(file: Path, workspace: str | None, dry_run: bool, publish: str | None) -> None:
    workspace_id = enter_workspace(workspace)
    report = transfer.import_file(_read(file))
    if publish and not dry_run:
        _publish(workspace_id, report, publish)
    if dry_run:
        db.session.rollback()
    else:
        db.session.commit()
    for words, names in (
        ("created", report.created),
        ("updated", report.updated),
        ("unchanged", report.unchanged),
        ("segment created", report.segments_created),
        ("segment kept as it is", report.segments_kept),
    ):
        for name in names:
            click.echo(f"{words}: {name}")
    if publish and not dry_run:
        click.echo(f"published in {publish}: {len(report.guide_ids)} guide(s)")
    if dry_run:
        click.echo("Nothing was changed: this was a dry run.")


def _publish(workspace_id: str, report: transfer.Report, environment: str) -> None:
    if not signals.publish_asked.receivers:
        raise DomainError("Publishing is not available here.")
    signals.publish_asked.send(
        current_app._get_current_object(),  # type: ignore[attr-defined]
        workspace_id=workspace_id,
        guide_ids=report.guide_ids,
        environment=environment,
        member_id=None,
    )


@click.command("export", help="Write guides into one guide file.")
@click.option("--guide", "keys", metavar="KEY", multiple=True, help="Which guide; repeatable.")
@click.option("--workspace", metavar="NAME", help="Which workspace, when there are several.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    default="-",
    help="Where to write; standard output by default.",
)
@with_appcontext
def export_guides(keys: tuple[str, ...], workspace: str | None, output: Path) -> None:
    enter_workspace(workspace)
    text = json.dumps(transfer.export_file(keys or None), ensure_ascii=False, indent=2) + "\n"
    if str(output) == "-":
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        raise DomainError(f"{output} can't be written: {error.strerror}.") from None
    click.echo(f"wrote {output}", err=True)


def _read(file: Path) -> Any:
    try:
        raw = sys.stdin.buffer.read(MOST_BYTES + 1) if str(file) == "-" else _bytes(file)
    except OSError as error:
        raise DomainError(f"{file} can't be read: {error.strerror}.") from None
    if len(raw) > MOST_BYTES:
        raise DomainError(f"{file} is larger than {MOST_BYTES // 1024 // 1024} MB.")
    return parse(raw)


def _bytes(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def parse(raw: bytes) -> Any:
    """Read strict JSON: UTF-8, no repeated names, no numbers that JSON doesn't have.

    Raises Invalid.
    """
    try:
        return json.loads(
            raw.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
        )
    except RecursionError:
        raise Invalid("The file is nested too deep.", code="not_json") from None
    except (UnicodeDecodeError, ValueError) as error:
        raise Invalid(f"The file is not JSON: {error}.", code="not_json") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name “{repeated}” stands twice in one object")
    return found


def _refuse_constant(word: str) -> Any:
    raise ValueError(f"{word} is not a JSON number")


@click.group("translations", help="Texts of guides, to translators and back.")
def translations() -> None: ...


@translations.command("export", help="Write the texts of a guide, with the translations there are.")
@click.argument("key")
@click.argument("language")
@click.option("--workspace", metavar="NAME", help="Which workspace, when there are several.")
@click.option("--format", "form", type=click.Choice(["xliff", "csv"]), default="xliff")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    default="-",
    help="Where to write; standard output by default.",
)
@with_appcontext
def export_translations(
    key: str, language: str, workspace: str | None, form: str, output: Path
) -> None:
    enter_workspace(workspace)
    tag = languages.tidy_tag(language)
    if not languages.is_tag(tag):
        raise DomainError(f"“{language}” is no language tag, as fr or fr-CA is.")
    body, _kind = translating.written(_guide(key).draft, tag, form)
    raw = body.encode() if isinstance(body, str) else body
    if str(output) == "-":
        sys.stdout.buffer.write(raw)
        return
    try:
        output.write_bytes(raw)
    except OSError as error:
        raise DomainError(f"{output} can't be written: {error.strerror}.") from None
    click.echo(f"wrote {output}", err=True)


@translations.command(
    "import", help="Take a translated FILE (XLIFF 2.0 or CSV) into a guide's draft."
)
@click.argument("key")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--workspace", metavar="NAME", help="Which workspace, when there are several.")
@click.option(
    "--language", metavar="TAG", default="", help="Of a CSV, which doesn't say it itself."
)
@with_appcontext
def import_translations(key: str, file: Path, workspace: str | None, language: str) -> None:
    enter_workspace(workspace)
    report = translating.take_file(_guide(key), file.name, _bytes(file), language)
    db.session.commit()
    click.echo(f"taken into {report.language}: {report.taken} text(s)")
    for path in report.partial:
        click.echo(f"left as it was, only a part is translated: {path}")


def _guide(key: str) -> Guide:
    guide = queries.guide_by_key(key)
    if guide is None:
        raise DomainError(f"There is no guide with the key “{key}”.")
    return guide
