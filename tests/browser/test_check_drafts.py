"""`guide-engine check` on what the service keeps: published versions, and repairs into drafts."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from playwright.sync_api import Browser

from guide_engine.core.db import db
from guide_engine.delivery import service as delivery
from guide_engine.guides import queries, service
from guide_engine.guides.models import Guide
from tests.browser.documents import guide, step
from tests.check.site import create_site
from tests.conftest import SECRET_KEY
from tests.support.actors import Cast
from tests.support.browsers import ensure_chromium
from tests.tryout.serving import served

FINDER = Path(__file__).parents[2] / "static" / "sdk" / "locator.js"
AT_HOME = {"fact": "page.path", "op": "eq", "value": "/"}


@pytest.fixture
def product() -> Iterator[str]:
    with served(web.AppRunner(create_site(), shutdown_timeout=1)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def drifted(cast: Cast, browser: Browser, product: str) -> Guide:
    """A published guide whose target was called otherwise when it was picked."""
    page = browser.new_page(bypass_csp=True)
    page.add_init_script(path=FINDER)
    page.goto(product)
    target = page.locator("#new").evaluate("(e) => Locator.capture(e)")
    page.close()
    then = {**deepcopy(target), "name": "Add invoice", "text": "Add invoice"}
    made = service.create_from(guide(step("New", then), key="first", page=AT_HOME))
    delivery.publish(made.id, cast.production.id, by=cast.alice.id)
    db.session.commit()
    return made


def check(url: str, folder: Path, product: str, *more: str) -> tuple[int, dict[str, Any], str]:
    environ = {k: v for k, v in os.environ.items() if not k.startswith("GUIDE_ENGINE_")}
    environ |= {
        "GUIDE_ENGINE_DATA": str(folder / "data"),
        "GUIDE_ENGINE_DATABASE_URL": url,
        "GUIDE_ENGINE_SECRET_KEY": SECRET_KEY,
        "GUIDE_ENGINE_CHECK_BROWSER": ensure_chromium(),
    }
    command = [sys.executable, "-m", "guide_engine", "check", "--base-url", product, "--wait", "2"]
    done = subprocess.run(
        [*command, "--workspace", "Acme", *more],
        env=environ, cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    report = folder / "guide-check" / "report.json"
    return done.returncode, json.loads(report.read_text()) if report.exists() else {}, done.stderr


def test_drift_of_a_published_guide_is_repaired_in_its_draft(
    drifted: Guide, database_url: str, product: str, tmp_path: Path
):
    code, report, _ = check(database_url, tmp_path, product, "--fail-on", "drifted", "--repair")
    [told] = report["guides"][0]["steps"]
    assert (code, told["outcome"], report["guides"][0]["version"]) == (1, "drifted", 1), told
    assert report["repairs"] == ["draft of first: new targets for new; nothing was published."]

    db.session.rollback()
    repaired = queries.guide(drifted.id)
    assert repaired.draft["steps"][0]["target"]["name"] == "New invoice"
    assert queries.version(drifted.id, 1).document["steps"][0]["target"]["name"] == "Add invoice"

    code, report, _ = check(database_url, tmp_path, product, "--drafts", "--fail-on", "drifted")
    assert (code, report["guides"][0]["steps"][0]["outcome"]) == (0, "found")


def test_an_environment_that_shows_nothing_is_said_to(
    drifted: Guide, database_url: str, product: str, tmp_path: Path
):
    code, _, refusal = check(database_url, tmp_path, product, "--environment", "staging")
    assert code == 2
    assert "no guide is published there; --drafts checks what isn't" in refusal
