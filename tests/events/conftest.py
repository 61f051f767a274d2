"""Shared by the tests of the log."""

from collections.abc import Iterator

import pytest

from guide_engine.events import projector


@pytest.fixture
def listener() -> Iterator[str]:
    """A name for a listener that is gone when the test is over."""
    yield "test-listener"
    projector.unregister_listener("test-listener")
