"""`guide-engine try`: who is refused before anything is served."""

import socket
from collections.abc import Iterator

import pytest
from aiohttp import web
from flask import Flask
from flask.testing import FlaskCliRunner

from guide_engine.core.settings import Settings
from guide_engine.tryout import cli
from guide_engine.tryout.cli import CannotTry, try_site
from tests.support.actors import Cast
from tests.support.ports import free_port
from tests.tryout.serving import served
from tests.tryout.upstream import create_site


@pytest.fixture
def site() -> Iterator[str]:
    with served(web.AppRunner(create_site(), shutdown_timeout=1)) as port:
        yield f"http://127.0.0.1:{port}"


def refused(runner: FlaskCliRunner, *arguments: str) -> str:
    result = runner.invoke(try_site, [*arguments])
    assert result.exit_code != 0
    return str(getattr(result.exception, "message", result.exception))


@pytest.mark.parametrize("url", ["ftp://shop.example", "http://", "javascript:alert(1)"])
def test_what_is_no_address_is_refused(cast: Cast, runner: FlaskCliRunner, url: str):
    assert "is not an address" in refused(runner, url, "--port", str(free_port()))


def test_an_address_with_a_password_is_refused(cast: Cast, runner: FlaskCliRunner):
    said = refused(runner, "https://a:secret@shop.example", "--port", str(free_port()))
    assert "must not hold a password" in said
    assert "secret" not in said


def test_other_machines_are_refused_unless_that_is_asked_for(runner: FlaskCliRunner):
    said = refused(runner, "https://shop.example", "--host", "0.0.0.0")  # noqa: S104
    assert "--expose" in said


def test_a_taken_port_is_refused(cast: Cast, runner: FlaskCliRunner):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = refused(runner, "https://shop.example", "--port", str(taken.getsockname()[1]))
    assert "can't be used" in said


def test_the_service_must_run(cast: Cast, runner: FlaskCliRunner, app: Flask):
    service = f"http://127.0.0.1:{free_port()}"
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = Settings(data=settings.data, public_url=service)
    try:
        said = refused(
            runner,
            "http://127.0.0.1:9/",
            "--port",
            str(free_port()),
            "--workspace",
            cast.workspace.name,
        )
    finally:
        app.config["SETTINGS"] = settings
    assert said.startswith(f"Guide Engine doesn't answer at {service}. Start it")


def test_an_unknown_environment_is_refused_with_those_there_are(cast: Cast, runner: FlaskCliRunner):
    said = refused(
        runner, "https://shop.example", "--port", str(free_port()),
        "--workspace", cast.workspace.name, "--environment", "moon",
    )  # fmt: skip
    assert said == "There is no environment named “moon”. There is: production, staging."


def test_a_site_that_is_not_there_is_refused():
    gone = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(CannotTry, match=f"{gone} can't be reached"):
        cli._reached(f"{gone}/a")


def test_the_author_begins_on_the_page_that_was_asked_for(site: str):
    assert cli._reached(f"{site}/moved?x=1") == (site, "/moved?x=1")


def test_the_link_opens_the_editor_for_that_page():
    plan = cli.Plan(
        "https://a.example", "http://s", "pk_1", "staging", "http://a.localhost:1/b?c", ""
    )
    assert plan.link == "http://s/guides/open?address=http%3A%2F%2Fa.localhost%3A1%2Fb%3Fc"
