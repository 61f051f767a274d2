"""The simulated month: the same each time, believable, and fit for the public endpoint."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from guide_engine.core import clock
from guide_engine.core.ids import is_uuid7
from guide_engine.demo.history import DAYS, PlayedGuide, ProductRelease, events_of
from guide_engine.demo.population import COMPANY_COUNT, PEOPLE_COUNT, SimulatedPerson, people
from guide_engine.events import pipeline
from guide_engine.events.pipeline import Arrival

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FLOW = PlayedGuide(
    id="gd_flow",
    kind="flow",
    language="ja",
    path="/invoices/new",
    step_ids=("a", "b"),
    hardness={1: (0.0, 1.4), 2: (0.0, 0.1)},
    reach=0.8,
    goal="done",
)


@pytest.fixture(scope="module")
def everybody() -> list[SimulatedPerson]:
    return list(people(random.Random(1), NOW))


@pytest.fixture(scope="module")
def month(everybody: list[SimulatedPerson]) -> list[dict[str, object]]:
    rng = random.Random(2)
    return [event for p in everybody for event in events_of(p, [FLOW], ["th_1"], rng, NOW)]


def test_there_are_about_as_many_people_as_promised(everybody: list[SimulatedPerson]):
    assert abs(len(everybody) - PEOPLE_COUNT) < PEOPLE_COUNT * 0.1
    assert len({person.company.id for person in everybody}) == COMPANY_COUNT
    assert len({person.id for person in everybody}) == len(everybody)


def test_companies_differ_enough_to_fill_every_tier(everybody: list[SimulatedPerson]):
    values = [person.company.ltv for person in everybody]
    assert any(value >= 1_000_000 for value in values)
    assert any(value < 100_000 for value in values)


def test_the_same_seed_tells_the_same_month(everybody: list[SimulatedPerson]):
    person = next(p for p in everybody if p.language == "ja")
    assert events_of(person, [FLOW], [], random.Random(3), NOW) == events_of(
        person, [FLOW], [], random.Random(3), NOW
    )


def test_every_event_has_an_id_of_its_own_and_lies_in_the_month(month: list[dict[str, object]]):
    earliest = clock.to_millis(NOW - timedelta(days=DAYS))
    assert all(is_uuid7(event["id"]) for event in month)
    assert len({event["id"] for event in month}) == len(month)
    assert all(earliest <= int(str(event["at"])) <= clock.to_millis(NOW) for event in month)


def test_the_improved_version_is_completed_more_often(month: list[dict[str, object]]):
    def rate(version: int) -> float:
        def count(kind: str) -> int:
            return sum(e["type"] == kind and e.get("version") == version for e in month)

        return count("guide_completed") / count("guide_started")

    assert rate(2) > rate(1) + 0.1


def hint_after(release: ProductRelease) -> PlayedGuide:
    hardness = {1: (0.0,)}
    return PlayedGuide("gd_hint", "hint", "ja", "/invoices", ("a",), hardness, 1.0, release=release)


def told_by(everybody: list[SimulatedPerson], hint: PlayedGuide) -> list[dict[str, object]]:
    rng = random.Random(4)
    return [event for p in everybody[:600] for event in events_of(p, [hint], [], rng, NOW)]


def days_ago(event: dict[str, object]) -> float:
    return (NOW - clock.from_millis(int(str(event["at"])))) / timedelta(days=1)


def test_after_a_release_that_renamed_the_target_browsers_tell_its_new_name(
    everybody: list[SimulatedPerson],
):
    becomes = {"v": 1, "role": "group", "name": "Status"}
    told = told_by(everybody, hint_after(ProductRelease(9, becomes)))
    drifts = [event for event in told if event["type"] == "target_drifted"]
    assert all(days_ago(event) < 9 and event["proposal"] == becomes for event in drifts)
    since = [e for e in told if e["type"] == "step_seen" and days_ago(e) < 9]
    assert len(drifts) == len(since) > 3
    assert all(event["match"] for event in told if event["type"] == "step_seen")


def test_after_a_release_that_took_the_target_away_nobody_is_shown_it(
    everybody: list[SimulatedPerson],
):
    told = told_by(everybody, hint_after(ProductRelease(4)))
    since = [event["type"] for event in told if days_ago(event) < 4]
    assert since.count("target_missing") > 3
    assert set(since) == {"page_viewed", "target_missing"}
    assert any(event["type"] == "step_seen" for event in told)


SURVEY = PlayedGuide(
    "gd_nps", "survey", "", "/a", ("score", "praise", "trouble"), {1: (0.0,) * 3}, 1.0
)
CHECKLIST = PlayedGuide("gd_list", "checklist", "", "/", ("a", "b", "c", "d"), {1: (0.0,) * 4}, 1.0)
BANNER = PlayedGuide("gd_news", "banner", "", "/", ("news",), {1: (0.0,)}, 1.0)


@pytest.mark.parametrize("guide", [SURVEY, CHECKLIST, BANNER], ids=lambda guide: guide.kind)
def test_every_kind_is_played_in_events_that_are_taken(
    everybody: list[SimulatedPerson], guide: PlayedGuide
):
    rng = random.Random(5)
    events = [event for p in everybody for event in events_of(p, [guide], [], rng, NOW)]
    arrival = Arrival("ws", "en", "u", NOW, NOW, imported=True)
    assert not [one for one in pipeline.run(events, arrival) if not isinstance(one, dict)]
    kinds = {event["type"] for event in events}
    assert {"guide_started", "step_seen", "step_completed", "guide_completed"} <= kinds
    assert ("question_answered" in kinds) == (guide is SURVEY)


def test_scores_are_of_the_whole_scale_and_lead_to_their_question(everybody: list[SimulatedPerson]):
    rng = random.Random(5)
    answers = [
        (event["step_id"], event["answer"])
        for p in everybody
        for event in events_of(p, [SURVEY], [], rng, NOW)
        if event["type"] == "question_answered"
    ]
    scores = {answer for step, answer in answers if step == "score"}
    assert scores <= set(range(11))
    assert len(scores) > 8
    assert {step for step, _answer in answers} == {"score", "praise", "trouble"}
