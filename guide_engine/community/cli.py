"""`guide-engine community …`: import threads, fetch feeds now, try the search, rebuild the index."""

import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import click
from flask.cli import AppGroup
from sqlalchemy import select

from guide_engine.community import importing, jobs, queries, service
from guide_engine.community.ask import TemplateError, check_template
from guide_engine.community.files import FORMATS, format_of
from guide_engine.community.models import Source
from guide_engine.community.words import fault_sentence
from guide_engine.core.db import db
from guide_engine.core.errors import DomainError
from guide_engine.identity.entering import enter_workspace

# A community that nobody named.
USUAL_NAME = "Community"

group = AppGroup("community", help="Bring in what your community already answered.")

in_workspace = click.option(
    "--workspace", metavar="NAME", help="Which workspace, when there are several."
)

in_source = click.option(
    "--source",
    metavar="NAME",
    help=f"The community, made if new; else the only one there is, else “{USUAL_NAME}”.",
)


@group.command("import")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@in_source
@click.option("--format", "form", type=click.Choice(FORMATS), help="Told by the name otherwise.")
@click.option("--skip-bad", is_flag=True, help="Take the good rows; otherwise it is all or none.")
@click.option("--replace", is_flag=True, help="Also remove threads that FILE no longer has.")
@click.option("--language", type=click.Choice(["ja", "en"]), help="Language of a new community.")
@click.option("--ask-url", metavar="URL", help="Address to ask at, with {title} {body} {url}.")
@in_workspace
def import_threads(
    file: Path,
    source: str | None,
    form: str | None,
    skip_bad: bool,
    replace: bool,
    language: str | None,
    ask_url: str | None,
    workspace: str | None,
) -> None:
    """Add and update threads from FILE (CSV or JSON Lines; "-" reads standard input)."""
    enter_workspace(workspace)
    target = _source(source, language or "", ask_url)
    with ExitStack() as stack:
        stream = _open(file, stack)
        form = form or format_of(str(file), stream.read(64))
        stream.seek(0)
        outcome = importing.import_file(target, stream, form, skip_bad=skip_bad, replace=replace)
    db.session.commit()
    for line, fault in outcome.faults:
        click.echo(f"skipped row {line}: {fault_sentence(fault)}", err=True)
    click.echo(
        f"{target.name}: {outcome.added} added, {outcome.changed} changed, {outcome.same} as before,"
        f" {outcome.removed} removed, {outcome.skipped} skipped"
    )


@group.command("feed")
@click.argument("url")
@in_source
@click.option("--language", type=click.Choice(["ja", "en"]), help="Language of a new community.")
@in_workspace
def follow_feed(url: str, source: str | None, language: str | None, workspace: str | None) -> None:
    """Follow the RSS or Atom feed at URL, and fetch it now."""
    enter_workspace(workspace)
    target = _source(source, language or "", None)
    service.update_source(
        target,
        name=target.name,
        language=target.language,
        ask_url=target.ask_url,
        feed_url=url,
    )
    outcome = jobs.sync(target)
    db.session.commit()
    if target.failures:
        raise DomainError(f"{target.name}: {target.last_error} It is tried again by itself.")
    click.echo(f"{target.name}: {outcome.added} added, {outcome.changed} changed")


@group.command("sync")
@in_workspace
def sync_feeds(workspace: str | None) -> None:
    """Fetch every feed of the workspace now."""
    enter_workspace(workspace)
    failed = 0
    for source in db.session.scalars(select(Source).where(Source.feed_url != "")).all():
        outcome = jobs.sync(source)
        failed += bool(source.failures)
        state = source.last_error or f"{outcome.added} added, {outcome.changed} changed"
        click.echo(f"{source.name}: {state}", err=bool(source.failures))
        db.session.commit()
    if failed:
        raise click.exceptions.Exit(2)


@group.command("search")
@click.argument("question")
@click.option("--language", type=click.Choice(["ja", "en"]), default="en", show_default=True)
@in_workspace
def search(question: str, language: str, workspace: str | None) -> None:
    """Print the threads that QUESTION finds, best first."""
    for found in queries.search(enter_workspace(workspace), question, language=language):
        click.echo(f"{found.score:6.2f}  {found.title}  {found.url}")


@group.command("reindex")
@in_workspace
def reindex(workspace: str | None) -> None:
    """Cut every thread into words anew, after the rules for words changed."""
    enter_workspace(workspace)
    count = service.rebuild_index()
    db.session.commit()
    click.echo(f"{count} threads indexed")


def _source(name: str | None, language: str, ask_url: str | None) -> Source:
    """Find or make the community. Raises DomainError or Invalid."""
    known = db.session.scalars(select(Source).order_by(Source.created_at, Source.id)).all()
    if name is None:
        name = known[0].name if len(known) == 1 else USUAL_NAME
    source = next((one for one in known if one.name == name.strip()), None)
    if source is None:
        return service.create_source(name, language=language, ask_url=ask_url or "")
    if ask_url is not None:
        try:
            source.ask_url = check_template(ask_url)
        except TemplateError as fault:
            raise DomainError(f"--ask-url can't be used: {fault.code} {fault.detail}") from None
    return source


def _open(file: Path, stack: ExitStack) -> IO[bytes]:
    """Open the file; what comes by standard input is spooled, since reading needs two passes."""
    if str(file) == "-":
        spool = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (the stack closes it)
        shutil.copyfileobj(sys.stdin.buffer, spool)
        spool.seek(0)
        return spool
    try:
        return stack.enter_context(file.open("rb"))
    except OSError as error:
        raise DomainError(f"{file} can't be read: {error.strerror}.") from None
