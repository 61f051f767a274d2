"""Whatever scrolls, in either direction, inside whatever."""

import pytest

from tests.browser.documents import guide, step
from tests.browser.engines.tab import Tab
from tests.browser.pages.seen import expect_on_top

# The hole lies within what these show of the target, within a pixel, or isn't there.
WITHIN = """argument.every((selector) => {
  const hole = parts("hole")[0];
  if (!isSeen(hole)) return true;
  const cut = boxOf(selector), ring = hole.getBoundingClientRect();
  return ring.x >= cut.x - 1 && ring.y >= cut.y - 1 && ring.right <= cut.x + cut.width + 1
    && ring.bottom <= cut.y + cut.height + 1;
})"""


def scroll(tab: Tab, selector: str, left: float, top: float) -> None:
    tab.run("([s, x, y]) => document.querySelector(s).scrollBy(x, y)", [selector, left, top])


def test_any_ancestor_may_scroll(tab: Tab) -> None:
    """D20: three scrollers in each other, and the page."""
    tab.visit("scrollers").preview(guide(step("Inside", "#target")))
    tab.expect_aligned("#target")
    for selector, left, top in (("#innermost", 15, 12), ("#outer", 10, -8), ("html", 0, 25)):
        scroll(tab, selector, left, top)
        tab.expect_aligned("#target")
    tab.wheel(300, 200, 14)
    tab.expect_aligned("#target")


@pytest.mark.parametrize(("left", "top"), [(60, 0), (0, 60), (-90, 0), (50, 40)])
def test_the_hole_is_cut_on_both_axes(tab: Tab, left: int, top: int) -> None:
    """D20, D21: only what every scroller shows of the target is lit."""
    tab.visit("scrollers").preview(guide(step("Inside", "#target")))
    tab.expect_aligned("#target")
    scroll(tab, "#innermost", left * 3, top * 3)
    tab.until_seen(WITHIN, ["#innermost", "#outer"], within=5)
    card = tab.part_box("bubble")
    assert card["x"] >= 0
    assert card["y"] >= 0


def test_a_far_target_in_a_sideways_scroller_is_brought_into_view(tab: Tab) -> None:
    """D21: horizontal scrolling is handled like vertical."""
    tab.visit("clipped").preview(guide(step("Sideways", "#sideways")))
    tab.expect_aligned("#sideways")
    box = tab.box("#sideways")
    frame = tab.box("#clip-x")
    assert frame["x"] <= box["x"] <= frame["x"] + frame["width"]


def test_scroll_snap_is_the_hosts_own(tab: Tab) -> None:
    """Snapping moves the content once more after every scroll; the hole goes along."""
    tab.visit("scrolling").preview(guide(step("Two", "#snap-2"), step("Three", "#snap-3")))
    tab.expect_aligned("#snap-2")
    tab.choose("Next")
    tab.expect_aligned("#snap-3")
    tab.visit("clipped").preview(guide(step("Card", "#card-3")))
    tab.expect_aligned("#card-3")


def test_a_target_in_a_fixed_header_does_not_drift(tab: Tab) -> None:
    """D22: the page is scrolled already, and goes on scrolling."""
    tab.visit("sticky")
    tab.wheel(500, 400, 300)
    tab.preview(guide(step("Header", "#fixed-target")))
    tab.expect_aligned("#fixed-target")
    before = tab.part_box("bubble")
    tab.wheel(500, 500, 400)
    tab.expect_aligned("#fixed-target")
    after = tab.part_box("bubble")
    assert abs(after["y"] - before["y"]) <= 1


@pytest.mark.parametrize("target", ["#middle", "#last"])
def test_bars_that_stick_do_not_cover_the_target(tab: Tab, target: str) -> None:
    """D22: brought into view clear of what is fixed at the top and at the bottom."""
    tab.visit("sticky-footer")
    # In view, but under the footer.
    tab.run("(target) => document.querySelector(target).scrollIntoView({ block: 'end' })", target)
    tab.preview(guide(step("There", target)))
    tab.expect_aligned(target)
    clear = """(() => {
      const { x, y, width, height } = boxOf(argument);
      return find(argument).found === hit(x + width / 2, y + height / 2);
    })()"""
    tab.until_seen(clear, target, within=5)
    expect_on_top(tab)


def test_a_body_that_is_itself_a_scroller(tab: Tab) -> None:
    """The root is hidden overflow, the body a box with scrollbars: it cuts like any other."""
    tab.visit("body-scroller").preview(guide(step("Low", "#low")))
    tab.expect_aligned("#low")
    tab.run("() => document.body.scrollBy(0, -175)")
    tab.until_seen(WITHIN, ["body"], within=5)
    tab.run("() => document.body.scrollBy(0, 150)")
    tab.expect_aligned("#low")


def test_a_target_under_the_fold_of_a_clipped_parent(tab: Tab) -> None:
    tab.visit("clipped").preview(guide(step("Under", "#under")))
    tab.expect_aligned("#under")
    scroll(tab, "#tall-clip", 0, 75)
    tab.until_seen(WITHIN, ["#tall-clip"], within=5)


@pytest.mark.parametrize(
    ("target", "clipper"),
    [("#half", ".hidden-clip"), ("#ruled", ".clip-rule"), ("#pathed", ".path-clip")],
)
def test_what_a_parent_cuts_off_is_not_lit(tab: Tab, target: str, clipper: str) -> None:
    """overflow: hidden, overflow: clip, clip-path."""
    tab.visit("clipped").preview(guide(step("Cut", target)))
    tab.expect_dialog("Cut")
    tab.until_seen(f"isSeen(parts('hole')[0]) && {WITHIN}", [clipper], within=5)
