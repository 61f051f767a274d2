"""Who sees what, and why not: laws that always hold, then every reason."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.audience.person import Person
from guide_engine.delivery.decide import Reason, Verdict, decide, wanted_versions
from guide_engine.delivery.published import PublishedGuide
from guide_engine.events.journey import Journey, fold
from guide_engine.guides.kinds import Kind
from tests.support.events import NOON, record, run_id

HANAKO = Person("eu_1", "u-1", {"plan": "pro"}, "c1", {"tier": "high"}, "high", ("sg_1",))
GUIDE = PublishedGuide("gd_1", version=1, published_at=NOON)
LATER = NOON + timedelta(minutes=10)


def journey(*happened: tuple[str, float, dict[str, Any]]) -> Journey:
    folded = fold(None, [record(kind, at, **more) for kind, at, more in happened])
    assert folded is not None
    return folded


def ran(end: str | None, *, version: int = 1, number: int = 1, begin: float = 0) -> Journey:
    """One run that began at `begin` seconds after noon and ended a minute later, if at all."""
    more = {"version": version, "run_id": run_id(number)}
    seen = {**more, "step_id": "one"}
    happened = [("guide_started", begin, more), ("step_seen", begin + 1, seen)]
    if end is not None:
        happened.append((end, begin + 60, more))
    return journey(*happened)


def judge(guide: PublishedGuide, *journeys: Journey, now: datetime = LATER, **more: Any) -> Verdict:
    [verdict] = decide(HANAKO, [guide], journeys, now, **more)
    return verdict


def with_frequency(**frequency: Any) -> PublishedGuide:
    return replace(GUIDE, frequency=frequency)


guides = st.builds(
    PublishedGuide,
    id=st.sampled_from(["gd_1", "gd_2", "gd_3"]),
    kind=st.sampled_from(list(Kind)),
    version=st.integers(0, 2),
    audience=st.sampled_from(
        [{"all": []}, {"any": []}, {"segment": "sg_1"}, {"broken": 1}, {"not": {"any": []}}]
    ),
    frequency=st.sampled_from(
        [
            {"type": "once"},
            {"type": "until_completed"},
            {"type": "every_days", "days": 2},
            {"type": "always"},
        ]
    ),
    priority=st.integers(0, 3),
    starts_at=st.sampled_from([None, NOON, LATER + timedelta(days=1)]),
    ends_at=st.sampled_from([None, NOON, LATER + timedelta(days=1)]),
    published_at=st.sampled_from([None, NOON, LATER]),
    killed=st.booleans(),
    final_steps=st.sampled_from([frozenset(), frozenset({"one"})]),
    resume_from=st.integers(1, 2),
)
kinds = st.sampled_from(
    [
        "guide_started",
        "guide_snoozed",
        "question_answered",
        "step_seen",
        "step_completed",
        "guide_completed",
        "guide_dismissed",
        "guide_failed",
        "guide_abandoned",
        "target_missing",
    ]
)
records = st.builds(
    lambda kind, seconds, guide, version, number: record(
        kind,
        seconds,
        guide_id=guide,
        version=version,
        run_id=None if kind == "target_missing" else run_id(number),
        step_id="one",
    ),
    kinds,
    st.integers(0, 500_000),
    st.sampled_from(["gd_1", "gd_2"]),
    st.integers(1, 2),
    st.integers(1, 3),
)


def folded(events: list[Any]) -> list[Journey]:
    grouped: dict[tuple[str, int], list[Any]] = {}
    for event in events:
        grouped.setdefault((event.guide_id, event.version), []).append(event)
    return [made for group in grouped.values() if (made := fold(None, group)) is not None]


@given(
    catalogue=st.lists(guides, max_size=6),
    events=st.lists(records, max_size=8),
    day=st.integers(0, 9),
)
def test_each_guide_gets_exactly_one_verdict_and_order_is_stable(
    catalogue: list[PublishedGuide], events: list[Any], day: int
) -> None:
    now = NOON + timedelta(days=day)
    earlier = {(guide.id, guide.version): guide for guide in catalogue}
    journeys = folded(events)
    verdicts = decide(HANAKO, catalogue, journeys, now, earlier=earlier)
    assert sorted(v.guide_id for v in verdicts) == sorted({guide.id for guide in catalogue})
    unique = list({guide.id: guide for guide in reversed(catalogue)}.values())
    random.shuffle(unique)
    random.shuffle(journeys)
    assert decide(HANAKO, unique, journeys, now, earlier=earlier) == verdicts
    eligible = [v.eligible for v in verdicts]
    assert eligible == sorted(eligible, reverse=True)


@given(catalogue=st.lists(guides, max_size=6), events=st.lists(records, max_size=8))
def test_what_may_not_be_shown_never_is(catalogue: list[PublishedGuide], events: list[Any]) -> None:
    for verdict in decide(HANAKO, catalogue, folded(events), LATER):
        if verdict.eligible:
            assert verdict.guide.is_published
            assert not verdict.guide.killed
            # Who is in the middle of one of these finishes it, whoever it is for by now.
            goes_on = verdict.run is not None and verdict.guide.kind in ("flow", "checklist")
            assert goes_on or verdict.guide.audience not in ({"any": []}, {"broken": 1})
    assert not any(
        v.eligible for v in decide(HANAKO, catalogue, folded(events), LATER, enabled=False)
    )


def test_new_guide_is_shown() -> None:
    verdict = judge(GUIDE)
    assert (verdict.eligible, verdict.reason, verdict.run) == (True, None, None)


def test_higher_priority_comes_first_then_the_newest_then_the_id() -> None:
    def guide(name: str, priority: int, at: datetime) -> PublishedGuide:
        return replace(GUIDE, id=name, priority=priority, published_at=at)

    catalogue = [
        guide("d", 10, NOON),
        guide("c", 10, NOON),
        guide("b", 10, LATER),
        guide("a", 90, NOON),
    ]
    order = [verdict.guide_id for verdict in decide(HANAKO, catalogue, [], LATER)]
    assert order == ["a", "b", "c", "d"]


def test_unfinished_flow_comes_before_everything_else() -> None:
    urgent = replace(GUIDE, id="gd_2", priority=100)
    order = decide(HANAKO, [urgent, GUIDE], [ran(None)], LATER)
    assert [verdict.guide_id for verdict in order] == ["gd_1", "gd_2"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"version": 0}, Reason.NOT_PUBLISHED),
        ({"killed": True}, Reason.KILLED),
        ({"starts_at": LATER + timedelta(seconds=1)}, Reason.SCHEDULE_NOT_STARTED),
        ({"ends_at": LATER}, Reason.SCHEDULE_OVER),
        ({"audience": {"fact": "user.plan", "op": "eq", "value": "free"}}, Reason.AUDIENCE),
        ({"audience": {"nonsense": True}}, Reason.AUDIENCE),
    ],
)
def test_standing_keeps_a_guide_back(change: dict[str, Any], reason: Reason) -> None:
    assert judge(replace(GUIDE, **change)).reason is reason


def test_schedule_holds_from_its_beginning_until_before_its_end() -> None:
    guide = replace(GUIDE, starts_at=LATER, ends_at=LATER + timedelta(seconds=1))
    assert judge(guide).eligible


def test_environment_switched_off_shows_nothing() -> None:
    assert judge(GUIDE, enabled=False).reason is Reason.ENVIRONMENT_OFF


def test_audience_says_which_conditions_failed() -> None:
    failing = {"fact": "user.plan", "op": "eq", "value": "free"}
    verdict = judge(replace(GUIDE, audience={"all": [{"segment": "sg_1"}, failing]}))
    [failure] = verdict.detail["failures"]
    assert (failure.leaf, failure.actual) == (failing, "pro")


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        ("guide_completed", Reason.COMPLETED),
        ("guide_dismissed", Reason.DISMISSED),
        ("guide_abandoned", Reason.FREQUENCY_ONCE),
    ],
)
def test_once_is_used_up_by_any_end(end: str, reason: Reason) -> None:
    assert judge(GUIDE, ran(end), now=NOON + timedelta(days=400)).reason is reason


def test_until_completed_ends_with_completion_in_any_version() -> None:
    guide = replace(with_frequency(type="until_completed"), version=2)
    assert judge(guide, ran("guide_completed")).reason is Reason.COMPLETED


def test_until_completed_rests_for_a_day_after_a_dismissal() -> None:
    guide = with_frequency(type="until_completed")
    closed_at = NOON + timedelta(seconds=60)
    verdict = judge(guide, ran("guide_dismissed"))
    assert (verdict.reason, verdict.detail["at"]) == (
        Reason.DISMISSED,
        closed_at + timedelta(days=1),
    )
    assert judge(guide, ran("guide_dismissed"), now=closed_at + timedelta(days=1)).eligible


def test_until_completed_comes_again_after_an_abandoned_run() -> None:
    assert judge(with_frequency(type="until_completed"), ran("guide_abandoned")).eligible


@pytest.mark.parametrize("end", ["guide_completed", "guide_dismissed", "guide_abandoned"])
def test_every_days_counts_from_the_last_showing(end: str) -> None:
    guide = with_frequency(type="every_days", days=7)
    verdict = judge(guide, ran(end))
    due = NOON + timedelta(days=7)
    assert (verdict.reason, verdict.detail["at"]) == (Reason.FREQUENCY_DAYS, due)
    assert judge(guide, ran(end), now=due).eligible


@pytest.mark.parametrize("end", ["guide_completed", "guide_dismissed"])
def test_always_is_always(end: str) -> None:
    assert judge(with_frequency(type="always"), ran(end)).eligible


def test_failure_rests_an_hour_and_uses_up_nothing() -> None:
    assert judge(GUIDE, ran("guide_failed")).reason is Reason.FAILED_LATELY
    assert judge(GUIDE, ran("guide_failed"), now=NOON + timedelta(hours=2)).eligible


def test_failure_of_an_earlier_version_does_not_hold_back_the_mended_one() -> None:
    assert judge(replace(GUIDE, version=2), ran("guide_failed")).eligible


def test_guide_that_failed_before_it_was_painted_is_tried_again_at_once() -> None:
    assert judge(GUIDE, journey(("guide_failed", 0, {}))).eligible


def test_failure_does_not_undo_an_earlier_dismissal() -> None:
    both = journey(
        ("guide_started", 0, {}),
        ("guide_dismissed", 5, {}),
        ("guide_started", 10, {"run_id": run_id(2)}),
        ("guide_failed", 20, {"run_id": run_id(2)}),
    )
    assert judge(GUIDE, both, now=NOON + timedelta(hours=2)).reason is Reason.DISMISSED


def test_unfinished_run_is_resumed_where_it_stands() -> None:
    verdict = judge(GUIDE, ran(None))
    assert verdict.run is not None
    assert (verdict.run.id, verdict.run.step_id) == (run_id(), "one")


def test_unfinished_run_goes_on_in_the_version_it_began_with() -> None:
    newer = replace(GUIDE, version=2, content_hash="new")
    earlier = {("gd_1", 1): replace(GUIDE, content_hash="old")}
    verdict = judge(newer, ran(None), earlier=earlier)
    assert (verdict.guide.version, verdict.guide.content_hash) == (1, "old")
    assert wanted_versions([newer], [ran(None)]) == {("gd_1", 1)}


def test_unfinished_run_starts_over_where_the_author_chose_that() -> None:
    newer = replace(GUIDE, version=2, resume_from=2)
    verdict = judge(newer, ran(None), earlier={("gd_1", 1): GUIDE})
    assert (verdict.eligible, verdict.run, verdict.guide.version) == (True, None, 2)


def test_unfinished_flow_outlasts_schedule_and_audience_but_not_the_kill_switch() -> None:
    narrowed = replace(GUIDE, ends_at=NOON, audience={"any": []})
    assert judge(narrowed, ran(None)).eligible
    assert judge(replace(narrowed, killed=True), ran(None)).reason is Reason.KILLED


def test_unfinished_hint_obeys_its_audience() -> None:
    hint = replace(GUIDE, kind="hint", audience={"any": []})
    assert judge(hint, ran(None)).reason is Reason.AUDIENCE


def test_older_unfinished_run_is_not_resumed_after_a_later_one_ended() -> None:
    both = [ran(None), ran("guide_dismissed", version=2, number=2, begin=100)]
    assert judge(replace(GUIDE, version=2), *both).reason is Reason.DISMISSED


def test_goal_guide_waits_quietly_once_its_steps_are_done() -> None:
    waiting = journey(
        ("guide_started", 0, {}),
        ("step_seen", 1, {"step_id": "one"}),
        ("step_completed", 60, {"step_id": "one"}),
    )
    goal = replace(GUIDE, final_steps=frozenset({"one"}))
    assert judge(goal, waiting).reason is Reason.GOAL_AWAITED
    insists = replace(goal, frequency={"type": "until_completed"})
    assert judge(insists, waiting).reason is Reason.GOAL_AWAITED
    assert judge(insists, waiting, now=NOON + timedelta(days=2)).eligible


def put_off(
    hours: int = 24, *later: tuple[str, float, dict[str, Any]], version: int = 1
) -> Journey:
    more = {"version": version, "step_id": "two"}
    return journey(
        ("guide_started", 0, {"version": version}),
        ("step_seen", 1, more),
        ("guide_snoozed", 60, {**more, "hours": hours}),
        *later,
    )


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("frequency", ["once", "until_completed", "always"])
def test_put_off_rests_until_then_and_is_resumed_at_that_step(kind: Kind, frequency: str) -> None:
    guide = replace(GUIDE, kind=kind, frequency={"type": frequency})
    until = NOON + timedelta(seconds=60, hours=24)
    held = judge(guide, put_off())
    assert (held.reason, held.detail) == (Reason.SNOOZED, {"at": until})
    assert judge(guide, put_off(), now=until - timedelta(seconds=1)).reason is Reason.SNOOZED
    again = judge(guide, put_off(), now=until)
    assert again.eligible
    assert again.run is not None
    assert again.run.step_id == "two"


def test_put_off_holds_for_a_new_version_too() -> None:
    newer = replace(GUIDE, version=2, resume_from=2)
    assert judge(newer, put_off()).reason is Reason.SNOOZED
    later = judge(newer, put_off(), now=NOON + timedelta(days=2))
    assert later.eligible
    assert later.run is None


def test_who_takes_it_up_again_is_held_back_no_more() -> None:
    taken_up = put_off(24, ("step_seen", 120, {"step_id": "two"}))
    assert judge(GUIDE, taken_up).eligible


def test_put_off_and_out_of_its_audience_by_now() -> None:
    outside = replace(GUIDE, kind="survey", audience={"any": []})
    assert judge(outside, put_off()).reason is Reason.AUDIENCE


@pytest.mark.parametrize("kind", ["checklist", "banner"])
def test_what_stays_on_the_page_outlasts_an_absence(kind: str) -> None:
    guide = replace(GUIDE, kind=kind, frequency={"type": "once"})
    again = judge(guide, ran("guide_abandoned"), now=NOON + timedelta(days=3))
    assert again.run is not None
    assert again.run.id == run_id()
    for end in ("guide_dismissed", "guide_completed"):
        assert not judge(guide, ran(end), now=NOON + timedelta(days=3)).eligible


def test_an_abandoned_checklist_goes_on_in_the_version_it_began_with() -> None:
    guide = replace(GUIDE, kind="checklist", version=2)
    first = replace(GUIDE, kind="checklist")
    left = ran("guide_abandoned")
    assert wanted_versions([guide], [left]) == {("gd_1", 1)}
    again = judge(guide, left, earlier={("gd_1", 1): first})
    assert (again.guide.version, again.run is not None) == (1, True)


def test_an_abandoned_survey_does_not_go_on() -> None:
    guide = replace(GUIDE, kind="survey", frequency={"type": "until_completed"})
    again = judge(guide, ran("guide_abandoned"), now=NOON + timedelta(days=3))
    assert again.eligible
    assert again.run is None


def test_tasks_know_which_guides_were_completed() -> None:
    checklist = replace(
        GUIDE, id="gd_9", kind="checklist", awaits={"first": "gd_1", "second": "gd_2"}
    )
    [verdict] = decide(HANAKO, [checklist], [ran("guide_completed")], LATER)
    assert verdict.completed_guides == ("first",)
    [verdict] = decide(HANAKO, [checklist], [ran("guide_dismissed")], LATER)
    assert verdict.completed_guides == ()
