"""Whatever the host opens above the page, ours is above it, usable, and fights with nobody."""

import pytest

from tests.browser.documents import DONE, guide, step
from tests.browser.engines.tab import Tab
from tests.browser.pages.seen import expect_focus_in_ours, expect_on_top, start_film, stop_film

TWO = guide(step("Target", "#target"), step("Inside", "#inside", buttons=[DONE]))


def test_inside_a_modal_dialog_it_is_above_and_usable(tab: Tab) -> None:
    """D1: the target lies in a dialog opened by showModal."""
    tab.visit("dialogs")
    tab.click("#open-modal")
    tab.preview(guide(step("Inside", "#inside"), step("Again", "#inside", buttons=[DONE])))
    tab.expect_aligned("#inside")
    expect_on_top(tab)
    tab.choose("Next")
    tab.expect_dialog("Again")
    tab.choose("Done")
    tab.expect_gone()
    assert tab.run("() => document.querySelector('#modal').open")


def test_escape_closes_only_one_of_the_two(tab: Tab) -> None:
    """D1: the bubble's Escape leaves the dialog; the dialog's leaves the bubble's run."""
    tab.visit("dialogs")
    tab.click("#open-modal")
    tab.preview(guide(step("Inside", "#inside")))
    tab.expect_aligned("#inside")
    tab.run("() => document.querySelector('#inside').focus()")
    tab.press("F6")
    tab.press("Escape")
    tab.expect_gone()
    assert tab.run("() => document.querySelector('#modal').open")
    tab.preview(guide(step("Target", "#target")))
    tab.expect_dialog("Target")
    tab.run("() => document.querySelector('#inside').focus()")
    tab.press("Escape")
    tab.until("() => !document.querySelector('#modal').open")
    tab.expect_dialog("Target")
    tab.expect_aligned("#target")


@pytest.mark.parametrize("opener", ["showPopover", "showModal"])
def test_what_opens_after_us_stays_beneath_and_takes_no_focus_from_us(
    tab: Tab, opener: str
) -> None:
    """D3: another popover or dialog enters the top layer while a bubble is there."""
    tab.visit("dialogs").preview(TWO)
    tab.expect_aligned("#target")
    tab.press("F6")
    expect_focus_in_ours(tab)
    start_film(tab, "#target")
    part = "#popover" if opener == "showPopover" else "#modal"
    tab.run(f"() => document.querySelector('{part}').{opener}()")
    expect_on_top(tab)
    covered = [at for at, shot in enumerate(stop_film(tab)) if not shot["top"]]
    # The host's own layer is painted once at most before we are told of it.
    assert len(covered) <= 2, covered
    if opener == "showPopover":
        expect_focus_in_ours(tab, "next")
    tab.choose("Next")
    if opener == "showModal":
        tab.expect_aligned("#inside")


def test_a_storm_of_popovers_ends_with_ours_on_top(tab: Tab) -> None:
    """D3."""
    tab.visit("dialogs").preview(TWO)
    tab.expect_aligned("#target")
    tab.run(
        """async () => {
          const popover = document.querySelector("#popover");
          for (let i = 0; i < 20; i++) {
            popover.togglePopover();
            if (i % 3 === 0) await new Promise(requestAnimationFrame);
          }
          popover.showPopover();
        }"""
    )
    expect_on_top(tab)
    tab.expect_aligned("#target")


def test_a_rival_that_always_wants_to_be_on_top_gets_its_way_soon(tab: Tab) -> None:
    """D3: two that raise themselves whenever the other does would hang the page; we yield."""
    tab.visit("rival").preview(guide(step("Target", "#target"), step("Second", "#second")))
    tab.expect_aligned("#target")
    tab.run("() => window.fight()")
    # The page is alive, and the fight is over.
    counts = tab.until(
        """async () => {
          const before = window.raises;
          for (let i = 0; i < 20; i++) await new Promise(requestAnimationFrame);
          return window.raises === before && [before];
        }"""
    )
    assert counts[0] <= 20
    expect_on_top(tab)
    tab.choose("Next")
    tab.expect_aligned("#second")


def test_dialogs_in_dialogs(tab: Tab) -> None:
    """The topmost of several is where a person can act; what closes hands over to the one below."""
    tab.visit("dialogs").preview(TWO)
    tab.expect_aligned("#target")
    tab.run(
        """() => {
          document.querySelector("#modal").showModal();
          const inner = document.createElement("dialog");
          inner.id = "inner";
          inner.append(document.createElement("button"));
          document.querySelector("#modal").append(inner);
          inner.showModal();
        }"""
    )
    expect_on_top(tab)
    assert tab.look("!!find('#inner > guide-engine')")
    tab.run("() => document.querySelector('#inner').close()")
    expect_on_top(tab)
    tab.until_seen("!!find('#modal > guide-engine')")
    tab.run("() => document.querySelector('#modal').close()")
    tab.until_seen("!!find('html > guide-engine')")
    tab.expect_aligned("#target")


def test_a_dialog_that_is_removed_while_open_lets_us_go(tab: Tab) -> None:
    """Frameworks unmount a dialog without closing it; we stand in it at that moment."""
    tab.visit("dialogs").preview(TWO)
    tab.expect_aligned("#target")
    tab.run("() => document.querySelector('#modal').showModal()")
    tab.until_seen("!!find('#modal > guide-engine')")
    tab.run("() => document.querySelector('#modal').remove()")
    tab.until_seen("!!find('html > guide-engine')")
    tab.expect_aligned("#target")
    expect_on_top(tab)


def test_an_open_popover_of_the_host_stays_open(tab: Tab) -> None:
    """Ours is a manual popover: it light-dismisses nobody's menu."""
    tab.visit("dialogs")
    tab.run(
        """() => {
          const popover = document.querySelector("#popover");
          popover.popover = "auto";
          popover.showPopover();
        }"""
    )
    tab.preview(guide(step("In", "#in-popover"), step("Again", "#in-popover")))
    tab.expect_aligned("#in-popover")
    assert tab.run("() => document.querySelector('#popover').matches(':popover-open')")
    expect_on_top(tab)


def test_without_a_top_layer_the_stacking_order_does(tab: Tab) -> None:
    """Browsers before 2024: no popovers; the largest z-index there is."""
    tab.visit("sticky")
    tab.run(
        """() => {
          for (const name of ["popover", "showPopover", "hidePopover"])
            delete HTMLElement.prototype[name];
        }"""
    )
    tab.preview(guide(step("Header", "#fixed-target"), step("Far", "#far")))
    tab.expect_aligned("#fixed-target")
    expect_on_top(tab)
    tab.choose("Next")
    tab.expect_aligned("#far")
