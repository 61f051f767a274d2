"""Answers in a guide, read as a report asks for them, and what they come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from guide_engine.events import survey_answers
from guide_engine.insights.answers import Given, Result, by_group, questions_of, result, values
from guide_engine.insights.contribution import ANY_VERSION, Dimension
from guide_engine.insights.funnel import StepName
from guide_engine.insights.queries import Question as Stretch


@dataclass(frozen=True)
class Answered:
    """One question: what those who are shown answered, and what each group did."""

    number: int
    shown: Result
    groups: Mapping[str, Result]


def answered(
    stretch: Stretch,
    document: Mapping[str, Any],
    names: Sequence[StepName],
    split: Dimension,
    of: str | None,
) -> list[Answered]:
    """Return a result for each question of a version. `of` is the one group that is shown."""
    titles = {name.step_id: name.title for name in names}
    places = {step["id"]: place for place, step in enumerate(document["steps"], 1)}
    questions = questions_of(document["steps"], titles)
    given = answers_in(stretch) if questions else []
    shown = [each for each in given if of is None or of in values(each, split)]
    grouped = split is not Dimension.ALL
    return [
        Answered(
            places[question.step_id],
            result(question, shown),
            by_group(question, given, split) if grouped else {},
        )
        for question in questions
    ]


def answers_in(stretch: Stretch) -> list[Given]:
    """Return the last answers that were given in a period, the newest first."""
    since = datetime.combine(stretch.period.first, time(), UTC)
    rows = survey_answers.answers_of_guide(
        stretch.environment_id,
        stretch.guide_id,
        since=since,
        version=None if stretch.version == ANY_VERSION else stretch.version,
    )
    return [
        Given(
            row.user_id,
            row.step_id,
            row.answer,
            row.other or "",
            row.tier,
            tuple(row.segments),
            row.answered_at,
        )
        for row in rows
        if row.answered_at.date() <= stretch.period.last
    ]
