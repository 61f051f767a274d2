"""What a look at the page amounts to, and what a run exits with."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.check.verdict import FailOn, Outcome, exit_code, fails, judge

SEEN = {"tier": "exact", "score": 1.0, "margin": 1.0, "on_screen": True, "covered_by": None}


@pytest.mark.parametrize(
    ("look", "outcome", "reason"),
    [
        (SEEN, Outcome.FOUND, None),
        ({"missing": "ambiguous"}, Outcome.MISSING, "ambiguous"),
        ({**SEEN, "tier": "similar", "score": 0.8}, Outcome.DRIFTED, "by_likeness"),
        ({**SEEN, "tier": "similar", "score": 1.0}, Outcome.FOUND, None),
        ({**SEEN, "tier": "agreed", "changed": ["text"]}, Outcome.DRIFTED, "changed"),
        ({**SEEN, "tier": "typed", "changed": ["role"]}, Outcome.FOUND, None),
        ({**SEEN, "tier": "similar", "changed": ["name"]}, Outcome.DRIFTED, "by_likeness"),
        ({**SEEN, "covered_by": "dialog Cookies"}, Outcome.COVERED, "covered"),
        ({**SEEN, "on_screen": False, "covered_by": "x"}, Outcome.OFF_SCREEN, "off_screen"),
    ],
)
def test_a_look_becomes_a_verdict(look: dict[str, Any], outcome: Outcome, reason: str | None):
    verdict = judge(look)
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_figures_are_rounded_as_they_are_everywhere():
    verdict = judge({**SEEN, "score": 0.98765, "margin": 0.123})
    assert (verdict.score, verdict.margin) == (0.99, 0.12)


@given(st.lists(st.sampled_from(Outcome)), st.sampled_from(FailOn))
def test_a_run_fails_exactly_when_one_of_its_steps_does(outcomes: list[Outcome], fail_on: FailOn):
    assert exit_code(outcomes, fail_on) == int(any(fails(o, fail_on) for o in outcomes))


def test_drift_fails_a_run_only_where_that_is_asked_for():
    assert exit_code([Outcome.FOUND, Outcome.DRIFTED], FailOn.MISSING) == 0
    assert exit_code([Outcome.FOUND, Outcome.DRIFTED], FailOn.DRIFTED) == 1


@pytest.mark.parametrize("outcome", ["covered", "off_screen", "missing", "unreached"])
def test_everything_worse_fails_a_run(outcome: str):
    assert exit_code([Outcome(outcome)], FailOn.MISSING) == 1
