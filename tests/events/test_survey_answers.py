"""The last answer to each question of each run, whatever the order in which answers arrive."""

import json
import random

import pytest
from sqlalchemy import select

from guide_engine.core.db import db
from guide_engine.events import projector, store
from guide_engine.events.models import SurveyAnswer
from guide_engine.events.record import EventRecord
from guide_engine.events.survey_answers import answers_in_runs, answers_of_guide
from tests.support.actors import Cast
from tests.support.events import batch_of, record, run_id


def answered(
    cast: Cast, answer: object, seconds: float = 0, step: str = "nps", **fields: object
) -> EventRecord:
    return record(
        "question_answered",
        seconds,
        answer=answer,
        step_id=step,
        **{"workspace_id": cast.workspace.id, "environment_id": cast.production.id} | fields,
    )


def dump() -> str:
    table = SurveyAnswer.__table__
    with db.engine.connect() as connection:
        rows = connection.execute(select(table).order_by(*table.primary_key)).mappings()
        return json.dumps([dict(row) for row in rows], default=str, sort_keys=True)


def given(cast: Cast, user_id: str = "u-1") -> object:
    return answers_in_runs(cast.production.id, user_id, {run_id()})


def test_the_last_answer_counts_and_is_read_before_it_is_projected(cast: Cast) -> None:
    store.append(batch_of([answered(cast, 3, 1), answered(cast, "Fast", 2, "why")]))
    assert given(cast) == {run_id(): {"nps": 3, "why": "Fast"}}
    projector.catch_up()
    assert given(cast) == {run_id(): {"nps": 3, "why": "Fast"}}
    store.append(batch_of([answered(cast, 9, 3)]))
    assert given(cast) == {run_id(): {"nps": 9, "why": "Fast"}}
    projector.catch_up()
    assert given(cast) == {run_id(): {"nps": 9, "why": "Fast"}}


def test_an_earlier_answer_that_arrives_later_changes_nothing(cast: Cast) -> None:
    store.append(batch_of([answered(cast, 9, 60)]))
    projector.catch_up()
    store.append(batch_of([answered(cast, 3, 1)]))
    assert given(cast) == {run_id(): {"nps": 9}}
    projector.catch_up()
    assert given(cast) == {run_id(): {"nps": 9}}


@pytest.mark.parametrize("nothing", ["", []])
def test_an_answer_can_be_taken_back(cast: Cast, nothing: object) -> None:
    store.append(batch_of([answered(cast, ["a"], 1), answered(cast, nothing, 2)]))
    projector.catch_up()
    assert given(cast) == {}
    assert answers_of_guide(cast.production.id, "gd_1") == []


def test_a_guides_answers_are_told_with_who_gave_them_and_when(cast: Cast) -> None:
    store.append(
        batch_of([answered(cast, ["a", "other"], 1, other="More", tier="high", segments=("se_1",))])
    )
    store.append(batch_of([answered(cast, ["b"], 2, user_id="u-2", version=2)]))
    projector.catch_up()
    newest, oldest = answers_of_guide(cast.production.id, "gd_1")
    assert (newest.user_id, newest.answer) == ("u-2", ["b"])
    assert (oldest.answer, oldest.other, oldest.tier, oldest.segments) == (
        ["a", "other"], "More", "high", ["se_1"],
    )  # fmt: skip
    assert len(answers_of_guide(cast.production.id, "gd_1", version=2)) == 1
    assert answers_of_guide(cast.staging.id, "gd_1") == []


def test_the_answers_of_others_are_not_seen(cast: Cast) -> None:
    store.append(batch_of([answered(cast, 3)]))
    assert given(cast, "u-2") == {}
    projector.catch_up()
    assert given(cast, "u-2") == {}


def test_a_rebuild_gives_the_same_bytes_whatever_the_batches_were(cast: Cast) -> None:
    events = [answered(cast, number, number % 7, f"st_{number % 3}") for number in range(30)]
    random.Random(5).shuffle(events)
    for start in range(0, 30, 4):
        store.append(batch_of(events[start : start + 4]))
        projector.advance(limit=3)
    projector.catch_up()
    before = dump()
    assert len(json.loads(before)) == 3
    projector.rebuild()
    assert dump() == before
