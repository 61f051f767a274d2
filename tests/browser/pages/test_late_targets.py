"""Targets that come late, go away, come back or never come."""

import pytest

from tests.browser.documents import DONE, guide, step
from tests.browser.engines.tab import Tab
from tests.browser.pages.seen import start_film, stop_film


@pytest.mark.parametrize(("opener", "target"), [("#fetch", "#fetched"), ("#slide", "#sliding")])
def test_a_target_that_comes_late_is_waited_for(tab: Tab, opener: str, target: str) -> None:
    """D13: after an answer or an animation; nothing of ours is on the page until then."""
    tab.visit("late").preview(guide(step("Late", target)))
    assert tab.look("!ours()")
    tab.click(opener)
    tab.expect_aligned(target)


def test_between_two_routes_the_bubble_is_not_in_a_corner(tab: Tab) -> None:
    """D15: the route changed, the next target isn't there yet: no frame shows a bubble without one."""
    onward = {"on": "click"}
    tab.visit("late").preview(
        guide(step("Go", "#go", buttons=[], advance=onward), step("Report", "#report"))
    )
    tab.expect_aligned("#go")
    start_film(tab, "#report")
    tab.click("#go")
    tab.expect_aligned("#report")
    film = stop_film(tab)
    corners = [shot for shot in film if shot["bubble"] and shot["bubble"]["x"] < 1]
    assert corners == []
    early = [shot for shot in film if not shot["target"] and shot["hole"]]
    # The old step may still be there until the click is handled, never at the new place.
    assert all(shot["hole"]["y"] < 60 for shot in early)


def test_a_re_rendered_target_is_found_within_two_frames(tab: Tab) -> None:
    """D14: the framework replaced the node; the same bubble stays."""
    tab.visit("rerender").preview(guide(step("Task", "#task")))
    tab.expect_aligned("#task")
    late = tab.look(
        """(async () => {
          const card = parts("bubble")[0];
          const old = document.querySelector("#task");
          const copy = old.cloneNode(true);
          const before = document.createElement("p");
          before.textContent = "Pushed down";
          old.replaceWith(before, copy);
          let frames = 0;
          while (!isAligned("#task") && frames < 60) { await frame(); frames++; }
          return { frames, same: parts("bubble")[0] === card };
        })()"""
    )
    assert late["same"]
    assert late["frames"] <= 3


def test_a_target_that_goes_takes_the_bubble_along_and_brings_it_back(tab: Tab) -> None:
    """D14: gone is hidden, never at 0,0; back is back."""
    tab.visit("rerender").preview(guide(step("Task", "#task", wait_seconds=20)))
    tab.expect_aligned("#task")
    start_film(tab, "#task")
    tab.run("() => { window.kept = document.querySelector('#task'); kept.remove(); }")
    tab.expect_no_part("bubble")
    tab.run("() => document.querySelector('main').append(kept)")
    tab.expect_aligned("#task")
    film = stop_film(tab)
    assert [shot for shot in film if shot["bubble"] and shot["bubble"]["x"] < 1] == []


def test_each_missing_step_is_skipped_once_and_the_guide_ends(tab: Tab) -> None:
    """D33: no loop, no silent skip: the steps that are there are shown, in order."""
    tab.visit("rerender").preview(
        guide(
            step("First", "#task"),
            step("Never", "#never", missing="skip", wait_seconds=0),
            step("Neither", "#neither", missing="skip", wait_seconds=0),
            step("Last", "#again", buttons=[DONE]),
        )
    )
    tab.expect_dialog("First")
    tab.choose("Next")
    tab.expect_dialog("Last")
    tab.choose("Done")
    tab.expect_gone()


def test_a_missing_target_with_policy_stop_ends_the_guide(tab: Tab) -> None:
    """D13: a clear policy when the time is over."""
    tab.visit("rerender").preview(
        guide(step("First", "#task"), step("Never", "#never", wait_seconds=0, missing="stop")),
    )
    tab.expect_dialog("First")
    tab.choose("Next")
    tab.expect_gone()
