"""What delivery does when lower domains tell their news."""

from collections.abc import Sequence
from typing import Any

from flask import Flask

from guide_engine.audience import queries as audience
from guide_engine.core import clock
from guide_engine.delivery import queries, service
from guide_engine.delivery.catalogue import read
from guide_engine.delivery.state import State, compose
from guide_engine.events.catalogue import EventType
from guide_engine.events.signals import batch_stored, naming_guides
from guide_engine.guides import queries as guide_queries
from guide_engine.guides import signals as guide_signals
from guide_engine.identity import queries as identity
from guide_engine.identity.keys import EnvironmentRef

# Events after which another guide may be due, or this one no more.
TURNING = frozenset(
    {
        EventType.GUIDE_COMPLETED,
        EventType.GUIDE_DISMISSED,
        EventType.GUIDE_SNOOZED,
        EventType.GUIDE_FAILED,
        EventType.CUSTOM,
    }
)


def init_app(_app: Flask) -> None:
    # Connecting again, for another app of this process, changes nothing.
    batch_stored.connect(refresh_state)
    naming_guides.connect(name_guides)
    guide_signals.guides_listed.connect(tell_states)
    guide_signals.publish_asked.connect(publish_asked)
    guide_signals.guide_archived.connect(guide_archived)


def refresh_state(
    env: EnvironmentRef,
    *,
    user_id: str,
    types: frozenset[str],
    revision: int | None,
    language: str | None = None,
) -> State | None:
    """Answer a batch with a fresh state when it may have changed what the person may see."""
    if not (types & TURNING or (revision is not None and revision != env.revision)):
        return None
    person = audience.person(env.id, user_id)
    return compose(env, person, language) if person is not None else None


def name_guides(_app: Flask, *, workspace_id: str, guide_ids: set[str]) -> dict[str, str]:
    """Put names to guides on pages that stand beside the guides, not above them."""
    return guide_queries.names(sorted(guide_ids))


def tell_states(
    _app: Flask, *, workspace_id: str, environment_id: str, guide_ids: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """Say of each listed guide whether it is published, and whether its draft is ahead."""
    publications = queries.publications_in(environment_id, guide_ids)
    revisions = guide_queries.draft_revisions(guide_ids)
    now = clock.now()
    ahead = {
        guide.id
        for guide in read(environment_id).guides
        if guide.starts_at is not None and now < guide.starts_at
    }
    told = {}
    for guide_id in guide_ids:
        publication = publications.get(guide_id)
        state = queries.standing(publication, revisions.get(guide_id, 0))
        waits = state is queries.Standing.PUBLISHED and guide_id in ahead
        told[guide_id] = {
            "state": "scheduled" if waits else state.value,
            "version": publication.version if publication else None,
        }
    return told


def publish_asked(
    _app: Flask,
    *,
    workspace_id: str,
    guide_ids: Sequence[str],
    environment: str,
    member_id: str | None,
) -> None:
    """Publish guides that a file brought, in the environment of this name."""
    found = identity.environment_named(workspace_id, environment)
    if found is None:
        raise queries.no_environment(environment)
    for guide_id in guide_ids:
        service.publish(guide_id, found.id, by=member_id)


def guide_archived(_app: Flask, *, workspace_id: str, guide_id: str) -> None:
    """An archived guide is shown to nobody."""
    service.unpublish_everywhere(guide_id)
