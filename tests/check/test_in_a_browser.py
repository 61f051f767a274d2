"""`guide-engine check` as CI runs it: a real browser on a small product under a strict policy."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.browser.documents import guide, hint, step
from tests.check.site import create_site
from tests.support.browsers import ensure_chromium
from tests.support.ports import free_port
from tests.tryout.serving import served

pytestmark = pytest.mark.browser

AT_HOME = {"fact": "page.path", "op": "eq", "value": "/"}
CLICK = {"advance": {"on": "click"}}


@dataclass
class Command:
    """Runs the command in a folder of its own, without database or service."""

    folder: Path
    site: str

    def run(self, *guides: dict[str, Any], options: tuple[str, ...] = (), **env: str) -> "Done":
        file = {"format": "guide-engine/file@1", "guides": list(guides), "segments": []}
        (self.folder / "guides.json").write_text(json.dumps(file))
        return self.only("--base-url", self.site, "--file", "guides.json", *options, **env)

    def only(self, *options: str, **env: str) -> "Done":
        environ = {k: v for k, v in os.environ.items() if not k.startswith("GUIDE_ENGINE_")}
        environ |= {"GUIDE_ENGINE_CHECK_BROWSER": ensure_chromium()} | env
        command = [sys.executable, "-m", "guide_engine", "check", "--wait", "1", *options]
        done = subprocess.run(
            command, env=environ, cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Done(done.returncode, done.stdout, done.stderr, self.folder / "guide-check")

    def write(self, name: str, value: object) -> str:
        (self.folder / name).write_text(json.dumps(value))
        return name


@dataclass
class Done:
    code: int
    said: str
    refusal: str
    output: Path

    def steps(self) -> dict[str, dict[str, Any]]:
        report = json.loads((self.output / "report.json").read_text())
        return {step["id"]: step for guide in report["guides"] for step in guide["steps"]}

    def outcomes(self) -> dict[str, str]:
        return {name: step["outcome"] for name, step in self.steps().items()}


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    with served(web.AppRunner(create_site(), shutdown_timeout=1)) as port:
        yield Command(tmp_path, f"http://127.0.0.1:{port}")


def test_a_guide_is_walked_and_drawn_through_its_pages(command: Command):
    walked = guide(
        step("Welcome"),
        step("Menu", "#menu", advance={"on": "element", "target": {"v": 1, "selector": "#entry"}}),
        step("Entry", "#entry"),
        step("New", "#new", **CLICK),
        step("Customer", "#customer", advance={"on": "input"}),
        step("Save", "#save"),
        page=AT_HOME,
    )
    done = command.run(walked)
    assert done.code == 0, done.said + done.refusal
    assert set(done.outcomes().values()) == {"centred", "found"}
    pages = [told["page"].removeprefix(command.site) for told in done.steps().values()]
    assert pages == ["/", "/", "/", "/", "/new", "/new"]
    assert [told["undrawn"] for told in done.steps().values()] == [None] * 6
    assert (done.output / "report.html").read_text().count("data:image/jpeg") == 6


def test_each_thing_that_is_wrong_is_told_apart(command: Command):
    flawed = guide(
        step("Away", "#away"),
        step("Gone", "#gone"),
        step("Never", "#never", missing="skip"),
        step("Under", "#under"),
        page=AT_HOME,
        key="flawed",
    )
    tip = hint("#new", page=AT_HOME, key="tip")
    pages = command.write("pages.json", {"flawed": {"steps": {"under": "/covered"}}})
    done = command.run(flawed, tip, options=("--pages", pages))
    assert done.code == 1
    assert done.outcomes() == {
        "away": "off_screen", "gone": "missing", "never": "missing", "under": "covered",
        "tip": "found",
    }  # fmt: skip
    assert done.steps()["gone"]["reason"] == "hidden"
    assert "Cookies" in done.steps()["under"]["sentence"]
    junit = (done.output / "junit.xml").read_text()
    assert 'name="flawed" tests="4" failures="4"' in junit
    assert 'name="tip" tests="1" failures="0"' in junit


def test_a_guide_without_an_address_says_how_to_give_one(command: Command):
    nowhere = {"fact": "page.path", "op": "contains", "value": "voice"}
    done = command.run(guide(step("New", "#new"), page=nowhere))
    assert (done.code, done.outcomes()) == (1, {"new": "unreached"})
    assert "--pages" in done.steps()["new"]["sentence"]


def test_a_step_behind_an_event_is_looked_for_where_we_are(command: Command):
    event = {"advance": {"on": "event", "event": "paid"}}
    done = command.run(guide(step("New", "#new", **event), step("Save", "#save"), page=AT_HOME))
    assert done.outcomes() == {"new": "found", "save": "unreached"}
    assert "“paid”" in done.steps()["save"]["sentence"]


SIGN_IN = [
    {"do": "goto", "url": "/sign-in"},
    {"do": "fill", "label": "E-mail", "value": "ci@example.com"},
    {"do": "fill", "label": "Password", "value": {"env": "PRODUCT_PASSWORD"}},
    {"do": "click", "role": "button", "name": "Sign in"},
    {"do": "wait_for", "text": "ci@example.com"},
]
MEMBERS = guide(step("New", "#new"), page={**AT_HOME, "value": "/members"})


def test_a_page_that_asks_to_sign_in_is_told_as_such(command: Command):
    done = command.run(MEMBERS)
    assert (done.code, done.steps()["new"]["reason"]) == (1, "sign_in")
    assert "--login" in done.said


def test_a_login_script_signs_in_and_no_secret_is_told(command: Command):
    login = command.write("login.json", SIGN_IN)
    done = command.run(MEMBERS, options=("--login", login), PRODUCT_PASSWORD="open sesame")
    assert (done.code, done.outcomes()) == (0, {"new": "found"})
    reports = [path.read_text() for path in done.output.iterdir()]
    assert "open sesame" not in "".join([done.said, done.refusal, *reports])


def test_a_login_that_fails_names_its_action_and_leaves_a_picture(command: Command):
    login = command.write("login.json", [*SIGN_IN[:3], {"do": "click", "text": "Enter"}])
    done = command.run(MEMBERS, options=("--login", login), PRODUCT_PASSWORD="open sesame")
    assert done.code == 2
    assert "action 4 (click text “Enter”)" in done.refusal
    assert "/sign-in" in done.refusal
    assert (done.output / "login-failed.jpg").stat().st_size > 0


def test_a_password_in_the_file_is_refused(command: Command):
    fill = {"do": "fill", "label": "Password", "value": "open sesame"}
    login = command.write("login.json", [SIGN_IN[0], fill])
    done = command.run(MEMBERS, options=("--login", login))
    assert done.code == 2
    assert 'give it as {"env": "NAME"}' in done.refusal
    assert "open sesame" not in done.refusal


def test_a_site_that_is_not_there_is_refused(command: Command):
    command.write("g.json", guide(step("A")))
    done = command.only("--base-url", f"http://127.0.0.1:{free_port()}", "--file", "g.json")
    assert done.code == 2
    assert "can't be reached: connection refused" in done.refusal


def test_an_unknown_guide_is_refused_with_those_there_are(command: Command):
    done = command.run(guide(step("A"), key="known"), options=("--guides", "known,other"))
    assert done.code == 2
    assert "no guide “other” is in the file. There is: known." in done.refusal


def test_a_browser_that_is_none_is_refused(command: Command):
    done = command.run(guide(step("A")), options=("--browser", "/nowhere/chromium"))
    assert done.code == 2
    assert "--browser: “/nowhere/chromium” is not a program" in done.refusal
