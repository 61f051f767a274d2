"""What people answered: distinct people, shares and scores with their intervals, groups, texts."""

import random
from datetime import timedelta
from typing import Any

import pytest

from guide_engine.core.intervals import ENOUGH
from guide_engine.insights.answers import (
    Given,
    Question,
    by_group,
    mean,
    promoter_score,
    questions_of,
    result,
)
from guide_engine.insights.contribution import NONE, Dimension
from tests.insights.log import NOON

CHOICES = [{"id": "ch_a", "label": "Mail"}, {"id": "ch_b", "label": "Phone"}]
NPS = Question("st_1", "How likely?", {"type": "nps", "required": True})
SINGLE = Question("st_2", "Which?", {"type": "single", "choices": CHOICES, "other": True})
TEXT = Question("st_3", "Why?", {"type": "long_text"})


def given(user: str, answer: Any, question: Question = NPS, **facts: Any) -> Given:
    """The later in a list, the earlier it was given."""
    return Given(
        user_id=user,
        step_id=question.step_id,
        answer=answer,
        other=facts.get("other", ""),
        tier=facts.get("tier"),
        segments=facts.get("segments", ()),
        at=NOON - timedelta(minutes=facts.get("minutes", 0)),
    )


def test_only_steps_that_ask_have_results():
    steps = [{"id": "a"}, {"id": "b", "question": {"type": "nps"}}]
    assert [each.step_id for each in questions_of(steps, {"a": "A", "b": "B"})] == ["b"]


def test_a_person_counts_once_with_the_last_answer():
    found = result(NPS, [given("mika", 9), given("mika", 2), given("ken", 7)])
    counts = {name: share.count for name, share in found.shares}
    assert (found.n, counts["9"], counts["2"], counts["7"]) == (2, 1, 0, 1)
    assert list(counts) == [str(number) for number in range(11)]


@pytest.mark.parametrize("answer", [11, -1, 7.5, "9", ["9"], True, None])
def test_what_the_question_cannot_have_as_an_answer_is_left_out(answer: Any):
    assert result(NPS, [given("mika", answer)]).n == 0


def test_choices_stand_in_their_order_with_words_of_ones_own():
    answers = [
        given("mika", ["ch_b", "other"], SINGLE, other="Pigeon"),
        given("ken", "ch_b", SINGLE),
        given("yui", "gone", SINGLE),
    ]
    found = result(SINGLE, answers)
    assert [(name, share.count, share.n) for name, share in found.shares] == [
        ("ch_a", 0, 2),
        ("ch_b", 2, 2),
        ("other", 1, 2),
    ]
    assert [each.other for each in found.texts] == ["Pigeon"]


def test_texts_are_the_newest_first_and_never_blank():
    found = result(TEXT, [given("mika", "Later", TEXT), given("ken", " ", TEXT)])
    assert [each.answer for each in found.texts] == ["Later"]


def test_groups_are_of_the_tier_and_segments_at_the_answer():
    answers = [given("mika", 9, tier="high", segments=("sg_a", "sg_b")), given("ken", 3)]
    tiers = by_group(NPS, answers, Dimension.TIER)
    assert {value: found.n for value, found in tiers.items()} == {"high": 1, NONE: 1}
    segments = by_group(NPS, answers, Dimension.SEGMENT)
    assert {value: found.n for value, found in segments.items()} == {"sg_a": 1, "sg_b": 1, NONE: 1}


def test_a_score_needs_enough_answers():
    assert promoter_score([10] * (ENOUGH - 1)).value is None
    assert mean([3] * (ENOUGH - 1)).value is None
    all_for_it = promoter_score([10] * ENOUGH)
    assert (all_for_it.value, all_for_it.high) == (100, 100)
    assert all_for_it.low < 100


def test_the_score_is_promoters_less_detractors():
    numbers = [10] * 50 + [8] * 30 + [6] * 20
    found = promoter_score(numbers)
    assert found.value == pytest.approx(30)
    assert found.low < 30 < found.high
    assert found.high - found.low == pytest.approx(30.3, abs=0.5)


@pytest.mark.parametrize("shares", [(0.5, 0.3, 0.2), (0.1, 0.1, 0.8), (0.9, 0.08, 0.02)])
@pytest.mark.parametrize("n", [15, 60])
def test_the_interval_of_a_score_holds_the_truth_nineteen_times_in_twenty(
    shares: tuple[float, float, float], n: int
):
    chance = random.Random(7)
    truth = 100 * (shares[0] - shares[2])
    trials = 2000
    held = 0
    for _trial in range(trials):
        found = promoter_score(chance.choices([10, 7, 0], shares, k=n))
        held += found.low <= truth <= found.high
    assert held / trials > 0.93


def test_the_interval_of_a_mean_holds_the_truth_nineteen_times_in_twenty():
    chance = random.Random(7)
    trials = 2000
    held = 0
    for _trial in range(trials):
        found = mean(chance.choices([1, 2, 3, 4, 5], k=12))
        held += found.low <= 3 <= found.high
    assert 0.935 < held / trials < 0.97
