"""Where hole and bubble are, in numbers, on pages that scroll, nest, transform and cover."""

import pytest

from tests.browser.documents import DONE, guide, step
from tests.browser.engines.tab import Tab


@pytest.mark.parametrize("placement", ["top", "right", "bottom", "left", "auto"])
def test_beside_the_target(tab: Tab, placement: str) -> None:
    tab.visit("plain").preview(guide(step("Terms", "#terms", placement=placement)))
    tab.expect_aligned("#terms")


def test_through_nested_scrollers(tab: Tab) -> None:
    tab.visit("scrollers").preview(guide(step("Inside", "#target")))
    tab.expect_aligned("#target")
    tab.run("() => document.querySelector('#innermost').scrollBy(15, 12)")
    tab.expect_aligned("#target")
    tab.run("() => document.querySelector('#outer').scrollBy(10, -8)")
    tab.expect_aligned("#target")


def test_a_far_target_comes_into_view_clear_of_the_header(tab: Tab) -> None:
    tab.visit("sticky").preview(guide(step("Far", "#far")))
    tab.expect_aligned("#far")
    assert tab.box("#far")["y"] > 110


def test_a_fixed_target_stays_while_the_page_scrolls(tab: Tab) -> None:
    tab.visit("sticky").preview(guide(step("Header", "#fixed-target")))
    tab.expect_aligned("#fixed-target")
    tab.wheel(600, 500, 40)
    tab.until("() => scrollY > 0")
    tab.expect_aligned("#fixed-target")


@pytest.mark.parametrize("target", ["#moved-target", "#contained-target", "#filtered-target"])
def test_transformed_and_contained_ancestors(tab: Tab, target: str) -> None:
    tab.visit("transformed").preview(guide(step("Moved", target)))
    tab.expect_aligned(target)


def test_it_follows_a_window_of_another_size(tab: Tab) -> None:
    tab.visit("plain").preview(guide(step("Save", "#save")))
    tab.expect_aligned("#save")
    tab.resize(700, 500)
    tab.until("() => innerWidth === 700")
    tab.expect_aligned("#save")


def test_a_target_seven_shadow_roots_deep(tab: Tab) -> None:
    tab.visit("shadow").preview(guide(step("Deep", "#deep")))
    tab.expect_aligned(" >>> ".join(["#outer", *["shadow-box"] * 6, "#deep"]))


def test_a_target_in_a_frame(tab: Tab) -> None:
    tab.visit("frames").preview(guide(step("Inner", "#inner-target")))
    tab.expect_aligned("#frame >>> #inner-target")


def test_styles_of_the_host_do_not_reach_us(tab: Tab) -> None:
    tab.visit("hostile").preview(guide(step("New", "#new", buttons=[DONE])))
    tab.expect_dialog("New")
    assert 200 < tab.part_box("bubble")["width"] < 400
    tab.choose("Done")
    tab.expect_gone()


def test_right_to_left(tab: Tab) -> None:
    tab.visit("rtl").preview(guide(step("جديد", "#new"), language="ar"))
    tab.expect_aligned("#new")
    assert tab.look("getComputedStyle(parts('bubble')[0]).direction") == "rtl"


def test_above_a_dialog_of_the_host_and_usable_in_it(tab: Tab) -> None:
    tab.visit("dialogs").preview(guide(step("Target", "#target"), step("Inside", "#inside")))
    tab.expect_aligned("#target")
    tab.run("() => document.querySelector('#modal').showModal()")
    tab.choose("Next")
    tab.expect_aligned("#inside")


def test_a_popover_of_the_host_does_not_cover_us(tab: Tab) -> None:
    tab.visit("dialogs").preview(guide(step("Target", "#target"), step("Second", "#open-modal")))
    tab.expect_aligned("#target")
    tab.run("() => document.querySelector('#popover').showPopover()")
    tab.choose("Next")
    tab.expect_dialog("Second")


def test_a_target_that_is_drawn_anew(tab: Tab) -> None:
    tab.visit("plain").preview(guide(step("Save", "#save")))
    tab.expect_aligned("#save")
    tab.run(
        """() => {
          const old = document.querySelector("#save");
          old.replaceWith(old.cloneNode(true));
          document.querySelector("h1").style.marginBottom = "90px";
        }"""
    )
    tab.expect_aligned("#save")


@pytest.mark.needs("narrow")
@pytest.mark.size(320, 640)
def test_on_a_phone(tab: Tab) -> None:
    tab.visit("plain").preview(guide(step("Save", "#save")))
    tab.expect_aligned("#save")
    assert tab.part_box("bubble")["width"] <= 320
