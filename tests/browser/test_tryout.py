"""A site behind `guide-engine try`: under its own strict policy, guides show on it."""

import httpx
import pytest
from aiohttp import web
from playwright.sync_api import Browser, expect

from guide_engine.tryout.proxy import Setup
from tests.browser.documents import guide, step
from tests.browser.site import Site
from tests.check.site import create_site
from tests.tryout.serving import proxied, served


def setup_for(address: str, site: Site) -> Setup:
    stub = (site.built / "stub.js").read_text()
    core = f"{site.sdk}/sdk/v1/guide-engine.js"

    def snippet(nonce: str) -> str:
        inline = f'<script nonce="{nonce}">{stub}</script>'
        return f'{inline}<script nonce="{nonce}" async src="{core}"></script>'

    return Setup(address, site.sdk, snippet)


@pytest.mark.parametrize("name", ["a-site.localhost", "127.0.0.1"])
def test_a_guide_shows_on_a_site_that_knows_nothing_of_us(browser: Browser, site: Site, name: str):
    faults: list[str] = []
    with served(web.AppRunner(create_site(), shutdown_timeout=1)) as upstream:
        address = f"http://127.0.0.1:{upstream}"
        policy = httpx.get(address, trust_env=False).headers["content-security-policy"]
        assert site.sdk not in policy
        with proxied(setup_for(address, site)) as port:
            page = browser.new_page(locale="en")
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("console", lambda m: faults.append(m.text) if "Policy" in m.text else None)
            page.goto(f"http://{name}:{port}/")
            page.wait_for_function("() => !!window.GuideEngine?.version")
            page.evaluate("(d) => { GuideEngine.preview(d); }", guide(step("Here", "#new")))
            expect(page.get_by_role("dialog", name="Here")).to_be_visible(timeout=20_000)
            page.get_by_role("link", name="New invoice").click()
            expect(page).to_have_url(f"http://{name}:{port}/new")
            page.close()
    assert faults == []
