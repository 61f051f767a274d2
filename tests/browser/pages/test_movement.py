"""What moves by itself: the hole is with it in the same frame or the next, and rests when it rests."""

import pytest

from tests.browser.documents import guide, step
from tests.browser.engines.tab import Tab
from tests.browser.pages.seen import expect_on_top, frames_behind, start_film, stop_film

# The browser tells us of some moves only with the next frame; the one after that shows ours.
MOST_BEHIND = 2


@pytest.fixture
def moving(tab: Tab) -> Tab:
    tab.visit("moving").preview(guide(step("Target", "#target")))
    tab.expect_aligned("#target")
    return tab


@pytest.mark.parametrize(
    "change",
    [
        "document.querySelector('#sidebar').classList.add('collapsed')",
        "document.querySelector('#banner').classList.remove('off')",
        "document.querySelector('#target').textContent = 'A target that has grown with its data'",
        "document.querySelector('#pusher').style.height = '90px'",
        "document.querySelector('#target').animate([{ translate: '0' }, { translate: '200px 90px' }], { duration: 300, fill: 'forwards' })",
    ],
    ids=["sidebar", "banner", "grows", "pushed", "animated"],
)
def test_it_follows_within_two_frames(moving: Tab, change: str) -> None:
    """D17: a sidebar folds, a banner comes, data arrive."""
    start_film(moving, "#target")
    moving.run(f"() => {{ {change} }}")
    moving.until(
        "async () => { for (let i = 0; i < 30; i++) await new Promise(requestAnimationFrame); return true; }"
    )
    film = stop_film(moving)
    moving.expect_aligned("#target")
    assert frames_behind(film) <= MOST_BEHIND
    assert (
        len({shot["target"]["x"] + shot["target"]["y"] + shot["target"]["width"] for shot in film})
        > 1
    )


def test_two_fast_moves_and_a_resize_end_on_the_live_rectangle(moving: Tab) -> None:
    """D18: never stuck on where it was between the two."""
    for round_ in range(6):
        moving.run(
            """async (round) => {
              const target = document.querySelector("#target");
              target.style.marginLeft = `${round * 40}px`;
              if (round % 2) await new Promise(requestAnimationFrame);
              target.style.marginLeft = `${round * 17}px`;
              target.style.marginTop = `${round * 11}px`;
            }""",
            round_,
        )
        moving.expect_aligned("#target")
    moving.resize(800, 600)
    moving.run("() => { document.querySelector('#target').style.marginLeft = '3px'; }")
    moving.expect_aligned("#target")


def test_a_move_that_nobody_announces_is_seen(moving: Tab) -> None:
    """D18: a style sheet moves it, in steps of less than a pixel too."""
    for shift in (1, 2, 40, 41):
        moving.run(
            """(shift) => {
              const [sheet] = document.styleSheets;
              sheet.insertRule(`#target { position: relative; left: ${shift}px; }`, sheet.cssRules.length);
            }""",
            shift,
        )
        moving.expect_aligned("#target")


def test_a_view_transition_leaves_it_aligned_and_on_top(tab: Tab) -> None:
    """The browser shows pictures of the old and new page above all layers, then the page again."""
    tab.visit("transition").preview(guide(step("Photo", "#target"), step("Swap", "#swap")))
    tab.expect_aligned("#target")
    tab.run("async () => { document.querySelector('#swap').click(); await window.finished; }")
    tab.expect_aligned("#target")
    expect_on_top(tab)
    tab.choose("Next")
    tab.expect_aligned("#swap")


def test_a_zoomed_page(tab: Tab) -> None:
    """CSS zoom on the whole page, as sites do that offer their own text size."""
    tab.visit("plain").preview(guide(step("New", "#new")))
    tab.expect_aligned("#new")
    for zoom in ("1.25", "2", "0.7"):
        tab.run("(zoom) => { document.body.style.zoom = zoom; }", zoom)
        tab.expect_aligned("#new")
