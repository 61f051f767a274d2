"""What an author does in the builder, by the words they read."""

from playwright.sync_api import Locator, Page, expect


class Author:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.builder = page.locator("guide-engine-builder")
        self.panel = self.builder.locator("[data-part=panel]")
        self.status = self.builder.locator("[data-part=status]")
        self.cards = self.builder.locator(".card")
        self.bubble = page.locator("guide-engine [data-part=bubble]")

    def press(self, name: str, *, exact: bool = True) -> None:
        self.button(name, exact=exact).click()

    def button(self, name: str, *, exact: bool = True) -> Locator:
        return self.builder.get_by_role("button", name=name, exact=exact)

    def field(self, label: str) -> Locator:
        return self.builder.get_by_label(label, exact=True)

    def write(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def point_at(self, selector: str) -> None:
        """Picking is on: a click on the page means the element."""
        expect(self.panel).to_be_hidden()
        box = self.page.locator(selector).bounding_box()
        assert box
        # Picking lies over the page, so that nothing on it is pressed.
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.click(x, y)
        expect(self.panel).to_be_visible()

    def expect_saved(self) -> None:
        expect(self.status).to_have_attribute("data-phase", "saved")

    def expect_said(self, words: str) -> None:
        expect(self.builder.get_by_text(words).first).to_be_visible()

    def paste(self, label: str, text: str, html: str = "") -> None:
        """A paste as the browser hands it over, with what another program had put on the clipboard."""
        self.field(label).evaluate(
            """(node, [text, html]) => {
              const clipboardData = new DataTransfer();
              clipboardData.setData("text/plain", text);
              if (html) clipboardData.setData("text/html", html);
              const paste = new ClipboardEvent("paste",
                { clipboardData, bubbles: true, cancelable: true, composed: true });
              node.dispatchEvent(paste);
            }""",
            [text, html],
        )
