from pathlib import Path

from flask.testing import FlaskCliRunner
from sqlalchemy import select

from guide_engine.core.db import db, unscoped
from guide_engine.core.errors import DomainError
from guide_engine.identity import members, passwords, queries
from guide_engine.identity.models import Environment
from tests.support.actors import Cast, sign_in

ARGUMENTS = ["create-owner", "--email", "Owner@acme.test", "--workspace", "Acme"]


def test_an_owner_is_created_from_a_password_file(
    runner: FlaskCliRunner, data_folder: Path
) -> None:
    file = data_folder / "password"
    file.write_text("a long enough one\n")
    result = runner.invoke(args=[*ARGUMENTS, "--password-file", str(file)])
    assert result.exit_code == 0, result.output
    member = members.find_member("owner@acme.test")
    assert passwords.verify(member.password_hash, "a long enough one")
    with unscoped(db.session):
        key = db.session.scalar(select(Environment.public_key))
    assert key in result.output


def test_the_password_is_asked_for_twice(runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=ARGUMENTS, input="a long enough one\na long enough one\n")
    assert result.exit_code == 0, result.output
    assert "a long enough one" not in result.output


def test_a_short_password_and_a_missing_file_are_refused(
    runner: FlaskCliRunner, data_folder: Path
) -> None:
    short = runner.invoke(args=ARGUMENTS, input="short\nshort\n")
    assert isinstance(short.exception, DomainError)
    missing = runner.invoke(args=[*ARGUMENTS, "--password-file", str(data_folder / "none")])
    assert isinstance(missing.exception, DomainError)
    assert not queries.anyone_exists()


def test_someone_known_owns_a_second_workspace(runner: FlaskCliRunner, cast: Cast) -> None:
    arguments = ["create-owner", "--email", "bob@acme.test", "--workspace", "Bob's own"]
    assert runner.invoke(args=arguments).exit_code == 0
    assert {m.role for m in queries.memberships_of(cast.bob.id)} == {"editor", "owner"}


def test_a_forgotten_password_is_replaced_and_sessions_end(
    runner: FlaskCliRunner, cast: Cast, client
) -> None:
    sign_in(client, cast.bob)
    arguments = ["set-password", "--email", "bob@acme.test", "--password-file", "-"]
    assert runner.invoke(args=arguments, input="a new long one\n").exit_code == 0
    assert client.get("/account").status_code == 302
    unknown = ["set-password", "--email", "who@acme.test", "--password-file", "-"]
    assert isinstance(runner.invoke(args=unknown, input="x" * 12).exception, DomainError)


def test_the_setup_link_is_printed_until_there_is_an_owner(runner: FlaskCliRunner) -> None:
    assert "/setup#st_" in runner.invoke(args=["setup-link"]).output


def test_there_is_no_setup_link_once_set_up(runner: FlaskCliRunner, cast: Cast) -> None:
    assert isinstance(runner.invoke(args=["setup-link"]).exception, DomainError)
