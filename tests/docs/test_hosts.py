"""docs/hosts.md names the test of every situation; each of them exists, and no case is left out."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "hosts.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
# The reported failures that are acceptance cases, by number.
CASES = [1, 3, 5, *range(7, 16), 17, 18, 20, 21, 22, 23, 25, 27, 28, 29, 30, 31, 32, 33, 35, 37, 40]


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_what_it_names_exists(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text())
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_case_has_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if re.match(r"\| D\d+ ", line)]
    assert [int(line.split()[1][1:]) for line in rows] == CASES
    assert all(re.search(r"`tests/[\w/]+\.py::\w+`", line) for line in rows)


def test_every_test_of_the_pages_is_named() -> None:
    unnamed = [
        f"{file.name}::{node.name}"
        for folder in ("pages", "guest")
        for file in sorted((ROOT / "tests" / "browser" / folder).glob("test_*.py"))
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and node.name not in PAGE
    ]
    assert unnamed == []


def test_every_page_is_visited_by_a_test() -> None:
    """A page under hosts/ that nobody opens shows nothing."""
    tests = "\n".join(path.read_text() for path in (ROOT / "tests" / "browser").rglob("*.py"))
    hosts = ROOT / "tests" / "browser" / "hosts"
    markup = "\n".join(path.read_text() for path in hosts.glob("*.html"))
    lost = [
        page.stem
        for page in hosts.glob("*.html")
        if f'"{page.stem}"' not in tests and f'"{page.name}"' not in markup + tests
    ]
    assert lost == []
