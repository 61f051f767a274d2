"""What taking and finding a target costs a page, beside a bare walk over all its elements."""

import gzip
import statistics
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.table import print_table
from tests.support.browsers import FLAGS, ensure_chromium

LOCATOR = Path(__file__).parents[1] / "static" / "sdk" / "locator.js"
HARNESS = Path(__file__).with_suffix(".js")
USUAL, HUGE = 5_000, 70_000


def run(_folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure_chromium(), args=FLAGS)
        page, elements = opened(browser, USUAL)
        page.evaluate("() => __finding.quick()")
        told = page.evaluate("() => __finding.quick()")
        walk = statistics.median(told["walk"])
        bytes_ = [len(gzip.compress(text.encode(), 9)) for text in told["prints"]]
        print(
            f"A list of {elements:,} elements, 31 targets, all in rows of look-alikes but three.\n"
        )
        print_table(
            ("what", "median ms", "longest ms", "× a walk over all elements"),
            [timing(name, told[name], walk) for name in ("walk", "capture", "find")],
        )
        print(
            f"\nFingerprints: {statistics.median(bytes_):.0f} bytes gzip in the middle, at most"
            f" {max(bytes_)}. Found wrong: {told['wrong']}, missing: {told['missing']}.\n"
        )
        page, elements = opened(browser, HUGE)
        slices = page.evaluate("() => __finding.sliced()")
        usual, most = statistics.median(slices), statistics.quantiles(slices, n=100)[98]
        print(
            f"On {elements:,} elements: {len(slices)} slices, {usual:.1f} ms in the middle,"
            f" 99 of 100 under {most:.1f} ms, the longest {max(slices):.1f} ms."
        )


def opened(browser: Browser, elements: int) -> tuple[Page, int]:
    page = browser.new_page()
    page.set_content("<!doctype html><html lang=en><body></body></html>")
    page.evaluate("source => (0, eval)(source)", LOCATOR.read_text())
    page.evaluate("source => (0, eval)(source)", HARNESS.read_text())
    return page, page.evaluate("count => __finding.build(count)", elements)


def timing(name: str, times: list[float], walk: float) -> tuple[str, str, str, str]:
    median = statistics.median(times)
    return name, f"{median:.1f}", f"{max(times):.1f}", f"{median / walk:.1f}"
