"""`guide-engine check` between two releases of an application we did not write.

A guide is captured on Optuna Dashboard 0.13 and checked on 0.21. What became of each target was
looked at by eye: the pages of both releases side by side.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.documents import guide, step
from tests.browser.thirdparty import application
from tests.support.browsers import ensure_chromium
from tests.support.ports import free_port

pytestmark = [pytest.mark.thirdparty, pytest.mark.timeout(400)]

FINDER = Path(__file__).parents[3] / "static" / "sdk" / "locator.js"
STUDY = "/dashboard/studies/1"
TABLE = f"{STUDY}/trialTable"
CLICK = {"advance": {"on": "click"}, "buttons": []}

# Page, element and step, and what became of it.
STEPS: list[tuple[str, str, str, dict[str, Any], str]] = [
    # The same button.
    ("/dashboard/", 'button:has-text("Create")', "create", {}, "found"),
    # The card of the study; a click on it leads to the next steps.
    ("/dashboard/", 'a[href="/dashboard/studies/1"]', "study", CLICK, "found"),
    # The pager's arrow under “Study User Attributes”: “Go to next page” is “next page” now.
    (STUDY, 'button[aria-label="Go to next page"]', "next", {}, "drifted"),
    # The same link in the rail.
    (STUDY, 'a:has-text("Analytics")', "analytics", CLICK, "found"),
    # The table of trials is gone; its address leads to an empty page.
    (TABLE, '[role=button]:has-text("Param rate")', "column", {}, "missing"),
]
TRUTH = {name: outcome for *_rest, name, _changes, outcome in STEPS}


def capture(browser: Browser, address: str) -> dict[str, Any]:
    """Author the guide on the older release, by the very code that the builder uses."""
    page = browser.new_page(locale="en", viewport={"width": 1280, "height": 800})
    page.add_init_script(path=FINDER)
    steps = []
    for path, selector, name, changes, _outcome in STEPS:
        page.goto(f"{address}{path}")
        element = page.locator(selector).first
        element.wait_for(timeout=60_000)
        steps.append(step(name, element.evaluate("(e) => Locator.capture(e)"), **changes))
    page.close()
    rule = {"fact": "page.path", "op": "matches", "value": "/dashboard/**"}
    return guide(*steps, key="optuna", page=rule)


def check(folder: Path, address: str, *more: str) -> tuple[int, dict[str, str], dict[str, Any]]:
    """Run the command as CI does; return its exit code, the outcomes and the report."""
    command = [
        sys.executable, "-m", "guide_engine", "check", "--base-url", address,
        "--file", str(folder / "guide.json"), "--pages", str(folder / "pages.json"),
        "--output", str(folder / "out"), "--browser", ensure_chromium(), *more,
    ]  # fmt: skip
    environ = {k: v for k, v in os.environ.items() if not k.startswith("GUIDE_ENGINE_")}
    done = subprocess.run(
        command, env=environ, cwd=folder, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    report = json.loads((folder / "out" / "report.json").read_text())
    outcomes = {s["id"]: s["outcome"] for g in report["guides"] for s in g["steps"]}
    return done.returncode, outcomes, report


def test_a_guide_meets_the_next_release(browser: Browser, tmp_path: Path):
    file = tmp_path / "guide.json"
    pages = {"optuna": {"start": "/dashboard/", "steps": {"column": TABLE}}}
    (tmp_path / "pages.json").write_text(json.dumps(pages))

    with application.running(tmp_path, free_port(), application.OLDER) as older:
        file.write_text(json.dumps(capture(browser, older)))
        code, outcomes, _report = check(tmp_path, older)
        assert (code, set(outcomes.values())) == (0, {"found"})

    with application.running(tmp_path, free_port()) as newer:
        code, outcomes, report = check(tmp_path, newer, "--repair")
        assert (code, outcomes) == (1, TRUTH)
        assert report["repairs"] == [
            "guide.json, optuna: new targets for next; nothing was published."
        ]
        [drifted] = [s for s in report["guides"][0]["steps"] if s["outcome"] == "drifted"]
        renamed = {"signal": "name", "before": "Go to next page", "after": "next page"}
        assert renamed in drifted["changes"]

        code, outcomes, report = check(tmp_path, newer, "--fail-on", "drifted")
        assert (code, outcomes) == (1, TRUTH | {"next": "found"})
        assert report["guides"][0]["steps"][2]["score"] == 1.0
