"""Finding guides and links by what somebody is typing. Pure.

They are few, so they are ranked as they are, without an index; words are cut and weighed by the
same rules as the community's threads, so that one question finds alike in both.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from guide_engine.community.ranking import SEARCH_FLOOR, Candidate, rank
from guide_engine.community.tokens import (
    Word,
    index_tokens,
    language_of,
    possible_stems,
    question_words,
    unfinished,
)

MAX_FOUND = 6


@dataclass(frozen=True)
class Findable:
    """A guide or a link by its id: its title, and what else it says."""

    id: str
    title: str
    text: str = ""


def find(findable: Sequence[Findable], question: str, limit: int = MAX_FOUND) -> list[str]:
    """Return the ids of what answers a question, best first. Its last word may be unfinished."""
    tokens = {one.id: (index_tokens(one.title), index_tokens(one.text)) for one in findable}
    counts: Counter[str] = Counter()
    for title, text in tokens.values():
        counts.update({*title, *text})
    words = completed(question_words(question), question, counts)
    hits = rank(
        words,
        [_candidate(one, *tokens[one.id]) for one in findable],
        counts=counts,
        size=len(findable),
        # A guide comes in the person's own language wherever there is a translation.
        language=language_of(question),
        floor=SEARCH_FLOOR,
    )
    return [hit.thread_id for hit in hits][:limit]


def completed(words: Sequence[Word], question: str, counts: Mapping[str, int]) -> list[Word]:
    """Take the word that is still being typed for the commonest one that begins like it."""
    words = list(words)
    begun = unfinished(words[-1], question) if words else ""
    if not begun or counts.get(words[-1].grams[0]):
        return words
    longer = [gram for gram in counts if gram.startswith(begun)]
    shorter = [stem for stem in possible_stems(begun) if counts.get(stem)]
    if longer or shorter:
        best = min(longer, key=lambda gram: (-counts[gram], gram)) if longer else shorter[0]
        words[-1] = replace(words[-1], grams=(best,))
    return words


def _candidate(one: Findable, title: list[str], text: list[str]) -> Candidate:
    return Candidate(
        thread_id=one.id,
        title=Counter(title),
        body=Counter(text),
        length=len(title) + len(text),
        answered="unknown",
        language=language_of(f"{one.title} {one.text}"),
        order=one.title,
    )
