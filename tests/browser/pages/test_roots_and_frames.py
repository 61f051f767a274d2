"""Open shadow roots and frames of the same origin are the page; closed ones and others' are not."""

from tests.browser.documents import DONE, guide, step
from tests.browser.engines.tab import Tab
from tests.browser.pages.seen import expect_on_top

DEEP = " >>> ".join(["#outer"] + ["shadow-box"] * 6 + ["#deep"])


def test_seven_open_shadow_roots_deep(tab: Tab) -> None:
    """D27: found, lit, followed."""
    tab.visit("shadow").preview(guide(step("Deep", "#deep")))
    tab.expect_aligned(DEEP)
    tab.run("() => { document.querySelector('#outer').style.marginLeft = '90px'; }")
    tab.run("() => { document.querySelector('#outer').style.display = 'block'; }")
    tab.expect_aligned(DEEP)


def test_a_closed_root_is_missing_not_wrong(tab: Tab) -> None:
    """D27: nothing else is taken for it, and the guide goes its way."""
    tab.visit("closed").preview(
        guide(
            step("Closed", "#deep", missing="skip", wait_seconds=0),
            step("Open", "#open", buttons=[DONE]),
        )
    )
    tab.expect_dialog("Open")
    tab.expect_aligned("#open")


def test_in_a_frame_that_scrolls_in_a_page_that_scrolls(tab: Tab) -> None:
    """D28: hole and bubble are on it, whichever of the two scrolls or moves."""
    inner = "#frame >>> #inner-target"
    tab.visit("frames").preview(guide(step("Inner", "#inner-target")))
    tab.expect_aligned(inner)
    tab.run("() => document.querySelector('#frame').contentWindow.scrollBy(0, 30)")
    tab.expect_aligned(inner)
    tab.run("() => scrollBy(0, 25)")
    tab.expect_aligned(inner)
    tab.run("() => { document.querySelector('#frame').style.marginLeft = '160px'; }")
    tab.expect_aligned(inner)
    expect_on_top(tab)


def test_a_frame_in_a_scaled_frame(tab: Tab) -> None:
    """D28: two frames deep, in what is scaled to 80 %."""
    tab.visit("frames-within").preview(guide(step("Deep", "#deep-target")))
    tab.expect_dialog("Deep")
    near = """(() => {
      const outer = document.querySelector("#outer");
      const frame = outer.getBoundingClientRect();
      const scale = frame.width / outer.offsetWidth;
      const middle = outer.contentDocument.querySelector("#inner");
      const inner = middle.getBoundingClientRect();
      const target = middle.contentDocument.querySelector("#deep-target").getBoundingClientRect();
      const hole = boxOf('guide-engine >>> [data-part="hole"]');
      const x = frame.x + (outer.clientLeft + inner.x + middle.clientLeft + target.x) * scale;
      const y = frame.y + (outer.clientTop + inner.y + middle.clientTop + target.y) * scale;
      return Math.abs(hole.x - x) <= 1 && Math.abs(hole.y - y) <= 1
        && Math.abs(hole.width - target.width * scale) <= 1;
    })()"""
    tab.until_seen(near, within=5)
    tab.run(
        "() => document.querySelector('#outer').contentDocument.querySelector('#inner').contentWindow.scrollBy(0, 8)"
    )
    tab.until_seen(near, within=5)


def test_a_frame_that_is_loaded_anew(tab: Tab) -> None:
    """The old document is gone; the target in the new one is another element."""
    tab.visit("frames").preview(guide(step("Inner", "#inner-target", wait_seconds=30)))
    tab.expect_aligned("#frame >>> #inner-target")
    tab.run("() => document.querySelector('#frame').contentWindow.location.reload()")
    tab.until("() => document.querySelector('#frame').contentDocument?.readyState === 'complete'")
    tab.expect_aligned("#frame >>> #inner-target")


def test_a_frame_of_another_origin_is_missing_without_a_word(tab: Tab) -> None:
    """D28: no exception, no console error; the guide goes on."""
    tab.visit("sandboxed").preview(
        guide(
            step("Other", "#nowhere", missing="skip", wait_seconds=0),
            step("Target", "#target", buttons=[DONE]),
        )
    )
    tab.expect_dialog("Target")
    tab.expect_aligned("#target")


def test_the_whole_sdk_in_a_frame(tab: Tab) -> None:
    """D35: an app that lives in a frame of somebody's page: scrolling and focus stay inside."""
    tab.visit("embedded")
    tab.until("() => !!document.querySelector('#app').contentWindow.GuideEngine?.preview")
    start = """async (document_) => {
      const { GuideEngine } = document.querySelector("#app").contentWindow;
      window.handle = await GuideEngine.preview(document_);
    }"""
    tab.run(start, guide(step("Target", "#target"), step("Low", "#low", buttons=[DONE])))
    inside = """(() => {
      const page = document.querySelector("#app").contentDocument;
      const root = page.querySelector("guide-engine")?.shadowRoot;
      const hole = root?.querySelector("[data-part=hole]")?.getBoundingClientRect();
      const card = root?.querySelector("[data-part=bubble]")?.getBoundingClientRect();
      const target = page.querySelector(argument).getBoundingClientRect();
      const view = page.defaultView;
      return !!hole && ["x", "y", "width", "height"].every((key) => Math.abs(hole[key] - target[key]) <= 1)
        && card.bottom <= view.innerHeight + 0.5 && card.y >= 0;
    })()"""
    tab.until_seen(inside, "#target")
    tab.run("() => window.handle.next()")
    tab.until_seen(inside, "#low")
    assert tab.look("scrollY") == 0
    assert tab.look("!document.querySelector('guide-engine')")


def test_in_a_sandboxed_frame_storage_is_denied_and_it_works(tab: Tab) -> None:
    """An opaque origin: storage and cookies throw on every touch."""
    tab.visit("sandboxed")
    answer = """([data]) => new Promise((resolve) => {
      const mark = Math.random();
      addEventListener("message", function heard(event) {
        if (event.data.mark !== mark) return;
        removeEventListener("message", heard);
        resolve(event.data);
      });
      document.querySelector("#sandbox").contentWindow.postMessage({ ...data, mark }, "*");
    })"""
    told = tab.run(answer, [{"preview": guide(step("Inside", "#target"))}])
    assert told["faults"] == []
    assert told["denied"]
    tab.until(
        f"async () => (await ({answer})([{{}}])).title === 'Inside'",
    )
