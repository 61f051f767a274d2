"""The databases to measure on: SQLite in a folder, and PostgreSQL where one answers."""

import os
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

POSTGRESQL = os.environ.get(
    "GUIDE_ENGINE_TEST_DATABASE_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/ge_bench"
)


def each(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (name, environment of the service) for each database, freshly emptied."""
    for name in ("SQLite", "PostgreSQL"):
        data = folder / name
        data.mkdir(parents=True)
        environ = {"GUIDE_ENGINE_DATA": str(data), "GUIDE_ENGINE_SECRET_KEY": "bench" * 8}
        if name == "PostgreSQL":
            if not recreate(POSTGRESQL):
                print("PostgreSQL does not answer and was not measured.")
                continue
            environ["GUIDE_ENGINE_DATABASE_URL"] = POSTGRESQL
        yield name, environ


def recreate(address: str) -> bool:
    """Drop and create the database; False when no server answers."""
    url = make_url(address)
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{url.database}" WITH (FORCE)'))
            connection.execute(text(f'CREATE DATABASE "{url.database}"'))
    except OperationalError:
        return False
    finally:
        engine.dispose()
    return True
