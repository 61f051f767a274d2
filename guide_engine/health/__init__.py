"""Whether targets hold: what drifts is told, mended, or paused before users complain."""

from flask import Flask

from guide_engine.delivery.signals import publication_changed
from guide_engine.health import jobs, listing, models, pages, projection, settings_pages
from guide_engine.health.watch import resume_when_shown

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    projection.register()
    jobs.init_app(app)
    listing.init_app(app)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(settings_pages.blueprint)
    # Connecting again, for another app of this process, changes nothing.
    publication_changed.connect(resume_when_shown)
