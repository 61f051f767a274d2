"""`guide-engine check`: guides that fail the build, not the user."""

import json
import os
import re
import secrets
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from flask import current_app, has_app_context
from flask_babel import force_locale

from guide_engine.app import create_app
from guide_engine.check import script, sources
from guide_engine.check import words as check_words
from guide_engine.check.browser import require_playwright, started
from guide_engine.check.junit import as_junit
from guide_engine.check.page import as_html
from guide_engine.check.plan import Pages, Subject, plan, read_pages
from guide_engine.check.repair import Proposal
from guide_engine.check.report import Check, GuideResult, as_json, blanked
from guide_engine.check.verdict import FailOn
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import DomainError
from guide_engine.core.settings import load_settings
from guide_engine.identity.entering import enter_workspace, environment_called

_VIEWPORT = re.compile(r"(\d{3,4})x(\d{3,4})")
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("check")
@click.option("--base-url", required=True, metavar="URL", help="Where the product runs.")
@click.option("--guides", metavar="KEY,…", default="", help="Which guides; all by default.")
@click.option("--environment", metavar="NAME", default="production", show_default=True)
@click.option("--drafts", is_flag=True, help="Check the drafts, not what is published.")
@click.option("--file", type=_FILE, help="Check a guide file; needs no database.")
@click.option("--workspace", metavar="NAME", help="Which workspace, when there are several.")
@click.option("--login", type=_FILE, help="A JSON list of actions that signs in.")
@click.option("--pages", type=_FILE, help="A JSON map from guides (and steps) to addresses.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default="guide-check",
    show_default=True,
    help="Folder for report.html, junit.xml and report.json.",
)
@click.option(
    "--fail-on",
    type=click.Choice([each.value for each in FailOn]),
    default=FailOn.MISSING.value,
    show_default=True,
    help="drifted: what is found only by likeness fails too.",
)
@click.option("--repair", is_flag=True, help="Save proposed targets into drafts (or the file).")
@click.option("--browser", type=click.Path(path_type=Path), help="Which Chromium to start.")
@click.option("--viewport", metavar="WxH", default="1280x800", show_default=True)
@click.option("--wait", default=10.0, show_default=True, help="Seconds a target is waited for.")
@click.option(
    "--language", type=click.Choice(["en", "ja"]), help="Of the report; the service's by default."
)
def check(**options: Any) -> None:
    """Open each guide's pages in a real browser and say what every step finds there.

    Exits with 0 when all was found, 1 when something was missing, covered or off-screen,
    2 when nothing could be checked.
    """
    with _context(standalone=options["file"] is not None):
        settings = current_app.config["SETTINGS"]
        language = options["language"] or settings.default_locale
        with force_locale(language):
            sys.exit(_check(options, language))


@contextmanager
def _context(*, standalone: bool) -> Iterator[None]:
    """The app that commands run in; for a file one that leaves no key behind."""
    if has_app_context():
        yield
        return
    own: dict[str, Any] = {"secret_key": secrets.token_hex(32)} if standalone else {}
    app = create_app(load_settings(**own))
    with app.app_context():
        yield


def _check(options: dict[str, Any], language: str) -> int:
    require_playwright()
    from guide_engine.check import run  # Imports Playwright, which may not be installed.

    base_url = _base_url(options["base_url"])
    viewport = _viewport(options["viewport"])
    pages = _pages(options["pages"], base_url)
    actions = script.parse(_json(options["login"]), os.environ) if options["login"] else []
    subjects, file, source = _subjects(options)
    output = _folder(options["output"])
    conditions = run.Conditions(base_url, _sdk_folder(), viewport, options["wait"], actions, output)
    began, begun = clock.now(), time.monotonic()
    with started(options["browser"]) as browser:
        results = run.check(browser, plan(subjects, base_url, pages, began), conditions)
    done = Check(
        base_url,
        source,
        began,
        time.monotonic() - begun,
        FailOn(options["fail_on"]),
        results,
    )
    if options["repair"]:
        done = replace(done, repairs=_repair(results, options["file"], file))
    done = blanked(done, lambda text: script.hide(text, actions))
    _write(done, output, language)
    _tell(done, output)
    return done.exit_code


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise DomainError(f"--base-url: “{text}” is not an address, as in http://127.0.0.1:3000.")
    return text if parts.path else f"{text}/"


def _viewport(text: str) -> tuple[int, int]:
    match = _VIEWPORT.fullmatch(text)
    if match is None:
        raise DomainError(f"--viewport: “{text}” is not a size, as in 1280x800.")
    return int(match.group(1)), int(match.group(2))


def _pages(path: Path | None, base_url: str) -> dict[str, Pages]:
    return read_pages(_json(path), base_url) if path else {}


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DomainError(f"{path} can't be read: {error.strerror}.") from None
    except ValueError as error:
        raise DomainError(f"{path} is not JSON: {error}.") from None


def _subjects(options: dict[str, Any]) -> tuple[list[Subject], Any, str]:
    """The guides, the guide file if there is one, and where they come from in words."""
    keys = [key for key in (part.strip() for part in options["guides"].split(",")) if key]
    if options["file"]:
        subjects, file = sources.in_file(options["file"], keys)
        return subjects, file, options["file"].name
    workspace_id = enter_workspace(options["workspace"])
    if options["drafts"]:
        subjects, source = sources.drafts(keys), "drafts"
    else:
        environment = environment_called(workspace_id, options["environment"])
        subjects, source = sources.published(environment.id, keys), environment.name
    # The browser takes minutes: nothing is held open in the database meanwhile.
    db.session.rollback()
    return subjects, None, source


def _sdk_folder() -> Path:
    folder = Path(current_app.static_folder or "static") / "sdk"
    if not (folder / "build.json").exists():
        raise DomainError("The SDK is not built: run `make build` first.")
    return folder


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DomainError(f"--output: {path} can't be made: {error.strerror}.") from None
    return path


def _repair(results: Sequence[GuideResult], path: Path | None, file: Any) -> list[str]:
    proposals: dict[str, list[Proposal]] = {}
    for guide in results:
        found = [step.proposal for step in guide.steps if step.proposal is not None]
        if found:
            proposals[guide.subject.key] = found
    if not proposals:
        return []
    if path is not None:
        return sources.repair_file(path, file, proposals)
    said = [
        sources.repair_draft(guide.subject, proposals[guide.subject.key])
        for guide in results
        if guide.subject.key in proposals
    ]
    db.session.commit()
    return said


def _write(done: Check, output: Path, language: str) -> None:
    texts = {
        "report.html": as_html(done, language),
        "junit.xml": as_junit(done),
        "report.json": json.dumps(as_json(done), ensure_ascii=False, indent=2) + "\n",
    }
    for name, text in texts.items():
        try:
            (output / name).write_text(text, encoding="utf-8")
        except OSError as error:
            raise DomainError(f"{output / name} can't be written: {error.strerror}.") from None


def _tell(done: Check, output: Path) -> None:
    for guide in done.guides:
        click.echo(guide.subject.key)
        for step in guide.steps:
            outcome = check_words.OUTCOMES[step.verdict.outcome]
            click.echo(f"  {outcome}: {step.title}. {check_words.say(step.verdict)}")
    for sentence in done.repairs:
        click.echo(f"repaired: {sentence}")
    click.echo(f"wrote {output / 'report.html'}")
