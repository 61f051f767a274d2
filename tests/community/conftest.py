"""A community of sixty threads about invoicing, and a hand on its workspace."""

from pathlib import Path

import pytest

import guide_engine
from guide_engine.community import importing, service
from guide_engine.community.models import Source
from guide_engine.core.db import db
from tests.support.actors import Cast

THREADS = Path(guide_engine.__file__).parent / "demo" / "community_threads.csv"


@pytest.fixture
def empty_source(cast: Cast) -> Source:
    return service.create_source("Community", ask_url="https://community.example.com/ask?t={title}")


@pytest.fixture
def source(empty_source: Source) -> Source:
    with THREADS.open("rb") as file:
        importing.import_file(empty_source, file, "csv")
    db.session.commit()
    return empty_source
