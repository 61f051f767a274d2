"""Help for the stuck: offers, routed by tier."""

from collections.abc import Sequence
from typing import Any

from flask import Flask

from guide_engine.delivery.signals import composing_state
from guide_engine.identity.keys import EnvironmentRef
from guide_engine.rescue import api, pages, projection, usual


def init_app(app: Flask) -> None:
    app.register_blueprint(api.blueprint)
    app.register_blueprint(pages.blueprint)
    usual.init_app(app)
    projection.register()
    # Connecting again, for another app of this process, changes nothing.
    composing_state.connect(tell_standing)


def tell_standing(
    env: EnvironmentRef, *, guides: Sequence[str], **_more: Any
) -> dict[str, dict[str, Any]]:
    """Tell the state whether help is on, and what the steps of its guides usually take."""
    standing = usual.standing(env)
    known = standing.usual_seconds
    return {
        "rescue": {"enabled": standing.enabled},
        "usual_seconds": {guide_id: known[guide_id] for guide_id in guides if guide_id in known},
    }
