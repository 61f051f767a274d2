"""A theme on the page: its colours and form, and a language that runs the other way."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.documents import guide, step
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]
THEME: dict[str, Any] = {
    "light": {"accent": "#0b6b4c", "surface": "#fffbe6"},
    "dark": {"surface": "#102018"},
    "font": "Georgia, serif",
    "font_size": 18,
    "radius": 3,
    "shadow": "none",
}


def test_a_preview_wears_the_theme_it_is_given(visit: Visit) -> None:
    stage = visit("plain")
    stage.preview(guide(step("One", "#new"), step("Two", "#save")), {"theme": THEME})
    bubble = stage.dialog("One")
    expect(bubble).to_have_css("background-color", "rgb(255, 251, 230)")
    expect(bubble).to_have_css("font-family", "Georgia, serif")
    expect(bubble).to_have_css("font-size", "18px")
    expect(bubble).to_have_css("border-radius", "3px")
    expect(bubble).to_have_css("box-shadow", "none")
    expect(bubble.get_by_role("button", name="Next")).to_have_css(
        "background-color", "rgb(11, 107, 76)"
    )


def test_it_follows_the_system_unless_a_scheme_is_asked_for(visit: Visit, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    stage = visit("plain")
    stage.preview(guide(step("One", "#new")), {"theme": THEME})
    expect(stage.dialog("One")).to_have_css("background-color", "rgb(16, 32, 24)")
    stage.preview(guide(step("One", "#new")), {"theme": THEME, "scheme": "light"})
    expect(stage.dialog("One")).to_have_css("background-color", "rgb(255, 251, 230)")


def test_hostile_values_style_nothing(visit: Visit) -> None:
    stage = visit("plain")
    hostile = {"light": {"surface": "#fff}*{display:none"}, "font": "x;}*{all:unset", "radius": "9"}
    stage.preview(guide(step("One", "#new")), {"theme": hostile})
    bubble = stage.dialog("One")
    expect(bubble).to_be_visible()
    expect(bubble).to_have_css("background-color", "rgb(255, 255, 255)")


def test_content_in_arabic_runs_from_right_to_left(visit: Visit) -> None:
    stage = visit("plain")
    stage.preview({**guide(step("One", "#new")), "language": "ar"})
    expect(stage.dialog("One")).to_have_css("direction", "rtl")
