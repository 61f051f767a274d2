"""Threads come in from files: all rows or none, faults named by their line."""

import io
import json

import pytest
from sqlalchemy.orm import Session

from guide_engine.community import importing, queries
from guide_engine.community.files import format_of, read_threads
from guide_engine.community.importing import ImportRefused, Outcome
from guide_engine.community.models import Source, Thread
from guide_engine.community.words import fault_sentence
from guide_engine.core.errors import Invalid, TooLarge
from tests.support.actors import Cast

HEADER = "id,title,url,body,status,replies,tags\n"


def take(source: Source, text: str | bytes, form: str = "csv", **options: bool) -> Outcome:
    content = text.encode() if isinstance(text, str) else text
    return importing.import_file(source, io.BytesIO(content), form, **options)


def threads(source: Source) -> list[Thread]:
    return sorted(queries.threads_of(source.id, offset=0, limit=99), key=lambda t: t.external_id)


def row(number: int, title: str = "Title") -> str:
    return f"{number},{title},https://c.example/{number},Body,solved,2,a;b\n"


def test_reads_csv(empty_source: Source) -> None:
    outcome = take(empty_source, HEADER + row(1, '"Say ""hi"", twice\nin two lines"') + row(2))
    assert (outcome.added, outcome.skipped) == (2, 0)
    first, second = threads(empty_source)
    assert first.title == 'Say "hi", twice in two lines'
    assert (second.answered, second.reply_count, second.tags) == ("accepted", 2, ["a", "b"])


def test_reads_json_lines(empty_source: Source) -> None:
    lines = [
        {"id": 7, "title": "One", "url": "https://c.example/1", "tags": ["x"], "answered": True},
        {"title": "二", "url": "https://c.example/2", "created": "2026-11-21T09:30:00+09:00"},
    ]
    outcome = take(empty_source, "\n\n".join(json.dumps(line) for line in lines), "jsonl")
    assert outcome.added == 2
    one, two = threads(empty_source)
    assert (one.external_id, one.answered, one.language) == ("7", "accepted", "en")
    assert two.external_id == two.url
    assert two.language == "ja"
    assert two.posted_at is not None
    assert two.posted_at.isoformat() == "2026-11-21T00:30:00+00:00"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_reads_japanese_exports(empty_source: Source, encoding: str) -> None:
    text = (
        "投稿ID,タイトル,本文,URL,カテゴリ,ステータス,回答数,投稿日時,投稿者,タグ\r\n"
        "12,請求書の①番,<p>送れません。</p>,https://c.example/12,請求,解決済み,3件,"
        "2026年3月9日 10時05分,山田太郎,送信、メール\r\n"
    )
    take(empty_source, text.encode(encoding))
    [thread] = threads(empty_source)
    assert thread.body_text == "送れません。"
    assert (thread.answered, thread.reply_count) == ("accepted", 3)
    assert thread.tags == ["送信", "メール"]
    assert thread.posted_at is not None
    assert thread.posted_at.isoformat() == "2026-03-09T10:05:00+00:00"


def test_html_becomes_text(empty_source: Source) -> None:
    body = "<p>Open <b>Settings</b></p><script>alert(1)</script><p>a &lt; b<img src=x onerror=y>"
    record = {"title": "<i>T</i>", "url": "https://c.example/1", "body": body}
    take(empty_source, json.dumps(record), "jsonl")
    [thread] = threads(empty_source)
    assert thread.title == "T"
    assert thread.body_text == "Open Settings\na < b"


def test_a_second_import_updates_by_id_or_url(empty_source: Source) -> None:
    take(empty_source, HEADER + row(1) + row(2) + row(3))
    outcome = take(
        empty_source,
        HEADER + row(1) + row(2, "New title") + "9,Moved,https://c.example/3,,none,0,\n" + row(4),
    )
    assert (outcome.added, outcome.changed, outcome.same) == (1, 2, 1)
    assert [t.title for t in threads(empty_source)] == ["Title", "New title", "Moved", "Title"]


