"""The API tells machines what the page tells people."""

from datetime import UTC, datetime

import pytest

from guide_engine.core import clock
from guide_engine.events import projector
from guide_engine.guides import service as guides
from guide_engine.identity.permissions import Role
from tests.insights.log import completing, leaving, write
from tests.support.actors import Cast, api_token
from tests.support.guides import make_flow

PATH = "/api/reports/completion"
TODAY = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture
def guide_id(cast: Cast) -> str:
    made = guides.create_from(make_flow("one", "two"))
    guides.freeze_version(made.id)
    log = []
    for number in range(20):
        log += completing(f"u{number}", ("st_one", "st_two"), guide=made.id, tier="tech")
    for number in range(20, 30):
        log += leaving(f"u{number}", "failed", "st_two", guide=made.id, tier="tech")
    log += leaving("lonely", "abandoned", "st_one", guide=made.id)
    write(cast.env, log)
    projector.catch_up()
    return made.id


@pytest.fixture
def headers(cast: Cast) -> dict[str, str]:
    with clock.frozen(TODAY):
        return api_token(cast.workspace, Role.VIEWER)


def test_the_numbers_of_the_page_are_told(client, headers, guide_id):
    query = {"guide": guide_id, "from": "2026-11-10", "to": "2026-11-11"}
    answer = client.get(PATH, query_string=query, headers=headers).get_json()
    assert (answer["version"], answer["split"], answer["environment"]) == (
        None,
        "tier",
        "production",
    )
    tech, nobody = answer["lines"]
    assert (tech["name"], tech["started"], tech["completed"], tech["failed"]) == (
        "Tech touch",
        30,
        20,
        10,
    )
    assert tech["rate"]["low"] == pytest.approx(0.4878, abs=1e-4)
    assert tech["median_seconds"] == pytest.approx(30, rel=0.02)
    assert [step["number"] for step in tech["steps"]] == [1, 2]
    assert tech["steps"][1]["failed"] == 10
    assert nobody["value"] == "none"
    assert answer["overall"]["started"] == 31
    assert answer["days"] == [
        {"day": "2026-11-10", "started": 31, "completed": 20},
        {"day": "2026-11-11", "started": 0, "completed": 0},
    ]


def test_where_the_page_shows_no_rate_there_is_none_here(client, headers, guide_id):
    query = {"guide": guide_id, "from": "2026-11-10"}
    answer = client.get(PATH, query_string=query, headers=headers).get_json()
    share = answer["lines"][1]["rate"]
    assert share == {"n": 1, "count": 0, "enough": False, "rate": None, "low": None, "high": None}
    assert answer["lines"][1]["median_seconds"] is None


def test_another_environment_has_numbers_of_its_own(client, headers, guide_id):
    query = {"guide": guide_id, "from": "2026-11-10", "environment": "staging"}
    assert (
        client.get(PATH, query_string=query, headers=headers).get_json()["overall"]["started"] == 0
    )


def test_a_wrong_question_names_its_fields(client, headers, guide_id):
    query = {"guide": guide_id, "from": "soon", "split": "colour"}
    answer = client.get(PATH, query_string=query, headers=headers)
    assert answer.status_code == 422
    assert sorted(answer.get_json()["error"]["fields"]) == ["from", "split"]


def test_a_guide_must_be_named(client, headers, cast):
    answer = client.get(PATH, headers=headers)
    assert answer.status_code == 422
    assert "guide" in answer.get_json()["error"]["fields"]


def test_a_guide_of_another_workspace_looks_missing(client, cast, guide_id):
    headers = api_token(cast.other_workspace)
    assert client.get(PATH, query_string={"guide": guide_id}, headers=headers).status_code == 404


def test_without_a_token_nothing_is_told(client, guide_id):
    assert client.get(PATH, query_string={"guide": guide_id}).status_code == 401
