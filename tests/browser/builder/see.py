"""Seeing a draft on a host page, bundled from the source, as its author meets it."""

import json
import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.builder.bench import ROOT
from tests.browser.stagehand import Stagehand


def bundled(folder: Path) -> str:
    """Return the script that sets `window.See`, made by the esbuild of the SDK's build."""
    esbuild = next(ROOT.glob("node_modules/@esbuild/*/bin/esbuild"))
    out = folder / "see.js"
    entry = ["test/builder/see-harness.ts", "--bundle", "--format=iife", "--target=es2022"]
    subprocess.run(
        [str(esbuild), *entry, f"--outfile={out}", "--log-level=error"], cwd=ROOT, check=True
    )
    return out.read_text()


class Seat:
    """Where the author sits: their buttons in the panel, the bar on the page, and the stage."""

    def __init__(self, page: Page, script: str) -> None:
        self.page = page
        self.script = script
        self.stage = Stagehand(page)

    def mount(self, document: dict[str, Any], language: str = "en") -> None:
        """Opens the panel, as the builder does on each page of the site."""
        self.page.evaluate(self.script)
        self.page.evaluate(
            "([language, draft]) => See.mount(language, draft)", [language, document]
        )

    def dry_run(self, people: list[Any], verdicts: dict[str, Any], language: str = "en") -> None:
        self.page.evaluate(self.script)
        self.page.evaluate(
            "([language, people, verdicts]) => See.dryRun(language, people, verdicts)",
            [language, people, verdicts],
        )

    def part(self, name: str) -> Locator:
        return self.page.locator(f'[data-part="{name}"]')

    @property
    def bar(self) -> Locator:
        return self.part("walk-bar")

    def start(self) -> None:
        self.part("preview").click()
        expect(self.bar).to_be_visible()

    def expect_at(self, words: str, title: str) -> None:
        expect(self.bar.locator(".walk-where")).to_have_text(words)
        expect(self.stage.dialog(title)).to_be_visible()

    def walking(self) -> list[bool]:
        told: list[bool] = self.page.evaluate("() => See.walking")
        return told

    def kept(self) -> Any:
        return json.loads(
            self.page.evaluate("sessionStorage.getItem('guide-engine.builder.walk')") or "null"
        )
