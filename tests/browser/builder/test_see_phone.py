"""The same page in a window as wide as a phone: preview only."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.builder.see import Seat
from tests.browser.documents import DONE, guide, step

Sit = Callable[..., Seat]
TWO = guide(step("One", "#new"), step("Two", "#save", buttons=[DONE]))


def opened(seat: Seat) -> Seat:
    """The window, once it has loaded what the core would load there."""
    with seat.page.expect_popup() as popup:
        seat.part("phone").click()
    window = popup.value
    window.wait_for_load_state()
    phone = Seat(window, seat.script)
    window.evaluate(seat.script)
    assert window.evaluate("See.phone()") is True
    return phone


def test_it_is_as_wide_as_a_phone_and_walks(sit: Sit, page: Page) -> None:
    seat = sit()
    seat.mount(TWO)
    page.evaluate("See.selected = 'two'")
    phone = opened(seat)
    assert phone.page.evaluate("[innerWidth, innerHeight]") == [390, 844]
    phone.expect_at("2 of 2: Two", "Two")
    phone.part("walk-back").click()
    phone.expect_at("1 of 2: One", "One")
    phone.stage.expect_aligned("#new")
    expect(phone.part("see")).to_have_count(0)


def test_it_hears_of_each_change_of_the_draft(sit: Sit, page: Page) -> None:
    seat = sit()
    seat.mount(TWO)
    phone = opened(seat)
    phone.expect_at("1 of 2: One", "One")
    changed = guide(step("One", "#new") | {"title": "Begin here"}, step("Two", "#save"))
    page.evaluate("(draft) => See.change(draft)", changed)
    phone.expect_at("1 of 2: Begin here", "Begin here")


def test_it_goes_on_after_a_page_load(sit: Sit) -> None:
    seat = sit()
    seat.mount(TWO)
    phone = opened(seat)
    phone.part("walk-next").click()
    phone.expect_at("2 of 2: Two", "Two")
    phone.page.reload()
    phone.page.evaluate(seat.script)
    assert phone.page.evaluate("See.phone()") is True
    phone.expect_at("2 of 2: Two", "Two")


def test_nobody_else_can_tell_it_what_to_draw(sit: Sit, page: Page) -> None:
    seat = sit()
    seat.mount(TWO)
    phone = opened(seat)
    phone.expect_at("1 of 2: One", "One")
    forged = {"type": "guide-engine-draft", "document": guide(step("Forged", "#new"))}
    phone.page.evaluate("(message) => postMessage(message, '*')", forged)
    phone.part("walk-next").click()
    phone.expect_at("2 of 2: Two", "Two")


def test_a_page_that_was_opened_otherwise_is_no_phone(sit: Sit, page: Page) -> None:
    seat = sit()
    seat.mount(TWO)
    assert page.evaluate("See.phone()") is False


def test_a_blocked_window_is_said_with_a_way_round(sit: Sit, page: Page) -> None:
    seat = sit()
    seat.mount(TWO)
    page.evaluate("window.open = () => null")
    seat.part("phone").click()
    note = seat.part("phone-blocked")
    expect(note).to_contain_text("Your browser blocked the window.")
    with page.expect_popup() as popup:
        note.get_by_role("link", name="Open the preview in a tab").click()
    tab = Seat(popup.value, seat.script)
    tab.page.wait_for_load_state()
    tab.page.evaluate(seat.script)
    assert tab.page.evaluate("See.phone()") is True
    tab.expect_at("1 of 2: One", "One")


def test_where_nothing_can_be_stored_it_says_so(sit: Sit, page: Page) -> None:
    page.add_init_script(
        """Object.defineProperty(window, "sessionStorage", {
          get() { throw new DOMException("no", "SecurityError"); },
        });"""
    )
    seat = sit()
    seat.mount(TWO)
    seat.part("phone").click()
    expect(seat.part("see")).to_contain_text("This browser stores nothing for this site")
