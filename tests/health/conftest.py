"""A published guide, a clock, and what the watch makes of a log."""

from collections.abc import Callable, Iterator

import pytest

from guide_engine.core import clock
from guide_engine.core.db import bind_workspace, db
from guide_engine.delivery import service as delivery
from guide_engine.events import projector
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from guide_engine.health.watch import watch_targets
from tests.health.story import NOON, Event, write
from tests.support.actors import Cast
from tests.support.guides import make_flow


@pytest.fixture
def noon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def guide(cast: Cast, noon: None) -> Guide:
    made = guides.create_from(make_flow("one", "two"))
    delivery.publish(made.id, cast.production.id, by=cast.alice.id)
    db.session.commit()
    return made


@pytest.fixture
def watch(cast: Cast, guide: Guide) -> Callable[..., dict[str, int]]:
    """Writes events of the guide, projects them, and runs the watch once."""

    def run(*events: Event) -> dict[str, int]:
        write(cast.env, [{**event, "guide_id": guide.id} for event in events])
        projector.catch_up()
        counts = dict(watch_targets())
        bind_workspace(db.session, cast.workspace.id)
        return counts

    return run
