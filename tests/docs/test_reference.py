"""What exists is documented: a setting, command or event type without a line in docs/ fails here."""

from dataclasses import fields
from pathlib import Path

import pytest
from flask import Flask

from guide_engine.cli import group
from guide_engine.core.settings import PREFIX, Settings
from guide_engine.events.catalogue import EventType

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("field", [field.name for field in fields(Settings)])
def test_every_setting_is_documented(field: str):
    assert f"`{PREFIX}{field.upper()}`" in (DOCS / "settings.md").read_text()


def test_every_command_is_documented(app: Flask):
    text = (DOCS / "operations.md").read_text()
    names = {*group.commands, *app.cli.commands}
    assert {name for name in names if f"`{name}`" not in text} == set()


@pytest.mark.parametrize("name", sorted(EventType))
def test_every_event_type_is_documented(name: str):
    assert f"`{name}`" in (DOCS / "events.md").read_text()


def test_every_decision_is_numbered_and_titled():
    records = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    numbers = [int(path.name[:4]) for path in records]
    assert numbers == list(range(1, len(records) + 1))
    assert all(
        path.read_text().startswith(f"# {number}. ")
        for number, path in zip(numbers, records, strict=True)
    )
