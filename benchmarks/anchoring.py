"""Targets found again after a release: saved pages of real applications, with the true pairs.

The pages are not part of this repository: GUIDE_ENGINE_ANCHORING names their folder, else
`shared/anchoring` beside the checkout is read (truth.json, pages.json, snapshots/, adapters/).
"""

import gzip
import json
import os
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from benchmarks.table import print_table
from tests.support.browsers import FLAGS, ensure_chromium

ROOT = Path(__file__).parents[1]
HARNESS = Path(__file__).with_suffix(".js")
OURS = "Guide Engine"
Pair = dict[str, Any]


class DataMissing(Exception):
    """The saved pages are not here."""


@dataclass(frozen=True)
class Outcome:
    pair: Pair
    verdict: str
    ms: float


def run(_folder: Path) -> None:
    data = find_data()
    pairs: list[Pair] = json.loads((data / "truth.json").read_text())
    locators = {OURS: (ROOT / "static" / "sdk" / "locator.js").read_text(), **peers(data)}
    print(f"{len(pairs)} pairs of {len({pair['app'] for pair in pairs})} applications.\n")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure_chromium(), args=FLAGS)
        outcomes = {name: list(judged(browser, data, pairs, js)) for name, js in locators.items()}
    print_table(
        ("locator", "right of those still there", "wrong of all", "gone answered missing", "ms"),
        [(name, *summary(all_of_it)) for name, all_of_it in outcomes.items()],
    )
    print()
    apps = sorted({pair["app"] for pair in pairs})
    print_table(
        ("Guide Engine on", "right of those still there", "wrong of all", "gone answered missing"),
        [
            (app, *summary([one for one in outcomes[OURS] if one.pair["app"] == app])[:3])
            for app in apps
        ],
    )


def find_data() -> Path:
    named = os.environ.get("GUIDE_ENGINE_ANCHORING")
    folder = Path(named) if named else ROOT.parent / "shared" / "anchoring"
    if not (folder / "truth.json").is_file():
        raise DataMissing(f"no saved pages in {folder}; GUIDE_ENGINE_ANCHORING names their folder")
    return folder


def peers(data: Path) -> dict[str, str]:
    """Return the adapters that need no package of somebody else."""
    found = {}
    for path in sorted((data / "adapters").glob("*.js")):
        source = with_includes(path)
        if "// @bundle" not in source:
            found[path.stem] = source
    return found


def with_includes(path: Path) -> str:
    text = path.read_text()
    names = re.findall(r"^//\s*@include\s+(\S+)", text, re.MULTILINE)
    return "\n;".join([*(with_includes(path.parent / name) for name in names), text])


def judged(browser: Browser, data: Path, pairs: list[Pair], locator: str) -> Iterator[Outcome]:
    addresses = json.loads((data / "pages.json").read_text())
    groups: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        before = f"{pair['app']}/{pair['from_version']}/{pair['page']}"
        after = f"{pair['app']}/{pair['to_version']}/{pair.get('to_page', pair['page'])}"
        groups[before, after].append(pair)
    for (before, after), group in groups.items():
        old, new = (opened(browser, data, addresses[key], key, locator) for key in (before, after))
        for pair in group:
            taken = old.evaluate("xpath => __anchoring.capture(xpath)", pair["from_xpath"])
            job = {"taken": taken, "xpath": pair["to_xpath"]}
            found = new.evaluate("job => __anchoring.judge(job)", job)
            yield Outcome(pair, found["verdict"], found["ms"])
        old.close()
        new.close()


def opened(browser: Browser, data: Path, address: str, key: str, locator: str) -> Page:
    html = gzip.decompress((data / "snapshots" / f"{key}.html.gz").read_bytes()).decode()

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            route.abort()

    page = browser.new_page(viewport={"width": 1366, "height": 900}, locale="en-US")
    page.route("**/*", answer)
    page.goto(address)
    # By text, not as a script element: the saved page may carry its application's policy.
    page.evaluate(f"() => {{ {HARNESS.read_text()} }}")
    page.evaluate("source => (0, eval)(source)", locator)
    return page


def summary(outcomes: list[Outcome]) -> tuple[str, str, str, str]:
    there = [one for one in outcomes if one.pair["kind"] != "gone"]
    gone = [one for one in outcomes if one.pair["kind"] == "gone"]
    return (
        share(there, "right"),
        share(outcomes, "wrong"),
        share(gone, "right"),
        f"{statistics.median(one.ms for one in outcomes):.1f}",
    )


def share(outcomes: list[Outcome], verdict: str) -> str:
    hits = sum(one.verdict == verdict for one in outcomes)
    return f"{100 * hits / len(outcomes):.1f} %" if outcomes else "-"
