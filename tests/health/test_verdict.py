"""Verdicts by the careful end of an interval; alarms that never flicker; since when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.health.alarm import is_over, next_alarm
from guide_engine.health.verdict import (
    FEWEST,
    LONGEST_DAYS,
    OVER_BELOW,
    WANTED,
    Day,
    State,
    judge,
    since,
)

TODAY = date(2026, 11, 20)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_a_target_everybody_finds_is_healthy():
    assert judge([Day(TODAY, found=20)], TODAY).state is State.HEALTHY


def test_a_target_nobody_finds_is_lost_after_a_handful_of_people():
    assert judge([Day(TODAY, missing=FEWEST)], TODAY).state is State.LOST


def test_a_target_found_by_likeness_only_drifts():
    found = judge([Day(TODAY, drifted=12)], TODAY)
    assert (found.state, found.missing.count, found.off.count) == (State.DRIFTING, 0, 12)


def test_too_few_people_say_nothing():
    assert judge([Day(TODAY, missing=FEWEST - 1)], TODAY).state is State.UNKNOWN
    assert judge([], TODAY).state is State.UNKNOWN


def test_a_few_unlucky_people_raise_no_alarm():
    assert judge([Day(TODAY, found=96, missing=4)], TODAY).state is State.HEALTHY


def test_a_busy_guide_is_judged_by_today():
    days = [Day(TODAY, found=200), Day(ago(1), missing=200)]
    assert judge(days, TODAY).state is State.HEALTHY


def test_a_quiet_guide_is_judged_by_a_fortnight_and_no_more():
    days = [Day(ago(n), missing=1) for n in range(LONGEST_DAYS)]
    assert judge(days, TODAY).missing.n == LONGEST_DAYS
    assert judge([Day(ago(LONGEST_DAYS), missing=50)], TODAY).state is State.UNKNOWN


def test_the_bad_stretch_begins_on_its_first_day():
    days = [Day(ago(n), found=20, missing=n % 2) for n in range(30, 5, -1)]
    days += [Day(ago(n), found=2, missing=18) for n in range(5, -1, -1)]
    found = judge(days, TODAY)
    assert (found.state, found.since) == (State.LOST, ago(5))


def test_a_bad_stretch_that_was_mended_in_between_begins_anew():
    days = [Day(ago(9), missing=10), Day(ago(8), found=200), Day(ago(1), missing=40)]
    assert judge(days, TODAY).since == ago(1)


def test_a_loss_begins_with_the_missing_not_with_the_drift_before():
    days = [Day(ago(3), drifted=20), Day(ago(1), missing=30)]
    assert judge(days, TODAY).since == ago(1)
    assert since(days, State.DRIFTING) == ago(3)


days = st.lists(
    st.builds(
        Day,
        st.integers(0, 40).map(ago),
        found=st.integers(0, 60),
        drifted=st.integers(0, 20),
        missing=st.integers(0, 20),
    ),
    max_size=20,
    unique_by=lambda day: day.day,
)


@given(days, st.randoms())
def test_the_order_of_days_makes_no_difference(some: list[Day], rng) -> None:
    shuffled = list(some)
    rng.shuffle(shuffled)
    assert judge(shuffled, TODAY) == judge(some, TODAY)


@given(days)
def test_what_is_bad_has_a_first_day_on_which_something_was_bad(some: list) -> None:
    found = judge(some, TODAY)
    if found.state.is_bad:
        assert any(day.day == found.since and day.off for day in some)
    else:
        assert found.since is None


WORSE = {State.HEALTHY: 0, State.DRIFTING: 1, State.LOST: 2}


@given(days, st.data())
def test_whoever_misses_it_instead_of_finding_it_never_makes_it_better(
    some: list[Day], data: st.DataObject
) -> None:
    moved = [data.draw(st.integers(0, day.found)) for day in some]
    worse = [
        replace(day, found=day.found - n, missing=day.missing + n)
        for day, n in zip(some, moved, strict=True)
    ]
    before, after = judge(some, TODAY).state, judge(worse, TODAY).state
    if State.UNKNOWN in (before, after):
        assert before is after
    else:
        assert WORSE[after] >= WORSE[before]


@given(days)
def test_a_full_day_on_which_everybody_finds_it_outweighs_the_past(some: list[Day]) -> None:
    past = [day for day in some if day.day < TODAY]
    assert judge([*past, Day(TODAY, found=WANTED)], TODAY).state is State.HEALTHY


@given(days)
def test_what_opens_an_alarm_is_not_over_at_once(some: list[Day]) -> None:
    found = judge(some, TODAY)
    opened = next_alarm(None, found)
    assert opened is None or not is_over(found)
    # Judged again on the same evidence, nothing changes.
    assert next_alarm(opened, found) == opened


@given(st.lists(days, max_size=6))
def test_an_alarm_only_ends_on_evidence_that_all_is_well(story: list) -> None:
    alarm = None
    for some in story:
        found = judge(some, TODAY)
        following = next_alarm(alarm, found)
        if alarm is not None and following is None:
            assert found.off.n >= FEWEST
            assert (found.off.rate or 0) < OVER_BELOW
        alarm = following


@pytest.mark.parametrize(
    ("now", "day", "following"),
    [
        (None, Day(TODAY, found=30), None),
        (None, Day(TODAY, found=20, drifted=20), State.DRIFTING),
        (State.DRIFTING, Day(TODAY, found=20, missing=20), State.LOST),
        # In between, what stands goes on standing.
        (State.LOST, Day(TODAY, found=85, missing=15), State.LOST),
        (State.DRIFTING, Day(TODAY, found=85, drifted=15), State.DRIFTING),
        (None, Day(TODAY, found=85, missing=15), None),
        (State.LOST, Day(TODAY, drifted=30), State.DRIFTING),
        (State.LOST, Day(TODAY, found=30), None),
        # Nobody has come since: nothing is known, so nothing changes.
        (State.LOST, Day(TODAY), State.LOST),
    ],
)
def test_an_alarm_goes_on_by_these_rules(now: State | None, day: Day, following) -> None:
    assert next_alarm(now, judge([day], TODAY)) is following
