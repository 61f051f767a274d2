"""What the demo remembers between starts, in `demo.json` of the data folder."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from guide_engine.demo.history import PlayedGuide, ProductRelease

FILE = "demo.json"


@dataclass
class DemoRecord:
    """Holds secrets of the demo workspace, so the file is readable by its owner alone."""

    workspace_id: str
    email: str
    password: str
    public_key: str
    secret: str
    api_token: str
    made_at: datetime
    guides: list[PlayedGuide]
    # Ids of community threads, by language.
    threads: dict[str, list[str]]
    history_sent: bool = False

    def save(self, folder: Path) -> None:
        partial = folder / f"{FILE}.partial"
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(asdict(self), file, default=datetime.isoformat)
        partial.replace(folder / FILE)

    @classmethod
    def load(cls, folder: Path) -> "DemoRecord | None":
        """Return None when there is none, or when an older or broken one can't be read."""
        try:
            fields = json.loads((folder / FILE).read_text())
            fields["made_at"] = datetime.fromisoformat(fields["made_at"])
            fields["guides"] = [_played(guide) for guide in fields["guides"]]
            return cls(**fields)
        except (OSError, ValueError, TypeError, KeyError):
            return None


def _played(fields: dict[str, Any]) -> PlayedGuide:
    hardness = {int(version): tuple(steps) for version, steps in fields["hardness"].items()}
    release = fields.get("release")
    known = {
        "step_ids": tuple(fields["step_ids"]),
        "hardness": hardness,
        "release": ProductRelease(**release) if release else None,
    }
    return PlayedGuide(**{**fields, **known})
