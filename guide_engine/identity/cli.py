"""Commands about people: the first owner, a forgotten password, the set-up link."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from guide_engine.core.db import db
from guide_engine.core.errors import DomainError
from guide_engine.identity import members, passwords, queries, service, sessions
from guide_engine.identity.permissions import Role

_password_file = click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    help="Read the password from this file (- for standard input); without it you are asked.",
)


@click.command("create-owner")
@click.option("--email", required=True, help="The address to sign in with.")
@click.option("--workspace", required=True, help="The name of the workspace to create.")
@click.option("--name", default="", help="The owner's name.")
@_password_file
@with_appcontext
def create_owner(email: str, workspace: str, name: str, password_file: Path | None) -> None:
    """Create a workspace and the account that owns it.

    An account that exists already keeps its password and owns the new workspace too.
    """
    members.checked_email(email)
    member = members.find_member(email)
    if member is None:
        password = _read_password(password_file)
        made = service.create_workspace(workspace)
        member = service.create_owner(made, email, passwords.hash_password(password), name=name)
    else:
        made = service.create_workspace(workspace)
        members.join(made.id, member, Role.OWNER)
    db.session.commit()
    click.echo(f"{member.email} owns the workspace {made.name}.")
    for environment in queries.environments(made.id):
        click.echo(f"  {environment.name}: {environment.public_key}")


@click.command("set-password")
@click.option("--email", required=True, help="The address of the account.")
@_password_file
@with_appcontext
def set_password(email: str, password_file: Path | None) -> None:
    """Give an account a new password and end its sessions."""
    member = members.find_member(email)
    if member is None:
        raise DomainError(f"Nobody signs in with {members.normal_email(email)}.", code="unknown")
    member.password_hash = passwords.hash_password(_read_password(password_file))
    ended = sessions.end_all_sessions(member.id)
    db.session.commit()
    click.echo(f"The password of {member.email} is changed; {ended} sessions ended.")


@click.command("setup-link")
@with_appcontext
def setup_link() -> None:
    """Print the one-time address where the first account is made."""
    token = service.setup_token(current_app)
    if token is None:
        raise DomainError("This instance has an owner already.", code="set_up")
    click.echo(f"{current_app.config['SETTINGS'].resolved_public_url}/setup#{token}")


def _read_password(path: Path | None) -> str:
    if path is None:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        try:
            with click.open_file(str(path)) as file:
                password = file.read()
        except OSError as error:
            raise DomainError(f"Can't read {path}: {error.strerror}.", code="no_file") from None
    # A file ends with a line break that nobody meant to type.
    password = str(password).rstrip("\r\n")
    passwords.check_new(password)
    return password


COMMANDS = (create_owner, set_password, setup_link)
