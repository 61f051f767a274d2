"""Results of surveys and checklists: answers and tasks on the page, by tier, and to take away."""

import csv
import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from guide_engine.core import clock
from guide_engine.events import projector
from guide_engine.guides import blank
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from tests.insights.log import Happening, run_through, write
from tests.insights.test_report_pages import PERIOD, TODAY
from tests.support.actors import Cast, sign_in
from tests.support.guides import make_step


@pytest.fixture
def viewer(client: FlaskClient, cast: Cast) -> FlaskClient:
    with clock.frozen(TODAY):
        return sign_in(client, cast.vera)


def published(kind: str, *steps: dict[str, Any]) -> Guide:
    made = guides.create_from({**blank.guide(kind, kind, "A guide", "en"), "steps": list(steps)})
    guides.freeze_version(made.id)
    return made


def asking(name: str, question: dict[str, Any]) -> dict[str, Any]:
    return make_step(name, type="card", target=None, question={"required": False, **question})


def answer(guide: Guide, user: str, step: str, given: Any, at: int = 0, **more: Any) -> Happening:
    other = {"other": more.pop("other")} if "other" in more else {}
    return Happening(
        user,
        "question_answered",
        f"run-{user}",
        step,
        at,
        guide=guide.id,
        properties={"answer": given, **other},
        **more,
    )


@pytest.fixture
def survey(cast: Cast) -> Guide:
    choices = [{"id": "ch_a", "label": "Mail & post"}, {"id": "ch_b", "label": "Phone"}]
    guide = published(
        "survey",
        asking("score", {"type": "nps"}),
        asking("how", {"type": "single", "choices": choices, "other": True}),
        asking("why", {"type": "long_text"}),
    )
    log: list[Happening] = []
    for number in range(30):
        tier = "low" if number < 20 else "tech"
        user, score = f"u-{number}", 10 if number < 15 else 8 if number < 20 else 3
        log += run_through(user, ("guide_started", "st_score"), guide=guide.id, tier=tier)
        log.append(answer(guide, user, "st_score", 0, at=10, tier=tier))
        # Thought better of it: the last one counts.
        log.append(answer(guide, user, "st_score", score, at=20, tier=tier))
    log.append(answer(guide, "u-0", "st_how", "other", at=30, tier="low", other="<b>Pigeon</b>"))
    log.append(answer(guide, "u-1", "st_how", "ch_b", at=31, tier="low"))
    log.append(answer(guide, "u-0", "st_why", "=1+1", at=40, tier="low"))
    write(cast.env, log)
    projector.catch_up()
    return guide


def test_the_score_stands_with_its_interval_and_by_tier(viewer: FlaskClient, survey: Guide):
    page = viewer.get(f"/guides/{survey.id}/results?{PERIOD}").text
    assert "30 people answered" in page
    # 15 of 30 for it, 10 against.
    assert ">+17<" in page
    assert "Promoters (9–10): 15 people (50%)" in page
    assert "Low touch: +75," in page
    assert "Tech touch: −100," in page


def test_one_group_may_be_looked_at_alone(viewer: FlaskClient, survey: Guide):
    page = viewer.get(f"/guides/{survey.id}/results?{PERIOD}&split=tier&of=low").text
    assert "20 people answered" in page
    assert ">+75<" in page


def test_own_words_are_shown_as_text(viewer: FlaskClient, survey: Guide):
    page = viewer.get(f"/guides/{survey.id}/results?{PERIOD}").text
    assert "&lt;b&gt;Pigeon&lt;/b&gt;" in page
    assert "Mail &amp; post" in page


def test_answers_are_a_table_to_take_away(viewer: FlaskClient, survey: Guide):
    text = viewer.get(f"/guides/{survey.id}/results.csv?{PERIOD}&table=answers").text
    header, *rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    assert header[3:6] == ["Question", "Answer", "Own words"]
    assert len(rows) == 33
    by_user = {(row[7], row[2]): row for row in rows}
    assert by_user["u-0", "st_how"][4:6] == ["Other", "<b>Pigeon</b>"]
    assert by_user["u-1", "st_how"][4] == "Phone"
    # A spreadsheet must not run it.
    assert by_user["u-0", "st_why"][4] == "'=1+1"


def test_nothing_answered_is_said(viewer: FlaskClient, cast: Cast):
    guide = published("survey", asking("score", {"type": "rating", "max": 5, "icon": "star"}))
    write(cast.env, list(run_through("mika", ("guide_started", "st_score"), guide=guide.id)))
    projector.catch_up()
    page = viewer.get(f"/guides/{guide.id}/results?{PERIOD}").text
    assert "Nobody has answered it in these days." in page


def test_tasks_of_a_checklist_are_told_one_by_one(viewer: FlaskClient, cast: Cast):
    tasks = [make_step(name, type="task", buttons=[]) for name in ("a", "b")]
    guide = published("checklist", *tasks)
    log: list[Happening] = []
    for number in range(20):
        done = [("step_completed", "st_b")] if number < 15 else []
        seen = [("guide_started", "st_a"), ("step_seen", "st_a"), ("step_seen", "st_b")]
        log += run_through(f"u-{number}", *seen, *done, guide=guide.id, tier="tech")
    write(cast.env, log)
    projector.catch_up()
    page = viewer.get(f"/guides/{guide.id}/results?{PERIOD}").text
    assert "1. Step a: 0% completed it" in page
    assert "2. Step b: 75% completed it" in page
    assert "Step by step" not in page
