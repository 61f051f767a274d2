"""Threads and questions are cut into the same words, however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.community.tokens import index_tokens, language_of, question_words

SAME = [
    ("サーバー", "サーバ"),
    ("ﾃﾞｰﾀ", "データ"),
    ("ＣＳＶ", "csv"),
    ("Invoices", "invoice"),
    ("sending", "sends"),
    ("取り消し", "取消"),
    ("振り込み", "振込"),
    ("サーバーエラー", "サーバエラー"),
    ("customer's", "customers"),
    ("e-mail", "email"),
]


@pytest.mark.parametrize(("written", "asked"), SAME)
def test_spellings_of_one_word_meet(written: str, asked: str) -> None:
    for text, question in ((written, asked), (asked, written)):
        grams = set(index_tokens(text))
        assert all(set(word.grams) <= grams for word in question_words(question))
        assert question_words(question)


@pytest.mark.parametrize("text", ["カード", "ボード", "デート"])
def test_short_words_are_told_apart_by_their_long_vowel(text: str) -> None:
    [word] = question_words("データ")
    assert not set(word.grams) <= set(index_tokens(text))


@pytest.mark.parametrize("text", ["how do I", "です。ます。", "、。!?", "a", "", "　"])
def test_nothing_is_asked_by_empty_words(text: str) -> None:
    assert question_words(text) == []


def test_hollow_words_weigh_little() -> None:
    words = {word.text: word.weight for word in question_words("請求書の作り方")}
    assert words["作方"] < words["請求書"] / 2


@pytest.mark.parametrize(
    ("text", "language"),
    [("請求書を送る", "ja"), ("請求書一覧", "ja"), ("Send an invoice", "en"), ("", "en")],
)
def test_tells_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


@given(st.text(max_size=200))
def test_a_text_holds_every_word_it_asks_for(text: str) -> None:
    grams = set(index_tokens(text))
    assert all(set(word.grams) <= grams for word in question_words(text))


@given(st.text(max_size=200))
def test_a_gram_holds_no_space_and_is_not_empty(text: str) -> None:
    assert all(gram and len(gram.split()) == 1 for gram in index_tokens(text))
