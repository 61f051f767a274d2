"""Ancestors that move, turn, scale, contain or skip what is in them: our stage is outside of all."""

import pytest

from tests.browser.documents import guide, step
from tests.browser.engines.tab import Tab
from tests.browser.pages.seen import expect_on_top


@pytest.mark.parametrize(
    "target",
    [
        "#turned",
        "#leaning",
        "#blurred",
        "#sized",
        "#zoomed",
        "#promised",
        "#skipped",
        "#slotted",
    ],
)
def test_the_hole_is_on_what_is_painted(tab: Tab, target: str) -> None:
    """D23: rotate, perspective, backdrop-filter, container-type, zoom, contain, content-visibility, slots."""
    tab.visit("containing").preview(guide(step("There", target)))
    tab.expect_aligned(target)
    expect_on_top(tab)


@pytest.mark.parametrize("target", ["#moved-target", "#contained-target", "#filtered-target"])
def test_transform_containment_and_filter(tab: Tab, target: str) -> None:
    """D23."""
    tab.visit("transformed").preview(guide(step("There", target)))
    tab.expect_aligned(target)


@pytest.mark.parametrize("name", ["transform", "filter", "perspective", "contain", "zoom"])
def test_the_root_itself_may_contain(tab: Tab, name: str) -> None:
    """D23: on `html`, a transform makes even the page's fixed parts scroll; ours are in the top layer."""
    values = {
        "transform": "translate(30px, 20px)",
        "filter": "grayscale(1)",
        "perspective": "400px",
        "contain": "layout",
        "zoom": "1.3",
    }
    tab.visit("plain")
    tab.run(
        "([name, value]) => { document.documentElement.style[name] = value; }", [name, values[name]]
    )
    tab.preview(guide(step("Save", "#save")))
    tab.expect_aligned("#save")
    tab.wheel(500, 400, 40)
    tab.expect_aligned("#save")
