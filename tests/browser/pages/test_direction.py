"""Right to left, on the page or on a part of it."""

from tests.browser.documents import guide, step
from tests.browser.engines.tab import Tab


def mirrored(tab: Tab) -> bool:
    close, card, onward = tab.part_box("close"), tab.part_box("bubble"), tab.part_box("next")
    middle = card["x"] + card["width"] / 2
    return close["x"] + close["width"] / 2 < middle and onward["x"] + onward["width"] / 2 < middle


def test_a_right_to_left_page(tab: Tab) -> None:
    """D31: close and primary button at the inline end, which is the left."""
    tab.visit("rtl").preview(guide(step("واحد", "#new"), step("اثنان", "#other"), language="ar"))
    tab.expect_aligned("#new")
    assert mirrored(tab)
    assert tab.look("getComputedStyle(parts('bubble')[0]).direction") == "rtl"


def test_a_right_to_left_part_of_a_page_is_a_target_like_any_other(tab: Tab) -> None:
    """D31: the bubble's direction is that of its own words; it stands beside the target exactly."""
    tab.visit("rtl-part").preview(guide(step("Left", "#left"), step("Right", "#right")))
    tab.expect_aligned("#left")
    tab.choose("Next")
    tab.expect_aligned("#right")


def test_arabic_words_on_an_english_page(tab: Tab) -> None:
    """D31."""
    tab.visit("plain").preview(guide(step("مرحبا", "#new"), language="ar"))
    tab.expect_aligned("#new")
    assert mirrored(tab)
