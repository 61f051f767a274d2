"""docs/accessibility.md goes through every criterion, and the tests that it names are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "accessibility.md").read_text()
ROWS = re.findall(r"^\| (\d\.\d\.\d+) .*$", TEXT, re.MULTILINE)

# Levels A and AA of WCAG 2.2, by guideline; 4.1.1 is JIS X 8341-3:2016's alone.
CRITERIA = {
    "1.1": [1],
    "1.2": [1, 2, 3, 4, 5],
    "1.3": [1, 2, 3, 4, 5],
    "1.4": [1, 2, 3, 4, 5, 10, 11, 12, 13],
    "2.1": [1, 2, 4],
    "2.2": [1, 2],
    "2.3": [1],
    "2.4": [1, 2, 3, 4, 5, 6, 7, 11],
    "2.5": [1, 2, 3, 4, 7, 8],
    "3.1": [1, 2],
    "3.2": [1, 2, 3, 4, 6],
    "3.3": [1, 2, 3, 4, 7, 8],
    "4.1": [1, 2, 3],
}
# The 38 of WCAG 2.0, which JIS X 8341-3:2016 shares.
NEWER = "1.3.4 1.3.5 1.4.10 1.4.11 1.4.12 1.4.13 2.1.4 2.4.11 2.5.1 2.5.2 2.5.3 2.5.4 2.5.7 2.5.8"
NEWER += " 3.2.6 3.3.7 3.3.8 4.1.3"


def test_every_criterion_has_its_line_once():
    assert [
        f"{guideline}.{number}" for guideline in CRITERIA for number in CRITERIA[guideline]
    ] == ROWS


def test_each_line_says_whether_the_japanese_standard_asks_for_it():
    of_jis = re.findall(r"^\| (\d\.\d\.\d+) [^|]*\| A{1,2} \| yes \|", TEXT, re.MULTILINE)
    assert of_jis == [number for number in ROWS if number not in NEWER.split()]
    assert len(of_jis) == 38


def test_each_line_is_shown_by_a_test_or_does_not_apply():
    lines = re.findall(r"^\| \d\.\d\.\d+ .*$", TEXT, re.MULTILINE)
    bare = [line for line in lines if not re.search(r"`test_|\.test\.ts`|not applicable", line)]
    assert bare == []


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(test_\w+\.py::test_\w+)`", TEXT))))
def test_the_tests_that_it_names_are_there(name: str):
    file, function = name.split("::")
    sources = [path.read_text() for path in (ROOT / "tests").rglob(file)]
    assert any(re.search(rf"^ *def {function}\(", source, re.MULTILINE) for source in sources)
