from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from guide_engine.events.journey import MAX_RUNS, MAX_STEPS, Journey, Status, fold
from guide_engine.events.record import EventRecord
from tests.support.events import NOON, record, run_id


def journey_of(*events: EventRecord) -> Journey:
    journey = fold(None, events)
    assert journey is not None
    return journey


def test_a_whole_run_from_start_to_completion() -> None:
    journey = journey_of(
        record("guide_started", 0, tier="high", segments=("se_1", "se_2")),
        record("step_seen", 0, step_id="one"),
        record("step_completed", 12.5, step_id="one"),
        record("step_seen", 13, step_id="two"),
        record("step_completed", 20, step_id="two"),
        record("guide_completed", 20, step_id="two"),
    )
    assert journey.status == Status.COMPLETED
    assert journey.first_started_at == NOON
    assert journey.completed_at == NOON + timedelta(seconds=20)
    assert (journey.tier, journey.segments) == ("high", ("se_1", "se_2"))
    assert list(journey.steps_seen) == ["one", "two"]
    assert list(journey.steps_completed) == ["one", "two"]
    assert journey.step_seconds == {"one": 12.5, "two": 7.0}
    assert (journey.step_id, journey.reason) == ("two", None)
    assert journey.shown_count == 1
    assert journey.open_run is None


def test_nothing_folds_to_nothing() -> None:
    assert fold(None, []) is None


def test_an_open_run_can_be_resumed_where_it_stands() -> None:
    journey = journey_of(
        record("guide_started", 0),
        record("step_seen", 0, step_id="one"),
        record("step_completed", 5, step_id="one"),
        record("step_seen", 5, step_id="two"),
    )
    assert journey.status == Status.STARTED
    assert journey.open_run is not None
    assert (journey.open_run.id, journey.open_run.step_id) == (run_id(), "two")
    assert journey.idle_since == NOON + timedelta(seconds=5)


def test_a_dismissal_keeps_its_step_and_reason() -> None:
    journey = journey_of(
        record("guide_started"),
        record("step_seen", 1, step_id="two"),
        record("guide_dismissed", 2, step_id="two", reason="escape"),
    )
    assert (journey.status, journey.step_id, journey.reason) == ("dismissed", "two", "escape")
    assert journey.last_ended_at == NOON + timedelta(seconds=2)
    assert journey.idle_since is None


def test_an_end_without_a_step_ends_where_the_person_stood() -> None:
    journey = journey_of(
        record("step_seen", 1, step_id="two"), record("guide_dismissed", 2, step_id=None)
    )
    assert journey.step_id == "two"


def test_failing_before_anything_was_painted_is_not_a_start() -> None:
    journey = journey_of(record("guide_failed", reason="target_missing", step_id="one"))
    assert (journey.status, journey.reason) == ("failed", "target_missing")
    assert journey.first_started_at is None
    assert journey.shown_count == 0


def test_completion_stands_whatever_comes_later() -> None:
    journey = journey_of(
        record("guide_started"),
        record("guide_completed", 10),
        record("step_seen", 20, step_id="one"),
        record("guide_dismissed", 30),
        record("guide_abandoned", 40),
        record("guide_started", 50, run_id=run_id(2)),
        record("guide_dismissed", 60, run_id=run_id(2)),
    )
    assert journey.status == Status.COMPLETED
    assert journey.completed_at == NOON + timedelta(seconds=10)
    assert journey.run_id == run_id(1)
    assert journey.shown_count == 2


def test_what_the_person_did_outweighs_what_was_inferred() -> None:
    journey = journey_of(record("guide_started"), record("guide_abandoned", 86_400))
    assert journey.status == Status.ABANDONED
    journey = journey_of(
        record("guide_started"),
        record("guide_abandoned", 86_400),
        record("guide_dismissed", 90_000),
    )
    assert journey.status == Status.DISMISSED
    late = fold(journey, [record("guide_completed", 95_000)])
    assert late is not None
    assert late.status == Status.COMPLETED


def test_of_two_ends_the_earlier_stands() -> None:
    journey = journey_of(
        record("guide_started"),
        record("guide_failed", 20, reason="error"),
        record("guide_dismissed", 10, reason="close"),
    )
    assert (journey.status, journey.reason) == ("dismissed", "close")


def test_a_lost_start_is_implied_by_what_was_painted() -> None:
    journey = journey_of(record("step_completed", 3, step_id="one", tier="low"))
    assert journey.first_started_at == NOON + timedelta(seconds=3)
    assert journey.tier == "low"
    assert list(journey.steps_seen) == ["one"]
    assert journey.step_seconds == {}


