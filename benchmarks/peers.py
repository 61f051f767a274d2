"""Other projects' packages, fetched from npm at bench time only, into a temporary folder."""

import json
import subprocess
from pathlib import Path


class PeersMissing(Exception):
    """npm could not fetch the packages to compare with."""


def fetch(folder: Path, packages: list[str]) -> Path:
    """Install packages without running their scripts; return node_modules."""
    command = ["npm", "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit"]
    done = subprocess.run(
        [*command, "--no-fund", "--loglevel=error", *packages],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise PeersMissing(f"npm could not fetch {', '.join(packages)}: {done.stderr.strip()}")
    return folder / "node_modules"


def version(node_modules: Path, package: str) -> str:
    return str(json.loads((node_modules / package / "package.json").read_text())["version"])
