"""Words for the search index, the same for a thread and for a question, in Japanese and English.

Latin words are lower-cased and stemmed. Scripts without spaces are cut into runs of one script:
a kanji run gives overlapping pairs (and single characters, so that 税 alone is found), a katakana
run pairs and triples, without its final long vowel (サーバー = サーバ), a hiragana run pairs.
取り消し also gives 取消, as people write it both ways.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

MAX_WORD_LENGTH = 40

_RUN = re.compile(
    r"(?P<latin>[^\W_぀-ヿ㐀-䶿一-鿿豈-﫿々가-힯]+)"
    r"|(?P<kanji>[㐀-䶿一-鿿豈-﫿々]+)"
    r"|(?P<katakana>[ァ-ヺー]+)"
    r"|(?P<hiragana>[ぁ-ゖー]+)"
    r"|(?P<hangul>[가-힯]+)"
)
# Kanji, one kana that ends a verb stem, kanji: 取り消, 振り込, 切り替. Particles (に, へ) are not in it.
_STEMMED_PAIR = re.compile(r"([一-鿿])[いきしちみりぎじびえけせねめれげべ]([一-鿿])")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?:s\b|(?=\w))")

_COMMON_WORDS = (
    "a an and any are as at be been but by can could did do does for from get got had has have"
    " how i if in into is it its just me my no not of on one or our out please should so some"
    " than that the their them then there these they this to too up us use want was we were what"
    " when where which who why will with would you your im"
)
# Without their apostrophe, as `normalise` leaves them.
_CONTRACTIONS = "can't don't doesn't didn't isn't won't I'm it's that's what's".casefold()
STOP_WORDS = frozenset(_COMMON_WORDS.split()) | frozenset(_CONTRACTIONS.replace("'", "").split())
_COMMON_GRAMS = (
    "です ます した して する ない こと もの ある いる れる られ せん まし から まで など ため よう"
    " くだ ださ さい たい とき でき きま きる きな なら なり なる その この あの どの どう うす すれ"
    " れば いい のか ので のに には では とは ませ すが んが ので ほし しい やり かた だけ より また"
    " って いて いま すか ょう でし しょ うに がで をす しま にな"
)
STOP_GRAMS = frozenset(_COMMON_GRAMS.split())
# Said of anything: how to make, the way, the case. (Pairs as `question_words` makes them.)
_HOLLOW_WORDS = (
    "方法 作方 使方 仕方 場合 出来 可能 教 知 困 時 後 前 help way guide question problem"
)
HOLLOW_WORDS = frozenset(_HOLLOW_WORDS.split())
HOLLOW_WEIGHT = 0.25
HIRAGANA_WEIGHT = 0.3
SINGLE_KANJI_WEIGHT = 0.5
# Endings that stemming takes away, once they are typed in full.
_ENDINGS = [
    "ations",
    "ating",
    "ated",
    "ators",
    "ings",
    "ting",
    "tings",
    "ning",
    "nings",
    "ming",
    "pping",
    "ing",
    "ed",
    "es",
    "ers",
    "ments",
    "ness",
    "fully",
    "able",
    "ibly",
    "ions",
    "ities",
    "ical",
    "ously",
    "ance",
    "ence",
]
MIN_STEM = 3


@dataclass(frozen=True)
class Word:
    """A word of a question: found to the degree that its grams are found."""

    text: str
    grams: tuple[str, ...]
    weight: float = 1.0


def normalise(text: str) -> str:
    """Fold width, case and compatibility forms: ﾃﾞｰﾀ = データ, ＣＳＶ = csv."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _APOSTROPHE.sub("", folded).replace("e-mail", "email")


def index_tokens(text: str) -> list[str]:
    """Cut a thread's text into every gram a question may ask for, in order, repeats kept."""
    text = normalise(text)
    grams = [gram for kind, run in _runs(text) for gram in _index_grams(kind, run)]
    grams.extend(first + second for first, second in _STEMMED_PAIR.findall(text))
    return grams


