"""What the front page tells: how far the set-up is, what needs a look, what was changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from guide_engine.audience import queries as audience
from guide_engine.core import clock
from guide_engine.core.intervals import Share, newcombe
from guide_engine.delivery import queries as delivery
from guide_engine.guides import queries as guides
from guide_engine.guides.models import Guide
from guide_engine.identity.models import Environment
from guide_engine.insights import attention, queries
from guide_engine.insights.asking import step_names
from guide_engine.insights.attention import Figures, Finding
from guide_engine.insights.completion import completion_rate
from guide_engine.insights.period import last_days
from guide_engine.insights.queries import Question

# What is looked at for attention: long enough to gather people, short enough to be news.
WATCHED_DAYS = 30
RECENT_DAYS = 14
RECENT_AT_MOST = 8
# Long enough to compare a version with the one before it.
COMPARED_DAYS = 90


@dataclass(frozen=True)
class Task:
    """A task of the getting-started checklist."""

    key: str
    done: bool
    href: str


@dataclass(frozen=True)
class Published:
    """A version that was published lately, beside the one people met before it."""

    guide: Guide
    version: int
    at: datetime
    by: str | None
    rate: Share
    before: Share | None
    # The 95 % interval of the difference; None while either has too few people.
    difference: tuple[float, float] | None


@dataclass(frozen=True)
class Board:
    tasks: list[Task]
    watched: int
    findings: list[Finding]
    guides: Mapping[str, Guide]
    recent: list[Published]

    @property
    def is_set_up(self) -> bool:
        return all(task.done for task in self.tasks)


def board(environment: Environment) -> Board:
    listed = {guide.id: guide for guide in guides.guides()}
    versions = delivery.published(environment.id)
    figures = watched_figures(environment.id, listed, versions)
    return Board(
        tasks=_tasks(environment, bool(listed), bool(versions)),
        watched=len(figures),
        findings=attention.findings(figures),
        guides=listed,
        recent=_recent(environment.id, listed),
    )


def _tasks(environment: Environment, has_guide: bool, has_published: bool) -> list[Task]:
    return [
        Task("install", environment.last_seen_at is not None, "/settings/install"),
        Task("seen", audience.has_end_users(environment.id), "/people"),
        Task("guide", has_guide, "/guides/new"),
        Task("published", has_published, "/guides"),
        Task("completed", queries.has_completion(environment.id), "/reports/completion"),
    ]


def watched_figures(
    environment_id: str, listed: Mapping[str, Guide], versions: Mapping[str, int]
) -> list[Figures]:
    """Figures of the published version of each guide: what was mended must not be told again."""
    wanted = {guide_id: number for guide_id, number in versions.items() if guide_id in listed}
    period = last_days(WATCHED_DAYS, clock.now().date())
    counts = queries.guides_counts(environment_id, wanted, period)
    return [
        Figures(guide_id, step_names(listed[guide_id], wanted[guide_id]), steps)
        for guide_id, steps in counts.items()
    ]


def _recent(environment_id: str, listed: Mapping[str, Guide]) -> list[Published]:
    since = clock.now() - timedelta(days=RECENT_DAYS)
    fresh = delivery.recent_publications(environment_id, since, RECENT_AT_MOST)
    return [
        _published(environment_id, listed[guide_id], version, at, by)
        for guide_id, version, at, by in fresh
        if guide_id in listed
    ]


def _published(
    environment_id: str, guide: Guide, version: int, at: datetime, by: str | None
) -> Published:
    period = last_days(COMPARED_DAYS, clock.now().date())
    met = queries.versions_met(environment_id, guide.id)
    earlier = max((number for number in met if number < version), default=None)
    rate = completion_rate(Question(environment_id, guide.id, version, period))
    before = None
    if earlier is not None:
        before = completion_rate(Question(environment_id, guide.id, earlier, period))
    comparable = before is not None and rate.enough and before.enough
    difference = newcombe(rate, before) if comparable and before else None
    return Published(guide, version, at, by, rate, before, difference)


def standings(figures: Sequence[Figures]) -> dict[str, attention.Health]:
    """Judge the health of each guide."""
    found = attention.findings(figures)
    return {one.guide_id: attention.health(one, found) for one in figures}
