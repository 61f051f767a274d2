"""An app on a clean database for each test: SQLite, or PostgreSQL when the setting names one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session

from guide_engine.app import create_app
from guide_engine.builder.api.session import ATTEMPTS
from guide_engine.core.catalogues import compile_catalogues
from guide_engine.core.db import Model, db
from guide_engine.core.settings import Settings
from guide_engine.identity import throttle
from guide_engine.upkeep import upgrade
from tests.support.actors import Cast, make_cast
from tests.support.client import FreshClient

DATABASE_URL = os.environ.get("GUIDE_ENGINE_TEST_DATABASE_URL", "")
SECRET_KEY = "a-key-for-tests-only-0123456789abcdef"

# A busy machine is slow; that alone is no fault.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what PostgreSQL can't change, and in CI run a browser test that failed once more.

    What a browser sees of the service doesn't tell which database is behind it: of the tests in a
    browser only the walks through the whole product run on either, the rest with SQLite's.
    A browser's timing on a shared machine is not ours to decide; the summary lists what was run
    again as RERUN, and a test that fails twice fails.
    """
    in_browser = [item for item in items if _is_in_browser(item)]
    if DATABASE_URL:
        same = {item for item in in_browser if not _is_a_walk(item)}
        config.hook.pytest_deselected(items=[item for item in items if item in same])
        items[:] = [item for item in items if item not in same]
    if os.environ.get("CI"):
        for item in in_browser:
            item.add_marker(pytest.mark.flaky(reruns=1))


def _is_in_browser(item: pytest.Item) -> bool:
    return (
        "tests/browser/" in item.path.as_posix() or item.get_closest_marker("browser") is not None
    )


def _is_a_walk(item: pytest.Item) -> bool:
    folders = ("tests/browser/whole/", "tests/browser/thirdparty/")
    meets_a_database = "database_url" in getattr(item, "fixturenames", [])
    return meets_a_database and any(folder in item.path.as_posix() for folder in folders)


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> str:
    """Each xdist worker has a database of its own."""
    if not DATABASE_URL:
        return f"sqlite:///{tmp_path_factory.mktemp('db') / 'test.db'}"
    server = make_url(DATABASE_URL)
    url = server.set(database=f"{server.database}_{worker_id}")
    engine = create_engine(server.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{url.database}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{url.database}"'))
        # Tests that need a commit to reach the disk say so themselves.
        connection.execute(text(f'ALTER DATABASE "{url.database}" SET synchronous_commit = off'))
    engine.dispose()
    return url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture(scope="session")
def shared_app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One app per run: building it is the slow part. Tests use `app`, which cleans up."""
    settings = Settings(
        data=tmp_path_factory.mktemp("data"),
        database_url=database_url,
        secret_key=SECRET_KEY,
        worker="off",
    )
    compile_catalogues()
    app = create_app(settings)
    app.testing = True
    app.test_client_class = FreshClient
    with app.app_context():
        upgrade(app)
        # Each thread that a test starts opens connections of its own; none may outlive the run.
        yield app
        db.engine.dispose()


@pytest.fixture
def app(shared_app: Flask) -> Iterator[Flask]:
    """The app inside an app context, on empty tables."""
    with shared_app.app_context():
        _empty_tables()
        # Nor does it remember the wrong passwords and codes of other tests.
        throttle.init_app(shared_app)
        shared_app.extensions[ATTEMPTS] = throttle.Attempts()
        yield shared_app


def _empty_tables() -> None:
    """Delete rows rather than truncate: on PostgreSQL that is a hundred times as fast when few."""
    tables = list(reversed(Model.metadata.sorted_tables))
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            deletes = [f'DELETE FROM "{table.name}"' for table in tables]
            restarts = [
                f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'), 1, false)"
                for table in tables
                if (column := table.autoincrement_column) is not None
            ]
            connection.exec_driver_sql("; ".join(deletes + restarts))
        else:
            for table in tables:
                connection.execute(table.delete())


@pytest.fixture
def session(app: Flask) -> Session:
    return db.session


@pytest.fixture
def cast(app: Flask) -> Cast:
    """Alice, Bob and Vera of one workspace, Mallory of another. The session is bound to Alice's."""
    return make_cast()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    return tmp_path
