"""The `guide-engine` command. Domains add their own commands through `app.cli`."""

import sys
from collections.abc import Sequence

import click
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from guide_engine import __version__, serve
from guide_engine.app import create_app
from guide_engine.check.cli import check
from guide_engine.core.errors import DomainError
from guide_engine.core.settings import SettingsError
from guide_engine.demo.cli import demo
from guide_engine.tryout.cli import try_site
from guide_engine.upkeep import backup, doctor, migrate

# What a refusal exits with; 1 is left to crashes.
REFUSED = 2


class CommandGroup(click.Group):
    """Our own commands, then those the domains registered; the app is built when first needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        own = set(super().list_commands(ctx))
        return sorted(own | set(_app(ctx).cli.list_commands(ctx)))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        own = super().get_command(ctx, cmd_name)
        return own or _app(ctx).cli.get_command(ctx, cmd_name)


def _app(ctx: click.Context) -> Flask:
    return ctx.ensure_object(ScriptInfo).load_app()


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="guide-engine")
def group() -> None:
    """Serve, move, check and save a Guide Engine."""


for command in (serve.serve, serve.worker, migrate, doctor, backup, demo, check, try_site):
    group.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; every refusal is one clear sentence on standard error."""
    info = ScriptInfo(create_app=create_app, load_dotenv_defaults=False)
    try:
        group.main(args=arguments, obj=info, prog_name="guide-engine")
    except (SettingsError, serve.CannotServe) as error:
        _refuse(str(error))
    except DomainError as error:
        _refuse("\n".join([error.message, *_field_lines(error)]))
    except DatabaseError as error:
        _refuse(f"The database can't be reached or used: {_first_line(error)}")


def _field_lines(error: DomainError) -> list[str]:
    return [f"  {path}: {text}" for path, texts in error.fields.items() for text in texts]


def _first_line(error: SQLAlchemyError) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().partition("\n")[0]


def _refuse(sentence: str) -> None:
    click.echo(f"guide-engine: {sentence}", err=True)
    sys.exit(REFUSED)
