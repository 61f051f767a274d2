"""The author's journey: make a tutorial, write it, order it, see it, and lose nothing."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from guide_engine.audience import service as audience
from guide_engine.core.db import db
from guide_engine.guides import queries, richtext, service
from guide_engine.guides.models import Guide
from tests.support.accessibility import axe_faults, sideways_pixels, small_targets
from tests.support.actors import Cast
from tests.support.guides import make_flow, make_hint

Open = Callable[[str], Page]
Look = Callable[..., None]


@pytest.fixture
def alice(enter: Callable[..., Page], look: Look, cast: Cast) -> Page:
    look()
    return enter(cast.alice)


@pytest.fixture
def guide(cast: Cast) -> Guide:
    return service.create_from(make_flow())


def draft_of(guide: Guide) -> dict[str, object]:
    db.session.expire_all()
    return queries.guide(guide.id).draft


def titles(guide: Guide) -> list[str]:
    return [step["title"] for step in draft_of(guide)["steps"]]


def card(page: Page, place: int) -> Locator:
    return page.locator("[data-step]").nth(place - 1)


def saved(page: Page) -> None:
    expect(page.locator("[data-save-state]")).to_have_text(re.compile("^Saved "))


def bubble(page: Page) -> Locator:
    return page.frame_locator("#guide-preview").locator('[data-part="bubble"]')


def test_a_tutorial_is_made_written_and_seen(alice: Page, open_page: Open) -> None:
    page = open_page("/guides")
    page.get_by_role("link", name="Make the first guide").click()
    page.get_by_label("Name").fill("First invoice")
    page.get_by_label("Page where it starts").fill("/invoices")
    page.get_by_role("button", name="Make the guide").click()

    first = card(page, 1)
    first.get_by_label("Title").fill("Make an invoice")
    first.get_by_role("textbox", name="Text", exact=True).click()
    page.keyboard.type("Press here.")
    first.get_by_label("What it says").fill("New invoice")
    first.get_by_label("What it is").select_option(label="a button")
    saved(page)
    expect(bubble(page)).to_contain_text("Make an invoice")
    expect(bubble(page)).to_contain_text("Press here.")
    expect(page.get_by_text("Ready to publish.")).to_be_visible()

    page.get_by_role("button", name="Add a step").click()
    second = card(page, 2)
    expect(second.get_by_label("Title")).to_be_focused()
    page.keyboard.type("Send it")
    second.get_by_label("In the middle of the screen").check()
    expect(second.get_by_label("What it says")).to_be_hidden()
    saved(page)
    expect(bubble(page)).to_contain_text("Send it")
    expect(bubble(page)).to_contain_text("2 / 2")

    (guide,) = queries.guides()
    assert guide.draft["page"] == {"fact": "page.path", "op": "matches", "value": "/invoices"}
    steps = guide.draft["steps"]
    assert steps[0]["target"] == {"v": 1, "text": "New invoice", "role": "button"}
    assert richtext.plain_text(steps[0]["body"]) == "Press here."
    assert (steps[1]["title"], steps[1]["target"]) == ("Send it", None)


def test_steps_are_ordered_by_keyboard_and_keep_their_texts(
    alice: Page, open_page: Open, guide: Guide
) -> None:
    page = open_page(f"/guides/{guide.id}/build")
    up = card(page, 2).get_by_role("button", name="Move up")
    up.focus()
    page.keyboard.press("Enter")
    expect(card(page, 1)).to_contain_text("Step two")
    expect(card(page, 1).get_by_role("button", name="Move up")).to_be_focused()
    saved(page)
    assert titles(guide) == ["Step two", "Step one"]


def test_a_removed_step_comes_back_with_one_press(
    alice: Page, open_page: Open, guide: Guide
) -> None:
    page = open_page(f"/guides/{guide.id}/build")
    card(page, 1).get_by_role("button", name="Remove the step").click()
    expect(page.locator("[data-step]")).to_have_count(1)
    saved(page)
    assert titles(guide) == ["Step two"]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-step]")).to_have_count(2)
    saved(page)
    assert titles(guide) == ["Step one", "Step two"]


def test_a_copied_step_is_the_same_under_another_id(
    alice: Page, open_page: Open, guide: Guide
) -> None:
    page = open_page(f"/guides/{guide.id}/build")
    card(page, 1).get_by_role("button", name="Duplicate").click()
    expect(card(page, 2).get_by_role("textbox", name="Text", exact=True)).to_have_text("Do one.")
    saved(page)
    steps = draft_of(guide)["steps"]
    first, copy = steps[0], steps[1]  # type: ignore[index]
    assert copy["id"] != first["id"]
    assert copy["buttons"][0]["id"] != first["buttons"][0]["id"]
    for name in ("title", "body", "target", "placement", "advance", "missing"):
        assert copy[name] == first[name]


def test_text_is_formatted_and_links_are_checked(
    alice: Page, open_page: Open, guide: Guide
) -> None:
    page = open_page(f"/guides/{guide.id}/build")
    first = card(page, 1)
    text = first.get_by_role("textbox", name="Text", exact=True)
    text.click()
    page.keyboard.press("Control+a")
    first.get_by_role("button", name="Bold").click()
    expect(text.locator("strong")).to_have_text("Do one.")
    first.get_by_role("button", name="Link").click()
    first.get_by_label("Address", exact=True).fill("javascript:alert(1)")
    first.get_by_role("button", name="Insert").click()
    expect(first.get_by_text("An address begins with")).to_be_visible()
    first.get_by_label("Address", exact=True).fill("https://help.test/")
    page.keyboard.press("Enter")
    expect(text.locator("a")).to_have_attribute("href", "https://help.test/")
    text.press("End")
    first.get_by_role("button", name="Personal detail").click()
    first.get_by_label("Instead, where it is not known").fill("you")
    page.keyboard.press("Enter")
    saved(page)
    content = draft_of(guide)["steps"][0]["body"]["content"][0]["content"]  # type: ignore[index]
    assert {mark["type"] for mark in content[0]["marks"]} == {"strong", "link"}
    assert content[-1]["attrs"]["fallback"] == "you"


def test_a_button_leads_to_a_step_that_was_just_made(
    alice: Page, open_page: Open, guide: Guide
) -> None:
    page = open_page(f"/guides/{guide.id}/build")
    page.get_by_role("button", name="Add a step").click()
    page.keyboard.type("The new one")
    first = card(page, 1)
    first.locator("summary").first.click()
    first.locator("summary").first.click()
    first.get_by_label("What the button does").select_option(label="Go to a certain step")
    first.get_by_label("Which step").select_option(label="3. The new one")
    saved(page)
    steps = draft_of(guide)["steps"]
    assert steps[0]["buttons"][0]["action"] == {"type": "go_to", "step_id": steps[2]["id"]}  # type: ignore[index]


def test_a_stale_save_loses_nothing(
    alice: Page, context: BrowserContext, open_page: Open, editor_url: str, guide: Guide
) -> None:
    page = open_page(f"/guides/{guide.id}/build")
    # A page of its own: its refused save is no fault.
    other = context.new_page()
    other.goto(f"{editor_url}/guides/{guide.id}/build")
    card(page, 1).get_by_label("Title").fill("From the first tab")
    saved(page)

    card(other, 2).locator("summary").first.click()
    card(other, 2).get_by_label("Title").fill("From the second tab")
    expect(other.get_by_text("Somebody else saved this guide")).to_be_visible()
    assert titles(guide) == ["From the first tab", "Step two"]

    other.get_by_role("button", name="Compare both versions").click()
    expect(other.get_by_role("heading", name="Two versions")).to_be_visible()
    mine = other.get_by_role("group", name="Step 2 · Title").get_by_label("Mine")
    expect(mine).to_be_checked()
    theirs = other.get_by_role("group", name="Step 1 · Title").get_by_label("Theirs")
    expect(theirs).to_be_checked()
    assert axe_faults(other) == []
    other.get_by_role("button", name="Save what is chosen").click()
    expect(card(other, 1)).to_contain_text("From the first tab")
    assert titles(guide) == ["From the first tab", "From the second tab"]


def test_what_can_not_be_saved_stays_and_is_said(
    alice: Page, context: BrowserContext, editor_url: str, guide: Guide
) -> None:
    db.session.commit()
    page = context.new_page()
    page.goto(f"{editor_url}/guides/{guide.id}/build")
    first = card(page, 1)
    first.get_by_label("What the button does").select_option(label="Open a page")
    first.get_by_label("Address of the page").first.fill("javascript:alert(1)")
    expect(page.locator("[data-save-state]")).to_contain_text("Not saved:")
    expect(page.locator("[data-save-state]")).to_contain_text("A link must begin with")
    first.get_by_label("Address of the page").first.fill("/help")
    saved(page)


def test_a_lost_connection_is_said_and_made_good(
    alice: Page, context: BrowserContext, editor_url: str, guide: Guide
) -> None:
    db.session.commit()
    page = context.new_page()
    page.goto(f"{editor_url}/guides/{guide.id}/build")
    context.set_offline(True)
    card(page, 1).get_by_label("Title").fill("Typed on a train")
    expect(page.locator("[data-save-state]")).to_contain_text("Not saved:")
    context.set_offline(False)
    saved(page)
    assert titles(guide)[0] == "Typed on a train"


def test_the_preview_shows_a_phone_too(alice: Page, open_page: Open, guide: Guide) -> None:
    page = open_page(f"/guides/{guide.id}/build")
    expect(bubble(page)).to_contain_text("Step one")
    page.get_by_role("button", name="Phone").click()
    frame = page.locator("#guide-preview")
    expect(frame).to_have_css("width", "390px")
    expect(bubble(page)).to_be_visible()


# A theme with faint ink, as an author may choose one some day.
FAINT = """(() => {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    const faint = new CSSStyleSheet();
    faint.replaceSync("* { color: rgb(200 200 200) !important; background: white !important }");
    queueMicrotask(() => root.adoptedStyleSheets.push(faint));
    return root;
  };
})()"""


def test_text_that_is_hard_to_read_is_told(
    context: BrowserContext, alice: Page, open_page: Open, guide: Guide
) -> None:
    context.add_init_script(FAINT)
    page = open_page(f"/guides/{guide.id}/build")
    expect(bubble(page)).to_be_visible()
    told = page.get_by_text("The text is hard to read: contrast 1.7")
    expect(told).to_be_visible(timeout=15_000)


def test_text_that_can_be_read_is_not_told(alice: Page, open_page: Open, guide: Guide) -> None:
    page = open_page(f"/guides/{guide.id}/build")
    page.evaluate(
        """() => {
          window.measured = new Promise((resolve) => addEventListener("message", (event) => {
            const { type, step, contrast } = event.data ?? {};
            if (type === "contrast" && step === "st_two") resolve(contrast);
          }));
        }"""
    )
    card(page, 2).locator("summary").first.click()
    assert page.evaluate("window.measured") is None
    expect(page.get_by_text("Ready to publish.")).to_be_visible()


def test_a_hint_is_previewed_open(alice: Page, open_page: Open, cast: Cast) -> None:
    hint = service.create_from(make_hint())
    page = open_page(f"/guides/{hint.id}/build")
    expect(bubble(page)).to_contain_text("Step tax")


def test_an_audience_is_chosen_and_saved_by_itself(
    alice: Page, open_page: Open, guide: Guide
) -> None:
    segment = audience.create_segment("Pro", {"fact": "user.plan", "op": "eq", "value": "pro"})
    page = open_page(f"/guides/{guide.id}/audience")
    page.get_by_label("People in one of these segments").check()
    page.get_by_label("Pro").check()
    saved(page)
    assert draft_of(guide)["audience"] == {"segment": segment.id}


class TestElsewhere:
    """In another time zone."""

    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"timezone_id": "Asia/Tokyo"}

    def test_a_schedule_is_kept_with_its_zone(
        self, alice: Page, open_page: Open, guide: Guide
    ) -> None:
        page = open_page(f"/guides/{guide.id}/when")
        expect(page.get_by_text("Asia/Tokyo")).to_be_visible()
        page.get_by_label("Show from").fill("2026-12-01T09:00")
        saved(page)
        assert draft_of(guide)["schedule"] == {
            "starts_at": "2026-12-01T09:00+09:00",
            "ends_at": None,
        }
        page.reload()
        expect(page.get_by_label("Show from")).to_have_value("2026-12-01T09:00")


class TestWithoutScripts:
    @pytest.fixture
    def plain(
        self, browser: Browser, context: BrowserContext, alice: Page
    ) -> Iterator[BrowserContext]:
        opened = browser.new_context(java_script_enabled=False)
        opened.add_cookies(context.cookies())  # type: ignore[arg-type]
        yield opened
        opened.close()

    def test_steps_can_be_written_added_and_moved(
        self, plain: BrowserContext, editor_url: str, guide: Guide
    ) -> None:
        db.session.commit()
        page = plain.new_page()
        page.goto(f"{editor_url}/guides/{guide.id}/build")
        card(page, 1).get_by_label("Title").fill("Plainly")
        page.get_by_role("button", name="Add a step").click()
        card(page, 3).get_by_label("Title").fill("Third")
        card(page, 3).get_by_label("Text", exact=True).fill("Words.")
        card(page, 3).get_by_role("button", name="Move up").click()
        assert titles(guide) == ["Plainly", "Third", "Step two"]


LOOKS = [
    ("desktop", "light", "en"),
    ("desktop", "dark", "ja"),
    ("phone", "light", "ja"),
    ("phone", "contrast", "en"),
]


@pytest.mark.parametrize("looks", LOOKS, ids=" ".join)
def test_pages_are_accessible_in_every_look(
    alice: Page, open_page: Open, look: Look, guide: Guide, looks: tuple[str, str, str]
) -> None:
    service.freeze_version(guide.id)
    service.save_draft(guide.id, make_flow("two", "one", name="Another name"), 1)
    look(*looks)
    paths = ["/guides", "/guides/new", "/guides/import"]
    paths += [f"/guides/{guide.id}/{page}" for page in ("build", "audience", "when", "history")]
    for path in paths:
        page = open_page(path)
        assert axe_faults(page) == [], path
        assert sideways_pixels(page) == 0, path
        if looks[0] == "phone":
            assert small_targets(page) == [], path
