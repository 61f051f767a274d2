"""A funnel follows the author's order and names its worst step."""

from guide_engine.insights.contribution import Counts
from guide_engine.insights.funnel import StepName, biggest_loss, funnel

NAMES = [StepName("a", "Open invoices"), StepName("b", "Add a customer")]


def test_steps_come_in_the_authors_order_with_their_shares():
    steps = funnel(NAMES, {"b": Counts(60, 60, 50, 6, 4), "a": Counts(100, 100, 50, 40)}, 100)
    assert [(step.number, step.title) for step in steps] == [
        (1, "Open invoices"),
        (2, "Add a customer"),
    ]
    assert [step.of_started.rate for step in steps] == [1.0, 0.6]
    assert [(step.loss.count, step.loss.n) for step in steps] == [(40, 100), (10, 60)]


def test_a_step_nobody_reached_is_still_listed():
    steps = funnel(NAMES, {"a": Counts(3, 3)}, 3)
    assert steps[1].counts == Counts()
    assert steps[1].loss.rate is None


def test_steps_that_only_history_knows_come_last_without_a_number():
    steps = funnel(NAMES, {"old": Counts(5, 5), "older": Counts()}, 5)
    assert [(step.number, step.step_id) for step in steps] == [(1, "a"), (2, "b"), (None, "old")]


def test_more_people_reaching_a_step_than_started_make_no_impossible_share():
    (step,) = funnel(NAMES[:1], {"a": Counts(reached=12, seen=10, failed=2)}, 10)
    assert step.of_started.rate == 1.0


def test_the_biggest_loss_is_where_most_people_left():
    steps = funnel(NAMES, {"a": Counts(100, 100, 0, 20), "b": Counts(80, 80, 0, 5, 30)}, 100)
    assert biggest_loss(steps).step_id == "b"


def test_where_nobody_left_there_is_no_loss():
    assert biggest_loss(funnel(NAMES, {"a": Counts(9, 9, 9)}, 9)) is None
    assert biggest_loss([]) is None
