"""A published version of a guide as decisions see it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from guide_engine.guides.languages import pick


@dataclass(frozen=True)
class PublishedGuide:
    """`settings` of the version and the standing of its publication. `version` 0: unpublished."""

    id: str
    key: str = ""
    kind: str = "flow"
    version: int = 0
    content_hash: str = ""
    # Of its texts; and the hash of its content in other languages.
    language: str = "en"
    contents: Mapping[str, str] = field(default_factory=dict)
    page: Mapping[str, Any] = field(default_factory=lambda: {"all": []})
    audience: Mapping[str, Any] = field(default_factory=lambda: {"all": []})
    frequency: Mapping[str, Any] = field(default_factory=lambda: {"type": "once"})
    priority: int = 50
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    published_at: datetime | None = None
    killed: bool = False
    # Facts that its texts name.
    variables: frozenset[str] = frozenset()
    # Where reaching a goal completes it: steps after whose completion only the goal is awaited.
    final_steps: frozenset[str] = frozenset()
    # Rules of its branches that ask about the person, by "<step_id>/<index>".
    branches: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    # What else must come before it starts, judged in the page.
    starts_when: Mapping[str, Any] | None = None
    # Key of the theme it chose; None: the environment's.
    theme: str | None = None
    # Announcements: how it comes.
    level: str | None = None
    # The guides that its tasks wait for: their ids by the keys they go by.
    awaits: Mapping[str, str] = field(default_factory=dict)
    # Steps that ask something.
    asks: frozenset[str] = frozenset()
    # Unfinished runs of versions below this one are not resumed.
    resume_from: int = 1

    def content_in(self, language: str | None) -> str:
        """Return the hash of the content for somebody who speaks this language."""
        chosen = pick(language, self.contents, self.language)
        return self.contents.get(chosen, self.content_hash)

    @property
    def is_published(self) -> bool:
        return self.version > 0

    def standing_as(self, other: "PublishedGuide") -> "PublishedGuide":
        """Take over the standing of the current publication: an earlier version has none itself."""
        return replace(
            self,
            published_at=other.published_at,
            killed=other.killed,
            resume_from=other.resume_from,
        )
