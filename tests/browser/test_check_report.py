"""The HTML report of `guide-engine check`: read by everybody, in both languages and schemes."""

from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale
from playwright.sync_api import Browser

from guide_engine.check.page import as_html
from tests.check.test_report import make_check
from tests.support.accessibility import axe_faults, sideways_pixels


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_report_is_accessible(
    app: Flask, browser: Browser, tmp_path: Path, language: str, scheme: str
):
    with force_locale(language):
        (tmp_path / "report.html").write_text(as_html(make_check(), language), "utf-8")
    page = browser.new_page(
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
        viewport={"width": 390, "height": 844},
    )
    page.goto((tmp_path / "report.html").as_uri())
    assert axe_faults(page) == []
    assert sideways_pixels(page) == 0
    page.close()
