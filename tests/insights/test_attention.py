"""Guides that need a look are found, ranked by people, and luck raises no alarm."""

from hypothesis import given
from hypothesis import strategies as st

from guide_engine.insights.attention import Figures, Health, Kind, findings, health
from guide_engine.insights.contribution import WHOLE_GUIDE, Counts
from guide_engine.insights.funnel import StepName

NAMES = [StepName("a", "Open invoices"), StepName("b", "Add a customer")]


def figures(guide_id: str, whole: Counts, **steps: Counts) -> Figures:
    return Figures(guide_id, NAMES, {WHOLE_GUIDE: whole, **steps})


GOOD = figures(
    "gd_good",
    Counts(400, 400, 320, 40, 40),
    a=Counts(400, 400, 320, 20),
    b=Counts(380, 380, 320, 20, 40),
)


def test_a_step_that_loses_many_is_named_with_how_most_of_them_left():
    bad = figures(
        "gd_bad",
        Counts(312, 312, 150, 128, 34),
        a=Counts(312, 312, 150),
        b=Counts(312, 312, 150, 128, 34),
    )
    (finding,) = findings([GOOD, bad])
    assert (finding.kind, finding.guide_id, finding.people) == (Kind.LOSING_STEP, "gd_bad", 162)
    assert (finding.step.number, finding.mostly) == (2, "dismissed")
    assert health(bad, [finding]) is Health.ATTENTION
    assert health(GOOD, [finding]) is Health.OK


def test_a_step_that_can_not_be_shown_is_found_though_few_are_hit():
    broken = figures(
        "gd_broken", Counts(200, 200, 188, failed=12), b=Counts(200, 188, 188, failed=12)
    )
    (finding,) = findings([broken])
    assert (finding.kind, finding.people, finding.step.step_id) == (Kind.FAILING, 12, "b")


def test_a_guide_far_below_the_others_is_found_though_no_step_stands_out():
    steps = {f"s{n}": Counts(1000 - 60 * n, 1000 - 60 * n, 400, 60) for n in range(10)}
    slow = figures("gd_slow", Counts(1000, 1000, 400, 600), **steps)
    (finding,) = findings([GOOD, slow])
    assert (finding.kind, finding.people) == (Kind.LOW_COMPLETION, 600)
    assert finding.others.rate == 0.8


def test_the_finding_that_affects_more_people_comes_first():
    small = figures("gd_small", Counts(40, 40, 10, 30), a=Counts(40, 40, 10, 30))
    large = figures("gd_large", Counts(900, 900, 500, 400), a=Counts(900, 900, 500, 400))
    assert [finding.guide_id for finding in findings([small, large])] == ["gd_large", "gd_small"]


def test_a_few_unlucky_people_raise_no_alarm():
    unlucky = figures("gd_few", Counts(9, 9, 0, 9), a=Counts(9, 9, 0, 9))
    assert findings([unlucky, GOOD]) == []
    assert health(unlucky, []) is Health.NONE


def test_no_guides_need_no_attention():
    assert findings([]) == []


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_people_affected_never_exceed_those_who_came(left: int, failed: int, stayed: int):
    n = left + failed + stayed
    only = figures(
        "gd_x", Counts(n, n, stayed, left, 0, failed), a=Counts(n, n, stayed, left, 0, failed)
    )
    assert all(0 < finding.people <= n for finding in findings([only]))
