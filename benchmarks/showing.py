"""Showing a tour on a page of 5,000 nodes: ours and others', in one browser, in turn."""

import functools
import statistics
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks import peers
from benchmarks.sizes import ESBUILD, ROOT
from benchmarks.table import print_table
from guide_engine import __version__
from tests.browser.ledger import LEDGER
from tests.support.browsers import FLAGS, ensure_chromium

HARNESS = Path(__file__).with_suffix(".js")
TURNS = 3
# Each sets `peer`: how to start a tour of two steps, which resolves once it is begun, and its stop.
PEERS = {
    "driver.js": """import { driver } from "driver.js"; import "driver.js/dist/driver.css";
        globalThis.peer = () => { const d = driver({ animate: false, steps: [
          { element: "#t1", popover: { title: "One", description: "About one." } },
          { element: "#t2", popover: { title: "Two", description: "About two." } }] });
          d.drive(); return { stop: () => d.destroy() }; };
        globalThis.part = ".driver-popover";""",
    "shepherd.js": """import Shepherd from "shepherd.js"; import "shepherd.js/dist/css/shepherd.css";
        globalThis.peer = () => { const tour = new Shepherd.Tour({ useModalOverlay: true });
          for (const n of [1, 2]) tour.addStep({ id: `s${n}`, title: `${n}`, text: `About ${n}.`,
            attachTo: { element: `#t${n}`, on: "bottom" },
            buttons: [{ text: "Next", action: tour.next }] });
          tour.start(); return { stop: () => tour.cancel() }; };
        globalThis.part = ".shepherd-element";""",
    "intro.js": """import introJs from "intro.js"; import "intro.js/introjs.css";
        globalThis.peer = () => { const tour = (introJs.tour ?? introJs)();
          tour.setOptions({ steps: [{ element: "#t1", intro: "One" }, { element: "#t2", intro: "Two" }] });
          tour.start(); return { stop: () => tour.exit(true) }; };
        globalThis.part = ".introjs-tooltip";""",
}


def run(folder: Path) -> None:
    modules = peers.fetch(folder, list(PEERS))
    names = {f"Guide Engine {__version__}": "ours"}
    for package, source in PEERS.items():
        bundle(folder, package, source)
        names[f"{package} {peers.version(modules, package)}"] = package
    (folder / "sdk").symlink_to(ROOT / "static" / "sdk")
    with served(folder) as address, sync_playwright() as playwright:
        flags = [*FLAGS, "--js-flags=--expose-gc", "--enable-precise-memory-info"]
        browser = playwright.chromium.launch(executable_path=ensure_chromium(), args=flags)
        told: dict[str, list[dict[str, float]]] = {name: [] for name in names}
        for _ in range(TURNS):
            for name, key in names.items():
                told[name].append(measure(browser, address, key))
        browser.close()
    print_table(
        (
            "what",
            "start to painted, ms",
            "scripting per 100 scrolls, ms",
            "heap after 200 cycles, kB more",
            "listeners left",
            "timers and frames per idle second",
        ),
        [
            (name, *(f"{statistics.median(t[k] for t in turns):.1f}" for k in FIGURES))
            for name, turns in told.items()
        ],
    )


FIGURES = ("painted", "scrolling", "heap", "listeners", "idle")


def bundle(folder: Path, package: str, source: str) -> None:
    entry = folder / f"{package}.entry.js"
    entry.write_text(source)
    out = f"--outfile={folder / package}.bundle.js"
    command = [str(ESBUILD), str(entry), "--bundle", "--minify", "--format=iife", out]
    subprocess.run([*command, "--log-level=error"], check=True, cwd=folder)


def measure(browser: Browser, address: str, key: str) -> dict[str, float]:
    """One turn in a fresh page: every figure of one library."""
    context = browser.new_context(viewport={"width": 1000, "height": 700}, reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(LEDGER)
    page.goto(f"{address}/page.html")
    page.add_script_tag(path=HARNESS)
    page.evaluate("() => __showing.build(5000)")
    if key == "ours":
        page.add_script_tag(url=f"{address}/sdk/guide-engine.js")
    else:
        page.add_script_tag(url=f"{address}/{key}.bundle.js")
        page.add_style_tag(url=f"{address}/{key}.bundle.css")
    devtools = context.new_cdp_session(page)
    devtools.send("Performance.enable")

    def scripting() -> float:
        metrics: list[dict[str, Any]] = devtools.send("Performance.getMetrics")["metrics"]
        return sum(m["value"] for m in metrics if m["name"] == "ScriptDuration") * 1000

    def heap() -> float:
        devtools.send("HeapProfiler.collectGarbage")
        return float(devtools.send("Runtime.getHeapUsage")["usedSize"]) / 1024

    # What is loaded once is loaded before it is timed, for all of them.
    page.evaluate("async () => (await __showing.start()).stop()")
    listeners = page.evaluate("() => __open.listeners")
    painted = page.evaluate("() => __showing.painted()")
    before = scripting()
    page.evaluate("() => __showing.scrolls(100)")
    scrolling = scripting() - before
    idle = page.evaluate("() => __showing.idle()")
    page.evaluate("() => __showing.stop()")
    page.evaluate("() => __showing.cycles(20)")
    at_first = heap()
    page.evaluate("() => __showing.cycles(200)")
    grown = heap() - at_first
    left = page.evaluate("() => __open.listeners") - listeners
    context.close()
    return {
        "painted": painted,
        "scrolling": scrolling,
        "heap": grown,
        "listeners": left,
        "idle": idle,
    }


@contextmanager
def served(folder: Path) -> Iterator[str]:
    (folder / "page.html").write_text(
        "<!doctype html><html lang=en><head></head><body></body></html>"
    )
    handler = functools.partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_parts: object) -> None:
        """The table says what matters."""
