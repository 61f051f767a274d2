"""`guide-engine community` from a shell."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from guide_engine.community import queries, service
from guide_engine.community.importing import ImportRefused
from guide_engine.community.models import Source
from guide_engine.core import http
from guide_engine.core.db import bind_workspace
from guide_engine.core.errors import DomainError
from guide_engine.core.http import Fetched
from guide_engine.identity import service as identity
from tests.community.conftest import THREADS
from tests.community.test_feeds import RSS
from tests.support.actors import Cast


def test_imports_a_file_into_a_new_community(
    cast: Cast, runner: FlaskCliRunner, session: Session
) -> None:
    arguments = ["community", "import", str(THREADS), "--source", "Forum", "--workspace", "Acme"]
    result = runner.invoke(args=[*arguments, "--ask-url", "https://c.example/new?t={title}"])
    assert result.output == "Forum: 60 added, 0 changed, 0 as before, 0 removed, 0 skipped\n"
    result = runner.invoke(args=arguments)
    assert "0 added, 0 changed, 60 as before" in result.output
    [source] = session.scalars(select(Source)).all()
    assert source.ask_url == "https://c.example/new?t={title}"
    found = queries.search(cast.workspace.id, "請求", language="ja")
    assert found


def test_reads_standard_input(cast: Cast, runner: FlaskCliRunner) -> None:
    result = runner.invoke(
        args=["community", "import", "-", "--source", "Forum", "--workspace", "Acme"],
        input='{"title": "T", "url": "https://c.example/1"}\n',
    )
    assert "1 added" in result.output


def test_needs_no_more_than_the_file_where_there_is_one_workspace(
    app: Flask, runner: FlaskCliRunner, session: Session
) -> None:
    workspace = identity.create_workspace("Only")
    session.commit()
    assert "Community: 60 added" in runner.invoke(args=["community", "import", str(THREADS)]).output
    assert "60 as before" in runner.invoke(args=["community", "import", str(THREADS)]).output
    bind_workspace(session, workspace.id)
    assert [row.source.name for row in queries.sources()] == ["Community"]


def test_follows_a_feed(
    cast: Cast, runner: FlaskCliRunner, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["community", "feed", "https://c.example/rss", "--workspace", "Acme"]
    monkeypatch.setattr(http, "fetch", lambda *_args, **_asked: Fetched(200, RSS, None, None))
    assert runner.invoke(args=arguments).output == "Community: 1 added, 0 changed\n"
    assert queries.sources()[0].source.feed_url == "https://c.example/rss"
    monkeypatch.undo()
    result = runner.invoke(args=[*arguments[:2], "http://127.0.0.1/rss", *arguments[3:]])
    assert "private address" in str(result.exception)


def test_a_bad_row_refuses_the_file(
    cast: Cast, runner: FlaskCliRunner, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "threads.csv"
    path.write_text("title,url\nOne,https://c.example/1\nTwo,\n")
    arguments = ["community", "import", str(path), "--source", "Forum", "--workspace", "Acme"]
    result = runner.invoke(args=arguments)
    assert isinstance(result.exception, ImportRefused)
    assert result.exception.fields == {"row 3": ["url is empty"]}
    session.rollback()
    assert queries.sources() == []
    result = runner.invoke(args=[*arguments, "--skip-bad"])
    assert "skipped row 3: url is empty" in result.output
    assert "1 added" in result.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["import", "missing.csv", "--source", "F", "--workspace", "Acme"], "can't be read"),
        (["import", str(THREADS), "--source", "F"], "Name one with --workspace."),
        (["import", str(THREADS), "--source", "F", "--workspace", "Nobody"], "There is: Acme"),
    ],
)
def test_refusals_are_sentences(
    cast: Cast, runner: FlaskCliRunner, arguments: list[str], sentence: str
) -> None:
    result = runner.invoke(args=["community", *arguments])
    assert isinstance(result.exception, DomainError)
    assert sentence in result.exception.message


def test_searches_and_reindexes(cast: Cast, runner: FlaskCliRunner, source: Source) -> None:
    result = runner.invoke(args=["community", "search", "recurring", "--workspace", "Acme"])
    assert "Recurring invoices for subscriptions" in result.output
    result = runner.invoke(args=["community", "reindex", "--workspace", "Acme"])
    assert result.output == "60 threads indexed\n"


def test_a_failing_feed_fails_the_command(
    cast: Cast, runner: FlaskCliRunner, session: Session
) -> None:
    service.create_source("Feed", feed_url="http://127.0.0.1/feed")
    session.commit()
    result = runner.invoke(args=["community", "sync", "--workspace", "Acme"])
    assert result.exit_code == 2
    assert "private address" in result.output
