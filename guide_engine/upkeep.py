"""Keeping an instance well: migrate, doctor, backup."""

import shutil
import sqlite3
from pathlib import Path

import click
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import Connection, text

from guide_engine.core.db import db
from guide_engine.core.settings import Settings

MIGRATIONS = Path(__file__).parent / "migrations"
# Any number will do, as long as two processes of one database agree on it.
MIGRATION_LOCK = 7_340_031


def upgrade(_app: Flask) -> str | None:
    """Bring the database to the newest schema; return the revision it came from.

    Two processes may start at once: on PostgreSQL the second waits for the first.
    """
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
        try:
            before = revision_of(connection)
            connection.commit()
            if before != newest_revision():
                command.upgrade(_config(connection), "head")
                connection.commit()
            return before
        finally:
            if connection.dialect.name == "postgresql":
                connection.rollback()
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": MIGRATION_LOCK})
                connection.commit()


def revision_of(connection: Connection) -> str | None:
    """Return the schema revision the database is at; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


@click.command("migrate")
@click.option("--make", "message", help="For developers: write the next migration from the models.")
@with_appcontext
def migrate(message: str | None) -> None:
    """Bring the database up to the newest schema. `serve` does this by itself."""
    before = upgrade(current_app)
    if message is not None:
        with db.engine.connect() as connection:
            command.revision(_config(connection), message, autogenerate=True)
        return
    after = newest_revision()
    click.echo("Already up to date." if before == after else f"Migrated: {before} to {after}.")


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Check settings, database, disk and built files, and say what to do about each fault."""
    settings: Settings = current_app.config["SETTINGS"]
    faults = 0
    for name, fault in (
        ("database schema", _schema_fault()),
        ("database integrity", _integrity_fault()),
        ("free disk", _disk_fault(settings)),
        ("built SDK", _sdk_fault(current_app)),
    ):
        click.echo(f"{'ok  ' if fault is None else 'FAIL'} {name}{f': {fault}' if fault else ''}")
        faults += fault is not None
    if faults:
        raise click.exceptions.Exit(2)


def _schema_fault() -> str | None:
    with db.engine.connect() as connection:
        at, head = revision_of(connection), newest_revision()
    return None if at == head else f"at {at}, newest is {head}; run `guide-engine migrate`."


def _integrity_fault() -> str | None:
    with db.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            return None
        answer = connection.execute(text("PRAGMA quick_check")).scalar()
    return None if answer == "ok" else f"{answer}; restore a backup."


def _disk_fault(settings: Settings) -> str | None:
    usage = shutil.disk_usage(settings.data if settings.data.exists() else Path.cwd())
    if usage.free >= usage.total / 20:
        return None
    return f"only {usage.free // 2**20} MiB free where {settings.data} lies; make room."


def _sdk_fault(app: Flask) -> str | None:
    built = Path(app.static_folder or "") / "sdk" / "guide-engine.js"
    return None if built.exists() else "static/sdk/ is missing; run `make build`."


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Write a consistent copy of the embedded database to FILE while the service runs."""
    settings: Settings = current_app.config["SETTINGS"]
    url = settings.resolved_database_url
    if not url.startswith("sqlite:///"):
        raise click.ClickException("This database is PostgreSQL: use pg_dump to back it up.")
    if file.exists():
        raise click.ClickException(f"{file} exists; choose another name.")
    partial = file.with_name(file.name + ".partial")
    with (
        sqlite3.connect(url.removeprefix("sqlite:///")) as source,
        sqlite3.connect(partial) as copy,
    ):
        source.backup(copy)
    partial.rename(file)
    click.echo(f"Saved {file} ({file.stat().st_size // 1024} KiB). Keep secret.key with it.")
