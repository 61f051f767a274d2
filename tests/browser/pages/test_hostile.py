"""Styles, policies and scripts that would break a guest."""

from typing import Any

import pytest

from tests.browser.documents import DONE, button, guide, rich, step, text
from tests.browser.engines.tab import Tab
from tests.browser.pages.seen import expect_on_top

LOOKS = """(() => {
  const read = (part) => {
    const style = getComputedStyle(parts(part)[0]);
    return ["color", "backgroundColor", "fontSize", "fontFamily", "transform", "position", "display",
      "visibility", "opacity", "boxShadow", "borderRadius", "pointerEvents", "textAlign"]
      .map((name) => `${name}: ${style[name]}`);
  };
  return { bubble: read("bubble"), next: read("next"), close: read("close"), hole: read("hole") };
})()"""


@pytest.mark.parametrize("page", ["unset", "hostile"])
def test_styles_of_the_page_do_not_reach_in(tab: Tab, page: str) -> None:
    """`* { all: unset !important }` and worse, aimed at our element by its name."""
    document = guide(step("New", "#new", buttons=[button("Next")]), step("Second", "#new"))
    tab.visit("plain").preview(document)
    tab.expect_dialog("New")
    calm = tab.look(LOOKS)
    tab.visit(page).preview(document)
    tab.expect_dialog("New")
    # The one thing that is the page's by intention: its typeface.
    for looks in (calm, hostile := tab.look(LOOKS)):
        for part in looks.values():
            part[:] = [line for line in part if not line.startswith("fontFamily")]
    assert hostile == calm
    expect_on_top(tab)
    tab.choose("Next")
    tab.expect_dialog("Second")


def test_under_a_strict_policy_nothing_is_violated(tab: Tab) -> None:
    """D29: style-src 'self', Trusted Types enforced; no javascript: address, no markup from strings."""
    hostile: list[dict[str, Any]] = [
        {"type": "link", "attrs": {"href": "javascript:alert(1)"}},
        {"type": "link", "attrs": {"href": "data:text/html,<script>alert(1)</script>"}},
    ]
    words = [text("<img src=x onerror=alert(1)>", mark) for mark in hostile]
    tab.visit("plain").preview(
        guide(
            step(
                "<b>Bold</b>",
                "#new",
                body=rich({"type": "paragraph", "content": words}),
                buttons=[button("Go", {"type": "open_url", "url": "javascript:alert(1)"}), DONE],
            )
        )
    )
    tab.expect_dialog("<b>Bold</b>")
    assert (
        tab.look("ours().querySelectorAll('[href^=java],[href^=data],img,b,script,style').length")
        == 0
    )
    assert tab.look("ours().adoptedStyleSheets.length") >= 1
    tab.choose("Done")
    tab.expect_gone()
    assert tab.faults() == []


def test_frozen_and_patched_built_ins(tab: Tab) -> None:
    """Prototypes are frozen, the console throws, newer functions are gone."""
    tab.visit("patched").preview(guide(step("New", "#new"), step("Save", "#save", buttons=[DONE])))
    tab.expect_aligned("#new")
    tab.choose("Next")
    tab.expect_aligned("#save")
    tab.choose("Done")
    tab.expect_gone()


@pytest.mark.parametrize("missing", ["navigation", "scheduler", "requestIdleCallback"])
def test_functions_that_are_not_there(tab: Tab, missing: str) -> None:
    """Browsers without the newer ones, and pages that take them away."""
    tab.visit("plain")
    tab.run("(name) => { delete window[name]; }", missing)
    tab.preview(guide(step("New", "#new")))
    tab.expect_aligned("#new")


def test_a_page_that_writes_itself_anew(tab: Tab) -> None:
    """document.open drops every node and listener of the page, ours too: no fault, and it may begin again."""
    tab.visit("written").preview(guide(step("New", "#new", wait_seconds=60)))
    tab.expect_aligned("#new")
    tab.click("#rewrite")
    tab.until("() => document.body?.textContent.trim() === 'New invoice'")
    tab.run("() => window.__handle.stop()")
    tab.preview(guide(step("Anew", "#new")))
    tab.expect_dialog("Anew")
    tab.expect_aligned("#new")


def test_a_page_that_removes_what_it_does_not_know(tab: Tab) -> None:
    """A framework that owns the whole document drops our element: it comes back, a few times."""
    tab.visit("plain").preview(guide(step("New", "#new")))
    tab.expect_aligned("#new")
    for _ in range(3):
        tab.run("() => document.querySelector('guide-engine').remove()")
        tab.expect_aligned("#new")
        expect_on_top(tab)


def test_a_page_that_removes_us_each_time_gets_its_way(tab: Tab) -> None:
    """Two observers that undo each other's work would hang the page."""
    tab.visit("plain").preview(guide(step("New", "#new")))
    tab.expect_aligned("#new")
    tab.run(
        """() => {
          window.removals = 0;
          new MutationObserver(() => {
            const ours = document.querySelector("guide-engine");
            if (!ours) return;
            window.removals++;
            ours.remove();
          }).observe(document.documentElement, { childList: true });
          document.querySelector("guide-engine").remove();
        }"""
    )
    settled = tab.until(
        """async () => {
          const before = window.removals;
          for (let i = 0; i < 30; i++) await new Promise(requestAnimationFrame);
          return window.removals === before && [before];
        }"""
    )
    assert settled[0] < 30
