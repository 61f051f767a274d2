"""What a test does with a guide on a page, and what it measures there."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

Box = dict[str, float]

# A box of a part in the shadow root, and of a target through shadow roots and one frame.
BOXES = """([part, selector]) => {
  const round = (r) => ({ x: r.x, y: r.y, width: r.width, height: r.height });
  const host = document.querySelector("guide-engine")
    ?? [...document.querySelectorAll("*")].map((n) => n.shadowRoot?.querySelector("guide-engine")).find(Boolean);
  const ours = host?.shadowRoot.querySelector(`[data-part="${part}"]`);
  let scope = document, target = null, x = 0, y = 0;
  for (const step of selector.split(" >>> ")) {
    target = scope.querySelector(step);
    if (!target) return null;
    if (target.contentDocument) {
      const frame = target.getBoundingClientRect();
      x += frame.x + target.clientLeft;
      y += frame.y + target.clientTop;
    }
    scope = target.shadowRoot ?? target.contentDocument ?? target;
  }
  if (!ours) return null;
  const b = target.getBoundingClientRect();
  return [round(ours.getBoundingClientRect()), { x: b.x + x, y: b.y + y, width: b.width, height: b.height }];
}"""

# Holds once the hole covers the target exactly, the bubble is inside, beside it and not over it.
ALIGNED = (
    """(args) => {
  const measure = """
    + BOXES
    + """;
  const hole = measure(["hole", args]), bubble = measure(["bubble", args]);
  if (!hole || !bubble) return false;
  const [ring, target] = hole, [card] = bubble;
  const near = (a, b) => Math.abs(a - b) <= 1;
  const exact = ["x", "y", "width", "height"].every((key) => near(ring[key], target[key]));
  const inside = card.x >= 0 && card.y >= 0 && card.x + card.width <= innerWidth + 0.5
    && card.y + card.height <= innerHeight + 0.5;
  const clear = card.x >= target.x + target.width || card.x + card.width <= target.x
    || card.y >= target.y + target.height || card.y + card.height <= target.y;
  return exact && inside && clear;
}"""
)


class Stagehand:
    """Starts guides on a page and finds their parts as a person would: by role and name."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def preview(self, document: dict[str, Any], options: dict[str, Any] | None = None) -> None:
        """Starts it and keeps its handle at hand for `call`."""
        self.page.evaluate(
            "async ([d, o]) => { window.__handle = await GuideEngine.preview(d, o); }",
            [document, options or {}],
        )

    def call(self, verb: str) -> None:
        self.page.evaluate(f"window.__handle.{verb}()")

    @property
    def bubble(self) -> Locator:
        return self.page.locator('[data-part="bubble"]')

    def part(self, name: str) -> Locator:
        return self.page.locator(f'[data-part="{name}"]')

    def dialog(self, title: str) -> Locator:
        return self.page.get_by_role("dialog", name=title, exact=True)

    def press(self, label: str) -> None:
        self.bubble.get_by_role("button", name=label, exact=True).click()

    def boxes(self, part: str, target: str) -> tuple[Box, Box]:
        self.part(part).first.wait_for(state="attached")
        measured = self.page.evaluate(BOXES, [part, target])
        assert measured, f"{part} or {target} is not on the page"
        return measured[0], measured[1]

    def expect_aligned(self, target: str) -> None:
        """Within a moment, the hole is exactly on the target and the bubble beside it."""
        try:
            self.page.wait_for_function(ALIGNED, arg=target, timeout=15_000)
        except Exception:
            raise AssertionError(
                f"not aligned: {self.page.evaluate(BOXES, ['hole', target])}, "
                f"{self.page.evaluate(BOXES, ['bubble', target])}"
            ) from None

    def expect_gone(self) -> None:
        expect(self.page.locator("guide-engine")).to_have_count(0)

    def open_resources(self) -> dict[str, int]:
        """Listeners, observers and timers that the page holds right now."""
        counted: dict[str, int] = self.page.evaluate(
            "({ listeners: __open.listeners, observers: __open.observers, timers: __open.timers })"
        )
        return counted
