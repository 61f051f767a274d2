"""Every kind, as it is met by people who see little, don't point, or don't like motion."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.documents import BACK, DONE, NEXT, Json, guide, hint, rich, step
from tests.browser.kinds.guides import (
    LONG,
    NPS,
    QUESTIONS,
    announcement,
    asking,
    banner,
    card,
    checklist,
    survey,
    task,
)
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]

ORDERED = checklist(
    task("Address", body=rich("On top of each invoice.")),
    task("Invoice", {"on": "event", "event": "made"}, action={"type": "open_help"}),
    task("Settings", action={"type": "open_url", "url": "/settings"}),
    ordered=True,
)
# Each kind in each of its looks: the document, and the part that is to be seen.
KINDS: dict[str, tuple[Json, str]] = {
    "tooltip": (guide(step("New", "#new", buttons=[BACK, NEXT]), step("Last")), "bubble"),
    "modal": (guide(step("Welcome", buttons=[NEXT]), step("Last")), "bubble"),
    "card": (guide(card()), "bubble"),
    "hint": (hint("#new"), "bubble"),
    "announcement": (announcement(step("Reports are here", buttons=[DONE])), "announcement"),
    "announcement in a corner": (announcement(card()), "announcement"),
    "banner": (banner("top", snooze_hours=24), "banner"),
    "banner below": (banner("bottom"), "banner"),
    "banner in the page": (banner("inline_before", "#form"), "banner"),
    "checklist": (checklist(), "checklist"),
    "checklist in order": (ORDERED, "checklist"),
    "launcher": (checklist(start="minimised"), "checklist-launcher"),
    **{
        f"survey, {name}": (survey(asking("How was it", question), snooze_hours=24), "survey")
        for name, question in QUESTIONS.items()
    },
    "survey in a dialog": (survey(asking("How was it", NPS, "modal")), "survey"),
    "question at a target": (
        guide(asking("How is it", NPS, "tooltip", target={"v": 1, "selector": "#new"})),
        "bubble",
    ),
}


# Closed by a cross in their corner.
CLOSED = [name for name, (_, part) in KINDS.items() if not part.startswith("checklist")]


def show(stage: Stagehand, name: str) -> Locator:
    document, part = KINDS[name]
    stage.preview(document, {"step": "tip"} if document["kind"] == "hint" else None)
    shown = stage.part(part)
    expect(shown).to_be_visible()
    return shown


def faults(page: Page) -> list[str]:
    ours = {"include": [["guide-engine"], ["guide-engine-inline"]]}
    found: list[dict[str, Any]] = Axe().run(page, context=ours).response["violations"]
    return [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found
        for node in fault["nodes"]
    ]


class TestAxe:
    @pytest.fixture(params=["light", "dark", "forced"])
    def context_options(self, request: pytest.FixtureRequest) -> dict[str, object]:
        if request.param == "forced":
            return {"forced_colors": "active"}
        return {"color_scheme": request.param}

    def test_finds_nothing_in_any_kind(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        found = {}
        for name in KINDS:
            show(stage, name)
            found[name] = faults(page)
            stage.call("stop")
            stage.expect_gone()
        assert {name: wrong for name, wrong in found.items() if wrong} == {}

    def test_finds_nothing_where_an_answer_is_due(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        for kind, question in (("card", NPS), ("modal", LONG)):
            stage.preview(survey(asking("How was it", question, kind)))
            stage.part("next").click()
            expect(stage.part("survey").get_by_role("alert")).to_be_visible()
            assert faults(page) == []
            stage.call("stop")

    def test_finds_nothing_at_the_end_of_a_checklist(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        stage.preview(checklist(task("Only")))
        stage.part("task").click()
        expect(stage.part("checklist")).to_contain_text("All done")
        assert faults(page) == []
        stage.preview(checklist(task("Only")))
        stage.part("close").click()
        expect(stage.part("farewell")).to_be_visible()
        assert faults(page) == []


@pytest.mark.parametrize("language", ["ja", "ar"])
def test_axe_finds_nothing_in_other_scripts(visit: Visit, page: Page, language: str) -> None:
    stage = visit("plain")
    page.evaluate("(l) => { document.documentElement.lang = l; }", language)
    for document in (survey(asking("How was it", NPS)), checklist(), banner()):
        stage.preview(document | {"language": language})
        expect(stage.part(document["kind"])).to_be_visible()
        assert faults(page) == []
        stage.call("stop")


# What can be pressed, with the part of it that takes the press.
SMALL = """(part) => [...part.querySelectorAll("button, a, input, textarea")].concat(part)
  .filter((node) => node.matches("button, a, input, textarea") && node.checkVisibility())
  .map((node) => {
    const label = node.closest("label");
    const box = (label ?? node).getBoundingClientRect();
    return [node.getAttribute("aria-label") ?? node.textContent, box.width, box.height];
  })
  .filter(([, width, height]) => width < 24 || height < 24)"""


class TestNarrow:
    """320 CSS pixels, which is also 1280 pixels at 400 %."""

    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"viewport": {"width": 320, "height": 568}}

    @pytest.mark.parametrize("name", KINDS)
    def test_everything_is_in_view_and_large_enough(
        self, visit: Visit, page: Page, name: str
    ) -> None:
        stage = visit("plain")
        part = show(stage, name)
        box = part.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert part.evaluate("(node) => node.scrollWidth <= node.clientWidth + 1")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert part.evaluate(SMALL) == []

    @pytest.mark.parametrize("name", KINDS)
    def test_with_the_window_as_low_as_at_400_percent_all_can_be_reached(
        self, visit: Visit, page: Page, name: str
    ) -> None:
        page.set_viewport_size({"width": 320, "height": 256})
        stage = visit("plain")
        part = show(stage, name)
        for control in part.locator("button:visible, input:visible, textarea:visible").all():
            control.scroll_into_view_if_needed()
            expect(control).to_be_in_viewport()

    def test_texts_spaced_wider_are_not_cut_off(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        for name in KINDS:
            part = show(stage, name)
            part.evaluate(
                """(node) => {
                  const sheet = new CSSStyleSheet();
                  sheet.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;"
                    + "word-spacing:.16em!important}p{margin-bottom:2em!important}");
                  const root = node.getRootNode();
                  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
                }"""
            )
            cut = part.evaluate(
                """(node) => [...node.querySelectorAll("*")]
                  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth
                    && getComputedStyle(one).overflowX === "hidden" && !one.matches(".said, progress"))
                  .map((one) => one.className)"""
            )
            assert cut == [], name
            stage.call("stop")
            stage.expect_gone()


class TestMotion:
    """The visitor prefers reduced motion, as all of these tests do."""

    @pytest.mark.parametrize("name", KINDS)
    def test_nothing_moves_by_itself(self, visit: Visit, page: Page, name: str) -> None:
        stage = visit("plain")
        show(stage, name)
        assert page.evaluate("document.getAnimations({ subtree: true }).length") == 0
        assert (
            page.evaluate(
                """[...document.querySelectorAll("guide-engine, guide-engine-inline")]
              .reduce((sum, host) => sum + host.shadowRoot.getAnimations().length, 0)"""
            )
            == 0
        )


# Every control that has an outline of its own, by the colours that it and its ground are painted in.
OUTLINES = """(part) => {
  const read = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const ground = read(getComputedStyle(part).backgroundColor);
  return [...part.querySelectorAll(".numbers span, .field, .mark, .cells svg")]
    .filter((node) => node.checkVisibility())
    .map((node) => {
      const style = getComputedStyle(node);
      const line = node.matches("svg") ? style.color : style.borderTopColor;
      return [node.getAttribute("class") ?? node.localName, ratio(read(line), ground)];
    })
    .filter(([, measured]) => measured < 3);
}"""


class TestOutlines:
    @pytest.fixture(params=["light", "dark"])
    def context_options(self, request: pytest.FixtureRequest) -> dict[str, object]:
        return {"color_scheme": request.param}

    def test_outlines_of_controls_reach_three_to_one(self, visit: Visit) -> None:
        stage = visit("plain")
        for name in KINDS:
            assert show(stage, name).evaluate(OUTLINES) == [], name
            stage.call("stop")
            stage.expect_gone()

    def test_the_focus_can_be_seen_on_each_control(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        for name in KINDS:
            part = show(stage, name)
            part.locator("button:visible, a:visible, input:visible").or_(part).first.focus()
            page.keyboard.press("Shift+Tab")
            page.keyboard.press("Tab")
            ring = page.evaluate(
                """() => {
                  let focused = document.activeElement;
                  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
                  return [focused, focused.nextElementSibling].filter((one) => one)
                    .some((one) => parseFloat(getComputedStyle(one).outlineWidth) >= 2
                      && getComputedStyle(one).outlineStyle !== "none");
                }"""
            )
            assert ring, name
            stage.call("stop")
            stage.expect_gone()


def test_nothing_acts_when_the_pointer_only_goes_down(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    for name, control in (("survey, nps", "next"), ("banner", "close"), ("checklist", "task")):
        part = show(stage, name)
        before = part.inner_text()
        button = part.locator(f'[data-part="{control}"]').first.bounding_box()
        assert button
        page.mouse.move(button["x"] + 5, button["y"] + 5)
        page.mouse.down()
        page.mouse.move(5, 300)
        page.mouse.up()
        assert part.inner_text() == before
        stage.call("stop")
        stage.expect_gone()


def test_the_way_on_comes_last_in_every_kind(visit: Visit) -> None:
    stage = visit("plain")
    for name in KINDS:
        part = show(stage, name)
        buttons = part.locator(".buttons .button:visible").evaluate_all(
            "(nodes) => nodes.map((node) => [node.dataset.part, node.getBoundingClientRect().x])"
        )
        places = [place for _, place in buttons]
        assert places == sorted(places), name
        if "next" in [button for button, _ in buttons]:
            assert buttons[-1][0] == "next", name
        close = (
            part.locator('[data-part="close"]:visible').bounding_box() if name in CLOSED else None
        )
        box = part.bounding_box()
        if close and box:
            assert close["x"] + close["width"] / 2 > box["x"] + box["width"] - 40, name
        stage.call("stop")
        stage.expect_gone()


class TestForcedColours:
    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"forced_colors": "active"}

    def test_what_is_chosen_can_be_told_from_what_is_not(self, visit: Visit) -> None:
        stage = visit("plain")
        stage.preview(survey(asking("How was it", NPS)))
        radio = stage.part("survey").get_by_role("radio", name="3", exact=True)
        radio.check()
        colour = "(node) => getComputedStyle(node.nextElementSibling).backgroundColor"
        other = stage.part("survey").get_by_role("radio", name="4", exact=True)
        assert radio.evaluate(colour) != other.evaluate(colour)

    def test_what_is_done_can_be_told_from_what_is_not(self, visit: Visit) -> None:
        stage = visit("plain")
        stage.preview(checklist())
        stage.part("task").filter(has_text="Add your address").click()
        marks = stage.part("checklist").locator(".mark")
        colour = "(node) => getComputedStyle(node).backgroundColor"
        assert marks.nth(0).evaluate(colour) != marks.nth(1).evaluate(colour)

    @pytest.mark.parametrize("name", ["card", "banner", "checklist", "launcher", "survey, nps"])
    def test_each_has_an_edge(self, visit: Visit, name: str) -> None:
        stage = visit("plain")
        part = show(stage, name)
        assert part.evaluate("(node) => getComputedStyle(node).borderBottomWidth") != "0px"


class TestByKeyboard:
    def test_a_survey_from_end_to_end(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        page.locator("#customer").focus()
        stage.preview(survey(asking("How likely", NPS), asking("Why", LONG)))
        expect(stage.part("survey")).to_be_visible()
        page.keyboard.press("F6")
        page.keyboard.press("Shift+Tab")
        expect(stage.part("survey").get_by_role("radio").last).to_be_focused()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        why = stage.part("survey").get_by_role("textbox", name="Why")
        expect(why).to_be_focused()
        page.keyboard.type("Fast")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        stage.expect_gone()
        expect(page.locator("#customer")).to_be_focused()

    def test_in_a_dialog_the_focus_begins_with_the_answer_and_stays_inside(
        self, visit: Visit, page: Page
    ) -> None:
        stage = visit("plain")
        stage.preview(survey(asking("How likely", NPS, "modal"), snooze_hours=2))
        part = stage.part("survey")
        expect(part.get_by_role("radio").first).to_be_focused()
        page.keyboard.press("Shift+Tab")
        expect(part.get_by_role("button", name="Close")).to_be_focused()
        page.keyboard.press("Tab")
        expect(part.get_by_role("radio").first).to_be_focused()
        for name in ("later", "next"):
            page.keyboard.press("Tab")
            expect(stage.part(name)).to_be_focused()

    def test_a_checklist_from_end_to_end(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        page.locator("#customer").focus()
        stage.preview(checklist(task("One"), task("Two"), start="minimised"))
        stage.part("checklist-launcher").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(stage.part("checklist")).to_contain_text("All done")
        expect(stage.part("next")).to_be_focused()
        page.keyboard.press("Enter")
        stage.expect_gone()

    def test_a_banner_is_reached_in_its_order(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        stage.preview(banner(snooze_hours=24))
        part = stage.part("banner")
        part.get_by_role("button", name="Later").focus()
        for name in ("Details", "Close"):
            page.keyboard.press("Tab")
            expect(part.get_by_role("button", name=name)).to_be_focused()


class TestLanguage:
    def test_contents_say_their_language_and_ours_too(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        page.evaluate("() => { document.documentElement.lang = 'ja'; }")
        stage.preview(survey(asking("Comment était-ce ?", NPS)) | {"language": "fr"})
        part = stage.part("survey")
        expect(part.locator("h2")).to_have_js_property("lang", "")
        languages = part.evaluate(
            """(node) => [".text", ".ask", ".note"]
              .map((name) => node.querySelector(name).lang)"""
        )
        assert languages == ["fr", "fr", "ja"]

    def test_the_list_speaks_the_language_of_its_content(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        stage.preview(checklist() | {"language": "fr"})
        part = stage.part("checklist")
        assert part.evaluate("(node) => [node.lang, node.querySelector('h2').lang]") == ["en", "fr"]


def test_each_says_itself_once(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.evaluate(
        """() => {
          window.__said = [];
          const attach = Element.prototype.attachShadow;
          Element.prototype.attachShadow = function (options) {
            const root = attach.call(this, options);
            new MutationObserver(() => {
              const text = root.querySelector("[role=status].said")?.textContent;
              if (text && window.__said.at(-1) !== text) window.__said.push(text);
            }).observe(root, { subtree: true, childList: true, characterData: true });
            return root;
          };
        }"""
    )
    for document, said in (
        (banner(), "Away on Sunday"),
        (guide(card()), "Reports are here"),
        (checklist(), "Get started: 3 tasks left"),
    ):
        stage.preview(document)
        expect(page.get_by_role("status").filter(has_text=said)).to_be_attached()
        stage.call("stop")
        stage.expect_gone()
    assert page.evaluate("window.__said") == [
        "Away on Sunday",
        "Reports are here",
        "Get started: 3 tasks left",
    ]
