"""How well a thread answers a question, and whether it answers it at all.

A question is a list of weighted words. A word counts by its rarity (idf over the workspace's
threads), by how much of it was found, and by where: the title says what a thread is about.
`coverage` is the share of the question's weight that a thread holds; below the floor nothing is
offered, since an irrelevant link costs trust.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from guide_engine.community.tokens import Word

TITLE_WEIGHT = 3.0
# Saying it again in the body adds nothing; the title still outweighs it.
BODY_AT_MOST = 2
SATURATION = 1.2
# Long threads mention everything; this many tokens count as usual.
USUAL_LENGTH = 250
LENGTH_WEIGHT = 0.3
# Less than half of a word's grams is another word.
MIN_SHARE = 0.5
# A word nobody ever wrote says little about which thread fits.
UNKNOWN_WORD_WEIGHT = 0.7
OTHER_LANGUAGE_WEIGHT = 0.6
ANSWERED_BOOST: Mapping[str, float] = {"accepted": 1.15, "staff_status": 1.1, "replied": 1.05}


@dataclass(frozen=True)
class Candidate:
    """A thread as the index holds it; of its grams, only those that the question asks for."""

    thread_id: str
    title: Counter[str]
    body: Counter[str]
    # Of all its grams.
    length: int
    answered: str
    language: str
    # Breaks ties, so that equal threads come in the same order everywhere.
    order: str


@dataclass(frozen=True)
class Floor:
    """What a thread must reach to be shown."""

    # Of the question's weight.
    coverage: float
    # Waived for questions that have fewer.
    min_words: int
    # One common word alone, deep in a thread, is below this.
    score: float
    # Beside a thread that fits, one that scores this share of it is noise.
    share_of_best: float


# Typed into a search box: few words, all meant.
SEARCH_FLOOR = Floor(coverage=0.35, min_words=1, score=0.0, share_of_best=0.3)
# Gathered from a page and a step: many words, most of them beside the point.
CONTEXT_FLOOR = Floor(coverage=0.22, min_words=2, score=3.0, share_of_best=0.5)


@dataclass(frozen=True)
class Hit:
    thread_id: str
    score: float
    coverage: float
    words: tuple[str, ...]


def rank(
    words: Sequence[Word],
    candidates: Iterable[Candidate],
    *,
    counts: Mapping[str, int],
    size: int,
    language: str,
    floor: Floor,
) -> list[Hit]:
    """Order the candidates that reach the floor, best first; ties by title, so it is stable.

    `counts` says in how many of the workspace's `size` threads each gram stands.
    """
    worth = {word.text: word.weight * rarity(word, counts, size) for word in words}
    hits = [
        (hit, candidate.order)
        for candidate in candidates
        if (hit := _hit(words, worth, candidate, language)) and _reaches(hit, floor, len(words))
    ]
    hits.sort(key=lambda pair: (-round(pair[0].score, 9), pair[1], pair[0].thread_id))
    best = hits[0][0].score if hits else 0.0
    return [hit for hit, _order in hits if hit.score >= best * floor.share_of_best]


def rarity(word: Word, counts: Mapping[str, int], size: int) -> float:
    """The idf of the word, judged by its rarest gram."""
    fewest = min(counts.get(gram, 0) for gram in word.grams)
    idf = log(1 + (size - min(fewest, size) + 0.5) / (fewest + 0.5))
    return idf if fewest else idf * UNKNOWN_WORD_WEIGHT


def worth_of_grams(words: Sequence[Word], counts: Mapping[str, int], size: int) -> dict[str, float]:
    """Tell what finding each known gram says: its word's worth, shared among the word's grams."""
    worth: dict[str, float] = {}
    for word in words:
        share = word.weight * rarity(word, counts, size) / len(word.grams)
        for gram in word.grams:
            if counts.get(gram):
                worth[gram] = worth.get(gram, 0.0) + share
    return worth


def _hit(
    words: Sequence[Word], worth: Mapping[str, float], candidate: Candidate, language: str
) -> Hit | None:
    title, body = candidate.title, candidate.body
    length = candidate.length / USUAL_LENGTH
    damping = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length)
    score = covered = 0.0
    found: list[str] = []
    for word in words:
        share = _share(word, title, body)
        if share < MIN_SHARE:
            continue
        often = max(
            TITLE_WEIGHT * title[gram] + min(body[gram], BODY_AT_MOST) for gram in word.grams
        )
        score += worth[word.text] * share * often * (SATURATION + 1) / (often + damping)
        covered += worth[word.text] * share
        found.append(word.text)
    total = sum(worth.values())
    if not found or not total:
        return None
    score *= ANSWERED_BOOST.get(candidate.answered, 1.0)
    score *= 1.0 if candidate.language == language else OTHER_LANGUAGE_WEIGHT
    return Hit(candidate.thread_id, score, covered / total, tuple(found))


def _share(word: Word, title: Counter[str], body: Counter[str]) -> float:
    return sum(1 for gram in word.grams if title[gram] or body[gram]) / len(word.grams)


def _reaches(hit: Hit, floor: Floor, word_count: int) -> bool:
    return (
        hit.coverage >= floor.coverage
        and hit.score >= floor.score
        and len(hit.words) >= min(floor.min_words, word_count)
    )
