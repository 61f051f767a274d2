"""Parts of the builder on host pages, without a service."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.builder import see
from tests.browser.builder.bench import Bench, bundled
from tests.browser.site import Site

Place = Callable[..., Bench]
Sit = Callable[..., see.Seat]


@pytest.fixture(scope="session")
def bench_script(tmp_path_factory: pytest.TempPathFactory) -> str:
    return bundled(tmp_path_factory.mktemp("bench"))


@pytest.fixture
def place(page: Page, site: Site, bench_script: str) -> Place:
    """Opens a host page by name, with picking and recording at hand."""

    def open_page(name: str = "picking") -> Bench:
        page.goto(site.page(name))
        bench = Bench(page, bench_script)
        bench.load()
        return bench

    return open_page


@pytest.fixture(scope="session")
def see_script(tmp_path_factory: pytest.TempPathFactory) -> str:
    return see.bundled(tmp_path_factory.mktemp("see"))


@pytest.fixture
def sit(page: Page, site: Site, see_script: str) -> Sit:
    """Opens a host page by name, with previews and dry runs at hand."""

    def open_page(name: str = "plain") -> see.Seat:
        page.goto(site.page(name))
        return see.Seat(page, see_script)

    return open_page
