from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.core import clock
from guide_engine.identity.throttle import (
    ACCOUNT,
    ADDRESS,
    REMEMBERED_AT_MOST,
    Attempts,
    TooManyAttempts,
    wait_seconds,
)


def test_the_wait_doubles_up_to_its_longest() -> None:
    waits = [wait_seconds(ACCOUNT.free + more, ACCOUNT) for more in range(1, 9)]
    assert waits == [2, 4, 8, 16, 32, 60, 60, 60]


@given(st.integers(0, 10**9))
def test_nobody_waits_for_ever(failures: int) -> None:
    assert 0 <= wait_seconds(failures, ACCOUNT) <= 60
    assert 0 <= wait_seconds(failures, ADDRESS) <= 900


def test_a_success_clears_the_account_but_not_the_address(app: object) -> None:
    attempts = Attempts()
    for number in range(ADDRESS.free + 1):
        attempts.failed(f"{number}@a.test", "10.0.0.1")
    attempts.succeeded("0@a.test")
    with pytest.raises(TooManyAttempts):
        attempts.admit("0@a.test", "10.0.0.1")
    attempts.admit("0@a.test", "10.0.0.2")


def test_failures_are_forgotten_after_an_hour() -> None:
    attempts = Attempts()
    for _ in range(50):
        attempts.failed("a@a.test", "10.0.0.1")
    with clock.frozen(datetime.now(UTC) + timedelta(hours=2)):
        attempts.admit("a@a.test", "10.0.0.1")


def test_a_flood_of_names_fills_no_memory() -> None:
    attempts = Attempts()
    for number in range(REMEMBERED_AT_MOST + 500):
        attempts.failed(f"{number}@a.test", f"{number}")
    assert len(attempts._failures) == REMEMBERED_AT_MOST
