"""When a message that didn't arrive is tried again, and when it is given up. Pure."""

from datetime import timedelta

FIRST = timedelta(seconds=30)
LONGEST = timedelta(hours=6)
# The last of these comes about 27 hours after the first.
ATTEMPTS = 14
# Longer than sending may take: a worker that died while sending is forgotten after this.
CLAIM = timedelta(minutes=2)


def wait_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many failed attempts, None to give up."""
    if attempts >= ATTEMPTS:
        return None
    return min(FIRST * (1 << (attempts - 1)), LONGEST)
