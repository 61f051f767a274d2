"""What passes from the pipeline to the log: events to store, events refused, losses told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from guide_engine.events.catalogue import Refusal


class Loss(NamedTuple):
    """What a browser says it had to drop."""

    reason: str
    type: str
    times: int


class Refused(NamedTuple):
    """An event that is not stored, with what the host's developer needs to see why."""

    id: str
    type: str
    reason: Refusal
    detail: str
    # The event as it came, as JSON text, cut to what is kept.
    payload: str
    # Of the whole payload.
    digest: str


@dataclass(frozen=True)
class Batch:
    """The events of one request. `events` are rows of the log, without `seq`."""

    workspace_id: str
    environment_id: str
    user_id: str
    received_at: datetime
    events: Sequence[Mapping[str, Any]] = ()
    refused: Sequence[Refused] = ()
    lost: Sequence[Loss] = ()

    @property
    def weight(self) -> int:
        return len(self.events) + len(self.refused) + 1


@dataclass
class Written:
    """What became of a batch, known after the commit."""

    # Ids that were not in the log before.
    stored: set[str] = field(default_factory=set)
    # Ids that the database itself could not take.
    unstorable: set[str] = field(default_factory=set)
