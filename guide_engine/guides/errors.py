"""Refusals of this domain."""

from guide_engine.core.errors import Conflict
from guide_engine.guides.document import GuideDocument


class StaleDraft(Conflict):
    """Somebody saved since. Carries theirs, so that nobody's work is lost."""

    code = "stale_draft"

    def __init__(self, message: str, *, revision: int, theirs: GuideDocument) -> None:
        super().__init__(message, code=self.code)
        self.revision = revision
        self.theirs = theirs
