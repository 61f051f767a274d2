"""A period is whole days, both ends included; what makes none is refused by name."""

from datetime import date

import pytest

from guide_engine.insights.period import Period, PeriodError, last_days, read_period

TODAY = date(2026, 11, 21)


def test_unsaid_it_is_the_last_thirty_days():
    assert read_period("", "", TODAY) == Period(date(2026, 10, 23), TODAY)
    assert last_days(30, TODAY) == read_period("", "", TODAY)


def test_both_ends_count():
    period = read_period("2026-11-20", "2026-11-21", TODAY)
    assert list(period) == [date(2026, 11, 20), date(2026, 11, 21)]


def test_the_period_before_has_the_same_length_and_no_day_in_common():
    assert Period(date(2026, 11, 11), date(2026, 11, 20)).before() == Period(
        date(2026, 11, 1), date(2026, 11, 10)
    )


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("yesterday", "", "bad_day"),
        ("", "2026-02-30", "bad_day"),
        ("0001-01-01", "0001-01-02", "bad_day"),
        ("2026-11-21", "2026-11-20", "backwards"),
        ("1990-01-01", "2026-11-21", "too_long"),
    ],
)
def test_what_makes_no_period_is_refused(first: str, last: str, code: str):
    with pytest.raises(PeriodError) as refusal:
        read_period(first, last, TODAY)
    assert refusal.value.code == code