def test_replacing_removes_what_the_file_no_longer_has(cast: Cast, empty_source: Source) -> None:
    take(empty_source, HEADER + row(1, "Printer") + row(2, "Scanner"))
    outcome = take(empty_source, HEADER + row(2, "Scanner"), replace=True)
    assert (outcome.same, outcome.removed) == (1, 1)
    assert queries.search(cast.workspace.id, "printer", language="en") == []


BAD_ROWS = [
    ("1,,https://c.example/1,,,,", "title is empty"),
    ("1,T,,,,,", "url is empty"),
    ("1,T,javascript:alert(1),,,,", "must be a full address"),
    ("1,T,/relative,,,,", "must be a full address"),
    ("1,T,https://a.example/a b,,,,", "must be a full address"),
    ("1,T,https://c.example/1,,whatever,,", "“whatever” is not known"),
    ("1,T,https://c.example/1,,,many,", "replies must be a whole number"),
    ("1,T,https://c.example/1,,,,,,,extra", "has more cells than the header: 10 > 7"),
    ("0,Again,https://c.example/x,,,,", "has the same id or url as row 2"),
]


@pytest.mark.parametrize(("bad", "sentence"), BAD_ROWS)
def test_one_bad_row_refuses_the_file_and_names_its_line(
    empty_source: Source, session: Session, bad: str, sentence: str
) -> None:
    session.commit()
    with pytest.raises(ImportRefused) as caught:
        take(empty_source, HEADER + row(0) + bad + "\n" + row(5))
    session.rollback()
    assert list(caught.value.fields) == ["row 3"]
    assert sentence in caught.value.fields["row 3"][0]
    assert threads(empty_source) == []


@pytest.mark.parametrize(("bad", "sentence"), BAD_ROWS)
def test_bad_rows_can_be_skipped(empty_source: Source, bad: str, sentence: str) -> None:
    outcome = take(empty_source, HEADER + row(0) + bad + "\n" + row(5), skip_bad=True)
    assert (outcome.added, outcome.skipped) == (2, 1)
    assert outcome.faults[0][0] == 3
    assert sentence in fault_sentence(outcome.faults[0][1])


@pytest.mark.parametrize("line", ["{", "[]", '"text"', "nonsense", '{"title": {"a": 1}}'])
def test_bad_json_lines_are_named(empty_source: Source, line: str) -> None:
    with pytest.raises(ImportRefused) as caught:
        take(empty_source, f"\n{line}\n", "jsonl")
    assert list(caught.value.fields) == ["row 2"]


@pytest.mark.parametrize("day", ["2026-13-40", "yesterday", "2026年2月31日"])
def test_a_date_that_is_none_is_named(empty_source: Source, day: str) -> None:
    with pytest.raises(ImportRefused):
        take(empty_source, f"title,url,created\nT,https://c.example/1,{day}\n")


def test_the_header_must_name_title_and_url(empty_source: Source) -> None:
    for header in ("", "title,body\n", "url\n", "タイトル\n"):
        with pytest.raises(Invalid, match=r"has no (title|url) column"):
            take(empty_source, header)


def test_bytes_of_no_known_encoding_are_refused(empty_source: Source) -> None:
    with pytest.raises(Invalid, match="neither UTF-8"):
        take(empty_source, b"title,url\n\x81\xff\xfe")


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLarge):
        list(read_threads(io.BytesIO(b"x" * 100), "csv", max_bytes=99))


def test_a_nul_is_not_stored(empty_source: Source) -> None:
    record = {"title": "a\u0000b\ud800", "url": "https://c.example/1"}
    take(empty_source, json.dumps(record), "jsonl")
    assert threads(empty_source)[0].title == "a b"


def test_rows_are_read_one_at_a_time() -> None:
    lines = "".join(row(number) for number in range(20_000))
    read = read_threads(io.BytesIO((HEADER + lines).encode()), "csv")
    assert next(read).line == 2


@pytest.mark.parametrize(
    ("name", "start", "form"),
    [
        ("a.csv", b"{", "csv"),
        ("a.jsonl", b"a", "jsonl"),
        ("-", b' {"a"', "jsonl"),
        ("-", b"t,u", "csv"),
    ],
)
def test_tells_the_format(name: str, start: bytes, form: str) -> None:
    assert format_of(name, start) == form
