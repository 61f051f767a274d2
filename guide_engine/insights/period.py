"""From which day to which: whole days, in UTC, both ends included."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

# What a report shows when it isn't told.
USUAL_DAYS = 30
# Ten years: more days than that are a slip of the pen.
LONGEST_DAYS = 3660


class PeriodError(ValueError):
    """The days don't make a period. `code` is bad_day, backwards or too_long."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(code)
        self.code = code
        self.name = name


@dataclass(frozen=True)
class Period:
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range(self.days))

    def before(self) -> "Period":
        """The period of the same length that ends where this one begins."""
        return Period(self.first - timedelta(days=self.days), self.first - timedelta(days=1))


def last_days(days: int, today: date) -> Period:
    return Period(today - timedelta(days=days - 1), today)


def read_period(first: str, last: str, today: date) -> Period:
    """Read ISO days as an address carries them; an empty one means its usual value.

    Raises PeriodError.
    """
    until = _read_day("to", last) or today
    since = _read_day("from", first) or until - timedelta(days=USUAL_DAYS - 1)
    if since > until:
        raise PeriodError("backwards", "from")
    period = Period(since, until)
    if period.days > LONGEST_DAYS:
        raise PeriodError("too_long", "from")
    return period


def _read_day(name: str, text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise PeriodError("bad_day", name) from None
    # The usual start must still be a day of the calendar.
    if day.year < 1971:
        raise PeriodError("bad_day", name)
    return day
