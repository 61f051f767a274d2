"""The three reports say the same, and stand against hostile words."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from flask import Flask
from flask_babel import force_locale

from guide_engine.check.junit import as_junit
from guide_engine.check.page import as_html
from guide_engine.check.plan import Subject
from guide_engine.check.repair import Proposal
from guide_engine.check.report import Check, GuideResult, StepResult, as_json, blanked
from guide_engine.check.verdict import FailOn, Outcome, Verdict
from tests.support.guides import make_flow, make_step

HOSTILE = "<script>alert(1)</script>\x00&"


def make_check(fail_on: FailOn = FailOn.MISSING) -> Check:
    steps = [make_step("one"), make_step("two"), make_step("three", title=HOSTILE)]
    found = Verdict(Outcome.FOUND, "exact", 1.0, 1.0)
    drifted = Verdict(Outcome.DRIFTED, "similar", 0.8, 0.4, "by_likeness", {"changed": ["name"]})
    missing = Verdict(Outcome.MISSING, reason="not_found")
    proposal = Proposal("st_two", {"v": 1, "name": "Go"}, {"v": 1, "name": "Go on, alice"})
    results = [
        StepResult(steps[0], "https://app.example/?user=alice", found, picture=b"jpeg"),
        StepResult(steps[1], "https://app.example/", drifted, proposal=proposal),
        StepResult(steps[2], "https://app.example/", missing),
    ]
    guide = GuideResult(Subject(make_flow("one"), "gd_1", 3), "https://app.example/", results)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    return Check("https://app.example/", "production", now, 4.2, fail_on, [guide])


def test_the_json_tells_each_step_and_the_whole(app: Flask):
    told = as_json(make_check())
    assert told["passed"] is False
    assert told["counts"] == {"missing": 1, "drifted": 1, "found": 1}
    first, second, third = told["guides"][0]["steps"]
    assert (first["outcome"], first["tier"], first["fails"]) == ("found", "exact", False)
    assert second["changes"] == [{"signal": "name", "before": "Go", "after": "Go on, alice"}]
    assert second["proposal"]["name"] == "Go on, alice"
    assert (third["reason"], third["fails"]) == ("not_found", True)


def test_the_junit_fails_the_very_steps_that_fail_the_run(app: Flask):
    suite = ET.fromstring(as_junit(make_check()))[0]  # noqa: S314 - our own
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    assert [case.find("failure") is not None for case in suite] == [False, False, True]
    strict = ET.fromstring(as_junit(make_check(FailOn.DRIFTED)))[0]  # noqa: S314
    assert strict.get("failures") == "2"


def test_the_page_needs_nothing_else_and_lets_nothing_run(app: Flask):
    page = as_html(make_check(), "en")
    assert "<script" not in page
    assert "http-equiv" in page
    assert "default-src 'none'" in page
    assert "data:image/jpeg;base64,anBlZw==" in page


def test_the_page_speaks_japanese(app: Flask):
    with force_locale("ja"):
        page = as_html(make_check(), "ja")
    assert '<html lang="ja">' in page
    assert "のガイドの検査" in page
    assert "見つかりません" in page


def test_a_secret_is_nowhere(app: Flask):
    check = blanked(make_check(), lambda text: text.replace("alice", "•••"))
    assert "alice" not in as_html(check, "en") + as_junit(check) + str(as_json(check))
    assert "Go on, •••" in as_html(check, "en")
