"""An end user as decisions see one: facts at one moment, without a database behind."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class RefusedAttribute(NamedTuple):
    """An attribute that `identify` or `group` sent and that was not kept."""

    path: str
    code: str
    message: str


@dataclass(frozen=True)
class Person:
    """`user` and `company` hold attributes and built-in facts; `segments` the ids that hold now."""

    end_user_id: str
    external_id: str
    user: dict[str, Any] = field(default_factory=dict)
    company_id: str | None = None
    company: dict[str, Any] = field(default_factory=dict)
    # None for a person without a company.
    tier: str | None = None
    segments: tuple[str, ...] = ()
    refused: tuple[RefusedAttribute, ...] = ()

    def facts(self) -> dict[str, Any]:
        """Return what rules are judged against."""
        return {"user": self.user, "company": self.company, "segments": self.segments}
