"""Each kind of guide, met and left by pointer, in each engine."""

import pytest

from tests.browser.documents import DONE, guide, hint, step
from tests.browser.engines.tab import Tab
from tests.browser.kinds.guides import (
    LONG,
    NPS,
    announcement,
    asking,
    banner,
    card,
    checklist,
    survey,
    task,
)


def test_a_hint_by_click(tab: Tab) -> None:
    tab.visit("plain").preview(hint("#new"))
    tab.expect_part("beacon")
    beacon, target = tab.part_box("beacon"), tab.box("#new")
    assert abs(beacon["x"] + beacon["width"] / 2 - target["x"] - target["width"]) <= 1
    assert min(beacon["width"], beacon["height"]) >= 24
    tab.click('guide-engine >>> [data-part="beacon"]')
    tab.expect_dialog("Tip")
    tab.choose("Got it")
    tab.expect_gone()


def test_a_hint_by_hover(tab: Tab) -> None:
    tab.visit("plain").preview(hint("#new", "beacon", "hover"))
    tab.expect_part("beacon")
    tab.hover('guide-engine >>> [data-part="beacon"]')
    tab.expect_dialog("Tip")


@pytest.mark.parametrize("position", ["top", "bottom"])
def test_a_banner(tab: Tab, position: str) -> None:
    tab.visit("plain").preview(banner(position))
    tab.expect_text("Away on Sunday", "banner")
    tab.choose("Details", "banner")
    tab.expect_gone()


def test_an_announcement_in_a_corner(tab: Tab) -> None:
    tab.visit("plain").preview(announcement(card()))
    tab.expect_text("Reports are here", "announcement")
    box = tab.part_box("announcement")
    assert box["x"] + box["width"] <= 1000
    assert box["y"] + box["height"] <= 700
    tab.choose("Done", "announcement")
    tab.expect_gone()


def test_an_announcement_as_a_dialog(tab: Tab) -> None:
    tab.visit("plain").preview(announcement(step("Reports are here", buttons=[DONE])))
    tab.expect_text("Reports are here", "announcement")
    tab.choose("Done", "announcement")
    tab.expect_gone()


def test_a_survey_is_answered(tab: Tab) -> None:
    tab.visit("plain").preview(survey(asking("How was it", NPS), asking("Why", LONG)))
    tab.expect_text("How was it", "survey")
    nine = (
        "[...parts('survey')[0].querySelectorAll('input[type=radio]')].find((n) => n.value === '9')"
    )
    tab.until_seen(nine + " != null")
    tab.look(f"{nine}.closest('label').scrollIntoView({{ block: 'nearest' }})")
    spot = tab.until_seen(f"await spotOf({nine}.closest('label'))")
    tab.click_at(spot["x"], spot["y"])
    tab.until_seen(f"{nine}.checked")
    tab.choose("Next", "survey")
    tab.expect_text("Why", "survey")
    tab.click('guide-engine >>> [data-part="survey"] textarea')
    tab.write("It is quick.")
    tab.choose("Send", "survey")
    tab.expect_no_part("survey")


def test_a_checklist_is_done_and_put_aside(tab: Tab) -> None:
    tab.visit("plain").preview(checklist(task("Address"), task("Invoice"), task("Colleague")))
    tab.expect_text("0 of 3 done", "checklist")
    tab.click('guide-engine >>> [data-part="task"]')
    tab.expect_text("1 of 3 done", "checklist")
    tab.click('guide-engine >>> [data-part="minimise"]')
    tab.expect_part("checklist-launcher")
    tab.expect_no_part("checklist")


def test_starting_and_stopping_leaves_nothing(tab: Tab) -> None:
    everything = guide(step("Modal"), step("New", "#new"), step("Save", "#save", buttons=[DONE]))
    tab.visit("plain").preview(everything)
    tab.expect_dialog("Modal")
    tab.call("stop")
    tab.expect_gone()
    before = tab.open_resources()
    tab.run(
        """async (document) => {
          for (let turn = 0; turn < 20; turn++) {
            const handle = await GuideEngine.preview(document);
            await new Promise((resolve) => requestAnimationFrame(resolve));
            handle.next();
            handle.stop();
          }
        }""",
        everything,
    )
    tab.expect_gone()
    assert tab.open_resources() == before


def test_destroyed_the_document_is_as_it_was(tab: Tab) -> None:
    tab.visit("plain")
    before = tab.run("() => document.documentElement.outerHTML")
    tab.preview(guide(step("Modal"), step("New", "#new")))
    tab.expect_dialog("Modal")
    tab.choose("Next")
    tab.expect_aligned("#new")
    tab.run("() => GuideEngine.destroy()")
    tab.expect_gone()
    assert tab.run("() => document.documentElement.outerHTML") == before