def question_words(text: str, weight: float = 1.0) -> list[Word]:
    """Cut a question into distinct words, each with the grams that stand for it."""
    text = normalise(text)
    words = {word.text: word for kind, run in _runs(text) if (word := _word(kind, run, weight))}
    for first, second in _STEMMED_PAIR.findall(text):
        pair = first + second
        # The pair stands for its two characters, which would otherwise count again by themselves.
        words.pop(first, None)
        words.pop(second, None)
        words[pair] = Word(pair, (pair,), weight)
    return [_weighed(word) for word in words.values()]


def unfinished(last: Word, text: str) -> str:
    """Return the beginning of a word that may go on, empty where the last word can't.

    Scripts without spaces are cut so finely that a beginning is found as it is.
    """
    typing = text == text.rstrip() and last.text.isascii() and len(last.text) > 1
    return last.text if typing and normalise(text).endswith(last.text) else ""


def possible_stems(begun: str) -> list[str]:
    """Return what an unfinished word may stem to, the longest first: invita → invit (invitation)."""
    return [
        begun[:-length]
        for length in range(1, max(map(len, _ENDINGS)) + 1)
        if len(begun) - length >= MIN_STEM
        and any(ending.startswith(begun[-length:]) for ending in _ENDINGS)
    ]


def _weighed(word: Word) -> Word:
    if word.text not in HOLLOW_WORDS:
        return word
    return Word(word.text, word.grams, word.weight * HOLLOW_WEIGHT)


def language_of(text: str) -> str:
    """Tell `ja` from `en`: kana, or a good share of kanji, make it Japanese."""
    text = unicodedata.normalize("NFKC", text)
    if re.search(r"[ぁ-ゖァ-ヺ]", text):
        return "ja"
    kanji = len(re.findall(r"[一-鿿]", text))
    return "ja" if kanji * 3 > len(text) else "en"


def _runs(text: str) -> Iterator[tuple[str, str]]:
    for match in _RUN.finditer(text):
        kind = match.lastgroup or "latin"
        run = match.group()
        if kind == "katakana":
            run = _without_final_long_vowel(run)
        if kind == "latin" and len(run) > MAX_WORD_LENGTH:
            continue
        if run:
            yield kind, run


def _without_final_long_vowel(run: str) -> str:
    return run.rstrip("ー") if len(run) > 3 else run


def _index_grams(kind: str, run: str) -> list[str]:
    if kind == "latin":
        return [_stem(run)] if _counts(run) else []
    if kind == "katakana":
        short = run.replace("ー", "")
        return [*_cut(run, 2), *_cut(run, 3), *(_cut(short, 3) if short != run else [])]
    if kind == "hiragana":
        return [gram for gram in _cut(run, 2) if gram not in STOP_GRAMS]
    return [*run, *_cut(run, 2)]


def _word(kind: str, run: str, weight: float) -> Word | None:
    if kind == "latin":
        return Word(run, (_stem(run),), weight) if _counts(run) else None
    if kind == "katakana":
        short = run.replace("ー", "")
        # Long vowels inside compounds come and go, but a short word is told apart by them.
        told_by = short if len(short) > 2 else run
        grams = _cut(told_by, 3 if len(told_by) > 2 else 2)
        return Word(run, tuple(dict.fromkeys(grams)), weight) if grams else None
    if kind == "hiragana":
        grams = [gram for gram in _cut(run, 2) if gram not in STOP_GRAMS]
        return Word(run, tuple(dict.fromkeys(grams)), weight * HIRAGANA_WEIGHT) if grams else None
    if len(run) == 1:
        return Word(run, (run,), weight * SINGLE_KANJI_WEIGHT)
    return Word(run, tuple(dict.fromkeys(_cut(run, 2))), weight)


def _cut(run: str, size: int) -> list[str]:
    return [run[start : start + size] for start in range(len(run) - size + 1)]


def _counts(word: str) -> bool:
    return len(word) > 1 and word not in STOP_WORDS


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    # The stemmer keeps state while it works, so each call has its own.
    return str(snowballstemmer.stemmer("english").stemWord(word))
