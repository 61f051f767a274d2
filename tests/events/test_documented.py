"""docs/events.md and the pages know every word of the catalogue."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from guide_engine.events import words
from guide_engine.events.catalogue import SHAPES, EventType, Refusal

pytestmark = pytest.mark.usefixtures("_in_app")

DOCS = (Path(__file__).parents[2] / "docs" / "events.md").read_text()


@pytest.fixture
def _in_app(shared_app: Flask) -> Iterator[None]:
    with shared_app.app_context():
        yield


def row_of(word: str) -> str:
    rows = [line for line in DOCS.splitlines() if line.startswith(f"| `{word}` |")]
    assert rows, f"docs/events.md has no row for {word}"
    return "\n".join(rows)


@pytest.mark.parametrize("kind", EventType)
def test_each_type_is_documented_and_has_words(kind: EventType) -> None:
    row = row_of(kind)
    assert words.type_words(kind) != kind
    shape = SHAPES.get(kind)
    for name in (shape.needs - {"properties"}) | shape.reasons if shape else ():
        assert f"`{name}`" in row or kind.startswith("offer_")


@pytest.mark.parametrize("reason", Refusal)
def test_each_refusal_is_documented_and_has_words(reason: Refusal) -> None:
    row_of(reason)
    assert words.refusal_words(reason) != reason


@pytest.mark.parametrize("reason", words.LOSSES)
def test_each_loss_is_documented(reason: str) -> None:
    row_of(reason)


def test_words_nobody_knows_are_shown_as_they_are() -> None:
    assert words.type_words("hologram_seen") == "hologram_seen"
    assert words.refusal_words("because") == "because"
    assert words.loss_words("refused_422") == str(words.REFUSED_BATCH)
