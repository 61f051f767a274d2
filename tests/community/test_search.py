"""What people type finds the thread that answers it, in both languages and on both engines."""

import io
import json
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from guide_engine.community import importing, index, queries, service
from guide_engine.community.importing import Outcome, take_rows
from guide_engine.community.models import IndexGram, Source
from guide_engine.community.rows import ThreadRow
from guide_engine.core import clock
from guide_engine.core.db import bind_workspace
from tests.community.conftest import THREADS
from tests.support.actors import Cast

CASES = json.loads((Path(__file__).parent / "cases" / "search.json").read_text())


def titles(cast: Cast, text: str, language: str = "ja") -> list[str]:
    return [found.title for found in queries.search(cast.workspace.id, text, language=language)]


def test_answers_the_hand_made_questions(cast: Cast, source: Source) -> None:
    faults = []
    for case in CASES:
        found = titles(cast, case["q"], case["language"])
        if "first" in case and found[:1] != [case["first"]]:
            faults.append((case["q"], found[:3]))
        if not set(case.get("some", ())) <= set(found):
            faults.append((case["q"], found))
        if case.get("none") and found:
            faults.append((case["q"], found))
    assert faults == []


def test_prefers_threads_in_the_language_of_who_asks(cast: Cast, source: Source) -> None:
    japanese = queries.search(cast.workspace.id, "CSV PDF", language="ja")
    english = queries.search(cast.workspace.id, "CSV PDF", language="en")
    assert japanese[0].title == "データのバックアップとエクスポート"
    assert english[0].title == "Export all invoices of a year as CSV and PDF"


def test_prefers_an_answered_thread_among_equals(cast: Cast, empty_source: Source) -> None:
    ids = add(empty_source, ("Reset the printer", "none"), ("Reset the printer", "accepted"))
    found = queries.search(cast.workspace.id, "reset printer", language="en")
    assert [hit.id for hit in found] == [ids[1], ids[0]]


def test_a_long_thread_that_mentions_everything_does_not_win(
    cast: Cast, empty_source: Source, session: Session
) -> None:
    add(empty_source, ("Refund a payment", "none"), ("Release notes", "none"))
    notes = queries.threads_of(empty_source.id, offset=0, limit=9)
    for thread in notes:
        if thread.title == "Release notes":
            thread.body_text = "Refund payments, print labels, sort columns. " * 60
    index.put(session, notes)
    assert titles(cast, "refund a payment", "en")[0] == "Refund a payment"


def test_a_thread_of_another_workspace_is_never_found(
    cast: Cast, source: Source, session: Session
) -> None:
    bind_workspace(session, cast.other_workspace.id)
    assert queries.search(cast.other_workspace.id, "請求", language="ja") == []
    other = service.create_source("Theirs")
    add(other, ("請求の秘密", "none"))
    session.commit()
    found = queries.search(cast.other_workspace.id, "請求", language="ja")
    assert [hit.title for hit in found] == ["請求の秘密"]
    bind_workspace(session, cast.workspace.id)
    assert "請求の秘密" not in titles(cast, "請求の秘密")


def test_a_deleted_thread_is_not_found(cast: Cast, source: Source, session: Session) -> None:
    found = queries.search(cast.workspace.id, "定期請求", language="ja")[0]
    service.delete_thread(queries.thread(found.id))
    session.commit()
    assert found.title not in titles(cast, "定期請求")
    assert index.size(session, cast.workspace.id) == 59


def test_a_deleted_source_takes_its_threads_along(
    cast: Cast, source: Source, session: Session
) -> None:
    service.delete_source(source)
    session.commit()
    assert titles(cast, "請求") == []
    assert index.count_grams(session, cast.workspace.id, ["請求"])["請求"] == 0


def test_a_rebuilt_index_finds_the_same(cast: Cast, source: Source) -> None:
    before = [titles(cast, case["q"], case["language"]) for case in CASES]
    assert service.rebuild_index() == 60
    assert [titles(cast, case["q"], case["language"]) for case in CASES] == before


def test_how_common_a_gram_is_stays_true_through_every_change(
    cast: Cast, source: Source, session: Session
) -> None:
    threads = queries.threads_of(source.id, offset=0, limit=9)
    service.delete_thread(threads[0])
    threads[1].title = "Something else"
    index.put(session, threads[1:3])
    with THREADS.open("rb") as file:
        lines = file.readlines()
    half = io.BytesIO(b"".join(lines[:30]))
    importing.import_file(source, half, "csv", replace=True)
    kept = known_grams(session)
    service.rebuild_index()
    assert kept == known_grams(session)


def known_grams(session: Session) -> dict[str, int]:
    session.flush()
    found = session.execute(select(IndexGram.gram, IndexGram.threads).where(IndexGram.threads != 0))
    return {row.gram: row.threads for row in found}


def test_a_common_word_still_finds_where_it_names_more_threads_than_are_read(
    cast: Cast, empty_source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "NAMED_AT_MOST", 5)
    titles_ = [(f"Print label {number}", "none") for number in range(8)]
    add(empty_source, *titles_, ("Print a receipt", "none"))
    assert len(titles(cast, "print", "en")) == 5
    assert titles(cast, "print receipt", "en") == ["Print a receipt"]


def test_the_sample_threads_carry_no_names() -> None:
    assert "author" not in THREADS.read_text().splitlines()[0]


def add(source: Source, *threads: tuple[str, str]) -> list[str]:
    rows = [
        ThreadRow(
            external_id=f"{title}-{answered}",
            url=f"https://c.example/{number}",
            title=title,
            body_text="",
            language="en" if title.isascii() else "ja",
            answered=answered,
        )
        for number, (title, answered) in enumerate(threads)
    ]
    take_rows(source, rows, Outcome(), clock.now())
    listed = {t.external_id: t.id for t in queries.threads_of(source.id, offset=0, limit=99)}
    return [listed[row.external_id] for row in rows]
