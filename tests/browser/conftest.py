"""A real browser on small host pages; every test ends with no page error and no policy violation."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from tests.browser.site import SDK, Site, served_site
from tests.browser.stagehand import Stagehand
from tests.support.browsers import FLAGS, ensure_chromium

# What must come true may take long on a busy machine; that alone is no fault.
PATIENCE_MILLIS = 15_000
expect.set_options(timeout=PATIENCE_MILLIS)

# Counts what a page has registered and not given back, seen from outside the SDK.
LEDGER = """(() => {
  const open = (window.__open = { listeners: 0, observers: 0, timers: 0, frames: 0 });
  const faults = (window.__faults = []);
  addEventListener("securitypolicyviolation", (e) => faults.push(`${e.violatedDirective} ${e.blockedURI}`));
  addEventListener("error", (e) => faults.push(String(e.message)));
  addEventListener("unhandledrejection", (e) => faults.push(String(e.reason)));
  const known = new WeakMap();
  const add = EventTarget.prototype.addEventListener;
  const remove = EventTarget.prototype.removeEventListener;
  const keyOf = (type, options) => `${type} ${!!(options?.capture ?? options)}`;
  const isPage = (node) => node === window || node === document || (node.getRootNode?.() === document
    && node.localName !== "guide-engine");
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    if (listener && isPage(this ?? window)) {
      const target = this ?? window;
      const table = known.get(target) ?? known.set(target, new Map()).get(target);
      const key = keyOf(type, options);
      const set = table.get(key) ?? table.set(key, new Set()).get(key);
      if (!set.has(listener)) open.listeners++;
      set.add(listener);
    }
    return add.call(this ?? window, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const set = known.get(this ?? window)?.get(keyOf(type, options));
    if (set?.delete(listener)) open.listeners--;
    return remove.call(this ?? window, type, listener, options);
  };
  for (const name of ["MutationObserver", "ResizeObserver", "IntersectionObserver"]) {
    const Native = window[name];
    window[name] = class extends Native {
      observe(...args) {
        if (!this.__on) open.observers++;
        this.__on = true;
        super.observe(...args);
      }
      disconnect() {
        if (this.__on) open.observers--;
        this.__on = false;
        super.disconnect();
      }
    };
  }
  const pending = new Set();
  const { setTimeout: set, clearTimeout: clear, setInterval: every } = window;
  window.setTimeout = (work, ms, ...args) => {
    const id = set(() => { pending.delete(id); open.timers = pending.size; work(...args); }, ms);
    pending.add(id);
    open.timers = pending.size;
    return id;
  };
  window.clearTimeout = (id) => { pending.delete(id); open.timers = pending.size; clear(id); };
  window.setInterval = (...args) => { faults.push("an interval was started"); return every(...args); };
  const request = window.requestAnimationFrame;
  window.requestAnimationFrame = (work) => { open.frames++; return request.call(window, work); };
})();"""


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(
        executable_path=ensure_chromium(),
        args=list(FLAGS),
        ignore_default_args=["--hide-scrollbars"],
    )
    yield started
    started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not (SDK / "build.json").exists():
        pytest.fail("The SDK is not built: run `make build` first.")
    with served_site(tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture
def context_options() -> dict[str, object]:
    """What a test overrides to be another visitor: size, colour scheme, motion, language."""
    return {}


@pytest.fixture
def context(browser: Browser, context_options: dict[str, object]) -> Iterator[BrowserContext]:
    defaults: dict[str, object] = {
        "viewport": {"width": 1000, "height": 700},
        "locale": "en-US",
        "reduced_motion": "reduce",
    }
    opened = browser.new_context(**(defaults | context_options))  # type: ignore[arg-type]
    opened.set_default_timeout(PATIENCE_MILLIS)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page whose faults fail the test: exceptions, violations, errors on the console."""
    faults: list[str] = []
    context.add_init_script(LEDGER)
    opened = context.new_page()
    opened.on("pageerror", lambda error: faults.append(f"exception: {error}"))
    opened.on(
        "console",
        lambda message: (
            faults.append(f"console: {message.text}") if message.type == "error" else None
        ),
    )
    yield opened
    if not opened.is_closed():
        faults += opened.evaluate("window.__faults ?? []")
    assert faults == []


@pytest.fixture
def visit(page: Page, site: Site) -> Callable[[str], Stagehand]:
    """Opens a host page by name, with the SDK loaded from its own origin."""

    def open_page(name: str) -> Stagehand:
        page.goto(site.page(name))
        page.wait_for_function("() => !!window.GuideEngine?.preview")
        return Stagehand(page)

    return open_page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
