"""The main job on an application we did not write: import, publish, walk, read the report.

Everything goes the way its users go: the command line imports, an author publishes in the
editor, an end user walks the guide inside Optuna Dashboard on another origin under that
application's own Content-Security-Policy, and the author finds the completion in the report.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from guide_engine.tryout.proxy import Setup
from tests.browser.thirdparty import application
from tests.conftest import SECRET_KEY
from tests.support.actors import Cast
from tests.support.ports import free_port
from tests.tryout.serving import proxied as served_by_try

GUIDE = Path(__file__).with_name("first_study.guide.json")
PASSWORD = "correct horse battery staple"
# The application's own script is large, and other tests use the machine too.
PATIENCE_MILLIS = 60_000

pytestmark = [pytest.mark.thirdparty, pytest.mark.timeout(400)]

SETUP = """
%(stub)s
GuideEngine.init({ key: "%(key)s", url: "%(service)s" });
GuideEngine.identify("maria", { role: "researcher" });
GuideEngine.group("lab-7", { name: "Lab 7", ltv: 2000000 });
"""


@pytest.fixture
def environ(cast: Cast, database_url: str, tmp_path: Path) -> dict[str, str]:
    """The environment of our own processes: this test's database, a data folder of its own."""
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith("GUIDE_ENGINE_")},
        "GUIDE_ENGINE_DATA": str(tmp_path / "data"),
        "GUIDE_ENGINE_DATABASE_URL": database_url,
        "GUIDE_ENGINE_SECRET_KEY": SECRET_KEY,
        "GUIDE_ENGINE_LOG_LEVEL": "warning",
    }


def run(environ: dict[str, str], *arguments: str, given: str = "") -> str:
    command = [sys.executable, "-m", "guide_engine", *arguments]
    done = subprocess.run(
        command, env=environ, input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def service(environ: dict[str, str]) -> Iterator[str]:
    """The real server in processes of its own."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "guide_engine", "serve", "--port", str(port)], env=environ
    )
    try:
        application.wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def proxied(upstream: str, service: str, setup: str) -> Iterator[str]:
    """What `guide-engine try` does, with the calls that a host developer would add."""

    def snippet(nonce: str) -> str:
        sdk = f"{service}/sdk/v1/guide-engine.js"
        return (
            f'<script nonce="{nonce}">{setup}</script>'
            f'<script nonce="{nonce}" async src="{sdk}"></script>'
        )

    with served_by_try(Setup(upstream, service, snippet)) as port:
        yield f"http://127.0.0.1:{port}"


def test_a_guide_is_walked_in_an_application_we_did_not_write(
    app: Flask, cast: Cast, environ: dict[str, str], service: str, browser: Browser, tmp_path: Path
):
    owner = ["--email", "owner@lab.example", "--workspace", "Lab", "--password-file", "-"]
    run(environ, "create-owner", *owner, given=PASSWORD)
    assert "read-your-first-study" in run(environ, "import", str(GUIDE), "--workspace", "Lab")

    author = browser.new_page(base_url=service, locale="en")
    author.set_default_timeout(PATIENCE_MILLIS)
    sign_in(author)
    key = publish(author)

    port = free_port()
    with application.running(tmp_path, port) as upstream:
        stub = (Path(app.static_folder or "") / "sdk" / "stub.js").read_text()
        setup = SETUP % {"stub": stub, "key": key, "service": service}
        with proxied(upstream, service, setup) as address:
            walk(browser, address)

    find_completion(author)


def sign_in(author: Page) -> None:
    author.goto("/")
    author.get_by_label("E-mail address").fill("owner@lab.example")
    author.get_by_label("Password", exact=True).fill(PASSWORD)
    author.get_by_role("button", name="Sign in").click()
    expect(author.get_by_role("navigation").first).to_be_visible(timeout=PATIENCE_MILLIS)


def publish(author: Page) -> str:
    """Publish the imported guide to production; return the public key from the install page."""
    author.get_by_role("link", name="Guides").click()
    author.get_by_role("link", name="Read your first study").click()
    author.get_by_role("link", name="Publish", exact=True).click()
    author.get_by_role("button", name="Publish to Production").click()
    expect(author.get_by_text("Version 1 is shown")).to_be_visible(timeout=PATIENCE_MILLIS)
    author.goto("/settings/install")
    snippet = author.get_by_text("data-key=").first.inner_text()
    return snippet.partition('data-key="')[2].partition('"')[0]


def walk(browser: Browser, address: str) -> None:
    """Maria does what each bubble says. Anything the policy forbids fails the test."""
    violations: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en")
    page.set_default_timeout(PATIENCE_MILLIS)
    page.on(
        "console",
        lambda m: violations.append(m.text) if "Content Security Policy" in m.text else None,
    )
    page.goto(f"{address}/dashboard/")
    expect(page.get_by_role("dialog", name="Open the study")).to_be_visible(timeout=PATIENCE_MILLIS)
    page.get_by_role("link", name="checkout-speed").click()
    expect(page.get_by_role("dialog", name="See what matters")).to_be_visible(
        timeout=PATIENCE_MILLIS
    )
    page.get_by_role("link", name="Analytics").click()
    last = page.get_by_role("dialog", name="Every trial is here")
    expect(last).to_be_visible(timeout=PATIENCE_MILLIS)
    with page.expect_response(lambda answer: answer.url.endswith("/events")) as sent:
        last.get_by_role("button", name="Got it").click()
    assert sent.value.status == 202
    expect(last).to_be_hidden(timeout=PATIENCE_MILLIS)
    assert violations == []
    page.close()


def find_completion(author: Page) -> None:
    """The worker projects within seconds; a reader reloads until the figure is there."""
    author.goto("/reports/completion")

    def completed() -> bool:
        row = author.get_by_role("row").filter(has_text="Read your first study")
        figures = row.inner_text().split("\t") if row.count() else []
        return figures[1:3] == ["1", "1"]

    for _ in range(30):
        if completed():
            return
        author.wait_for_timeout(500)
        author.reload()
    raise AssertionError(author.locator("main").inner_text())
