"""The report pages: right numbers, plots with words, tables to take away, refusals in place."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from guide_engine.audience import service as audience
from guide_engine.core import clock
from guide_engine.events import projector
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from tests.insights.log import Happening, completing, leaving, write
from tests.support.actors import Cast, sign_in
from tests.support.guides import make_flow
from tests.support.statements import collected_statements

TODAY = datetime(2026, 11, 21, 9, tzinfo=UTC)
PERIOD = "from=2026-11-01&to=2026-11-21"


@pytest.fixture
def viewer(client: FlaskClient, cast: Cast) -> FlaskClient:
    with clock.frozen(TODAY):
        return sign_in(client, cast.vera)


@pytest.fixture
def guide(cast: Cast) -> Guide:
    made = guides.create_from(make_flow("one", "two"))
    guides.freeze_version(made.id)
    return made


def seed(cast: Cast, guide: Guide) -> None:
    """40 of low touch, of whom 30 complete; 5 of high touch, of whom all do."""
    log: list[Happening] = []
    steps = ("st_one", "st_two")
    for number in range(30):
        log += completing(f"low-{number}", steps, guide=guide.id, tier="low")
    for number in range(30, 40):
        log += leaving(f"low-{number}", "dismissed", "st_two", guide=guide.id, tier="low")
    for number in range(5):
        log += completing(f"high-{number}", steps, guide=guide.id, tier="high", segments=("sg_x",))
    write(cast.env, log)
    projector.catch_up()


def test_results_show_rates_with_their_intervals_by_tier(viewer, cast, guide):
    seed(cast, guide)
    page = viewer.get(f"/guides/{guide.id}/results?{PERIOD}").text
    assert "Low touch: 75% completed it, 95% interval 60–86%, of 40 people" in page
    assert "High touch: not enough yet, 5 people" in page
    assert "60–86% · n = 40" in page


def test_the_funnel_names_steps_and_says_who_left_how(viewer, cast, guide):
    seed(cast, guide)
    page = viewer.get(f"/guides/{guide.id}/results?{PERIOD}").text
    assert "Step two: 45 people reached it. Went on: 35, Closed it: 10" in page
    assert "Closed it: 10 people (22%)" in page


def test_the_funnel_of_one_tier_can_be_seen_alone(viewer, cast, guide):
    seed(cast, guide)
    page = viewer.get(f"/guides/{guide.id}/results?{PERIOD}&split=tier&of=high").text
    assert "Step two: 5 people reached it. Went on: 5" in page


def test_people_of_no_segment_and_deleted_segments_have_names(viewer, cast, guide):
    seed(cast, guide)
    page = viewer.get(f"/guides/{guide.id}/results?{PERIOD}&split=segment").text
    assert "In no segment" in page
    assert "Deleted segment" in page


def test_segments_are_named_and_their_overlap_is_said(viewer, cast, guide):
    everyone = audience.create_segment("Everybody", {"all": []})
    log = []
    for number in range(12):
        facts = {"guide": guide.id, "segments": (everyone.id, "sg_other")}
        log += completing(f"u{number}", ("st_one", "st_two"), **facts)
    write(cast.env, log)
    projector.catch_up()
    page = viewer.get(f"/guides/{guide.id}/results?{PERIOD}&split=segment").text
    assert "Everybody: 100% completed it, 95% interval 76–100%, of 12 people" in page
    assert "the lines don't add up to everyone" in page


def test_a_guide_nobody_met_teaches_what_to_do(viewer, guide):
    page = viewer.get(f"/guides/{guide.id}/results").text
    assert "Nobody has started it in these days" in page
    assert f"/guides/{guide.id}/publish" in page


def test_the_reports_page_compares_all_guides(viewer, cast, guide):
    seed(cast, guide)
    page = viewer.get(f"/reports/completion?{PERIOD}").text
    assert "Your first invoice: 78% completed it" in page
    assert f"/reports/completion?guide={guide.id}" in page


def test_the_reports_page_shows_one_guide_when_asked(viewer, cast, guide):
    seed(cast, guide)
    page = viewer.get(f"/reports/completion?guide={guide.id}&{PERIOD}").text
    assert "Low touch: 75% completed it" in page


def test_reports_lead_to_completion(viewer, cast):
    assert viewer.get("/reports").headers["Location"] == "/reports/completion"


def test_a_workspace_without_guides_is_told_how_reports_fill(viewer, cast):
    assert "No guides yet" in viewer.get("/reports/completion").text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("from=soon", "Write a day as in 2026-11-21."),
        ("from=2026-11-21&to=2026-11-01", "The first day comes after the last."),
        ("from=1990-01-01", "A report covers ten years at most."),
        ("split=colour", "Split by one of: all, tier, segment."),
        ("version=0", "A version is a number from 1"),
        ("version=99999999999999", "A version is a number from 1"),
    ],
)
def test_what_is_asked_wrongly_is_refused_beside_its_field(
    viewer, guide, query: str, sentence: str
):
    answer = viewer.get(f"/guides/{guide.id}/results?{query}")
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_version_the_guide_never_had_is_not_found(viewer, guide):
    assert viewer.get(f"/guides/{guide.id}/results?version=7").status_code == 404


@pytest.mark.parametrize(
    "path", ["/guides/{id}/results", "/guides/{id}/results.csv", "/reports/completion?guide={id}"]
)
def test_a_guide_of_another_workspace_looks_missing(client, cast, guide, path: str):
    stranger = sign_in(client, cast.mallory)
    assert stranger.get(path.format(id=guide.id)).status_code == 404


def test_visitors_are_asked_to_sign_in(client, cast, guide):
    assert "/sign-in" in client.get(f"/guides/{guide.id}/results").headers["Location"]


def _rows(answer) -> list[list[str]]:
    assert answer.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"), newline="")))


def test_the_lines_can_be_taken_away(viewer, cast, guide):
    seed(cast, guide)
    rows = _rows(viewer.get(f"/guides/{guide.id}/results.csv?{PERIOD}&table=lines"))
    assert rows[0][:7] == ["Group", "Group id", "Started", "Completed", "Rate", "Low end, 95% interval", "High end, 95% interval"]  # fmt: skip
    assert rows[1][:7] == ["High touch", "high", "5", "5", "", "", ""]
    assert rows[2][:7] == ["Low touch", "low", "40", "30", "0.75", "0.5981", "0.8581"]
    assert rows[3][:4] == ["Everyone", "", "45", "35"]


def test_the_steps_can_be_taken_away(viewer, cast, guide):
    seed(cast, guide)
    rows = _rows(viewer.get(f"/guides/{guide.id}/results.csv?{PERIOD}&table=steps"))
    assert rows[2][:10] == ["Everyone", "", "2", "st_two", "Step two", "45", "45", "35", "35", "10"]


def test_the_days_can_be_taken_away(viewer, cast, guide):
    seed(cast, guide)
    rows = _rows(viewer.get(f"/reports/completion.csv?guide={guide.id}&{PERIOD}&table=days"))
    assert len(rows) == 22
    assert rows[10] == ["2026-11-10", "45", "35"]


def test_the_guides_can_be_taken_away(viewer, cast, guide):
    seed(cast, guide)
    rows = _rows(viewer.get(f"/reports/completion.csv?{PERIOD}"))
    assert rows[1][:4] == ["Your first invoice", guide.id, "45", "35"]


def test_a_table_that_is_none_is_not_found(viewer, guide):
    assert viewer.get(f"/guides/{guide.id}/results.csv?table=secrets").status_code == 404


def test_a_hostile_name_is_shown_as_text_and_never_runs_in_a_spreadsheet(viewer, cast):
    made = guides.create_from(make_flow("one", name='=1+1<script>alert("x")</script>'))
    guides.freeze_version(made.id)
    write(cast.env, completing("u", ("st_one",), guide=made.id))
    projector.catch_up()
    page = viewer.get(f"/reports/completion?{PERIOD}").text
    assert "<script>alert" not in page
    rows = _rows(viewer.get(f"/reports/completion.csv?{PERIOD}"))
    assert rows[1][0].startswith("'=1+1")


@pytest.mark.parametrize(
    ("first", "title", "columns"),
    [
        ("2026-11-01", "Day by day", 21),
        ("2026-01-01", "Week by week", 47),
        ("2020-01-01", "Four weeks at a time", 90),
    ],
)
def test_long_periods_are_drawn_in_fewer_columns(
    viewer, cast, guide, first: str, title: str, columns: int
):
    seed(cast, guide)
    page = viewer.get(f"/guides/{guide.id}/results?from={first}&to=2026-11-21").text
    assert title in page
    assert page.count('class="column-room"') == columns
    assert "45 started, 35 of them completed" in page


def test_reports_never_read_the_log(viewer, cast, guide):
    seed(cast, guide)
    with collected_statements() as statements:
        viewer.get(f"/guides/{guide.id}/results?{PERIOD}&split=segment")
        viewer.get("/reports/completion")
        viewer.get("/")
    asked = " ".join(statements).lower()
    assert "from rollup" in asked
    assert not re.search(r"(from|join) (event|journey)\b", asked)
