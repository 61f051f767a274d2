"""When an alert opens, grows, and closes by itself. Pure, with hysteresis: what opened it
is not over before the share is well under the bar, so an alert never flickers.
"""

from guide_engine.health.verdict import FEWEST, OVER_BELOW, State, Verdict


def next_alarm(now: State | None, verdict: Verdict) -> State | None:
    """Return the alarm that stands after a verdict: lost, drifting, or None. `now` is the one before."""
    if verdict.state is State.LOST or now is None:
        return verdict.state if verdict.state.is_bad else None
    if is_over(verdict):
        return None
    if now is State.LOST and verdict.state is State.DRIFTING and _is_low(verdict.missing.rate):
        return State.DRIFTING
    return now


def is_over(verdict: Verdict) -> bool:
    """Tell whether enough people have met the target, and all but a few as it was written."""
    return verdict.off.n >= FEWEST and _is_low(verdict.off.rate)


def _is_low(rate: float | None) -> bool:
    return rate is not None and rate < OVER_BELOW
