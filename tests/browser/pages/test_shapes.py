"""Elements of every shape are targets: drawn ones, wrapped ones, rows, labels, what opens."""

import pytest

from tests.browser.documents import guide, step
from tests.browser.engines.tab import Tab


@pytest.mark.parametrize("target", ["#bar", "#line", "#row", "#summary", "#label", "#in-contents"])
def test_the_hole_is_on_its_box(tab: Tab, target: str) -> None:
    """Groups and paths of a drawing, a row of a table, a label, a child of what has no box."""
    tab.visit("shapes").preview(guide(step("There", target)))
    tab.expect_aligned(target)


def test_a_link_wrapped_over_lines(tab: Tab) -> None:
    """All of its lines are in the hole."""
    tab.visit("shapes").preview(guide(step("Link", "#wrapped")))
    tab.expect_aligned("#wrapped")


def test_what_has_no_box_is_its_children(tab: Tab) -> None:
    """`display: contents`: there is nothing to see of it, but of what is in it."""
    tab.visit("shapes").preview(guide(step("Contents", "#contents")))
    tab.expect_dialog("Contents")
    tab.until_seen(
        """(() => {
          const hole = boxOf('guide-engine >>> [data-part="hole"]'), target = boxOf("#in-contents");
          return ["x", "y", "width", "height"].every((key) => Math.abs(hole[key] - target[key]) <= 1);
        })()""",
        within=5,
    )


def test_what_a_person_opens_is_found_then(tab: Tab) -> None:
    """Closed details hold nothing that can be seen."""
    tab.visit("shapes").preview(guide(step("In", "#in-details", wait_seconds=60)))
    assert tab.look("!ours()")
    tab.click("#summary")
    tab.expect_aligned("#in-details")
    tab.click("#summary")
    tab.expect_no_part("bubble")
