"""Reads of the community: which threads answer a question, and where to ask it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from guide_engine.community import index
from guide_engine.community.models import Source, Thread
from guide_engine.community.ranking import SEARCH_FLOOR, Floor, rank, worth_of_grams
from guide_engine.community.tokens import Word, possible_stems, question_words, unfinished
from guide_engine.core.db import db
from guide_engine.core.errors import NotFound

# A question of more words than this is cut to the first ones.
MAX_WORDS = 60
EXCERPT = 160


@dataclass(frozen=True)
class FoundThread:
    id: str
    title: str
    url: str
    answered: str
    reply_count: int
    language: str
    source: str
    excerpt: str
    score: float
    coverage: float
    # The words of the question that were found: why it is here.
    words: tuple[str, ...]


@dataclass(frozen=True)
class SourceSummary:
    source: Source
    thread_count: int
    answered_count: int


def search(workspace_id: str, text: str, *, language: str, limit: int = 10) -> list[FoundThread]:
    """Find threads for what somebody typed, best first; nothing rather than something beside it."""
    return find(workspace_id, question_words(text), language=language, floor=SEARCH_FLOOR)[:limit]


def search_as_typed(
    workspace_id: str, text: str, *, language: str, limit: int = 10
) -> list[FoundThread]:
    """Find threads for what somebody is still typing: the last word may be only its beginning."""
    words = question_words(text)
    if words and (begun := unfinished(words[-1], text)):
        whole = _whole(workspace_id, words[-1], begun)
        if whole is not None:
            words[-1] = replace(words[-1], grams=(whole,))
    return find(workspace_id, words, language=language, floor=SEARCH_FLOOR)[:limit]


def _whole(workspace_id: str, word: Word, begun: str) -> str | None:
    """Return the gram that an unfinished word most likely becomes; None where it is one already."""
    stems = possible_stems(begun)
    known = index.count_grams(db.session, workspace_id, [*word.grams, *stems])
    if known[word.grams[0]]:
        return None
    longer = index.commonest_gram(db.session, workspace_id, begun)
    return longer or next((stem for stem in stems if known[stem]), None)


def find(
    workspace_id: str, words: Sequence[Word], *, language: str, floor: Floor
) -> list[FoundThread]:
    """Find threads for weighted words that reach the floor, best first."""
    words = words[:MAX_WORDS]
    grams = [gram for word in words for gram in word.grams]
    counts = index.count_grams(db.session, workspace_id, grams)
    size = index.size(db.session, workspace_id)
    worth = worth_of_grams(words, counts, size)
    hits = rank(
        words,
        index.candidates(db.session, workspace_id, worth, counts, grams),
        counts=counts,
        size=size,
        language=language,
        floor=floor,
    )
    rows = db.session.execute(
        select(Thread, Source.name)
        .join(Source, Source.id == Thread.source_id)
        .where(Thread.id.in_([hit.thread_id for hit in hits]), Thread.workspace_id == workspace_id)
    )
    threads = {thread.id: (thread, name) for thread, name in rows}
    return [
        FoundThread(
            id=thread.id,
            title=thread.title,
            url=thread.url,
            answered=thread.answered,
            reply_count=thread.reply_count,
            language=thread.language,
            source=name,
            excerpt=thread.body_text[:EXCERPT],
            score=hit.score,
            coverage=hit.coverage,
            words=hit.words,
        )
        for hit in hits
        if hit.thread_id in threads
        for thread, name in [threads[hit.thread_id]]
    ]


def sources() -> list[SourceSummary]:
    """List the bound workspace's sources by age, with how much each holds."""
    answered = Thread.answered.in_(("accepted", "staff_status"))
    counted = {
        source_id: (count, solved)
        for source_id, count, solved in db.session.execute(
            select(Thread.source_id, func.count(), func.count().filter(answered)).group_by(
                Thread.source_id
            )
        )
    }
    listed = db.session.scalars(select(Source).order_by(Source.created_at, Source.id))
    return [SourceSummary(source, *counted.get(source.id, (0, 0))) for source in listed]


def source(source_id: str) -> Source:
    """Return a source of the bound workspace. Raises NotFound."""
    found = db.session.scalar(select(Source).where(Source.id == source_id))
    if found is None:
        raise NotFound("There is no such community.")
    return found


def thread(thread_id: str) -> Thread:
    """Return a thread of the bound workspace. Raises NotFound."""
    found = db.session.scalar(select(Thread).where(Thread.id == thread_id))
    if found is None:
        raise NotFound("There is no such thread.")
    return found


def threads_of(source_id: str, *, offset: int, limit: int) -> list[Thread]:
    """List a source's threads, the latest first."""
    latest = func.coalesce(Thread.changed_at, Thread.posted_at, Thread.seen_at)
    return list(
        db.session.scalars(
            select(Thread)
            .where(Thread.source_id == source_id)
            .order_by(latest.desc(), Thread.id.desc())
            .offset(offset)
            .limit(limit)
        )
    )


def has_help(workspace_id: str) -> bool:
    """Tell whether there is anything to lead a stuck person to."""
    table = Source.__table__
    asks = select(table.c.id).where(table.c.workspace_id == workspace_id, table.c.ask_url != "")
    if db.session.execute(asks.limit(1)).first():
        return True
    return index.size(db.session, workspace_id) > 0


def where_to_ask(language: str) -> Source | None:
    """Choose the community to ask in: of this language, else of any, else the oldest."""
    asking = db.session.scalars(
        select(Source).where(Source.ask_url != "").order_by(Source.created_at, Source.id)
    ).all()
    for wanted in (language, ""):
        for candidate in asking:
            if candidate.language == wanted:
                return candidate
    return asking[0] if asking else None
