"""Short films in a bubble: drawn as elements, under the host's policy, never playing by themselves."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.documents import guide, rich, step
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]


def film(src: str, **attrs: Any) -> dict[str, Any]:
    shown = {"type": "video", "attrs": {"src": src, "title": "How to pay"} | attrs}
    return guide(step("Watch", "#new", body=rich(shown)))


def test_it_has_controls_a_name_and_a_size_and_waits_to_be_started(
    visit: Visit, page: Page
) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=200, content_type="video/webm", body=b"")

    page.route("**/clip.webm", answer)
    stage = visit("plain")
    stage.preview(film("/clip.webm", width=320, height=180))
    video = stage.bubble.locator("video")
    expect(video).to_have_attribute("controls", "")
    expect(video).to_have_attribute("preload", "metadata")
    expect(video).to_have_attribute("playsinline", "")
    expect(video).to_have_attribute("title", "How to pay")
    page.wait_for_function("(node) => node.networkState === 3", arg=video.element_handle())
    assert video.evaluate("(node) => [node.width, node.height, node.autoplay, node.loop]") == [
        320,
        180,
        False,
        False,
    ]
    assert asked


def test_the_keyboard_reaches_it(visit: Visit, page: Page) -> None:
    page.route("**/clip.webm", lambda route: route.fulfill(content_type="video/webm", body=b""))
    stage = visit("plain")
    stage.preview(film("/clip.webm"))
    expect(stage.bubble).to_be_visible()
    page.keyboard.press("F6")
    for _ in range(6):
        if stage.bubble.locator("video").evaluate("(node) => node.matches(':focus')"):
            break
        page.keyboard.press("Shift+Tab")
    expect(stage.bubble.locator("video")).to_be_focused()


def test_a_wide_one_fits_the_bubble(visit: Visit, page: Page) -> None:
    page.route("**/clip.mp4", lambda route: route.fulfill(content_type="video/mp4", body=b""))
    stage = visit("plain")
    stage.preview(film("/clip.mp4", width=1920, height=1080))
    expect(stage.bubble).to_be_visible()
    width = stage.bubble.locator("video").evaluate("(node) => node.getBoundingClientRect().width")
    assert 0 < width <= 352


@pytest.mark.parametrize(
    "src", ["javascript:alert(1)//a.mp4", "data:video/mp4;base64,AA", "//x.example/a.mp4"]
)
def test_an_address_that_may_do_harm_leaves_its_title(visit: Visit, page: Page, src: str) -> None:
    stage = visit("plain")
    stage.preview(film(src))
    expect(stage.bubble).to_contain_text("How to pay")
    expect(stage.bubble.locator("video")).to_have_count(0)
