"""Picking and recording on a host page, bundled from the source, as a person meets them."""

import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).parents[3] / "sdk"


def bundled(folder: Path) -> str:
    """Return the script that sets `window.Builder`, made by the esbuild of the SDK's build."""
    esbuild = next(ROOT.glob("node_modules/@esbuild/*/bin/esbuild"))
    out = folder / "bench.js"
    subprocess.run(
        [
            str(esbuild),
            "test/builder/harness.ts",
            "--bundle",
            "--format=iife",
            "--target=es2022",
            f"--outfile={out}",
            "--log-level=error",
        ],
        cwd=ROOT,
        check=True,
    )
    return out.read_text()


class Bench:
    """What a test does with the picker, and what it sees of it."""

    def __init__(self, page: Page, script: str) -> None:
        self.page = page
        self.script = script

    def load(self) -> None:
        self.page.evaluate(self.script)

    def pick(self, language: str = "en") -> None:
        self.page.evaluate("(language) => Builder.pick(language)", language)
        expect(self.bar).to_be_visible()

    def picked(self) -> list[str]:
        """Ids of what was picked, in order."""
        ids: list[str] = self.page.evaluate("() => Builder.picked.map((p) => p.element.id)")
        return ids

    def expect_picked(self, *ids: str) -> None:
        self.page.wait_for_function("(count) => Builder.picked.length === count", arg=len(ids))
        assert self.picked() == list(ids)

    def settle(self) -> None:
        """The builder's surface stands, and Playwright has put its own listeners on the page."""
        self.page.evaluate("Builder.open('en')")
        self.page.wait_for_function("() => true")

    def fingerprint(self) -> dict[str, Any]:
        taken: dict[str, Any] = self.page.evaluate("() => Builder.picked.at(-1).fingerprint")
        return taken

    @property
    def bar(self) -> Locator:
        return self.page.locator('[data-part="pick-bar"]')

    @property
    def told(self) -> Locator:
        return self.bar.locator(".told")

    @property
    def note(self) -> Locator:
        return self.bar.locator(".note")

    @property
    def outline(self) -> Locator:
        return self.page.locator('[data-part="outline"]')

    @property
    def label(self) -> Locator:
        return self.page.locator('[data-part="pick-label"]')

    def heard(self) -> list[str]:
        """What the page's own listeners were told since the last time."""
        told: list[str] = self.page.evaluate("() => told.splice(0)")
        return told

    def hover(self, selector: str) -> None:
        self.page.locator(selector).evaluate("(node) => node.scrollIntoView({ block: 'center' })")
        box = self.page.locator(selector).bounding_box()
        assert box, f"{selector} is not on the page"
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def expect_outlined(self, selector: str) -> None:
        """Within a moment the outline lies on the element, to the pixel."""
        self.page.wait_for_function(
            """([selector]) => {
              const part = document.querySelector("guide-engine-builder")
                .shadowRoot.querySelector('[data-part="outline"]');
              const [first, ...rest] = selector.split(" >>> ");
              let node = document.querySelector(first), x = 0, y = 0;
              for (const step of rest) {
                const inner = node.contentDocument;
                if (inner) {
                  const frame = node.getBoundingClientRect();
                  x += frame.x + node.clientLeft;
                  y += frame.y + node.clientTop;
                }
                node = (inner ?? node.shadowRoot).querySelector(step);
              }
              const a = part.getBoundingClientRect(), b = node.getBoundingClientRect();
              return !part.hidden && Math.abs(a.x - b.x - x) < 1 && Math.abs(a.y - b.y - y) < 1
                && Math.abs(a.width - b.width) < 1 && Math.abs(a.height - b.height) < 1;
            }""",
            arg=[selector],
            timeout=5_000,
        )
