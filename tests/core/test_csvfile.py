"""A table reads back as written, and no cell runs in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.core.csvfile import csv_response, csv_text


def _read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_table_starts_with_the_mark_that_excel_needs_and_ends_lines_by_the_rfc():
    text = csv_text(["層", "n"], [["ハイタッチ", 3], ['a "b", c', None]])
    assert text == '\ufeff層,n\r\nハイタッチ,3\r\n"a ""b"", c",\r\n'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_a_text_that_a_spreadsheet_would_run_is_made_text(start: str):
    cell = f"{start}HYPERLINK(0)"
    assert _read(csv_text(["x"], [[cell]]))[1] == [f"'{cell}"]


def test_negative_numbers_stay_numbers():
    assert _read(csv_text(["x"], [[-1], [-0.5]]))[1:] == [["-1"], ["-0.5"]]


@given(
    st.lists(
        st.lists(
            st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0")),
            min_size=2,
            max_size=2,
        )
    )
)
def test_any_text_reads_back_but_for_the_apostrophe(rows: list[list[str]]):
    for written, read in zip(rows, _read(csv_text(["a", "b"], rows))[1:], strict=True):
        assert [cell.removeprefix("'") for cell in read] == [
            cell.removeprefix("'") for cell in written
        ]


def test_the_file_keeps_its_japanese_name(app):
    response = csv_response("完了率.csv", ["n"], [[1]])
    assert (
        "filename*=UTF-8''%E5%AE%8C%E4%BA%86%E7%8E%87.csv"
        in response.headers["Content-Disposition"]
    )
    assert response.mimetype == "text/csv"
