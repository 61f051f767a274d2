"""Look-alikes, recycled rows, thousands of them: the one that was meant, or none."""

from tests.browser.documents import DONE, guide, step
from tests.browser.engines.tab import Tab

ROW = "[data-ticket='{0}'] button"


def test_recycled_rows_of_a_virtual_list(tab: Tab) -> None:
    """The node stays and says something else: the guide goes with what was meant, not with the node."""
    meant = {"v": 1, "selector": ".item button", "text": "Open 3"}
    tab.visit("virtual").preview(guide(step("Third", meant, wait_seconds=60)))
    tab.expect_aligned(ROW.format(3))
    tab.run("() => { document.querySelector('#list').scrollTop = 80; }")
    tab.expect_aligned(ROW.format(3))
    tab.run("() => { document.querySelector('#list').scrollTop = 4000; }")
    tab.expect_no_part("bubble")
    tab.run("() => { document.querySelector('#list').scrollTop = 0; }")
    tab.expect_aligned(ROW.format(3))


def test_a_sorted_table_keeps_the_row_that_was_meant(tab: Tab) -> None:
    """The rows change places under the bubble."""
    tab.visit("look-alikes")
    tab.preview(guide(step("Chidi", "[data-name='Chidi']")))
    tab.expect_aligned("[data-name='Chidi']")
    tab.run("() => window.fill(['Emre', 'Dana', 'Chidi', 'Ben', 'Aoi'])")
    tab.expect_aligned("[data-name='Chidi']")
    tab.run("() => window.fill(['Chidi', 'Dana'])")
    tab.expect_aligned("[data-name='Chidi']")


def test_of_twins_the_one_that_can_be_seen(tab: Tab) -> None:
    """Desktop and phone markup in one page, one of them hidden."""
    tab.visit("plain").preview(guide(step("Twin", ".twin")))
    tab.expect_aligned("#seen-twin")


def test_among_equals_none(tab: Tab) -> None:
    """Five buttons that say the same: better none than a wrong one."""
    alike = {
        "v": 1,
        "tag": "button",
        "role": "button",
        "text": "Edit",
        "name": "Edit",
        "attributes": {},
        "landmark": "main",
    }
    tab.visit("look-alikes").preview(
        guide(
            step("Which", alike, missing="skip", wait_seconds=1),
            step("Table", "#rows", buttons=[DONE]),
        )
    )
    tab.expect_dialog("Table")


def test_the_last_of_five_thousand_nodes(tab: Tab) -> None:
    tab.visit("huge").preview(guide(step("New", "#new"), step("Last", "#last", buttons=[DONE])))
    tab.expect_aligned("#new")
    tab.choose("Next")
    tab.expect_aligned("#last")
