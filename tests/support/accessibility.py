"""What a machine can tell of a page's accessibility."""

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page


def axe_faults(page: Page) -> list[str]:
    """Name each fault axe finds: rule, element, and what is wrong."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['target']} {node.get('failureSummary', '')}"
        for fault in found
        for node in fault["nodes"]
    ]


def sideways_pixels(page: Page) -> int:
    """Say by how much the page is wider than the window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def small_targets(page: Page, least: int = 44) -> list[str]:
    """Name controls a finger would miss. Links inside running text don't count."""
    return list(
        page.evaluate(
            """(least) => [...document.querySelectorAll("button, summary, select, nav a, .button")]
              .filter((e) => e.checkVisibility())
              .map((e) => [e, e.getBoundingClientRect()])
              .filter(([, box]) => box.height > 0 && box.height < least - 0.5)
              .map(([e, box]) => `${e.localName} ${e.textContent.trim()} ${box.height}`)""",
            least,
        )
    )
