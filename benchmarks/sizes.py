"""SDK bytes beside those of other libraries, all minified by the same esbuild."""

import gzip
import json
import re
import subprocess
from pathlib import Path

from benchmarks import peers
from benchmarks.table import print_table
from guide_engine import __version__

ROOT = Path(__file__).parents[1]
ESBUILD = ROOT / "sdk" / "node_modules" / ".bin" / "esbuild"
# What a page needs to show one tour with it; posthog ships ready-made files instead.
ENTRIES = {
    "driver.js": 'import { driver } from "driver.js"; globalThis.x = driver;',
    "shepherd.js": 'import Shepherd from "shepherd.js"; globalThis.x = Shepherd;',
    "intro.js": 'import introJs from "intro.js"; globalThis.x = introJs;',
    "@floating-ui/dom": (
        "import { computePosition, autoUpdate, flip, shift, arrow, offset, size, hide }"
        ' from "@floating-ui/dom";'
        " globalThis.x = { computePosition, autoUpdate, flip, shift, arrow, offset, size, hide };"
    ),
}
POSTHOG_FILES = {
    "posthog-js array.js": ["array.js"],
    "posthog-js array.js + product tours": ["array.js", "product-tours.js"],
}


def run(folder: Path) -> None:
    built = json.loads((ROOT / "static" / "sdk" / "build.json").read_text())
    sdk = ROOT / "static" / "sdk"
    part = {name: (sdk / file["name"]).read_bytes() for name, file in built["files"].items()}
    shown = [part["core"], part["renderer"]]
    # Of the words of the twelve languages a person loads one.
    rest = re.compile(r"builder|locator|stub|words-(?!ja$)")
    everything = [text for name, text in part.items() if not rest.match(name)]
    rows = [
        ("Guide Engine: snippet stub", __version__, *measured((sdk / "stub.js").read_bytes())),
        ("Guide Engine: core (every page)", __version__, *measured(part["core"])),
        ("Guide Engine: core + renderer (a flow)", __version__, *measured(*shown)),
        ("Guide Engine: + extras (hints, modals)", __version__, *measured(*shown, part["extras"])),
        ("Guide Engine: all an end user can load", __version__, *measured(*everything)),
    ]
    modules = peers.fetch(folder, [*ENTRIES, "posthog-js"])
    for package, source in ENTRIES.items():
        rows.append((package, peers.version(modules, package), *measured(bundle(folder, source))))
    for title, names in POSTHOG_FILES.items():
        files = [(modules / "posthog-js" / "dist" / name).read_bytes() for name in names]
        rows.append((title, peers.version(modules, "posthog-js"), *measured(*files)))
    ours = rows[2][3]
    print_table(
        ("what", "version", "raw bytes", "gzip bytes", "× core + renderer"),
        [(*row, f"{row[3] / ours:.2f}") for row in rows],
    )


def measured(*files: bytes) -> tuple[int, int]:
    """Raw and gzip -9 bytes of files sent one by one."""
    return sum(map(len, files)), sum(len(gzip.compress(file, 9, mtime=0)) for file in files)


def bundle(folder: Path, source: str) -> bytes:
    entry = folder / "entry.js"
    entry.write_text(source)
    command = [str(ESBUILD), str(entry), "--bundle", "--minify", "--format=iife"]
    defines = ["--target=es2020", '--define:process.env.NODE_ENV="production"']
    return subprocess.run([*command, *defines], capture_output=True, check=True, cwd=folder).stdout
