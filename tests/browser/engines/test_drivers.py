"""The drivers keep their word: what a test presumes of a tab holds in each engine."""

from pathlib import Path

import pytest
from PIL import Image

from tests.browser.engines.driver import ScriptFailed
from tests.browser.engines.tab import Tab


def test_the_window_has_the_size_that_was_asked_for(tab: Tab) -> None:
    tab.visit("plain")
    assert tab.run("() => [innerWidth, innerHeight]") == [1000, 700]
    tab.resize(800, 500)
    tab.until("() => innerWidth === 800 && innerHeight === 500")


@pytest.mark.needs("narrow")
@pytest.mark.size(320, 640)
def test_a_phones_window(tab: Tab) -> None:
    assert tab.visit("plain").run("() => [innerWidth, innerHeight]") == [320, 640]


@pytest.mark.needs("reduced_motion")
def test_the_visitor_asked_for_less_motion(tab: Tab) -> None:
    assert tab.visit("plain").run("() => matchMedia('(prefers-reduced-motion: reduce)').matches")


@pytest.mark.smoke
def test_input_is_trusted(tab: Tab) -> None:
    tab.visit("plain")
    tab.run(
        """() => {
          window.got = [];
          for (const type of ["click", "keydown", "wheel", "mousemove"])
            addEventListener(type, (e) => got.push(`${type} ${e.isTrusted} ${e.code ?? ""}`.trim()));
        }"""
    )
    tab.click("#customer")
    tab.press("Shift+Tab")
    tab.wheel(500, 300, 40)
    tab.hover("#save")
    wanted = [
        "click true",
        "keydown true ShiftLeft",
        "keydown true Tab",
        "wheel true",
        "mousemove true",
    ]
    tab.until("(wanted) => wanted.every((one) => got.includes(one))", wanted)


def test_a_visitor_is_fresh(tab: Tab) -> None:
    tab.visit("plain")
    assert tab.run("() => [localStorage.length, sessionStorage.length, history.length <= 2]") == [
        0,
        0,
        True,
    ]
    tab.run("() => { localStorage.left = 'behind'; sessionStorage.left = 'behind'; }")


test_the_next_visitor_is_fresh = test_a_visitor_is_fresh


def test_what_the_page_throws_is_told(tab: Tab) -> None:
    tab.visit("plain")
    with pytest.raises(ScriptFailed, match="No such luck"):
        tab.run("async () => { throw new Error('No such luck'); }")


def test_history_goes_both_ways(tab: Tab) -> None:
    tab.visit("plain")
    tab.visit("tall")
    tab.driver.back()
    tab.until("() => location.pathname === '/plain.html'")
    tab.driver.forward()
    tab.until("() => location.pathname === '/tall.html'")
    tab.driver.reload()
    tab.until("() => !!window.GuideEngine?.preview")


def test_a_picture(tab: Tab, tmp_path: Path) -> None:
    tab.visit("plain").picture(tmp_path / "page.png")
    with Image.open(tmp_path / "page.png") as image:
        assert image.size == (1000, 700)


@pytest.mark.needs("second_tab")
def test_two_tabs_of_one_visitor(tab: Tab) -> None:
    tab.visit("plain").run("() => { localStorage.here = 'yes'; }")
    other = Tab(tab.driver.another(), tab.site).visit("plain")
    assert other.run("() => localStorage.here") == "yes"
    other.driver.close()
