"""The rule an author sets is read as it is written."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.health.pausing import WINDOW, Evidence, evidence_from, must_pause

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("failed", "due", "paused"),
    [(10, 20, True), (9, 20, False), (20, 20, True), (10, 19, False), (0, 100, False)],
)
def test_half_of_at_least_twenty(failed: int, due: int, paused: bool) -> None:
    rule = {"failure_percent": 50, "min_users": 20}
    assert must_pause(rule, Evidence(failed, due)) is paused


def test_without_a_rule_nothing_is_paused():
    assert not must_pause(None, Evidence(100, 100))


def test_only_a_day_counts_and_nothing_from_before_it_was_published_or_resumed():
    long_ago = NOW - timedelta(days=9)
    assert evidence_from(NOW, long_ago, None) == NOW - WINDOW
    assert evidence_from(NOW, NOW - HOUR, None) == NOW - HOUR
    assert evidence_from(NOW, long_ago, NOW - HOUR) == NOW - HOUR


@given(
    due=st.integers(0, 1_000),
    data=st.data(),
    percent=st.integers(1, 100),
    least=st.integers(1, 1_000),
)
def test_more_failures_never_unpause_and_few_people_never_pause(
    due: int, data: st.DataObject, percent: int, least: int
) -> None:
    rule = {"failure_percent": percent, "min_users": least}
    failed = data.draw(st.integers(0, due))
    paused = must_pause(rule, Evidence(failed, due))
    if paused:
        assert due >= least
        assert failed / due * 100 >= percent - 1e-9
        assert must_pause(rule, Evidence(due, due))
