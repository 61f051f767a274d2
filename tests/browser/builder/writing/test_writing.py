"""Writing a guide: steps, texts, pictures, buttons, branches, pages."""

import struct
import zlib

from playwright.sync_api import Page, expect

from guide_engine.core.db import db
from guide_engine.guides import queries
from tests.browser.builder.writing.conftest import Open


def draft_of(guide_id: str) -> dict[str, object]:
    db.session.rollback()
    return queries.guide(guide_id).draft


def png(width: int = 40, height: int = 20) -> bytes:
    """A small green picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    rows = b"".join(b"\0" + b"\x20\xa0\x40" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def test_steps_are_moved_by_keyboard_and_by_drag(open_builder: Open, guide_id: str) -> None:
    author = open_builder(guide_id=guide_id)
    grip = author.button("Move step 1: arrow up or down")
    grip.press("ArrowDown")
    expect(author.cards.first).to_contain_text("Step two")
    expect(author.button("Move step 2: arrow up or down")).to_be_focused()
    author.cards.first.drag_to(author.cards.nth(1), target_position={"x": 80, "y": 48})
    expect(author.cards.first).to_contain_text("Step one")
    author.expect_saved()
    assert [step["id"] for step in draft_of(guide_id)["steps"]] == ["st_one", "st_two"]  # type: ignore[attr-defined]


def test_a_step_is_duplicated_and_deleted_with_undo(open_builder: Open, guide_id: str) -> None:
    author = open_builder(guide_id=guide_id)
    author.press("Duplicate step 1")
    expect(author.cards).to_have_count(3)
    author.press("Delete step 2")
    author.expect_said("«Step one» was deleted.")
    author.builder.locator(".toast").get_by_role("button", name="Undo").click()
    expect(author.cards).to_have_count(3)


def test_rich_text_is_drawn_as_it_is_written(open_builder: Open, page: Page, guide_id: str) -> None:
    author = open_builder(guide_id=guide_id)
    text = author.field("Text")
    text.press("Control+a")
    author.press("Bold")
    expect(author.bubble.locator("strong")).to_have_text("Do one.")
    text.press("End")
    text.press("Enter")
    page.keyboard.type("- first")
    expect(author.bubble.locator("li")).to_have_text("first")
    text.press("Control+a")
    author.press("Link")
    author.write("Address", "javascript:alert(1)")
    author.press("Apply")
    author.expect_said("This is no address that can be used.")
    author.write("Address", "/help")
    author.press("Apply")
    expect(author.bubble.locator("a").first).to_have_attribute("href", "/help")
    author.expect_saved()


def test_a_personal_detail_has_a_fallback(open_builder: Open, guide_id: str) -> None:
    author = open_builder(guide_id=guide_id)
    author.field("Text").press("End")
    author.press("Personal detail")
    author.field("When it isn’t known, write").fill("dear customer")
    author.press("Apply")
    expect(author.bubble).to_contain_text("dear customer")
    author.expect_saved()


def test_a_picture_is_uploaded_and_drawn(open_builder: Open, page: Page, guide_id: str) -> None:
    author = open_builder(guide_id=guide_id)
    author.press("Image")
    with page.expect_file_chooser() as chooser:
        author.press("Upload a file")
    chooser.value.set_files({"name": "shot.png", "mimeType": "image/png", "buffer": png()})
    author.expect_said("shot.png was added.")
    expect(author.bubble.locator("img")).to_have_attribute("width", "40")
    author.expect_saved()


def test_a_file_that_is_no_picture_is_refused(
    open_builder: Open, page: Page, guide_id: str
) -> None:
    author = open_builder(guide_id=guide_id)
    author.press("Image")
    with page.expect_file_chooser() as chooser:
        author.press("Upload a file")
    chooser.value.set_files({"name": "a.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"})
    author.expect_said("a.svg is neither an image")


def test_a_button_can_do_everything_an_action_can(open_builder: Open, guide_id: str) -> None:
    author = open_builder(guide_id=guide_id)
    does = author.field("What it does")
    does.select_option("open_url")
    author.write("Address", "https://example.com/help")
    author.field("In a new tab").check()
    author.press("Add a button")
    does.nth(1).select_option("go_to")
    author.expect_saved()
    first, second = draft_of(guide_id)["steps"][0]["buttons"]  # type: ignore[index]
    assert first["action"] == {
        "type": "open_url",
        "url": "https://example.com/help",
        "new_tab": True,
    }
    assert second["action"] == {"type": "go_to", "step_id": "st_two"}


def test_a_step_waits_for_what_the_author_says(open_builder: Open, guide_id: str) -> None:
    author = open_builder(guide_id=guide_id)
    on = author.field("Moves on when")
    on.select_option("event")
    author.write("Event", "invoice_sent")
    author.builder.get_by_text("Waiting, missing element, branches").click()
    author.write("Seconds to look for it", "12")
    author.field("When it isn’t found").select_option("skip")
    author.expect_saved()
    step = draft_of(guide_id)["steps"][0]  # type: ignore[index]
    assert step["advance"] == {"on": "event", "event": "invoice_sent"}
    assert (step["wait_seconds"], step["missing"]) == (12, "skip")
    on.select_option("element")
    author.point_at("#plus")
    author.expect_saved()
    assert draft_of(guide_id)["steps"][0]["advance"]["target"]["text"] == "+"  # type: ignore[index]


def test_a_branch_is_written_in_rows(open_builder: Open, guide_id: str) -> None:
    author = open_builder(guide_id=guide_id)
    author.builder.get_by_text("Waiting, missing element, branches").click()
    author.press("Add a branch")
    author.field("How").select_option("starts_with")
    author.write("Value", "/reports")
    author.press("And also")
    author.field("What is looked at").nth(1).select_option("company.tier")
    author.expect_said("not at both")
    author.press("Undo")
    author.press("Undo")
    author.expect_saved()
    assert draft_of(guide_id)["steps"][0]["branches"] == [  # type: ignore[index]
        {"when": {"fact": "page.path", "op": "starts_with", "value": "/reports"}, "go_to": "st_two"}
    ]


def test_pages_are_chosen_in_words_about_this_page(open_builder: Open, guide_id: str) -> None:
    author = open_builder("/invoices/123/edit", guide_id=guide_id)
    author.builder.get_by_text("Name and pages").click()
    where = author.field("Shows on")
    where.select_option(label="Pages such as /invoices/*/edit")
    author.expect_said("This page is one of them.")
    where.select_option(label="Pages whose address matches…")
    author.write("Pattern of the address", "/elsewhere")
    author.expect_saved()
    assert draft_of(guide_id)["page"] == {
        "fact": "page.path",
        "op": "matches",
        "value": "/elsewhere",
    }


def test_a_step_in_the_middle_is_drawn_and_the_panel_stays_usable(
    open_builder: Open, guide_id: str
) -> None:
    author = open_builder(guide_id=guide_id)
    author.field("In the middle").check()
    expect(author.page.locator("guide-engine dialog[data-part=bubble]")).to_contain_text("Step one")
    author.write("Title", "Welcome")
    expect(author.bubble).to_contain_text("Welcome")
    expect(author.field("Title")).to_be_focused()


def test_the_panel_goes_aside_rather_than_cover_the_target(open_builder: Open, page: Page) -> None:
    author = open_builder()
    page.evaluate(
        """() => { const edge = document.querySelector("#save");
          edge.style.setProperty("position", "fixed"); edge.style.setProperty("right", "20px"); }"""
    )
    author.press("New tutorial")
    author.press("Point at it")
    author.point_at("#save")
    expect(author.panel).to_have_attribute("data-side", "left")


def test_findings_stand_at_their_fields_and_keep_a_guide_back(open_builder: Open) -> None:
    author = open_builder()
    author.press("New tutorial")
    expect(author.cards.first).to_contain_text("2 faults to mend")
    author.press("Publish")
    dialog = author.builder.get_by_role("dialog")
    expect(dialog).to_contain_text("Mend these first")
    expect(dialog.get_by_role("button", name="Publish", exact=True)).to_have_count(0)


def test_it_works_above_a_modal_dialog_of_the_page(
    open_builder: Open, page: Page, guide_id: str
) -> None:
    author = open_builder(guide_id=guide_id)
    expect(author.field("Title")).to_be_visible()
    page.evaluate(
        """() => {
          const dialog = document.createElement("dialog");
          const button = document.createElement("button");
          button.id = "inside";
          button.textContent = "Send";
          dialog.append(button);
          document.body.append(dialog);
          dialog.showModal();
        }"""
    )
    author.press("Point at another")
    author.point_at("#inside")
    author.write("Title", "In the dialog")
    author.expect_saved()
    assert draft_of(guide_id)["steps"][0]["target"]["text"] == "Send"  # type: ignore[index]
