"""What the simulated people did with checklists, banners, announcements and surveys. Pure."""

from collections.abc import Callable, Mapping

from guide_engine.demo.diary import Diary, PlayedGuide
from guide_engine.demo.population import SimulatedPerson, draw

Common = Mapping[str, object]
Play = Callable[[Diary, SimulatedPerson, PlayedGuide, Common], bool]

# How each task fares: the later ones are for fewer people.
TASK_ODDS = (0.78, 0.52, 0.34, 0.61)
# What people do with one short message.
MESSAGE = (("read", 0.58), ("closed", 0.24), ("later", 0.08), ("left", 0.10))
# Scores by how much a plan gives: nobody is told why, so that the report has something to find.
SCORES = tuple(
    (score, weight) for score, weight in enumerate((2, 1, 1, 2, 3, 6, 8, 14, 20, 22, 21))
)
PLAN_SHIFT = {"free": -2, "standard": 0, "pro": 1, "enterprise": 0}
ANSWERED_FURTHER = 0.62
CHOICES = ("slow", "hard", "missing", "price")
TEXTS = {
    "ja": {
        "praise": (
            "入力が速いです",
            "請求書の見た目がきれい",
            "サポートが親切",
            "操作に迷いません",
        ),
        "other": ("スマートフォンで見づらい", "英語の請求書がほしい"),
    },
    "en": {
        "praise": ("Quick to fill in", "Invoices look good", "Support is kind", "Nothing to learn"),
        "other": ("Hard to read on my phone", "I need recurring invoices"),
    },
}


def play_checklist(
    diary: Diary, _person: SimulatedPerson, guide: PlayedGuide, common: Common
) -> bool:
    """Tasks get done over days, in any order; some never."""
    diary.note("guide_started", **common)
    for step_id in guide.step_ids:
        diary.note("step_seen", step_id=step_id, **common)
    done = 0
    for step_id, odds in zip(guide.step_ids, TASK_ODDS, strict=True):
        if diary.rng.random() < odds:
            diary.wait(5_000)
            diary.note("step_completed", step_id=step_id, **common)
            done += 1
    if done == len(guide.step_ids):
        diary.note("guide_completed", **common)
    elif diary.rng.random() < 0.2:
        diary.note("guide_dismissed", reason="close", **common)
    return done == len(guide.step_ids)


def play_message(
    diary: Diary, _person: SimulatedPerson, guide: PlayedGuide, common: Common
) -> bool:
    """A banner or an announcement is read, closed, put off, or left standing."""
    [step_id] = guide.step_ids
    diary.note("guide_started", **common)
    diary.note("step_seen", step_id=step_id, **common)
    diary.wait(7)
    outcome = draw(diary.rng, MESSAGE)
    if outcome == "later":
        diary.note("guide_snoozed", step_id=step_id, hours=24, **common)
    elif outcome == "closed":
        diary.note("guide_dismissed", step_id=step_id, reason="close", **common)
    elif outcome == "read":
        diary.note("step_completed", step_id=step_id, **common)
        diary.note("guide_completed", step_id=step_id, **common)
    return outcome == "read"


def play_survey(diary: Diary, person: SimulatedPerson, guide: PlayedGuide, common: Common) -> bool:
    """A score, and then why, of those who go on; the others leave their score behind."""
    score_step, praise, trouble = guide.step_ids
    diary.note("guide_started", **common)
    diary.note("step_seen", step_id=score_step, **common)
    diary.wait(9)
    if diary.rng.random() < 0.3:
        diary.note("guide_dismissed", step_id=score_step, reason="close", **common)
        return False
    score = _score(diary, person)
    diary.note("question_answered", step_id=score_step, answer=score, **common)
    diary.note("step_completed", step_id=score_step, **common)
    further = trouble if score <= 6 else praise
    diary.note("step_seen", step_id=further, **common)
    diary.wait(20)
    if diary.rng.random() > ANSWERED_FURTHER:
        diary.note("guide_dismissed", step_id=further, reason="close", **common)
        return False
    diary.note("question_answered", step_id=further, **_why(diary, person, score), **common)
    diary.note("step_completed", step_id=further, **common)
    diary.note("guide_completed", step_id=further, **common)
    return True


def _score(diary: Diary, person: SimulatedPerson) -> int:
    drawn = int(draw(diary.rng, tuple((str(score), weight) for score, weight in SCORES)))
    return max(0, min(10, drawn + PLAN_SHIFT[person.company.plan]))


def _why(diary: Diary, person: SimulatedPerson, score: int) -> dict[str, object]:
    texts = TEXTS[person.language]
    if score > 6:
        return {"answer": diary.rng.choice(texts["praise"])}
    chosen = sorted(diary.rng.sample(CHOICES, diary.rng.choice((1, 1, 2))))
    if diary.rng.random() < 0.15:
        return {"answer": [*chosen, "other"], "other": diary.rng.choice(texts["other"])}
    return {"answer": chosen}


PLAYS: Mapping[str, Play] = {
    "checklist": play_checklist,
    "banner": play_message,
    "announcement": play_message,
    "survey": play_survey,
}
