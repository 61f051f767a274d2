"""What the simulation of the demo's month writes with: guides as it plays them, and a diary."""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from guide_engine.core import clock, ids


@dataclass(frozen=True)
class ProductRelease:
    """What a release of the product did to the target of a hint: it became something else, or left."""

    days_ago: int
    becomes: dict[str, Any] | None = None


@dataclass(frozen=True)
class PlayedGuide:
    """A published guide as the simulation needs it; `hardness` is subtracted per step.

    `language` is empty where everybody gets it, in their own.
    """

    id: str
    kind: str
    language: str
    path: str
    step_ids: tuple[str, ...]
    hardness: Mapping[int, tuple[float, ...]]
    reach: float
    goal: str | None = None
    release: ProductRelease | None = None


@dataclass
class Diary:
    """One person's events in the making."""

    rng: random.Random
    moment: datetime
    path: str
    thread_ids: list[str]
    events: list[dict[str, object]] = field(default_factory=list)

    def note(self, type_: str, **fields: object) -> None:
        at = clock.to_millis(self.moment)
        event = {
            "id": ids.uuid7(at, self.rng.getrandbits),
            "type": type_,
            "at": at,
            "seq": len(self.events),
        }
        self.events.append({**event, "path": self.path, **fields})

    def wait(self, median_seconds: float) -> float:
        seconds = self.rng.lognormvariate(math.log(median_seconds), 0.6)
        self.moment += timedelta(seconds=seconds)
        return seconds
