"""What a machine can check of accessibility: axe in both colour schemes, sizes, motion."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.documents import BACK, NEXT, guide, hint, step
from tests.browser.site import Site
from tests.browser.stagehand import Stagehand
from tests.browser.test_offer import offer

Visit = Callable[[str], Stagehand]


def faults(page: Page) -> list[str]:
    found = Axe().run(page, context={"include": [["guide-engine"]]}).response["violations"]
    return [f"{fault['id']}: {node['target']}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("language", ["en", "ja"])
class TestSchemes:
    @pytest.fixture(params=["light", "dark"])
    def context_options(self, request: pytest.FixtureRequest) -> dict[str, object]:
        return {"color_scheme": request.param}

    def test_axe_finds_nothing(self, visit: Visit, page: Page, site: Site, language: str) -> None:
        stage = visit("plain")
        page.evaluate("(l) => { document.documentElement.lang = l; }", language)
        stage.preview(guide(step("Welcome"), step("New", "#new", buttons=[BACK, NEXT])))
        expect(stage.dialog("Welcome")).to_be_visible()
        assert faults(page) == []
        stage.call("next")
        expect(stage.dialog("New")).to_be_visible()
        assert faults(page) == []
        stage.call("stop")
        stage.preview(hint("#new"))
        stage.part("beacon").click()
        expect(stage.dialog("Tip")).to_be_visible()
        offer(page, site)
        expect(page.get_by_role("region")).to_be_visible()
        assert faults(page) == []


def test_close_and_buttons_are_large_enough(visit: Visit) -> None:
    stage = visit("plain")
    stage.preview(guide(step("New", "#new")))
    expect(stage.dialog("New")).to_be_visible()
    for part in ("close", "next"):
        box, _ = stage.boxes(part, "#new")
        assert box["width"] >= 24
        assert box["height"] >= 24


def test_under_reduced_motion_nothing_moves_by_itself(visit: Visit, page: Page) -> None:
    stage = visit("sticky")
    stage.preview(guide(step("Far", "#far")))
    stage.expect_aligned("#far")
    assert page.evaluate("() => document.getAnimations({ subtree: true }).length") == 0
    stage.preview(hint("#far"))
    expect(stage.part("beacon")).to_be_visible()
    running = page.evaluate(
        """() => document.querySelector("guide-engine").shadowRoot.getAnimations().length"""
    )
    assert running == 0


class TestForcedColours:
    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"forced_colors": "active"}

    def test_the_card_has_an_edge_and_the_target_a_ring(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        stage.preview(guide(step("New", "#new")))
        stage.expect_aligned("#new")
        widths = page.evaluate(
            """() => ["bubble", "hole"].map((part) => {
              const root = document.querySelector("guide-engine").shadowRoot;
              const style = getComputedStyle(root.querySelector(`[data-part="${part}"]`));
              return [style.borderTopWidth, style.outlineWidth];
            })"""
        )
        assert widths[0][0] == "1px"
        assert widths[1][1] == "2px"
