"""The help panel: everything that helps, in one place, led by touch tier."""

from collections.abc import Sequence
from typing import Any

from flask import Flask

from guide_engine.audience.person import Person
from guide_engine.delivery.decide import Verdict
from guide_engine.delivery.signals import composing_manifest, composing_state
from guide_engine.delivery.state import Judged
from guide_engine.events.journey import Journey
from guide_engine.help import api, pages, projection, queries, service
from guide_engine.identity.keys import EnvironmentRef


def init_app(app: Flask) -> None:
    queries.init_app(app)
    projection.register()
    app.register_blueprint(api.blueprint)
    app.register_blueprint(pages.blueprint)
    # Connecting again, for another app of this process, changes nothing.
    composing_state.connect(tell_look)
    composing_manifest.connect(tell_presence)


def tell_look(
    env: EnvironmentRef,
    *,
    person: Person,
    verdicts: list[Verdict],
    journeys: Sequence[Journey],
    language: str | None = None,
    **_more: Any,
) -> dict[str, dict[str, Any]]:
    """Tell the state how the panel is reached, and how much news there is."""
    look = service.look(env, person, Judged(verdicts, list(journeys)), language)
    return {"help": look} if look is not None else {}


def tell_presence(env: EnvironmentRef) -> bool:
    """Tell the manifest whether there is a panel to show."""
    return queries.panel_of(env).enabled
