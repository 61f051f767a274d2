"""What to look for when somebody is stuck: the words of the step first, the page's after. Pure."""

from dataclasses import dataclass

from guide_engine.community.tokens import Word, question_words
from guide_engine.help.places import path_words

STEP_TITLE_WEIGHT = 1.0
PAGE_TITLE_WEIGHT = 0.6
STEP_TEXT_WEIGHT = 0.35
GUIDE_NAME_WEIGHT = 0.35
PATH_WEIGHT = 0.35
STEP_TEXT_AT_MOST = 300


@dataclass(frozen=True)
class Place:
    """Where somebody is stuck, in words. Empty where unknown."""

    path: str
    page_title: str = ""
    guide_name: str = ""
    step_title: str = ""
    step_text: str = ""


def words_for(place: Place) -> list[Word]:
    """Return the words to search by; one said in several places counts where it weighs most."""
    found: dict[str, Word] = {}
    for text, weight in (
        (place.step_title, STEP_TITLE_WEIGHT),
        (place.page_title, PAGE_TITLE_WEIGHT),
        (place.step_text[:STEP_TEXT_AT_MOST], STEP_TEXT_WEIGHT),
        (place.guide_name, GUIDE_NAME_WEIGHT),
        (path_words(place.path), PATH_WEIGHT),
    ):
        for word in question_words(text, weight):
            found.setdefault("".join(word.grams), word)
    return list(found.values())
