"""Which pages a check opens for which steps. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from guide_engine.check import addresses
from guide_engine.core.errors import DomainError
from guide_engine.guides.document import GuideDocument


class BadPages(DomainError):
    """The map of pages can't be used. The message says which entry, and what is wrong with it."""

    code = "bad_pages"


@dataclass(frozen=True)
class Subject:
    """A guide to check, and where it is kept: a guide's id, or none for a file's."""

    document: GuideDocument
    guide_id: str | None = None
    version: int | None = None

    @property
    def key(self) -> str:
        return str(self.document["key"])


@dataclass(frozen=True)
class Pages:
    """What `--pages` says of one guide."""

    start: str | None = None
    steps: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class GuidePlan:
    """`start` is None where neither the page rule nor `--pages` names an address."""

    subject: Subject
    start: str | None
    # Addresses of steps that are opened rather than walked to.
    steps: Mapping[str, str]


def plan(
    subjects: Sequence[Subject], base_url: str, pages: Mapping[str, Pages], now: datetime
) -> list[GuidePlan]:
    """Say where each guide is looked for. Raises BadPages for an entry that fits nothing."""
    known = {subject.key: subject for subject in subjects}
    for key, entry in pages.items():
        if key in known:
            _check_steps(known[key], entry)
    return [_plan_one(subject, base_url, pages.get(subject.key), now) for subject in subjects]


def _plan_one(subject: Subject, base_url: str, given: Pages | None, now: datetime) -> GuidePlan:
    given = given or Pages()
    steps = {step: addresses.joined(base_url, page) for step, page in given.steps.items()}
    if given.start is not None:
        start: str | None = addresses.joined(base_url, given.start)
    else:
        start = addresses.concrete(subject.document["page"], base_url, now)
    # A page of its own for the first step is a place to begin as well.
    first = subject.document["steps"][0]["id"] if subject.document["steps"] else None
    return GuidePlan(subject, start or steps.get(str(first)), steps)


def _check_steps(subject: Subject, entry: Pages) -> None:
    there = {step["id"] for step in subject.document["steps"]}
    for step in entry.steps:
        if step not in there:
            raise BadPages(
                f"--pages: the guide “{subject.key}” has no step “{step}”;"
                f" it has {', '.join(sorted(there))}."
            )


def read_pages(given: object, base_url: str) -> dict[str, Pages]:
    """Read {"guide-key": "/address"} or {"guide-key": {"start": …, "steps": {…}}}."""
    if not isinstance(given, dict):
        raise BadPages('--pages must hold a JSON object, as in {"first-invoice": "/invoices"}.')
    return {str(key): _pages(str(key), value, base_url) for key, value in given.items()}


def _pages(key: str, value: object, base_url: str) -> Pages:
    if isinstance(value, str):
        value = {"start": value}
    if not isinstance(value, dict) or set(value) - {"start", "steps"}:
        raise BadPages(
            f"--pages: “{key}” must be an address, or an object with “start” and “steps”."
        )
    steps = value.get("steps", {})
    if not isinstance(steps, dict):
        raise BadPages(f"--pages: “steps” of “{key}” must map step ids to addresses.")
    for address in [*([value["start"]] if "start" in value else []), *steps.values()]:
        _check_address(key, address, base_url)
    return Pages(value.get("start"), {str(step): page for step, page in steps.items()})


def _check_address(key: str, address: Any, base_url: str) -> None:
    fine = isinstance(address, str) and address.startswith(("/", "http://", "https://"))
    if not fine or address.startswith("//"):
        raise BadPages(f"--pages: an address of “{key}” must begin with “/” or be a whole one.")
    whole = urlsplit(addresses.joined(base_url, address))
    if whole.netloc != urlsplit(base_url).netloc:
        raise BadPages(f"--pages: “{address}” of “{key}” is not on {base_url}.")