def test_an_earlier_start_arriving_late_brings_its_own_tier() -> None:
    journey = journey_of(
        record("guide_started", 100, tier="high", run_id=run_id(2)),
        record("guide_started", 0, tier="tech", run_id=run_id(1)),
    )
    assert (journey.first_started_at, journey.tier) == (NOON, "tech")
    assert journey.last_started_at == NOON + timedelta(seconds=100)


def test_a_missing_target_is_noted_and_moves_nobody() -> None:
    journey = journey_of(record("target_missing", step_id="one"))
    assert list(journey.steps_missing) == ["one"]
    assert (journey.status, journey.runs, journey.first_started_at) == ("started", (), None)


def test_old_runs_are_forgotten_but_counted() -> None:
    events = [
        record(kind, number * 100 + offset, run_id=run_id(number), step_id="one")
        for number in range(MAX_RUNS + 5)
        for offset, kind in ((0, "guide_started"), (1, "step_seen"), (2, "guide_dismissed"))
    ]
    events.insert(2, record("guide_completed", 1.5, run_id=run_id(0)))
    journey = journey_of(*events)
    assert len(journey.runs) == MAX_RUNS
    assert journey.shown_count == MAX_RUNS + 5
    assert journey.run_id == run_id(0)
    late = fold(journey, [record("step_seen", 101, run_id=run_id(1), step_id="two")])
    assert late is not None
    assert late.shown_count == MAX_RUNS + 5
    assert "two" in late.steps_seen


def test_a_hostile_page_can_not_grow_a_journey_without_end() -> None:
    journey = journey_of(*(record("step_seen", n, step_id=f"s{n}") for n in range(MAX_STEPS + 50)))
    assert len(journey.steps_seen) == MAX_STEPS


STEPS = st.sampled_from(["one", "two", "three"])
EVENTS = st.lists(
    st.builds(
        lambda kind, seconds, run, step, tier: record(
            kind, seconds, run_id=run_id(run), step_id=step, tier=tier
        ),
        st.sampled_from(
            [
                "guide_started",
                "step_seen",
                "step_completed",
                "guide_completed",
                "guide_dismissed",
                "guide_failed",
                "guide_abandoned",
                "target_missing",
            ]
        ),
        st.integers(0, 20),
        st.integers(1, 4),
        STEPS,
        st.sampled_from([None, "high", "tech"]),
    ),
    min_size=1,
    max_size=25,
)


@given(EVENTS, st.data())
def test_order_and_repetition_of_arrival_change_nothing(
    events: list[EventRecord], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(events))
    repeats = data.draw(st.lists(st.sampled_from(events), max_size=10))
    assert fold(None, events) == fold(None, [*shuffled, *repeats])


@given(EVENTS, st.integers(0, 25))
def test_folding_in_slices_is_folding_at_once(events: list[EventRecord], cut: int) -> None:
    assert fold(None, events) == fold(fold(None, events[:cut]), events[cut:])


@given(EVENTS)
def test_completed_never_regresses_and_each_run_ends_one_way(events: list[EventRecord]) -> None:
    journey: Journey | None = None
    completed = False
    for event in events:
        journey = fold(journey, [event])
        assert journey is not None
        completed = completed or event.type == "guide_completed"
        assert (journey.status == Status.COMPLETED) == completed
        ids = [run.id for run in journey.runs]
        assert len(ids) == len(set(ids))
        if journey.completion:
            assert journey.deciding_run is not None
            assert journey.deciding_run.status == Status.COMPLETED


def test_putting_off_is_no_end_and_the_latest_wish_counts() -> None:
    journey = journey_of(
        record("step_seen", 1, step_id="one"),
        record("guide_snoozed", 60, step_id="one", hours=100),
        record("guide_snoozed", 120, step_id="one", hours=2),
    )
    until = NOON + timedelta(seconds=120, hours=2)
    assert journey.status == Status.STARTED
    assert journey.open_run is not None
    assert journey.open_run.snoozed_until == until
    assert journey.idle_since == until


def test_what_is_seen_after_putting_off_takes_it_up_again() -> None:
    journey = journey_of(
        record("guide_snoozed", 60, step_id="one"), record("step_seen", 90, step_id="one")
    )
    assert journey.open_run is not None
    assert journey.open_run.snoozed_until is None
    assert journey.idle_since == NOON + timedelta(seconds=90)


def test_an_answer_is_a_sign_of_life() -> None:
    journey = journey_of(record("guide_started"), record("question_answered", 30))
    assert journey.idle_since == NOON + timedelta(seconds=30)
