"""One event as the log holds it, free of the database."""

from datetime import datetime
from typing import Any, NamedTuple


class EventRecord(NamedTuple):
    """The fields stand in the order of the table's columns, so that a row is one by construction."""

    # Place in the log: rises in the order of commits, and is the cursor of every projection.
    seq: int
    id: str
    workspace_id: str
    environment_id: str
    # The host's own id of the end user.
    user_id: str
    type: str
    guide_id: str | None
    version: int | None
    run_id: str | None
    step_id: str | None
    reason: str | None
    path: str | None
    name: str | None
    properties: dict[str, Any] | None
    # Order within a browser tab, where two events share a millisecond.
    tab_seq: int
    occurred_at: datetime
    received_at: datetime
    # The person's touch tier and segments when the event arrived.
    tier: str | None
    segments: tuple[str, ...]

    @property
    def order(self) -> tuple[datetime, int, str]:
        """When it happened, told apart from everything else that happened."""
        return self.occurred_at, self.tab_seq, self.id
