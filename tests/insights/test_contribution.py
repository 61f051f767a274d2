"""A passage adds up to what the definitions say, and can be taken away again."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guide_engine.insights.contribution import (
    NONE,
    WHOLE_GUIDE,
    Counts,
    Delta,
    Slice,
    counts,
    slices,
)
from guide_engine.insights.passage import Outcome, Passage

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def passage(**changes: object) -> Passage:
    facts: dict = {
        "began_at": NOON,
        "started": True,
        "tier": "low",
        "segments": ("sg_a", "sg_b"),
        "outcome": Outcome.RUNNING,
        "last_step_id": "two",
        "steps_seen": frozenset({"one", "two"}),
    }
    return Passage(**(facts | changes))


def test_a_person_counts_once_in_all_and_tier_and_once_in_each_segment():
    day = date(2026, 11, 20)
    assert slices(passage()) == [
        Slice(day, "all", ""),
        Slice(day, "tier", "low"),
        Slice(day, "segment", "sg_a"),
        Slice(day, "segment", "sg_b"),
    ]


def test_people_without_a_company_or_a_segment_count_as_none():
    values = {part.dimension: part.value for part in slices(passage(tier=None, segments=()))}
    assert values == {"all": "", "tier": NONE, "segment": NONE}


def test_a_dismissal_counts_at_the_step_where_it_happened():
    found = counts(passage(outcome=Outcome.DISMISSED))
    assert found == {
        WHOLE_GUIDE: Counts(reached=1, seen=1, dismissed=1),
        "one": Counts(reached=1, seen=1),
        "two": Counts(reached=1, seen=1, dismissed=1),
    }
    assert (found["one"].passed, found["two"].passed) == (1, 0)


def test_a_step_that_could_not_be_shown_was_reached_but_not_seen():
    found = counts(passage(outcome=Outcome.FAILED, last_step_id="three"))
    assert found["three"] == Counts(reached=1, failed=1)


def test_a_guide_that_could_never_be_shown_was_not_started():
    lost = passage(
        started=False, outcome=Outcome.FAILED, last_step_id="one", steps_seen=frozenset()
    )
    assert counts(lost)[WHOLE_GUIDE] == Counts(reached=1, seen=0, failed=1)


def test_a_completion_counts_at_every_step_seen_and_its_time_once_per_slice():
    done = passage(outcome=Outcome.COMPLETED, completed_at=NOON + timedelta(seconds=90))
    assert counts(done)["one"] == Counts(reached=1, seen=1, completed=1)
    delta = Delta()
    delta.replace((1,), None, done)
    assert [change for *_key, change in delta.times()] == [1, 1, 1, 1]


def test_a_clock_that_ran_back_counts_as_no_time():
    done = passage(outcome=Outcome.COMPLETED, completed_at=NOON - timedelta(seconds=5))
    assert done.seconds == 0.0


steps = st.sampled_from(["one", "two", "three"])
passages = st.builds(
    passage,
    began_at=st.integers(0, 3).map(lambda days: NOON + timedelta(days=days)),
    tier=st.sampled_from(["high", "low", "tech", None]),
    segments=st.sets(st.sampled_from(["sg_a", "sg_b", "sg_c"])).map(lambda s: tuple(sorted(s))),
    outcome=st.sampled_from(Outcome),
    last_step_id=st.none() | steps,
    steps_seen=st.frozensets(steps),
    completed_at=st.none() | st.integers(0, 9999).map(lambda s: NOON + timedelta(seconds=s)),
)


def _sums(delta: Delta) -> tuple[dict, dict]:
    return (
        {tuple(key): found for *key, found in delta.counts()},
        {tuple(key): found for *key, found in delta.times()},
    )


people = st.lists(st.tuples(st.integers(0, 2), passages))


@given(people, people)
def test_taking_away_undoes_adding_exactly(kept: list, passing: list):
    only, both = Delta(), Delta()
    for version, person in kept:
        only.replace((version,), None, person)
    for version, person in [*passing, *kept]:
        both.replace((version,), None, person)
    for version, person in passing:
        both.replace((version,), person, None)
    assert _sums(both) == _sums(only)


@given(passages, passages)
def test_moving_a_person_is_taking_away_and_adding(old: Passage, new: Passage):
    moved, apart = Delta(), Delta()
    moved.replace((0, 1), old, new)
    for version in (0, 1):
        apart.replace((version,), old, None)
        apart.replace((version,), None, new)
    assert _sums(moved) == _sums(apart)


@given(passages)
def test_at_every_step_people_stay_leave_or_go_on_and_nothing_is_negative(person: Passage):
    for step_id, found in counts(person).items():
        assert min(found) >= 0
        assert found.passed >= 0
        assert found.seen <= found.reached or step_id == WHOLE_GUIDE
