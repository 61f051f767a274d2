"""A guest: nothing of the host is changed, nothing is left behind."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.documents import DONE, guide, hint, step
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]

# The page as it is, without our own element.
HOST_DOM = """() => {
  const copy = document.documentElement.cloneNode(true);
  for (const ours of copy.querySelectorAll("guide-engine")) ours.remove();
  return copy.outerHTML;
}"""
EVERYTHING = guide(
    step("Modal"),
    step("New", "#new"),
    step("Customer", "#customer", buttons=[], advance={"on": "input"}),
    step("Save", "#save", buttons=[DONE], advance={"on": "click"}),
)


def test_the_hosts_document_is_untouched_during_and_after(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    before = page.evaluate(HOST_DOM)
    stage.preview(EVERYTHING)
    for title in ("Modal", "New", "Customer", "Save"):
        expect(stage.dialog(title)).to_be_visible()
        assert page.evaluate(HOST_DOM) == before
        stage.call("next")
    stage.expect_gone()
    assert page.evaluate("() => document.documentElement.outerHTML") == before


@pytest.mark.parametrize("document", [EVERYTHING, hint("#new", "target", "hover")])
def test_starting_and_stopping_leaves_nothing(
    visit: Visit, page: Page, document: dict[str, object]
) -> None:
    stage = visit("plain")
    stage.preview(document)
    stage.call("stop")
    stage.expect_gone()
    before = stage.open_resources()
    page.evaluate(
        """async (document) => {
          for (let i = 0; i < 50; i++) {
            const handle = await GuideEngine.preview(document);
            await new Promise((resolve) => requestAnimationFrame(resolve));
            handle.next();
            if (i % 2) await new Promise((resolve) => requestAnimationFrame(resolve));
            handle.stop();
          }
        }""",
        document,
    )
    stage.expect_gone()
    assert stage.open_resources() == before


def test_destroy_takes_everything_away(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(EVERYTHING)
    expect(stage.dialog("Modal")).to_be_visible()
    page.evaluate("() => GuideEngine.destroy()")
    stage.expect_gone()


def test_a_page_that_throws_its_body_away_loses_nothing_of_ours(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(guide(step("New", "#new")))
    stage.expect_aligned("#new")
    page.evaluate(
        """() => {
          const next = document.body.cloneNode(true);
          document.body.replaceWith(next);
        }"""
    )
    stage.expect_aligned("#new")


def test_random_changes_of_the_page_never_throw(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(guide(step("New", "#new", wait_seconds=30), step("Save", "#save")))
    stage.expect_aligned("#new")
    page.evaluate(
        """async () => {
          let seed = 7;
          const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
          const main = document.querySelector("main");
          for (let i = 0; i < 200; i++) {
            const nodes = [...main.querySelectorAll("*")];
            const node = nodes[random(nodes.length)];
            const act = random(5);
            if (act === 0 && nodes.length > 8) node.remove();
            if (act === 1) main.prepend(node.cloneNode(true));
            if (act === 2) node.classList.toggle("off");
            if (act === 3) node.replaceWith(node.cloneNode(true));
            if (act === 4) main.scrollBy(0, random(50) - 25);
            if (i % 10 === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
          }
        }"""
    )
    stage.call("stop")
    stage.expect_gone()
